"""Who a quotation's words are said to be: a mention becomes a person, an organisation, a group or a source.

What cannot be resolved stays unresolved; nothing is looked up outside the article and the codebook.
"""

from collections.abc import Mapping, Sequence
from typing import cast as typed

from helpers.codebook import Codebook
from helpers.language import Doc, as_doc, without_the
from helpers.language.ranking import Weights, weights
from helpers.people.linking import paper_in, run
from helpers.people.roster import roster
from helpers.people.scene import Link, Pass, ranked
from helpers.records import Quote, SpeakerBasis, SpeakerKind

MARGIN = 0.1  # below it nobody is named


def resolve(text: str | Doc, quotes: Sequence[Quote], codebook: Codebook) -> list[Quote]:
    """Fill in the speakers of an article's quotations.

    Parameters
    ----------
    text : the article's clean text, or its ``Doc``.
    quotes : its quotations, as ``find_quotes`` gives them.
    codebook : the hand-made knowledge: titles, given names, roles, metonyms, the study's people.

    Returns
    -------
    The same quotations with ``speaker``, ``speaker_kind``, ``speaker_basis``, ``role``, ``side`` and
    ``relayed_by``. ``speaker`` is one name for one person throughout the article; scare quotes and titles
    have none; a speaker that cannot be told is None with the kind ``unresolved``.
    """
    return resolve_with(as_doc(text, codebook), quotes, codebook, weights("people"))


def resolve_with(doc: Doc, quotes: Sequence[Quote], codebook: Codebook, models: Mapping[str, Weights]) -> list[Quote]:
    """``resolve`` by given weights."""
    linked = run(doc, quotes, codebook, ranked(models))
    return [_with_speaker(q, linked, codebook) if q.type not in ("scare", "title") else q for q in quotes]


def _with_speaker(quote: Quote, linked: Pass, codebook: Codebook) -> Quote:
    link = linked.link_of(quote.mention_start, quote.mention_end)
    if link is not None and link.basis == "self":  # I inside a quotation is whoever says the quotation around it
        outer = next((q for q in linked.quotes if q.quote_id == quote.within), None)
        link = linked.link_of(outer.mention_start, outer.mention_end) if outer else None
    relayed_by = _relayer(quote, linked)
    if link is None or link.entity is None or link.margin < MARGIN:
        why = link.reasons if link and link.rivals else quote.reasons
        return quote._replace(
            speaker_kind="unresolved", speaker_basis="none", relayed_by=relayed_by,
            margin=_margin(quote, link), reasons=_told(link) or why,
        )  # fmt: skip
    entity = link.entity
    people = roster(codebook)
    listed = people.find(entity.name)
    basis = quote.basis if quote.basis in ("carried", "later") else link.basis
    metonym = basis == "named" and entity.kind == "organisation" and linked.lex.metonym(entity.name) is not None
    near = people.find(entity.near) if entity.near and listed is None else None
    side = listed.side if listed else near.side if near else None
    speaker = listed.name if listed else entity.name
    return quote._replace(
        speaker=speaker,
        speaker_kind=typed(SpeakerKind, listed.kind if listed else entity.kind),
        speaker_basis=typed(SpeakerBasis, "metonym" if metonym else basis),
        margin=_margin(quote, link),
        reasons=link.reasons or quote.reasons,
        role=(listed.role if listed else None) or (entity.role if entity.named else None),
        side=side,
        side_basis=("listed" if listed else "inferred") if side else None,
        relayed_by=None if relayed_by == speaker else relayed_by,
    )


def _margin(quote: Quote, link: Link | None) -> float | None:
    """The smaller of the margins of the two choices that name a speaker: the words, and whom they mean."""
    margins = [m for m in (quote.margin, link.margin if link else None) if m is not None]
    return round(min(margins), 2) if margins else None


def _told(link: Link | None) -> str | None:
    """The two best candidates of a choice too close to call."""
    return " or ".join(link.rivals) + "?" if link and link.rivals else None


def _relayer(quote: Quote, linked: Pass) -> str | None:
    """Who passes the words on: by name, or in the words of the text; the paper a sentence says it has them from."""
    if quote.relay_start is not None and quote.relay_end is not None:
        link = linked.link_of(quote.relay_start, quote.relay_end)
        if link and link.entity:
            return link.entity.name
        return without_the(linked.doc.text[quote.relay_start : quote.relay_end])
    return paper_in(linked, quote)


__all__ = ["Link", "resolve"]

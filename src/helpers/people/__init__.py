"""Who a quotation's words are said to be: a mention becomes a person, an organisation, a group or a source.

What cannot be resolved stays unresolved; nothing is looked up outside the article and the codebook.
"""

import re
from collections.abc import Sequence

from helpers.codebook import Codebook
from helpers.people.entities import build_entities
from helpers.people.names import find_names, name_words
from helpers.people.resolving import resolve_mention
from helpers.people.roster import roster
from helpers.people.speakers import Scene, Speaker
from helpers.records import Quote


def resolve(text: str, quotes: Sequence[Quote], codebook: Codebook) -> list[Quote]:
    """Fill in the speakers of an article's quotations.

    Parameters
    ----------
    text : the article's clean text.
    quotes : its quotations, as ``find_quotes`` gives them.
    codebook : the hand-made knowledge: titles, given names, roles, metonyms, the study's people.

    Returns
    -------
    The same quotations with ``speaker``, ``speaker_kind``, ``speaker_basis``, ``role``, ``side`` and
    ``relayed_by``. ``speaker`` is one name for one person throughout the article; scare quotes and titles
    have none; a speaker that cannot be told is None with the kind ``unresolved``.
    """
    known = name_words(codebook)
    names = find_names(text, known)
    scene = Scene(text, names, build_entities(text, names, known), quotes, known, roster(codebook).roles)
    resolved: list[Quote] = []
    by_id: dict[int, Quote] = {}
    for quote in quotes:
        if quote.type in ("scare", "title"):
            done = quote
        else:
            done = _with_speaker(quote, scene, resolved, by_id, codebook)
            resolved.append(done)
        by_id[quote.quote_id] = done
    return [by_id[q.quote_id] for q in quotes]


def _with_speaker(
    quote: Quote, scene: Scene, earlier: Sequence[Quote], by_id: dict[int, Quote], codebook: Codebook
) -> Quote:
    outer = by_id.get(quote.within) if quote.within is not None else None
    speaker = resolve_mention(scene, quote.mention_start, quote.mention_end, quote, earlier, outer)
    relay = None
    if quote.relay_start is not None:
        relay = resolve_mention(scene, quote.relay_start, quote.relay_end, quote, earlier, outer)
    listed = roster(codebook).find(speaker)
    basis = quote.basis if quote.basis in ("carried", "later") and speaker.name else speaker.basis
    relayed_by = _relayer(scene, quote, relay) if relay else None
    relayed_by = None if relayed_by == speaker.name else relayed_by
    return quote._replace(
        speaker=listed.name if listed else speaker.name,
        speaker_kind=speaker.kind,
        speaker_basis=basis,
        role=(listed.role if listed else None) or speaker.role,
        side=listed.side if listed else None,
        relayed_by=relayed_by,
    )


def _relayer(scene: Scene, quote: Quote, relay: Speaker) -> str:
    """Who passes the words on: by name, or in the words of the text."""
    return relay.name or re.sub(r"^[Tt]he ", "", scene.text[quote.relay_start : quote.relay_end])


__all__ = ["Speaker", "resolve"]

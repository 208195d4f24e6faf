"""One pass over an article: each phrase that may name somebody is linked to who that is.

Mentions are taken in order, headline and standfirst last, since they mean those whom the body names. Names join by
their words; descriptions and pronouns are ranked over those who are in the article so far.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from helpers.codebook import Codebook
from helpers.language import Doc, WordClass
from helpers.people.bodies import link_group, link_organisation, writer
from helpers.people.cast import Entity
from helpers.people.naming import link_name, named
from helpers.people.pronouns import link_pronoun
from helpers.people.roles import link_role
from helpers.people.scene import Decide, Event, Link, Pass, events
from helpers.people.sorts import tell_kinds
from helpers.records import Quote

_DOCUMENT = int(WordClass.DOCUMENT)
_TO_A_PAPER = re.compile(
    r"\b(?:told|telling|tells|reported by|quoted by|according to|spoke to|speaking to)\s+(?:the |The )?$"
)


def run(doc: Doc, quotes: Sequence[Quote], codebook: Codebook, decide: Decide) -> Pass:
    """Link every mention of an article; ``quotes`` tell which of them speak."""
    now = Pass(doc, codebook, decide)
    now.link = link
    return follow(now, quotes)


def follow(now: Pass, quotes: Sequence[Quote]) -> Pass:
    """The pass itself."""
    now.quotes = quotes
    line = events(now.doc, quotes)
    tell_kinds(now, line)
    for number, event in enumerate(line):
        now.next = line[number + 1] if number + 1 < len(line) else None
        now.cast.now += 1
        made = now.link(now, event)
        if made is None:
            continue
        now.links[event.layer.span((event.mention.start, event.mention.end))] = made
        if made.entity is not None:
            _note(now, event, made.entity)
            if _is_paper(now, made.entity):
                now.papers.append((event.layer.span((event.mention.start, event.mention.end)), made))
        now.previous = (event, made)
    return now


def paper_in(now: Pass, quote: Quote) -> str | None:
    """The other paper that the sentence of a quotation says it has the words from: "told The Times"."""
    low, high = now.doc.sentences[now.doc.sentence_at(quote.start) - 1]
    for (start, end), link in now.papers:
        if low <= start < high and link.entity is not None:
            told = _TO_A_PAPER.search(now.doc.text, max(low, start - 40), start)
            if told and (start, end) != (quote.mention_start, quote.mention_end):
                return link.entity.name
    return None


def _is_paper(now: Pass, entity: Entity) -> bool:
    return entity.kind == "organisation" and bool(entity.words) and entity.words[-1].lower() in _papers(now.codebook)


def link(now: Pass, event: Event) -> Link | None:
    """Who a mention means, by its kind."""
    kind = event.mention.kind
    if kind == "thing" and not event.quote and event.layer.flag[event.mention.head] & _DOCUMENT:
        writer(now, event, event.head)
        return None
    if kind == "unsure" and (event.quote or now.name(event).key in now.cast.by_key):
        return link_name(now, event)
    if kind == "name":
        told = named(now, event).key in now.lex.demonyms and event.layer.low[event.mention.start] in ("the", "a", "an")
        return link_role(now, event) if told else link_name(now, event)  # "the Kenyan"
    if kind == "pronoun":
        return link_pronoun(now, event)
    if kind == "role":
        return link_role(now, event)
    if kind == "organisation":
        return link_organisation(now, event)
    return link_group(now, event) if event.quote else None


def _note(now: Pass, event: Event, entity: Entity) -> None:
    """Keep the running picture up to date."""
    entity.last, entity.sentence, entity.paragraph = now.cast.now, event.sentence, event.paragraph
    entity.count += 1
    entity.place = event.place
    before = event.layer.low[event.mention.start - 1] if event.mention.start else ""
    entity.placed = entity.placed or before in ("in", "at", "near", "from")
    entity.spoken = entity.spoken or event.quote is not None
    if event.field == "body" and event.place == "subject":
        now.cast.subject = entity
        if now.cast.opening is None:
            now.cast.opening = entity
    if event.quote:
        now.cast.speakers.append((entity, event.paragraph))


@lru_cache(maxsize=8)
def _papers(codebook: Codebook) -> frozenset[str]:
    """The nouns that papers' names end with: times, herald."""
    return frozenset(
        word.lower() for row in codebook["outlet_words"] if row["kind"] == "noun" for word in row["words"].split("|")
    )

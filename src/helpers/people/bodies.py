"""Organisations, those who speak for them, groups, and what is written: whom "the company" or "its letter" mean."""

import re

from helpers.language import WordClass
from helpers.people.cast import Entity
from helpers.people.scene import Event, Link, Option, Pass, latest, owner_of, standing

_CLOSE = frozenset(
    "friends allies relatives supporters colleagues aides neighbours lawyers parents backers fans".split()
)
_DOCUMENT = int(WordClass.DOCUMENT)


def spokesman(now: Pass, event: Event) -> Entity:
    """Who speaks for an organisation is tallied under its name."""
    layer, m = event.layer, event.mention
    told = [e for e in now.cast.entities if e.name.endswith("spokesman")]
    if told and layer.low[m.start] == "the" and m.end - m.start == 2:
        return max(told, key=lambda e: e.last)
    body = _body(now, event)
    name = f"{body} spokesman" if body else "spokesman"
    known = next((e for e in now.cast.entities if e.name == name), None)
    if known:
        return known
    gender = now.lex.roles[event.head][1]
    return now.cast.add(
        Entity(name, "organisation", gender=gender, sure=bool(gender), heads={event.head}, definite=False)
    )


def _body(now: Pass, event: Event) -> str:
    """The organisation a spokesman speaks for, as printed; the last one named where the phrase has none."""
    layer, m = event.layer, event.mention
    owner = next((k for k in range(m.start, m.head) if layer.shape[k] == "G"), None)
    inside = (
        list(range(m.start, owner + 1))
        if owner is not None
        else [k for k in range(m.start, m.end) if k != m.head and layer.shape[k] in "NUGRgk"]
    )
    if inside:
        first = min(inside)
        last = max(inside)
        stop = m.head if last < m.head else last + 1
        first = first if last < m.head else min(k for k in inside if k > m.head)
        words = [layer.surface(k) for k in range(first, stop) if layer.shape[k] not in "D"]
        shown = re.sub(r"['’]s?$", "", " ".join(words))
        if shown.islower():  # a spokesman for the company
            meant = body_meant(now, event, shown.split()[-1]).entity
            return meant.name if meant else shown
        exact = now.cast.by_key.get(shown.lower())
        proper = now.lex.metonym(shown)
        return exact.name if exact else proper or shown
    if layer.low[m.start] in ("his", "her") and now.cast.subject:
        return now.cast.subject.name
    link = body_meant(now, event, "spokesman")
    return link.entity.name if link.entity else ""


def link_organisation(now: Pass, event: Event) -> Link | None:
    layer, m = event.layer, event.mention
    phrase = re.sub(
        r"^(?:the|an?|this|that|its|his|her|their|our) ",
        "",
        event.phrase,
        flags=re.I,
    )
    phrase = re.sub(r"['’]s?$", "", phrase)
    owner = owner_of(now, layer.low[m.start])
    if owner and event.quote:
        phrase = f"{owner.name}'s {phrase}"
        listed = now.roster.find(phrase)
        phrase = listed.name if listed else phrase
    named = [k for k in range(m.start, m.head) if layer.shape[k] == "N"]
    inner = now.cast.by_key.get(" ".join(layer.low[k] for k in named)) if named else None
    own = (
        phrase.lower() in now.lex.metonyms
        or now.roster.find(phrase)
        or any(layer.low[k] in now.lex.places for k in named)
    )
    if own:
        inner = None
    elif inner is None and len(named) == 1 and layer.surface(named[0]).isupper():  # the FDU union
        inner = now.cast.add(Entity(layer.surface(named[0]), "organisation", (layer.surface(named[0]),)))
    if inner is not None and inner.kind == "organisation" and not inner.placed:
        inner.heads.add(event.head)
        return Link(inner, "named")
    for key in (phrase.lower(), "the " + phrase.lower()):
        if key in now.lex.metonyms or key in now.cast.by_key:
            name = now.lex.metonyms.get(key) or now.cast.by_key[key].name
            known = now.cast.by_key.get(name.lower())
            return Link(known or now.cast.add(Entity(name, "organisation", tuple(name.split()))), "named")
    head = event.head.removesuffix("'s").removesuffix("'")
    bodies = [e for e in now.cast.entities if e.kind == "organisation" and e.named]
    same = [e for e in bodies if head in (w.lower() for w in e.words) or head in e.roles]
    first = layer.low[m.start]
    if first in ("the", "this", "that", "its", "our", "their") and (same or event.quote):
        link = body_meant(now, event, head)
        if link.entity:
            return link
    known = next((e for e in now.cast.entities if e.name.lower() == phrase.lower()), None)
    if known is None and not event.quote:
        return None
    return Link(known or now.cast.add(Entity(phrase, "organisation", heads={head})), "named")


def body_meant(now: Pass, event: Event, head: str) -> Link:
    """The organisation a noun or pronoun means: "the company", "it"."""
    bodies = [e for e in now.cast.entities if e.kind == "organisation" and not e.name.endswith(" spokesman")]
    if head == "spokesman":  # no town has one
        bodies = [e for e in bodies if not e.placed and e.name.lower() not in now.lex.places]
    recent = latest(bodies)
    said = "it" if head == "it" else "spokesman" if head == "spokesman" else "noun"
    options: list[Option] = []
    if said == "noun" or not recent or event.paragraph - recent[0].paragraph > 3:
        known = any(head in e.roles or head in e.heads for e in bodies)
        options.append(
            (None, [f"{said}: new", f"{said}: new, paragraph {min(event.paragraph, 2)}", f"new, known {known}"])
        )
    for rank, e in enumerate(recent):
        own = [w.lower() for w in e.words]
        last = own[-1] if own else e.name.split()[-1].lower()
        match = (
            "name"
            if head in own
            else "told"
            if head in e.roles | e.heads
            else "other sort"
            if last in now.lex.organisations
            else "open"
        )
        shape = "several words" if len(own) > 1 else "capitals" if e.name.isupper() else "one word"
        options.append(
            (e, [
                f"{said}: {match}", f"{said}: rank {min(rank, 3)}", f"{said}: {shape}", f"{match}: rank {min(rank, 3)}",
                f"{said}: metonym {now.lex.metonym(e.name) is not None}",
                f"{said}: spoken for {e.spoken}", f"{said}: placed {e.placed}",
                    f"{said}: {'named' if e.named else 'nameless'}",
                *(f"{said}: {f}" for f in standing(now, e, event)),
            ])
        )  # fmt: skip
    best, margin, why = now.decide("body", event, options)
    return Link(options[best][0], "pronoun" if said == "it" else "role", margin, why)


def link_group(now: Pass, event: Event) -> Link:
    layer, m = event.layer, event.mention
    phrase = re.sub(r"^(?:the|these|those|that) ", "", event.phrase, flags=re.I)
    if m.kind == "thing":
        return _thing(now, event, phrase)
    phrase = _short_group(now, event, phrase)
    lone = layer.low[m.start] in ("one", "another", "a", "an", "someone", "somebody") and m.kind == "quantity"
    if layer.low[m.head] in ("others", "many", "some", "all", "both", "most", "several") or not lone:
        return Link(now.cast.add(Entity(phrase, "group")), "role")
    return Link(now.cast.add(Entity(phrase, "anonymous", definite=False)), "role")


def _short_group(now: Pass, event: Event, phrase: str) -> str:
    """A group by its noun and what comes before it; whose friends they are is told."""
    layer, m = event.layer, event.mention
    first = layer.low[m.start]
    if first in ("his", "her") and now.cast.subject:
        return f"{layer.surface(m.head)} of {now.cast.subject.name}"
    owner = next((k for k in range(m.start, m.head) if layer.shape[k] == "G"), None)
    held = now.link_of(*layer.span((m.start, owner + 1))) if owner is not None else None
    if held and held.entity and held.entity.named and owner is not None:
        return f"{held.entity.name}'s " + " ".join(layer.surface(k) for k in range(owner + 1, m.head + 1))
    if m.kind == "class" and m.end > m.head + 1 and layer.low[m.head] not in _CLOSE:
        return " ".join(layer.surface(k) for k in range(m.start, m.head + 1) if layer.shape[k] not in "D#")
    return phrase


def _thing(now: Pass, event: Event, phrase: str) -> Link:
    """A speaker no list knows: a grocer, or a letter, which speaks for who wrote it."""
    layer, m = event.layer, event.mention
    word = layer.low[m.head]
    if layer.flag[m.head] & _DOCUMENT:
        return Link(writer(now, event, word), "role")
    if layer.low[m.start] in ("a", "an", "one", "another"):
        return Link(now.cast.add(Entity(phrase, "anonymous", definite=False)), "role")
    if word.endswith("s") and not word.endswith("ss") and layer.shape[m.start] not in "DG":
        return Link(now.cast.add(Entity(phrase, "group")), "role")
    return Link(now.cast.add(Entity(phrase, "person")), "role")


def writer(now: Pass, event: Event, word: str) -> Entity | None:
    """Whose a letter, report or study is: the owner told with it, who it is by, or the writer told before."""
    layer, m = event.layer, event.mention
    first = layer.low[m.start]
    writer = None
    if first in ("his", "her") and now.cast.subject:
        writer = now.cast.subject
    elif first == "its":
        writer = body_meant(now, event, "it").entity
    elif (
        now.previous
        and now.previous[0].mention.owner
        and now.previous[0].layer is layer
        and now.previous[0].mention.start >= m.start
    ):
        writer = now.previous[1].entity
    elif layer.low[m.end : m.end + 1] in (["by"], ["from"]):
        writer = _named_behind(now, event, m.end + 1)
    if writer is not None:
        now.cast.written[word] = now.cast.written[""] = writer
    return writer or now.cast.written.get(word)


def _named_behind(now: Pass, event: Event, at: int) -> Entity | None:
    """Somebody named for the first time behind a phrase that is of them."""
    for m in event.layer.mentions:
        if m.start == at and m.kind in ("name", "role", "organisation"):
            made = now.link(now, event._replace(mention=m, quote=None))
            return made.entity if made else None
    return None

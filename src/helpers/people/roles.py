"""Descriptions: whom "the striker", "a farmer", "his wife" mean."""

import re
from collections.abc import Sequence

from helpers.language import WordClass
from helpers.people.bodies import spokesman
from helpers.people.cast import Entity
from helpers.people.naming_forms import name_of
from helpers.people.scene import (
    KIN,
    Event,
    Link,
    Option,
    Pass,
    agreement,
    is_office,
    latest,
    owner_of,
    rivals_of,
    standing,
    surely,
    take_role,
)

_INDEFINITE = frozenset("a an one another some any two three several".split())
_CAP = int(WordClass.CAPITAL)


def link_role(now: Pass, event: Event) -> Link | None:
    layer, m = event.layer, event.mention
    told = _told(now, event)
    phrase = re.sub(
        r"^(?:the|an?|this|that|one|his|her|their|its|our|another) ",
        "",
        event.phrase,
        flags=re.I,
    )
    words = [
        w for k in range(m.start, m.end) if layer.shape[k] not in "D#,." and (w := layer.low[k].removesuffix("'s"))
    ]
    if told is not None:
        take_role(now, told, words, phrase)
        return Link(told, "role")
    listed = now.roster.roles.get(phrase.lower())
    if listed and (holder := now.cast.by_key.get(listed.name.lower())):
        return Link(holder, "role")
    kind = now.lex.roles.get(event.head, ("person", ""))[0]
    if kind == "spokes":
        return Link(spokesman(now, event), "role")
    definite = _definite(event)
    fresh = not definite and event.layer.low[event.mention.start] in _INDEFINITE and event.field == "body"
    options: list[Option] = (
        []
        if fresh
        else [(e, _role_features(now, e, event, words, definite, kind)) for e in _role_candidates(now, event)]
    )
    options.append((None, _fresh_features(now, event, words, definite, kind)))
    best, margin, why = now.decide("role", event, options)
    entity = options[best][0]
    if entity is None:
        anonymous = not definite or kind == "unnamed"
        entity = now.cast.add(Entity(phrase, "anonymous" if anonymous else "person", definite=definite))
    if entity.kind in ("person", "anonymous"):
        take_role(now, entity, words, phrase)
    if entity.kind == "anonymous" and "close to" in phrase:
        entity.near = _close_to(now, event)
    return Link(entity, "role", margin, why, rivals_of(options, best, phrase))


def _told(now: Pass, event: Event) -> Entity | None:
    """The one a role is told of: "Sharon Keen, 52, a mother of two", "Prof Mackellar as its chair"."""
    if now.previous is None:
        return None
    before, link = now.previous
    if (
        before.layer is not event.layer
        or link.entity is None
        or link.entity.kind != "person"
        or before.mention.kind != "name"
        or before.mention.owner
    ):
        return None
    between = event.layer.shape[before.mention.end : event.mention.start]
    joint = event.layer.low[event.mention.start - 1]
    then = event.layer.shape[event.mention.end : event.mention.end + 1]
    if then and then in "sfae" and "w" not in between:  # "in Leeds, an adviser said"
        return None
    if re.fullmatch(r",(?:#,)?|\(#\),?|,?waD?|a|,wa", between) or (joint == "as" and len(between) == 1):
        if between == "a" and event.layer.low[event.mention.start - 1] not in ("is", "was"):
            return None
        return link.entity
    return None


def _definite(event: Event) -> bool:
    layer, m = event.layer, event.mention
    first = layer.low[m.start]
    if first in _INDEFINITE:
        return False
    return (
        layer.shape[m.start] in "DG"
        or bool(layer.flag[m.head] & _CAP and event.field == "body")
        or any(layer.shape[k] in "GN" for k in range(m.start, m.head))
    )


def _role_candidates(now: Pass, event: Event) -> list[Entity]:
    owner = owner_of(now, event.layer.low[event.mention.start])
    gender = now.lex.roles.get(event.head, ("", ""))[1]
    people = [e for e in now.cast.people() if e is not owner]
    if gender:
        people = [e for e in people if not (e.sure and e.gender not in ("", gender))]
    recent = latest(people)
    return recent + [e for e in people if event.head in e.heads and e not in recent][:4]


def _role_features(
    now: Pass, entity: Entity, event: Event, words: Sequence[str], definite: bool, kind: str
) -> list[str]:
    wanted = [w for w in words if w not in ("of", "for", "the", "at", "and", "in", "from")]
    held = entity.roles
    shared = sum(w in held for w in wanted)
    gender = now.lex.roles.get(event.head, ("", ""))[1]
    sort = bool(now.lex.alike.get(event.head, frozenset()) & entity.heads)
    office = is_office(now, event.head)
    match = (
        "all words"
        if shared == len(wanted)
        else "head"
        if event.head in entity.heads
        else "some words"
        if shared
        else "none"
    )
    d = _article(event, definite)
    owner = now.cast.subject
    family = owner is not None and bool(owner.words) and entity.surname == owner.surname and entity is not owner
    if event.head.endswith("-year-old"):
        match = (
            "age" if entity.age and event.head.startswith(entity.age + "-") else "other age" if entity.age else "no age"
        )
    rivals = (
        "has a like role"
        if sort and not shared
        else "has other roles"
        if entity.heads and not shared
        else "has no role"
        if not entity.heads
        else "has this role"
    )
    return [
        f"{d}: role matches {match}",
        f"{d}: {rivals}",
        f"{d}: {rivals}, {'named' if entity.named else 'nameless'}",
        f"office {office}: {rivals}",
        f"surely a person {surely(now, entity)}",
        f"{d}: {event.field}, matches {match}",
        f"{d}: gender {agreement(entity, gender)}",
        f"{d}: kind {kind}, {rivals}",
        f"{d}: words {min(len(wanted), 3)}, matches {match}",
        f"{d}: has head {event.head in held}, {'named' if entity.named else 'nameless'}",
        f"speaks {event.quote is not None}, {rivals}",
        f"{d}: of the subject's family" if family else "",
        f"{d}: told with other words" if event.head in entity.heads and shared < len(wanted) and len(held) > 1 else "",
        f"{d}: another nation" if any(w in now.lex.demonyms and w not in held for w in wanted) else "",
        f"{d}: the subject" if entity is owner else "",
        f"{d}: in the sentence {entity.sentence == event.sentence}, {entity.place}",
        *(f"{d}: {f}" for f in standing(now, entity, event)),
        *(f"{match}: {f}" for f in standing(now, entity, event)),
    ]


def _article(event: Event, definite: bool) -> str:
    """How a role is told: as known, as new, as somebody's."""
    first = event.layer.low[event.mention.start]
    if first in ("his", "her", "their", "its", "my", "our", "your"):
        return "kin of somebody" if event.head in KIN else "somebody's"
    return "definite" if definite else "indefinite" if first in _INDEFINITE else "bare"


def _fresh_features(now: Pass, event: Event, words: Sequence[str], definite: bool, kind: str) -> list[str]:
    d = _article(event, definite)
    known = any(event.head in e.heads for e in now.cast.people())
    return [
        "new",
        f"new: {d}",
        f"new: {d}, {kind}",
        f"new: {d}, {event.field}",
        f"new: {d}, role known {known}",
        f"new: {d}, words {min(len(words), 3)}",
        f"new: {d}, speaks {event.quote is not None}",
        f"new: owned {any(event.layer.shape[k] == 'G' for k in range(event.mention.start, event.mention.head))}",
        f"new: {d}, paragraph {min(event.paragraph, 2)}",
        f"new: {d}, office {is_office(now, event.head)}",
    ]


def _close_to(now: Pass, event: Event) -> str:
    """Whom a source "close to" somebody is close to."""
    for m in event.layer.mentions:
        if event.mention.start < m.start < event.mention.end + 1 and m.kind in ("name", "role"):
            if m.kind == "role":
                words = " ".join(event.layer.low[k] for k in range(m.start, m.end) if event.layer.shape[k] not in "D")
                listed = now.roster.roles.get(words)
                return listed.name if listed else ""
            found = now.cast.alike(name_of(event.layer, m, now.lex))
            return found[0].name if found else ""
    return ""

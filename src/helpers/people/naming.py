"""Names: which of those in the article a name means, and whom a first name introduces."""

import re

from helpers.people.cast import Entity
from helpers.people.naming_forms import PARTICLES, Name
from helpers.people.scene import (
    KIN,
    Event,
    Link,
    Option,
    Pass,
    is_office,
    standing,
    surname_of_owner,
    take_gender,
    take_role,
)

_NEVER_NAMED = frozenset(("source", "insider"))


def named(now: Pass, event: Event) -> Name:
    """The name of a mention, without words before it that are no part of it elsewhere in the article."""
    name = now.name(event)
    if len(name.words) < 3:
        return name
    begin = event.mention.name
    office = begin > 1 and event.layer.low[begin - 1] in ("for", "of") and event.layer.shape[begin - 2] in "rR"
    for k in range(1, len(name.words) - 1):
        rest, last = name.words[k:], name.words[k - 1].lower()
        given = rest[0].lower() in now.given.listed and last not in now.given.listed
        known = " ".join(rest).lower() in now.keys and last not in now.given.listed
        if rest[0].lower() not in PARTICLES and (known or ((given or office) and len(rest) == 2)):
            before = (*name.before, *(w.lower() for w in name.words[:k]))
            return name._replace(words=rest, before=before)
    return name


def link_name(now: Pass, event: Event) -> Link | None:
    name = named(now, event)
    if not name.words:
        return None
    entity, margin, why = _by_name(now, event, name)
    if entity is None:
        return Link(None, "named", margin, why)
    if len(name.words) > len(entity.words) and entity.kind == "person" and name.title != name.key:
        entity.words = name.words
        entity.name = " ".join(name.words)
        now.cast.know(entity)
    take_role(now, entity, name.before)
    take_gender(now, entity, name)
    entity.forms[name.key] = entity.forms.get(name.key, 0) + 1
    after = event.layer.shape[event.mention.end : event.mention.end + 3]
    if (age := re.match(r",#[,.]|\(#\)", after)) and entity.kind == "person":
        entity.age = event.layer.low[event.mention.end + age.group().index("#")]
    _appose(now, event, entity)
    _pair(now, event, entity)
    return Link(entity, "named", margin, why)


def _by_name(now: Pass, event: Event, name: Name) -> tuple[Entity | None, float, str]:
    cast, kind = now.cast, now.kinds.get(name.key, "person")
    listed = now.roster.find(name.key)
    key = listed.name.lower() if listed else name.key
    exact = cast.by_key.get(key) or cast.by_key.get((now.lex.metonym(key) or "").lower())
    if exact and (len(exact.words) > 1 or exact.kind != "person") and not _clash(now, exact, name):
        return exact, 1.0, ""
    alike = [e for e in cast.alike(name) if not _clash(now, e, name) and _same_sort(now, e, name, kind)]
    if len(alike) == 1:
        return alike[0], 1.0, ""
    if len(alike) > 1:
        options: list[Option] = [(e, _name_features(now, e, name, event)) for e in alike]
        best, margin, why = now.decide("name", event, options)
        return alike[best], margin, why
    merged = _introduced(now, event, name, kind)
    if merged:
        return merged, 1.0, "told by role before"
    return _new_name(now, name, kind, listed.name if listed else "", event), 1.0, ""


def _same_sort(now: Pass, entity: Entity, name: Name, kind: str) -> bool:
    """Whether one name can be short for the other: no town is short for its council."""
    if entity.kind == "organisation":
        return kind == "organisation" and not entity.placed and name.key not in now.placed
    return entity.kind == kind or len(name.words) == 1 or entity.kind == "person"


def _clash(now: Pass, entity: Entity, name: Name) -> bool:
    gender = name.gender or next((g for w in name.before if (g := now.lex.roles.get(w, ("", ""))[1])), "")
    return bool(gender and entity.gender and entity.told and gender != entity.gender)


def _new_name(now: Pass, name: Name, kind: str, listed: str, event: Event) -> Entity:
    words = tuple(listed.split()) if listed else name.words
    proper = now.lex.metonym(name.key)
    if kind == "organisation" and proper and not listed:
        words = tuple(proper.split())
    family = _family(now, name, event) if kind == "person" else ""
    if family:
        words = (*words, family)
    shown = " ".join(words)
    if kind == "person" and len(words) == 1 and name.title and not listed:
        title = next(
            (
                t
                for t in event.layer.text[event.start : event.layer.start[event.mention.name]].split()
                if t.lower().rstrip(".") in now.lex.titles
            ),
            "",
        )
        shown = f"{title} {shown}".strip()
    return now.cast.add(Entity(shown, kind, words))


def _family(now: Pass, name: Name, event: Event) -> str:
    """The surname of somebody told by kin and first name: "his wife Mavis"."""
    if len(name.words) > 1 or not any(w in KIN for w in name.before):
        return ""
    return surname_of_owner(now, event.layer.low[event.mention.start])


def _introduced(now: Pass, event: Event, name: Name, kind: str) -> Entity | None:
    """Somebody told by role so far, whom this name introduces."""
    if kind != "person":
        return None
    told = _apposed(now, event)
    if told is not None and now.previous is not None:
        before = now.previous[0]
        kin = len(name.words) == 1 and bool(told.heads & KIN)
        family = surname_of_owner(now, before.layer.low[before.mention.start]) if kin else ""
        _name_entity(now, told, name._replace(words=(*name.words, family)) if family else name)
        return told
    open_ = [e for e in now.cast.people() if not e.named and event.paragraph - e.paragraph <= 4]
    gender = name.gender or now.given.gender(name.words[0])[0]
    open_ = [e for e in open_ if not e.heads & _NEVER_NAMED]
    options: list[Option] = [(None, ["none", f"none: {event.place}", f"none: {len(open_) > 1}"])]
    for entity in open_[-4:]:
        if gender and entity.gender and entity.sure and gender != entity.gender:
            continue
        options.append((entity, _merge_features(now, entity, event, name)))
    if len(options) == 1:
        return None
    best, _, _ = now.decide("introduced", event, options)
    meant = options[best][0]
    if meant is not None:
        _name_entity(now, meant, name)
    return meant


def _name_entity(now: Pass, entity: Entity, name: Name) -> None:
    """Give somebody told by role so far a name."""
    entity.words, entity.name, entity.kind = name.words, " ".join(name.words), "person"
    now.cast.know(entity)


def _apposed(now: Pass, event: Event) -> Entity | None:
    """The nameless one whose role stands just before a name: "the mayor, Dora Orchard"."""
    if now.previous is None:
        return None
    before, link = now.previous
    entity = link.entity
    joined = before.layer is event.layer and event.layer.shape[before.mention.end : event.mention.start] == ","
    told = (
        entity is not None
        and not entity.named
        and before.mention.kind == "role"
        and entity.kind in ("person", "anonymous")
    )
    return entity if joined and told else None


def _merge_features(now: Pass, entity: Entity, event: Event, name: Name) -> list[str]:
    shape = event.layer.shape
    age = shape[event.mention.end : event.mention.end + 2] in (",#", "(#")
    own = {w for w in name.before if w in now.lex.roles}
    behind = now.next if now.next and now.next.layer is event.layer and now.next.mention.kind == "role" else None
    if behind and re.fullmatch(r",(?:#,)?|\(#\),?|,?wa", shape[event.mention.end : behind.mention.start]):
        own.add(behind.head)
    gap = event.paragraph - entity.paragraph
    office = any(is_office(now, head) for head in entity.heads)
    named = sum(e.named and e.kind == "person" and e.count > 0 for e in now.cast.entities)
    return [
        f"paragraphs {min(gap, 3)}",
        f"paragraphs {min(gap, 3)}, {event.place}",
        "opened the story" if entity is now.cast.opening else "did not open",
        f"{'definite' if entity.definite else 'indefinite'}, opened {entity is now.cast.opening}",
        "age given" if age else "no age",
        f"age given, opened {entity is now.cast.opening}" if age else "",
        role := "same role" if own & entity.heads else "other role" if own else "no role",
        f"{role}, opened {entity is now.cast.opening}",
        f"office {office}, {role}",
        f"office {office}, people named {min(named, 2)}",
        f"mentions {min(entity.count, 3)}",
        f"{event.place}",
        f"words {min(len(name.words), 2)}",
        f"spoke last {bool(now.cast.speakers) and now.cast.speakers[-1][0] is entity}",
        f"kind {entity.kind}",
        f"people named {min(named, 2)}",
        f"people named {min(named, 2)}, opened {entity is now.cast.opening}",
        f"people named {min(named, 2)}, {event.place}, paragraphs {min(gap, 3)}",
        f"{'owned' if entity.role and entity.role.split()[0].endswith('s') else ''}",
        "kin" if entity.heads & KIN else "",
    ]


def _name_features(now: Pass, entity: Entity, name: Name, event: Event) -> list[str]:
    whole = name.words[0].lower() == (entity.words[0].lower() if entity.words else "")
    gender = (
        "same"
        if name.gender and name.gender == entity.gender
        else "unknown"
        if not name.gender or not entity.gender
        else "other"
    )
    return [
        f"title's gender {gender}",
        f"first name {whole}",
        f"kind {entity.kind}",
        f"title {bool(name.title)}, first name {whole}",
        f"called so before {name.key in entity.forms}",
        f"first of that name {entity.first == min(e.first for e in now.cast.alike(name))}",
        *standing(now, entity, event),
    ]


def _appose(now: Pass, event: Event, entity: Entity) -> None:
    """Join a name with the role just before it: "the mayor, Dora Orchard"."""
    other = _apposed(now, event)
    if other is None or other is entity or entity.kind != "person" or other.count > 1:
        return
    entity.heads |= other.heads
    entity.roles |= other.roles
    entity.role = entity.role or other.role
    if other.gender and not entity.gender:
        entity.gender, entity.sure = other.gender, other.sure
    for span, held in list(now.links.items()):
        if held.entity is other:
            now.links[span] = held._replace(entity=entity)
    now.cast.speakers = [(entity if e is other else e, p) for e, p in now.cast.speakers]
    now.cast.subject = entity if now.cast.subject is other else now.cast.subject
    now.cast.opening = entity if now.cast.opening is other else now.cast.opening
    if other in now.cast.entities:
        now.cast.entities.remove(other)


def _pair(now: Pass, event: Event, entity: Entity) -> None:
    """Give the first of two who share a surname theirs: "Tomasz and Agnieszka Wilk"."""
    if now.previous is None or len(entity.words) < 2 or entity.kind != "person":
        return
    before, link = now.previous
    first = link.entity
    joined = before.layer is event.layer and event.layer.shape[before.mention.end : event.mention.start] == "c"
    if (
        joined
        and first
        and len(first.words) == 1
        and first.words[0].lower() in now.given.listed
        and first is not entity
    ):
        first.words = (*first.words, *entity.words[1:])
        first.name, first.kind = " ".join(first.words), "person"
        now.cast.know(first)

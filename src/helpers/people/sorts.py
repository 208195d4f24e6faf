"""Whether a name is a person's or an organisation's, by all its places in the article together."""

import re
from collections.abc import Sequence

from helpers.language import Doc
from helpers.people.naming import named
from helpers.people.naming_forms import Given, Name
from helpers.people.scene import Event, Option, Pass

_PLACES = 4  # of a name that are looked at


def tell_kinds(now: Pass, line: Sequence[Event]) -> None:
    """Whether each name of the article is a person's or an organisation's, by all its places together."""
    grouped: dict[str, tuple[Event, Name, dict[int, list[str]]]] = {}
    whole = set()
    for event in line:
        if event.mention.kind == "name":
            now.keys.add(now.name(event).key)
    for event in line:
        if event.mention.kind in ("name", "unsure"):
            name = named(now, event)
            if name.words:
                if event.mention.start and event.layer.low[event.mention.start - 1] in ("in", "at", "near", "from"):
                    now.placed.add(name.key)
                own = grouped.setdefault(name.key, (event, name, {}))[2]
                if len(own) < _PLACES:
                    own[event.start] = kind_features(event, name, now.doc, now.given)
                if len(name.words) > 1:
                    whole.add(name.surname)
    for key, (event, name, places) in grouped.items():
        seen = sorted({feature for features in places.values() for feature in features})
        if len(name.words) == 1 and name.surname in whole:
            seen.append("part of a longer name")
        listed = now.roster.find(key)
        if now.lex.metonym(key) or key in now.lex.places:
            now.kinds[key] = "organisation"
            continue
        if listed and listed.kind in ("person", "organisation"):
            now.kinds[key] = listed.kind
            continue
        options: list[Option] = [(None, [f"person: {f}" for f in seen]), (None, [f"organisation: {f}" for f in seen])]
        now.kinds[key] = ("person", "organisation")[now.decide("kind", event, options)[0]]


def kind_features(event: Event, name: Name, doc: Doc, names: Given) -> list[str]:
    """What tells a person's name from an organisation's, at one place of it."""
    layer, m, lex = event.layer, event.mention, doc.lex
    last, first = name.words[-1].lower(), name.words[0].lower()
    after = layer.shape[m.end : m.end + 4]
    before = set(name.before)
    features = [
        "any",
        f"words {min(len(name.words), 4)}",
        "title" if name.title else "no title",
        "given name first" if first in names.listed else "given name not listed",
        f"given name first, words {min(len(name.words), 3)}" if first in names.listed else "",
        "ends in an organisation's word" if last in lex.organisations else "",
        "holds an organisation's word" if any(w.lower() in lex.organisations for w in name.words) else "",
        "metonym" if lex.metonym(name.key) else "",
        "in capitals" if len(name.words) == 1 and name.words[0].isupper() and len(last) > 1 else "",
        "the before"
        if (m.name > m.start and layer.low[m.name - 1] == "the") or (m.name > 0 and layer.low[m.name - 1] == "the")
        else "",
        "age behind" if re.match(r",#|\(#\)", after) else "",
        "role before" if any(w in lex.roles and lex.roles[w][0] != "class" for w in before) else "",
        "role behind" if re.match(r",[DG]?[jn]?[rR]", after) else "",
        "who behind" if re.match(r",?w", after) and "who" in layer.low[m.end : m.end + 2] else "",
        "and inside" if any(layer.low[k] == "&" for k in range(m.name, m.head)) else "",
        "owner of people" if m.owner and re.match(r"[jnr]*[Crg]", layer.shape[m.end : m.end + 3]) else "",
        "of inside" if "of" in name.words or "for" in name.words else "",
        "demonym" if last in lex.demonyms else "",
        "plural" if len(name.words) == 1 and last.endswith("s") and not last.endswith("ss") else "",
        "owner" if m.owner else "",
        "last word printed small too" if last in doc.small else "",
        "first word printed small too" if first in doc.small and len(name.words) > 1 else "",
        "holds a place" if any(w.lower() in lex.places for w in name.words) else "",
        "gender by ending" if len(name.words) > 1 and names.gender(name.words[0])[0] else "",
        "spoken for"
        if m.start and layer.low[m.start - 1] in ("for", "of") and layer.shape[m.start - 2 : m.start - 1] in ("r", "C")
        else "",
        "after a preposition of place"
        if m.start and layer.low[m.start - 1] in ("in", "at", "near", "from", "to")
        else "",
        "letters and numbers" if any(c.isdigit() for c in name.key) else "",
        "begins a sentence" if layer.shape[m.head] == "U" else "",
        f"after {layer.low[m.start - 1]}" if m.start and layer.shape[m.start - 1] == "p" else "",
    ]
    return [f for f in features if f]

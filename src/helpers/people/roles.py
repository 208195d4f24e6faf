"""Whom a definite role means: "the Foreign Secretary", "the barrister", "the Harwell MP"."""

import bisect
import re
from collections.abc import Sequence

from helpers.people.entities import Entity
from helpers.people.speakers import PERSONAL, Scene, Speaker, by_agent, of_person, owns
from helpers.records import Quote


def in_role(
    scene: Scene,
    start: int,
    phrase: str,
    words: Sequence[str],
    roles: Sequence[str],
    quote: Quote,
    earlier: Sequence[Quote],
    outer: Quote | None,
) -> Speaker:
    """A definite role: the person it was given to, else the person the story last turned on who has no
    other; else nobody but the role itself."""
    title = re.sub(r"^(?:the|this|that)\s+", "", phrase, flags=re.I)
    listed = scene.listed.get(title.lower())
    if listed and any(e.name == listed for e in scene.entities):
        return Speaker(listed, "person", "role")
    if roles[-1] in _SOURCES:
        unnamed = [q for q in reversed(earlier) if q.speaker_kind == "anonymous" and q.speaker]
        same = next((q for q in unnamed if roles[-1] in (q.speaker or "")), None)
        near = unnamed and scene.text.count("\n\n", unnamed[0].end, start) < 3
        same = same or (unnamed[0] if near and roles[-1] in ("source", "insider", "official") else None)
        if same:
            return Speaker(same.speaker, "anonymous", "role")
    entity = with_role(scene, start, words, roles)
    if entity is None:
        gender = next((g for w in roles if (g := scene.known.roles.get(w, ("", ""))[1])), "")
        gender = gender or _gender_ahead(scene, start, quote)
        office = roles[-1] in _OFFICES or any(w in _OFFICES for w in words)
        asker = earlier[-1].speaker if quote.cue in _ANSWERS and earlier else None
        asker = asker or (outer.speaker if outer else None)
        placed = title[:1].isupper() and not any(w in scene.known.demonyms for w in words)  # "the Ashby councillor"
        kin = _BOSSES if roles[-1] in _BOSSES else frozenset(roles[-1:] if placed else ())
        entity = _in_headline(scene, start, roles) or _salient(scene, start, gender, asker, not office, kin)
        entity = entity or _named_next(scene, quote, gender) or _named_after(scene, start, gender)
    return of_person(entity, "role") if entity else Speaker(title, "person", "role")


_ANSWERS = frozenset("answer reply respond retort".split())

# Roles that one person holds and another does not: "the minister" is nobody known by another office.
_OFFICES = frozenset(
    "minister secretary president premier chancellor leader chairman chairwoman chair chief director head boss manager "
    "mp peer senator congressman congresswoman representative governor mayor councillor judge ambassador envoy "
    "commissioner negotiator king queen prince princess pope emir sheikh speaker executive general admiral "
    "undersecretary editor spokesman taoiseach tanaiste".split()
)


def _in_headline(scene: Scene, start: int, roles: Sequence[str]) -> Entity | None:
    """In a headline, the only person of the article with that role."""
    if start >= scene.body:
        return None
    holders = [e for e in scene.entities if e.kind == "person" and set(roles[-1:]) & (e.heads | e.roles)]
    return holders[0] if len(holders) == 1 else None


_SOURCES = frozenset("source insider witness official aide minister".split())


def _named_next(scene: Scene, quote: Quote, gender: str) -> Entity | None:
    """The speaker of the next quotation in this or the next paragraph, where the text first names him there."""
    later = next((q for q in scene.quotes if q.start > quote.end and q.mention_start is not None), None)
    if later is None or later.mention_start is None or scene.text.count("\n\n", quote.end, later.start) > 1:
        return None
    for name in scene.names_between(later.mention_start, later.mention_end or later.mention_start):
        entity = scene.entity_at(name)
        if entity and entity.kind == "person" and entity.mentions[0] == name.start:
            return entity if not (gender and entity.gender and gender != entity.gender) else None
    return None


def with_role(scene: Scene, start: int, words: Sequence[str], roles: Sequence[str]) -> Entity | None:
    """The person whose role phrase holds the head and most other words of this one; before the later ones."""
    wanted = {w for w in words if w not in scene.known.function}
    fitting = []
    for entity in scene.entities:
        foreign = any(w in scene.known.demonyms and w not in entity.roles for w in wanted)
        if entity.kind == "person" and set(roles[-1:]) & entity.roles and not foreign:
            shared = len(wanted & entity.roles)
            nearest = max((m for m in entity.mentions if m < start), default=-entity.mentions[0])
            fitting.append((shared == len(wanted), shared, nearest, entity))
    best = max(fitting, key=lambda f: f[:3], default=None)
    # "the prime minister" is not the health minister: each word of a short phrase must fit
    fits = best is not None and (best[0] or (len(wanted) > 2 and best[1] >= len(wanted) - 1))
    return best[3] if best is not None and fits else None


def _gender_ahead(scene: Scene, start: int, quote: Quote) -> str:
    """The gender a pronoun tells between a role and its quotation ("The Tewkbridge MP … what she called")."""
    between = scene.text[start : max(start, quote.start)].split("\n")[0]
    found = re.findall(r"\b(he|she)\b", between)
    return PERSONAL[found[0]] if found and len({PERSONAL[f] for f in found}) == 1 else ""


def _named_after(scene: Scene, start: int, gender: str) -> Entity | None:
    """Who opens the paragraph behind the story's first, where that tells him by his role alone and he has no other:
    "Oman's foreign minister urged … / Hamad Al Lawati met …"."""
    if scene.text.count("\n\n", scene.body, start) > 0:
        return None
    opens = scene.text.find("\n\n", max(start, scene.body)) + 2
    name = next(iter(scene.names_between(opens, opens + 1)), None) if opens > 1 else None
    entity = scene.entity_at(name) if name else None
    if name is None or entity is None or entity.kind != "person" or entity.heads or len(name.words) < 2:
        return None
    first = min(m for m in entity.mentions if m >= scene.body) == name.start
    return entity if first and not (gender and entity.gender and gender != entity.gender) else None


# Papers vary these for one person: the manager is "the Leeds boss".
_BOSSES = frozenset("boss chief head manager coach director executive chairman chairwoman owner gaffer".split())


def _salient(
    scene: Scene, start: int, gender: str, avoided: str | None, anyone: bool, kin: frozenset[str]
) -> Entity | None:
    """The person who was last the subject of a sentence before ``start``, the ``avoided`` one left out; without a
    role of his own, unless ``anyone`` will do or his role is of ``kin``."""
    here = bisect.bisect_right(scene.sentences, start, key=lambda s: s[0]) - 1
    for n in range(here, max(-1, here - 5), -1):
        low, high = scene.sentences[n]
        for name in scene.names_between(low, min(high, start)):
            entity = scene.entity_at(name)
            aside = owns(scene, name) or by_agent(scene, name)
            if entity and entity.kind == "person" and not scene.in_marks(name.start) and not aside:
                fits = not (gender and entity.gender and entity.gender != gender) and (
                    anyone or not entity.heads or bool(kin & entity.heads)
                )
                if avoided == entity.name:
                    continue
                return entity if fits else None
    return None

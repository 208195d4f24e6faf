"""Whom a pronoun means: the person, organisation or group the story was last about."""

import bisect
import re
from collections.abc import Sequence

from helpers.people.entities import Entity
from helpers.people.names import Name
from helpers.people.speakers import PERSONAL, UNRESOLVED, WORD, Scene, Speaker, by_agent, owns
from helpers.records import Quote

_GOES_ON = frozenset(("add", "continue", "go on", "conclude"))


def same_speaker(
    scene: Scene, start: int, quote: Quote, gender: str, earlier: Sequence[Quote], outer: Quote | None
) -> Speaker | None:
    """The last speaker again: "he added", or "he" after an unnamed source with nobody named in between."""
    last = next((q for q in reversed(earlier) if q.within is None and q.start < start), None)
    if outer or last is None or not last.speaker or scene.text.count("\n\n", last.end, start) > 1:
        return None
    if last.speaker_kind == "person" and quote.cue in _GOES_ON:
        same = next((e for e in scene.entities if e.name == last.speaker), None)
        fits = same is not None and not (same.gender and same.gender != gender)
        return Speaker(last.speaker, "person", "pronoun", last.role) if fits else None
    unnamed = last.speaker_kind == "anonymous" or last.speaker.endswith(" spokesman")
    since = max(last.mention_end or last.start, last.start if last.start < start else 0)
    named = any((e := scene.entity_at(n)) and e.kind == "person" for n in scene.names_between(since, start))
    return Speaker(last.speaker, last.speaker_kind or "unresolved", "pronoun") if unnamed and not named else None


def antecedent(scene: Scene, start: int, quote: Quote, gender: str, outer: Quote | None) -> Entity | None:
    """The person a "he" or "she" means: the nearest subject of that gender, his words and his story considered."""
    here = bisect.bisect_right(scene.sentences, start, key=lambda s: s[0]) - 1
    for n in range(here, max(-1, here - 6), -1):
        low, high = scene.sentences[n]
        fitting = people_named(scene, low, min(high, start), gender)
        if outer:  # inside a quotation its speaker is "I", not "he"
            fitting = [f for f in fitting if f[1].name != outer.speaker]
        if not fitting:
            continue
        if len(fitting) == 1 or not _side_by_side(scene, fitting[0][0], fitting[1][0]):
            return fitting[0][1]
        return _of_two(scene, fitting[0][1], fitting[1][1], start, quote)
    return None


def people_named(scene: Scene, low: int, high: int, gender: str) -> list[tuple[Name, Entity]]:
    """The people of that gender named in a stretch outside quotations, subjects first, owners last."""
    found = []
    for name in scene.names_between(low, high):
        entity = scene.entity_at(name)
        if (
            entity
            and entity.kind == "person"
            and not (entity.gender and entity.gender != gender)
            and not scene.in_marks(name.start)
        ):
            if _is_kin(scene, name, gender):
                continue
            found.append((owns(scene, name) or by_agent(scene, name), name.start, name, entity))
    unique: dict[str, tuple[Name, Entity]] = {}
    for _, _, name, entity in sorted(found, key=lambda f: f[:2]):
        unique.setdefault(entity.name, (name, entity))
    return list(unique.values())


_KIN_BEFORE = re.compile(r"\b(his|her)(?: [\w-]+){1,3},? $", re.I)


def _is_kin(scene: Scene, name: Name, gender: str) -> bool:
    """Whether the name is told by whose it is: in "her sister, Ms Roe, to whom she wrote" she is not Ms Roe."""
    owner = _KIN_BEFORE.search(scene.text[max(0, name.begin - 40) : name.begin])
    return owner is not None and PERSONAL[owner.group(1).lower()] == gender


def _side_by_side(scene: Scene, first: Name, second: Name) -> bool:
    """Whether two people are subjects of one verb: "X, the …, and the … Y met"."""
    between = scene.text[first.end : second.start]
    return bool(re.search(r"\band\b", between)) and len(between) < 90 and "“" not in between and '"' not in between


def _of_two(scene: Scene, first: Entity, second: Entity, start: int, quote: Quote) -> Entity | None:
    """Which of two co-subjects speaks, by what he says and who is named next; None where neither tells."""
    stop = scene.text.find("\n", quote.end)
    said = {w.lower() for w in WORD.findall(scene.text[start : quote.end])} - scene.known.function
    stems = {_stem(w) for w in said}
    scores = [len(stems & {_stem(w) for w in e.roles}) for e in (first, second)]
    if "his" in WORD.findall(scene.text[start : quote.end]) or "her" in said:
        for n, other in ((0, second), (1, first)):
            if said & other.heads:  # "his MP" is somebody else
                scores[n] += 2
    if scores[0] != scores[1]:
        return first if scores[0] > scores[1] else second
    after = scene.text[stop if stop > 0 else quote.end : (stop if stop > 0 else quote.end) + 200]
    for entity, other in ((first, second), (second, first)):
        named = re.match(r"\s*(?:But )?(?:Mr |Ms |Mrs |Dr |Sir )?" + re.escape(entity.words[-1]), after)
        if named:
            goes_on = re.match(r"[^.“\"]{0,30}\b(?:added|continued|went on|also)\b", after[named.end() :])
            return entity if goes_on else other
    return None


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def organisation_before(scene: Scene, start: int, earlier: Sequence[Quote]) -> Speaker:
    """The organisation that "it" or a bare "spokesman" goes back to: the subject of the sentence before, else
    the last that spoke in this or the last paragraph, else the last one named."""
    subject = _subject_before(scene, start)
    if subject:
        return Speaker(subject.name, "organisation", "pronoun")
    paragraph = scene.text.rfind("\n", 0, start)
    last = earlier[-1] if earlier else None
    if last and last.start > scene.text.rfind("\n\n", 0, max(0, paragraph - 1)):
        spoke = last.relayed_by or (last.speaker if last.speaker_kind == "organisation" else None)
        if spoke:
            return Speaker(spoke.removesuffix(" spokesman"), "organisation", "pronoun")
    for name in reversed(scene.names_between(max(0, start - 600), start)):
        entity = scene.entity_at(name)
        if entity and entity.kind == "organisation" and not scene.in_marks(name.start) and not owns(scene, name):
            return Speaker(entity.name, "organisation", "pronoun")
    return UNRESOLVED


def _subject_before(scene: Scene, start: int) -> Entity | None:
    """The organisation that opens the sentence before, in the same paragraph."""
    here = bisect.bisect_right(scene.sentences, start, key=lambda s: s[0]) - 1
    for n in (here, here - 1):
        if n < 0 or "\n" in scene.text[scene.sentences[n][0] : start]:
            return None
        low = scene.sentences[n][0]
        first = next(iter(scene.names_between(low, min(low + 16, start))), None)
        entity = scene.entity_at(first) if first else None
        fits = entity and (entity.kind == "organisation" or (entity.kind == "unknown" and _is_proper(entity)))
        opens = first and re.fullmatch(r"(?:(?:The|But|And|Yet)\s+)*", scene.text[low : first.begin])
        if first and opens and fits and not owns(scene, first) and not scene.in_marks(low):
            return entity
    return None


def _is_proper(entity: Entity) -> bool:
    """Whether a name that opens a sentence is more than a capitalised word: two words, or a capital inside."""
    return len(entity.words) > 1 or bool(re.search(r"[a-z][A-Z]", entity.name))


def they_before(scene: Scene, start: int, earlier: Sequence[Quote]) -> Speaker:
    last = earlier[-1] if earlier else None
    if last and last.speaker and last.speaker_kind in ("group", "organisation"):
        return Speaker(last.speaker, last.speaker_kind, "pronoun")
    return UNRESOLVED

"""What a speaker is, and the article as resolving sees it."""

import bisect
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from helpers.language import ABBREVIATIONS, end_of_headlines, span_at
from helpers.people.entities import Entity
from helpers.people.names import Name, NameWords
from helpers.records import Quote, Span

WORD = re.compile(r"[^\W_]+(?:[-'’](?!s\b)[^\W_]+)*")
PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}


_BREAK = re.compile(r"[.?!…][\"'”’»)]*\s+(?=[\"'“‘(]?[A-Z])|\n+")
_LAST_WORD = re.compile(r"\w+$")


def stretches(text: str) -> list[Span]:
    """The text cut where sentences may end: near enough to tell what was said last, and much faster."""
    found, begin = [], 0
    for match in _BREAK.finditer(text):
        word = _LAST_WORD.search(text, max(begin, match.start() - 12), match.start())
        short = word and (word.group().lower() in ABBREVIATIONS or (len(word.group()) == 1 and word.group().isupper()))
        if not short or text[match.start()] == "\n":
            if match.end() > begin:
                found.append((begin, match.end()))
            begin = match.end()
    if begin < len(text):
        found.append((begin, len(text)))
    return found


class Speaker(NamedTuple):
    """A resolved speaker; ``name`` None where the text does not tell."""

    name: str | None
    kind: str  # person, organisation, group, anonymous, unresolved
    basis: str  # named, role, metonym, pronoun, none
    role: str | None = None


UNRESOLVED = Speaker(None, "unresolved", "none")


class Scene:
    """What resolving looks up in an scene, indexed once: its names, people and sentences."""

    def __init__(
        self,
        text: str,
        names: Sequence[Name],
        entities: list[Entity],
        quotes: Sequence[Quote],
        known: NameWords,
        listed: Mapping[str, str],
    ) -> None:
        self.text, self.known, self.entities, self.quotes = text, known, entities, quotes
        self.listed = listed
        self.body = end_of_headlines(text)
        self.names = list(names)
        self.starts = [n.start for n in self.names]
        self.of_mention = {m: e for e in entities for m in e.mentions}
        self._sentences: list[Span] | None = None
        self.marked = sorted(part for q in quotes if q.type != "indirect" for part in q.parts)

    @property
    def sentences(self) -> list[Span]:
        if self._sentences is None:
            self._sentences = stretches(self.text)
        return self._sentences

    def names_between(self, start: int, end: int) -> list[Name]:
        """The names that begin in a stretch of the text."""
        return self.names[bisect.bisect_left(self.starts, start) : bisect.bisect_left(self.starts, end)]

    def entity_at(self, name: Name) -> Entity | None:
        return self.of_mention.get(name.start)

    def in_marks(self, position: int) -> bool:
        return span_at(self.marked, position) is not None


def of_person(entity: Entity | None, basis: str) -> Speaker:
    return Speaker(entity.name, "person", basis, entity.role) if entity else UNRESOLVED


def of_entity(entity: Entity, known: NameWords) -> Speaker:
    if entity.kind == "person":
        return of_person(entity, "named")
    low = entity.name.lower()
    metonym = (
        low in known.metonyms or f"the {low}" in known.metonyms or low in {m.lower() for m in known.metonyms.values()}
    )
    if (
        entity.kind == "unknown"
        and len(entity.words) in (2, 3)
        and all(w[0].isupper() and w.isalpha() for w in entity.words)
    ):
        return Speaker(entity.name, "person", "named", entity.role)
    return Speaker(entity.name, "organisation", "metonym" if metonym else "named")


def role_kind(word: str, known: NameWords) -> str:
    """The kind of a role noun, singular or plural; "" for other words."""
    bare = word.partition("-of-")[0].removeprefix("ex-").removeprefix("co-").removeprefix("vice-")  # mum-of-two
    for form in (word, word[:-1] if word.endswith("s") else "", word.replace("men", "man"), bare):
        if form in known.roles:
            return known.roles[form][0]
    return ""


def by_agent(scene: Scene, name: Name) -> bool:
    """Whether the name stands behind "by": "Cross-examined by Mr Lyle, the 44-year-old said"."""
    return scene.text[max(0, name.begin - 3) : name.begin].lower() == "by "


def owns(scene: Scene, name: Name) -> bool:
    return scene.text[name.end : name.end + 2] in ("’s", "'s")

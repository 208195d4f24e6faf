"""From the words that name a speaker to the speaker: names, roles, pronouns, unnamed sources."""

import bisect
import re
from collections.abc import Sequence
from typing import NamedTuple

from helpers.language import sentences, span_at
from helpers.people.entities import Entity
from helpers.people.names import Name, NameWords
from helpers.records import Quote, Span

_WORD = re.compile(r"[^\W_]+(?:[-'’](?!s\b)[^\W_]+)*")
_INDEFINITE = re.compile(
    r"(?:a|an|one|another|some|several|many|most|two|three|four|five|six|both|other|around|about|up to|more than|"
    r"senior|unnamed|local|[\d,]+)\b",
    re.I,
)
_ANONYMISES = frozenset(
    "source insider official aide minister diplomat adviser advisor officer operative mp backbencher friend ally "
    "colleague neighbour neighbor witness nurse firefighter soldier worker resident".split()
)
_PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}


class Speaker(NamedTuple):
    """A resolved speaker; ``name`` None where the text does not tell."""

    name: str | None
    kind: str  # person, organisation, group, anonymous, unresolved
    basis: str  # named, role, metonym, pronoun, none
    role: str | None = None


UNRESOLVED = Speaker(None, "unresolved", "none")


class Article:
    """What resolving looks up in an article, indexed once."""

    def __init__(
        self,
        text: str,
        names: Sequence[Name],
        entities: list[Entity],
        quotes: Sequence[Quote],
        known: NameWords,
    ) -> None:
        self.text, self.known, self.entities, self.quotes = text, known, entities, quotes
        self.names = list(names)
        self.starts = [n.start for n in self.names]
        self.of_mention = {m: e for e in entities for m in e.mentions}
        self._sentences: list[Span] | None = None
        self.marked = sorted(part for q in quotes if q.type in ("direct", "partial") for part in q.parts)

    @property
    def sentences(self) -> list[Span]:
        if self._sentences is None:
            self._sentences = sentences(self.text)
        return self._sentences

    def names_between(self, start: int, end: int) -> list[Name]:
        """The names that begin in a stretch of the text."""
        return self.names[bisect.bisect_left(self.starts, start) : bisect.bisect_left(self.starts, end)]

    def entity_at(self, name: Name) -> Entity | None:
        return self.of_mention.get(name.start)

    def in_marks(self, position: int) -> bool:
        return span_at(self.marked, position) is not None


def resolve_mention(
    article: Article,
    start: int | None,
    end: int | None,
    quote: Quote,
    earlier: Sequence[Quote],
    outer: Quote | None,
) -> Speaker:
    """The speaker that the words ``text[start:end]`` mean."""
    if start is None or end is None:
        return UNRESOLVED
    words = [w.lower() for w in _WORD.findall(article.text[start:end])]
    if not words:
        return UNRESOLVED
    if words in (["i"], ["we"], ["me"], ["my"]) and outer is not None:
        return Speaker(outer.speaker, outer.speaker_kind or "unresolved", "pronoun", outer.role)
    if len(words) == 1 and words[0] in _PERSONAL:
        return _of_person(_antecedent(article, start, quote, _PERSONAL[words[0]], earlier), "pronoun")
    if words in (["it"], ["its"]):
        return _organisation_before(article, start, earlier)
    if len(words) == 1 and words[0] in ("they", "we", "their", "i", "you", "who", "which"):
        return _they(article, start, earlier) if words[0] in ("they", "their") else UNRESOLVED
    return _of_phrase(article, start, end, words, quote, earlier)


def _of_person(entity: Entity | None, basis: str) -> Speaker:
    return Speaker(entity.name, "person", basis, entity.role) if entity else UNRESOLVED


def _of_entity(entity: Entity, known: NameWords) -> Speaker:
    if entity.kind == "person":
        return _of_person(entity, "named")
    low = entity.name.lower()
    metonym = (
        low in known.metonyms
        or f"the {low}" in known.metonyms
        or low in {m.lower() for m in known.metonyms.values()}
    )
    if (
        entity.kind == "unknown"
        and len(entity.words) in (2, 3)
        and all(w[0].isupper() and w.isalpha() for w in entity.words)
    ):
        return Speaker(entity.name, "person", "named", entity.role)
    return Speaker(entity.name, "organisation", "metonym" if metonym else "named")


def _of_phrase(
    article: Article, start: int, end: int, words: list[str], quote: Quote, earlier: Sequence[Quote]
) -> Speaker:
    text, known = article.text, article.known
    phrase = text[start:end]
    inside = article.names_between(start, end)
    last = inside[-1] if inside else None
    roles = [w for w in words if _role_kind(w, known)]
    if last and last.end >= end - 1:
        entity = article.entity_at(last)
        of = re.search(
            r"(?:\b(?:of|for|to|from|at|with|in|by|on|close to|inside))\s+(?:(?:the|Mr|Ms|Mrs|Miss|Dr|Sir)\b[^a-z]*)*$",
            text[start : last.start - len(last.title) if last.title else last.start],
        )
        if entity and not ((of and roles and entity.kind != "unknown") or (of and roles)):
            return _of_entity(entity, known)
    if _says_spokesman(roles, known):
        return _spokesman(article, phrase, words, start, inside, earlier)
    owner = re.match(r"(.*?)[’']s?\s", phrase)
    if owner and inside and roles:
        person = article.entity_at(inside[0])
        if person and inside[0].end <= start + owner.end():
            return _kin_of(article, person, phrase[owner.end() :], roles)
    if words[0] in ("his", "her", "its", "their") and len(words) > 1:
        return _possessed(article, words, start, quote, earlier, roles)
    if _INDEFINITE.match(phrase) or (
        roles and words[0] not in ("the", "this", "that") and _is_plural(words, roles, known)
    ):
        return _unnamed(article, phrase, words, roles)
    heads = [w for w in words if w in known.organisation]
    if (heads and not roles) or (heads and words[-1] in known.organisation):
        return _organisation_called(article, phrase, words, heads[-1], start, inside)
    if roles:
        return _in_role(article, start, words, roles, quote, earlier)
    if inside:
        entity = article.entity_at(inside[-1])
        if entity:
            return _of_entity(entity, known)
    return _unnamed(article, phrase, words, roles) if words[-1].endswith("s") else UNRESOLVED


def _role_kind(word: str, known: NameWords) -> str:
    """The kind of a role noun, singular or plural; "" for other words."""
    for form in (word, word[:-1] if word.endswith("s") else "", word.replace("men", "man")):
        if form in known.roles:
            return known.roles[form][0]
    return ""


def _says_spokesman(roles: Sequence[str], known: NameWords) -> bool:
    return any(_role_kind(w, known) == "spokes" for w in roles)


def _is_plural(words: Sequence[str], roles: Sequence[str], known: NameWords) -> bool:
    return (roles[-1].endswith("s") and roles[-1] not in known.roles) or _role_kind(
        roles[-1], known
    ) == "class"


def _spokesman(
    article: Article,
    phrase: str,
    words: Sequence[str],
    start: int,
    inside: Sequence[Name],
    earlier: Sequence[Quote],
) -> Speaker:
    """An unnamed spokesman speaks for the organisation named with him or last before him."""
    for name in inside:
        entity = article.entity_at(name)
        if entity:
            return Speaker(f"{entity.name} spokesman", "organisation", "role")
    head = next((w for w in words if w in article.known.organisation), None)
    if head:
        found = _organisation_called(article, phrase, words, head, start, inside)
        return Speaker(f"{found.name} spokesman", "organisation", "role") if found.name else UNRESOLVED
    if words[0] == "the":
        for quote in reversed(earlier):
            if quote.speaker and quote.speaker.endswith(" spokesman"):
                return Speaker(quote.speaker, "organisation", "role")
    organisation = _organisation_before(article, start, earlier)
    if organisation.name:
        base = organisation.name.removesuffix(" spokesman")
        return Speaker(f"{base} spokesman", "organisation", "role")
    return UNRESOLVED


def _kin_of(article: Article, owner: Entity, rest: str, roles: Sequence[str]) -> Speaker:
    """ "Mr Pugh's neighbours", "the Kremlin's spokesman": someone told by whose they are."""
    head = _WORD.findall(rest)
    plural = bool(head) and head[-1].lower().endswith("s")
    if plural:
        return Speaker(f"{owner.name}'s {' '.join(head).lower()}", "group", "role")
    for entity in article.entities:
        if (
            entity.kind == "person"
            and entity is not owner
            and set(w.lower() for w in head) & entity.heads
            and owner.surname in entity.roles
        ):
            return Speaker(entity.name, "person", "role", entity.role)
    return Speaker(f"{owner.name}'s {' '.join(head)}", "anonymous", "role")


def _possessed(
    article: Article,
    words: Sequence[str],
    start: int,
    quote: Quote,
    earlier: Sequence[Quote],
    roles: Sequence[str],
) -> Speaker:
    """ "his office", "her spokesman", "its director"."""
    owner: str | None = None
    if words[0] in _PERSONAL:
        entity = _antecedent(article, start, quote, _PERSONAL[words[0]], earlier)
        owner = entity.name if entity else None
    elif words[0] == "its":
        owner = _organisation_before(article, start, earlier).name
    if roles and _role_kind(roles[-1], article.known) in ("person", "unnamed"):
        known = _with_role(article, start, words[1:], roles)
        if known:
            return Speaker(known.name, "person", "role", known.role)
        return Speaker(f"{owner}'s {' '.join(words[1:])}", "anonymous", "role") if owner else UNRESOLVED
    if owner is None:
        return UNRESOLVED
    kind = "organisation" if words[-1] in article.known.organisation else "group"
    return Speaker(f"{owner}'s {' '.join(words[1:])}", kind, "role")


def _unnamed(article: Article, phrase: str, words: Sequence[str], roles: Sequence[str]) -> Speaker:
    name = re.sub(
        r"^(?:(?:a|an|one|another|some|several|the|around|about|up to|more than|two|three|four|five|[\d,]+)\s+)+",
        "",
        phrase,
        flags=re.I,
    )
    name = (
        re.sub(r"^(?:.*?\bof (?:the|his|her|its|their)\s+)", "", name)
        if re.match(r"[a-z]+ of ", name)
        else name
    )
    singular = {w.rstrip("s") for w in roles} | set(roles)
    lone = re.match(r"(?:a|an|one|another)\b", phrase, re.I) is not None
    anonymous = lone or bool(singular & _ANONYMISES)
    return Speaker(name, "anonymous" if anonymous else "group", "role")


def _organisation_called(
    article: Article, phrase: str, words: Sequence[str], head: str, start: int, inside: Sequence[Name]
) -> Speaker:
    """ "the commission" is the organisation last named with that word; with a name in it, it is its own."""
    if inside:
        entity = article.entity_at(inside[-1])
        if entity and entity.kind != "person" and len(entity.words) > 1:
            return Speaker(entity.name, "organisation", "named")
        return Speaker(re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.I), "organisation", "named")
    before = [
        e
        for e in article.entities
        if e.kind != "person"
        and e.mentions[0] < start
        and (head in (w.lower() for w in e.words) or head in e.heads)
    ]
    if before and words[0] in ("the", "this", "that"):
        nearest = max(before, key=lambda e: max(m for m in e.mentions if m < start))
        return Speaker(nearest.name, "organisation", "role")
    return Speaker(re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.I), "organisation", "named")


def _organisation_before(article: Article, start: int, earlier: Sequence[Quote]) -> Speaker:
    """The organisation that "it" means: the last to speak in this or the last sentence, else the last named."""
    paragraph = article.text.rfind("\n", 0, start)
    last = earlier[-1] if earlier else None
    if (
        last
        and last.speaker_kind == "organisation"
        and last.speaker
        and last.start > article.text.rfind("\n", 0, max(0, paragraph))
    ):
        return Speaker(last.speaker.removesuffix(" spokesman"), "organisation", "pronoun")
    for name in reversed(article.names_between(max(0, start - 600), start)):
        entity = article.entity_at(name)
        if entity and entity.kind == "organisation" and not article.in_marks(name.start):
            return Speaker(entity.name, "organisation", "pronoun")
    return UNRESOLVED


def _they(article: Article, start: int, earlier: Sequence[Quote]) -> Speaker:
    last = earlier[-1] if earlier else None
    if last and last.speaker and last.speaker_kind in ("group", "organisation"):
        return Speaker(last.speaker, last.speaker_kind, "pronoun")
    return UNRESOLVED


def _in_role(
    article: Article,
    start: int,
    words: Sequence[str],
    roles: Sequence[str],
    quote: Quote,
    earlier: Sequence[Quote],
) -> Speaker:
    """A definite role: the person it was given to, else the person the story last turned on."""
    entity = _with_role(article, start, words, roles)
    if entity:
        return _of_person(entity, "role")
    gender = next(
        (article.known.roles[w][1] for w in roles if w in article.known.roles and article.known.roles[w][1]),
        "",
    )
    gender = gender or _gender_ahead(article, start, quote)
    return _of_person(_salient(article, start, gender, unless_role=set(roles)), "role")


def _with_role(article: Article, start: int, words: Sequence[str], roles: Sequence[str]) -> Entity | None:
    """The person whose role phrase holds the head and most other words of this one; before the later ones."""
    wanted = {w for w in words if w not in article.known.function}
    fitting = []
    for entity in article.entities:
        if entity.kind == "person" and set(roles[-1:]) & entity.roles:
            shared = len(wanted & entity.roles)
            nearest = max((m for m in entity.mentions if m < start), default=-entity.mentions[0])
            fitting.append((shared == len(wanted), shared, nearest, entity))
    best = max(fitting, key=lambda f: f[:3], default=None)
    return best[3] if best and (best[0] or best[1] * 2 >= len(wanted)) else None


def _gender_ahead(article: Article, start: int, quote: Quote) -> str:
    """The gender a pronoun tells between a role and its quotation ("The Tewkbridge MP … what she called")."""
    between = article.text[start : max(start, quote.start)].split("\n")[0]
    found = re.findall(r"\b(he|she|his|her)\b", between)
    return _PERSONAL[found[0]] if found and len({_PERSONAL[f] for f in found}) == 1 else ""


def _salient(article: Article, start: int, gender: str, unless_role: set[str]) -> Entity | None:
    """The person who was last the subject of a sentence before ``start``."""
    here = bisect.bisect_right(article.sentences, start, key=lambda s: s[0]) - 1
    for n in range(here, max(-1, here - 5), -1):
        low, high = article.sentences[n]
        for name in article.names_between(low, min(high, start)):
            entity = article.entity_at(name)
            if (
                entity
                and entity.kind == "person"
                and not article.in_marks(name.start)
                and not _owns(article, name)
            ):
                if not (gender and entity.gender and entity.gender != gender):
                    return entity
    return None


def _owns(article: Article, name: Name) -> bool:
    return article.text[name.end : name.end + 2] in ("’s", "'s")


def _antecedent(
    article: Article, start: int, quote: Quote, gender: str, earlier: Sequence[Quote]
) -> Entity | None:
    """The person a "he" or "she" means: the nearest subject of that gender, his words and his story considered."""
    here = bisect.bisect_right(article.sentences, start, key=lambda s: s[0]) - 1
    for n in range(here, max(-1, here - 6), -1):
        low, high = article.sentences[n]
        fitting = _people_in(article, low, min(high, start), gender)
        if not fitting:
            continue
        if len(fitting) == 1 or not _side_by_side(article, fitting[0][0], fitting[1][0]):
            return fitting[0][1]
        return _of_two(article, fitting[0][1], fitting[1][1], start, quote)
    return None


def _people_in(article: Article, low: int, high: int, gender: str) -> list[tuple[Name, Entity]]:
    """The people of that gender named in a stretch outside quotations, subjects first, owners last."""
    found = []
    for name in article.names_between(low, high):
        entity = article.entity_at(name)
        if (
            entity
            and entity.kind == "person"
            and not (entity.gender and entity.gender != gender)
            and not article.in_marks(name.start)
        ):
            found.append((_owns(article, name), name.start, name, entity))
    unique: dict[str, tuple[Name, Entity]] = {}
    for _, _, name, entity in sorted(found, key=lambda f: f[:2]):
        unique.setdefault(entity.name, (name, entity))
    return list(unique.values())


def _side_by_side(article: Article, first: Name, second: Name) -> bool:
    """Whether two people are subjects of one verb: "X, the …, and the … Y met"."""
    between = article.text[first.end : second.start]
    return (
        bool(re.search(r"\band\b", between))
        and len(between) < 90
        and "“" not in between
        and '"' not in between
    )


def _of_two(article: Article, first: Entity, second: Entity, start: int, quote: Quote) -> Entity | None:
    """Which of two co-subjects speaks, by what he says and who is named next; None where neither tells."""
    stop = article.text.find("\n", quote.end)
    said = {w.lower() for w in _WORD.findall(article.text[start : quote.end])} - article.known.function
    stems = {_stem(w) for w in said}
    scores = [len(stems & {_stem(w) for w in e.roles}) for e in (first, second)]
    if "his" in _WORD.findall(article.text[start : quote.end]) or "her" in said:
        for n, other in ((0, second), (1, first)):
            if said & other.heads:  # "his MP" is somebody else
                scores[n] += 2
    if scores[0] != scores[1]:
        return first if scores[0] > scores[1] else second
    after = article.text[stop if stop > 0 else quote.end : (stop if stop > 0 else quote.end) + 200]
    for entity, other in ((first, second), (second, first)):
        named = re.match(r"\s*(?:But )?(?:Mr |Ms |Mrs |Dr |Sir )?" + re.escape(entity.words[-1]), after)
        if named:
            goes_on = re.match(r"[^.“\"]{0,30}\b(?:added|continued|went on|also)\b", after[named.end() :])
            return entity if goes_on else other
    return None


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word

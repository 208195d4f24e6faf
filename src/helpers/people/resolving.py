"""From the words that name a speaker to the speaker: names, roles, pronouns, unnamed sources."""

import bisect
import re
from collections.abc import Mapping, Sequence
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
        listed: Mapping[str, str],
    ) -> None:
        self.text, self.known, self.entities, self.quotes = text, known, entities, quotes
        self.listed = listed
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
    words = [_plain(w) for w in _WORD.findall(article.text[start:end])]
    if not words:
        return UNRESOLVED
    if words in (["i"], ["we"], ["me"], ["my"]) and outer is not None:
        return Speaker(outer.speaker, outer.speaker_kind or "unresolved", "pronoun", outer.role)
    if len(words) == 1 and words[0] in _PERSONAL:
        return _of_person(_antecedent(article, start, quote, _PERSONAL[words[0]], outer), "pronoun")
    if words in (["it"], ["its"]):
        return _organisation_before(article, start, earlier)
    if len(words) == 1 and words[0] in ("they", "we", "their", "i", "you", "who", "which"):
        return _they(article, start, earlier) if words[0] in ("they", "their") else UNRESOLVED
    return _of_phrase(article, start, end, words, quote, earlier, outer)


def _plain(word: str) -> str:
    """The word in lower case, a pronoun without what is contracted to it: she'd, he's."""
    return re.sub(r"^(i|he|she|it|we|they|you)[’'].*", r"\1", word.lower())


def _of_person(entity: Entity | None, basis: str) -> Speaker:
    return Speaker(entity.name, "person", basis, entity.role) if entity else UNRESOLVED


def _of_entity(entity: Entity, known: NameWords) -> Speaker:
    if entity.kind == "person":
        return _of_person(entity, "named")
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


def _of_phrase(
    article: Article,
    start: int,
    end: int,
    words: list[str],
    quote: Quote,
    earlier: Sequence[Quote],
    outer: Quote | None,
) -> Speaker:
    text, known = article.text, article.known
    phrase = text[start:end]
    inside = article.names_between(start, end)
    roles = [w for w in _head_words(words) if _role_kind(w, known)]
    last = inside[-1] if inside else None
    if last and last.end >= end - 1:
        entity = article.entity_at(last)
        behind = bool(_LINK_BEFORE.search(text[start : max(start, last.begin)])) and bool(roles)
        if entity and not behind:
            return _of_entity(entity, known)
    if any(_role_kind(w, known) == "spokes" for w in roles):
        return _spokesman(article, phrase, words, start, inside, earlier)
    owner = re.match(r"(.*?)[’']s?\s", phrase)
    if owner and inside and roles:
        person = article.entity_at(inside[0])
        if person and inside[0].end <= start + owner.end():
            return _kin_of(article, person, phrase[owner.end() :])
    if words[0] in ("his", "her", "its", "their") and len(words) > 1:
        return _possessed(article, words, start, quote, earlier, roles)
    plural = bool(roles) and (roles[-1] not in known.roles or _role_kind(roles[-1], known) == "class")
    if (
        _INDEFINITE.match(phrase)
        or plural
        or (roles and words[0] not in ("the", "this", "that") and _lone(words, roles))
    ):
        return _unnamed(phrase, roles)
    heads = [w for w in words if w in known.organisation]
    if heads and (not roles or words[-1] in known.organisation):
        return _organisation_called(article, phrase, words, heads[-1], start, inside)
    if roles:
        return _in_role(article, start, phrase, words, roles, quote, outer)
    if words[-1].endswith("s") and phrase[-1:] == "s" and not phrase.split()[-1][0].isupper():
        return _unnamed(phrase, roles)
    entity = article.entity_at(inside[-1]) if inside else None
    return _of_entity(entity, known) if entity else UNRESOLVED


_LINK_BEFORE = re.compile(r"\b(?:of|for|to|from|at|with|in|by|on|inside|behind)\s+(?:the\s+)?$")
_ENDS_HEAD = frozenset("of for to from at with in by on close who familiar inside behind that".split())


def _head_words(words: Sequence[str]) -> Sequence[str]:
    """The words of a phrase up to its first preposition or relative clause."""
    stop = next((n for n, w in enumerate(words) if n and w in _ENDS_HEAD), len(words))
    return words[:stop]


def _lone(words: Sequence[str], roles: Sequence[str]) -> bool:
    """A source without article, as headlines have them: "Government source claims"."""
    return words[-1] in ("source", "insider") or (words[-1] in roles and roles[-1] in ("source", "insider"))


def _role_kind(word: str, known: NameWords) -> str:
    """The kind of a role noun, singular or plural; "" for other words."""
    for form in (word, word[:-1] if word.endswith("s") else "", word.replace("men", "man")):
        if form in known.roles:
            return known.roles[form][0]
    return ""


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


def _kin_of(article: Article, owner: Entity, rest: str) -> Speaker:
    """Someone told by whose they are: "Mr Pugh's neighbours", "Mr Pugh's daughter"."""
    head = [w.lower() for w in _WORD.findall(rest)]
    if head and head[-1].endswith("s"):
        return Speaker(f"{owner.name}'s {' '.join(head)}", "group", "role")
    for entity in article.entities:
        if (
            entity.kind == "person"
            and entity is not owner
            and set(head) & entity.heads
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
        entity = _antecedent(article, start, quote, _PERSONAL[words[0]], None)
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


def _unnamed(phrase: str, roles: Sequence[str]) -> Speaker:
    """An unnamed source, or a group: "a source close to …", "analysts"."""
    definite = re.match(r"(?:the|his|her|its|their)\b", phrase, re.I)
    name = _COUNTED.sub("", phrase)
    of = re.match(r"[a-z]+ of (?:the |his |her |its |their )?", name)  # scores of customers
    name = name[of.end() :] if of else name
    anonymous = _ONE.match(phrase) is not None or (
        not definite and any(w.rstrip("s") in _ANONYMISES or w in _ANONYMISES for w in roles)
    )
    return Speaker(name, "anonymous" if anonymous else "group", "role")


_ONE = re.compile(r"(?:a|an|one|another)\b", re.I)
_COUNTED = re.compile(
    r"^(?:(?:a|an|one|another|some|several|the|around|about|up to|more than|two|three|four|five|[\d,]+)\s+)+",
    re.I,
)


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
        if e.kind != "person" and e.mentions[0] < start and (head in (w.lower() for w in e.words) or head in e.heads)
    ]
    if before and words[0] in ("the", "this", "that"):
        nearest = max(before, key=lambda e: max(m for m in e.mentions if m < start))
        return Speaker(nearest.name, "organisation", "role")
    return Speaker(re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.I), "organisation", "named")


def _organisation_before(article: Article, start: int, earlier: Sequence[Quote]) -> Speaker:
    """The organisation that "it" or a bare "spokesman" goes back to: the subject of the sentence before, else
    the last that spoke in this or the last paragraph, else the last one named."""
    subject = _subject_before(article, start)
    if subject:
        return Speaker(subject.name, "organisation", "pronoun")
    paragraph = article.text.rfind("\n", 0, start)
    last = earlier[-1] if earlier else None
    if last and last.start > article.text.rfind("\n\n", 0, max(0, paragraph - 1)):
        spoke = last.relayed_by or (last.speaker if last.speaker_kind == "organisation" else None)
        if spoke:
            return Speaker(spoke.removesuffix(" spokesman"), "organisation", "pronoun")
    for name in reversed(article.names_between(max(0, start - 600), start)):
        entity = article.entity_at(name)
        if entity and entity.kind == "organisation" and not article.in_marks(name.start) and not _owns(article, name):
            return Speaker(entity.name, "organisation", "pronoun")
    return UNRESOLVED


def _subject_before(article: Article, start: int) -> Entity | None:
    """The organisation that opens the sentence before, in the same paragraph."""
    here = bisect.bisect_right(article.sentences, start, key=lambda s: s[0]) - 1
    for n in (here, here - 1):
        if n < 0 or "\n" in article.text[article.sentences[n][0] : start]:
            return None
        low = article.sentences[n][0]
        first = next(iter(article.names_between(low, min(low + 16, start))), None)
        entity = article.entity_at(first) if first else None
        if first and entity and entity.kind != "person" and not _owns(article, first) and not article.in_marks(low):
            if re.fullmatch(r"(?:(?:The|But|And|Yet)\s+)*", article.text[low : first.begin]):
                return entity
    return None


def _they(article: Article, start: int, earlier: Sequence[Quote]) -> Speaker:
    last = earlier[-1] if earlier else None
    if last and last.speaker and last.speaker_kind in ("group", "organisation"):
        return Speaker(last.speaker, last.speaker_kind, "pronoun")
    return UNRESOLVED


def _in_role(
    article: Article,
    start: int,
    phrase: str,
    words: Sequence[str],
    roles: Sequence[str],
    quote: Quote,
    outer: Quote | None,
) -> Speaker:
    """A definite role: the person it was given to, else the person the story last turned on who has no
    other; else nobody but the role itself."""
    title = re.sub(r"^(?:the|this|that)\s+", "", phrase, flags=re.I)
    listed = article.listed.get(title.lower())
    if listed and any(e.name == listed for e in article.entities):
        return Speaker(listed, "person", "role")
    entity = _with_role(article, start, words, roles)
    if entity is None:
        gender = next((g for w in roles if (g := article.known.roles.get(w, ("", ""))[1])), "")
        gender = gender or _gender_ahead(article, start, quote)
        entity = _salient(article, start, gender, outer) or _named_next(article, quote, gender)
    return _of_person(entity, "role") if entity else Speaker(title, "person", "role")


def _named_next(article: Article, quote: Quote, gender: str) -> Entity | None:
    """The speaker of the next quotation in this or the next paragraph, where the text first names him there."""
    later = next((q for q in article.quotes if q.start > quote.end and q.mention_start is not None), None)
    if later is None or later.mention_start is None or article.text.count("\n\n", quote.end, later.start) > 1:
        return None
    for name in article.names_between(later.mention_start, later.mention_end or later.mention_start):
        entity = article.entity_at(name)
        if entity and entity.kind == "person" and entity.mentions[0] == name.start:
            return entity if not (gender and entity.gender and gender != entity.gender) else None
    return None


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
    found = re.findall(r"\b(he|she)\b", between)
    return _PERSONAL[found[0]] if found and len({_PERSONAL[f] for f in found}) == 1 else ""


def _salient(article: Article, start: int, gender: str, outer: Quote | None) -> Entity | None:
    """The person without a role of his own who was last the subject of a sentence before ``start``."""
    here = bisect.bisect_right(article.sentences, start, key=lambda s: s[0]) - 1
    for n in range(here, max(-1, here - 5), -1):
        low, high = article.sentences[n]
        for name in article.names_between(low, min(high, start)):
            entity = article.entity_at(name)
            if entity and entity.kind == "person" and not article.in_marks(name.start) and not _owns(article, name):
                fits = not (gender and entity.gender and entity.gender != gender) and not entity.heads
                return entity if fits and not (outer and outer.speaker == entity.name) else None
    return None


def _owns(article: Article, name: Name) -> bool:
    return article.text[name.end : name.end + 2] in ("’s", "'s")


def _antecedent(article: Article, start: int, quote: Quote, gender: str, outer: Quote | None) -> Entity | None:
    """The person a "he" or "she" means: the nearest subject of that gender, his words and his story considered."""
    here = bisect.bisect_right(article.sentences, start, key=lambda s: s[0]) - 1
    for n in range(here, max(-1, here - 6), -1):
        low, high = article.sentences[n]
        fitting = _people_in(article, low, min(high, start), gender)
        if outer:  # inside a quotation its speaker is "I", not "he"
            fitting = [f for f in fitting if f[1].name != outer.speaker]
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
    return bool(re.search(r"\band\b", between)) and len(between) < 90 and "“" not in between and '"' not in between


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

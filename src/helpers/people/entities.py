"""The people and organisations of an article: one entry for each, whatever the mention."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from helpers.people.names import AGE, Name, NameWords

_CONTENT = re.compile(r"[^\W\d_]+(?:[-'’](?!s\b)[^\W\d_]+)*")
_STOPS = re.compile(r"[.;:()“”\"?!]")
_ROLE_WORD = re.compile(r"[\w’'.&-]+|,")
_LOWER_NEXT = re.compile(r" ([a-z]+)\b")
_PARTICLES = frozenset("van von de der den del della di da dos la le al el bin ibn du ter".split())


@dataclass(eq=False)
class Entity:
    """A person or organisation of the article."""

    name: str
    kind: str
    gender: str = ""
    words: tuple[str, ...] = ()
    titled: bool = False  # known by title and surname alone so far
    mentions: list[int] = field(default_factory=list)  # where it is named, in order
    roles: set[str] = field(default_factory=set)  # content words of the role phrases beside its name
    heads: set[str] = field(default_factory=set)  # the role nouns among them
    role: str | None = None  # the role phrase as first given

    @property
    def surname(self) -> str:
        return surname(self.words)


@lru_cache(maxsize=65_536)
def surname(words: tuple[str, ...]) -> str:
    """The last name with its particles, lower case: "van haren", "al nuwairi"."""
    k = len(words) - 1
    while k > 1 and words[k - 1].lower() in _PARTICLES:
        k -= 1
    if k == 1 and words[0].lower() in _PARTICLES:
        k = 0
    return " ".join(words[k:]).lower()


def build_entities(text: str, names: Sequence[Name], known: NameWords) -> list[Entity]:
    """The entities of an article from its names, with the roles that stand beside them."""
    entities: list[Entity] = []
    by_surname: dict[str, list[Entity]] = {}
    by_name: dict[str, Entity] = {}
    by_first: dict[str, list[Entity]] = {}
    for name in sorted(
        names, key=lambda n: (surname(n.words) == " ".join(n.words).lower() or n.kind != "person", n.start)
    ):
        entity = _entity_of(name, by_surname, by_name, by_first, known)
        if entity is None:
            continue
        if entity not in by_surname.get(entity.surname, []) and entity.kind == "person":
            by_surname.setdefault(entity.surname, []).append(entity)
        if not entity.mentions:
            entities.append(entity)
            if len(entity.words) > 1:
                by_first.setdefault(entity.words[0].lower(), []).append(entity)
        by_name.setdefault(" ".join(name.words).lower(), entity)
        entity.mentions.append(name.start)
        entity.gender = entity.gender or name.gender
        _note_roles(text, name, entity, known)
    _marry(entities)
    for entity in entities:
        entity.mentions.sort()
    return sorted(entities, key=lambda e: e.mentions[0])


def _marry(entities: list[Entity]) -> None:
    """Give a first name told by kin ("his wife Jean") the surname of the one "Mrs Tunstall" it must be."""
    titled = [e for e in entities if e.titled and e.gender and len(e.words) == 1 and e.name != e.words[0]]
    for other in titled:
        kin = [e for e in entities if e.titled and e.name == e.words[0] and e.gender == other.gender and e.heads & _KIN]
        if len(kin) == 1:
            kin[0].name = f"{kin[0].name} {other.words[0]}"
            kin[0].mentions += other.mentions
            entities.remove(other)


_KIN = frozenset("wife husband daughter son mother father sister brother partner widow fiancee fiance mum dad".split())


def _entity_of(
    name: Name,
    by_surname: dict[str, list[Entity]],
    by_name: dict[str, Entity],
    by_first: dict[str, list[Entity]],
    known: NameWords,
) -> Entity | None:
    joined = " ".join(name.words)
    low = joined.lower()
    whole = len(name.words) > 1 and name.words[0].lower() not in _PARTICLES
    if name.kind == "person" and whole:
        same = [e for e in by_surname.get(surname(name.words), []) if _may_be(e, name)]
        return same[0] if same else Entity(joined, "person", name.gender, name.words)
    if name.kind != "organisation" or low in by_surname:
        same = [
            e
            for e in by_surname.get(surname(name.words), [])
            if not (name.gender and e.gender) or e.gender == name.gender
        ]
        if same and not whole:
            before = [e for e in same if e.mentions[0] <= name.start]
            return max(before, key=lambda e: max(m for m in e.mentions if m <= name.start)) if before else same[0]
    if name.kind == "person":
        if len(name.words) == 1:  # Dame Frances, Derek: by the first name of one already met
            first = next((e for e in by_first.get(low, ()) if e.kind == "person"), None)
            if first:
                return first
        return Entity(f"{name.title} {joined}".strip(), "person", name.gender, name.words, titled=True)
    if low in by_name:
        return by_name[low]
    if len(name.words) == 1:  # a first name alone: "Derek is a proud man"
        alike = by_first.get(low, [])
        first = next((e for e in alike if e.kind == "person"), None)
        if first or (len(alike) == 1 and len(alike[0].words) == 2):  # Halcyon, of Halcyon Energy
            return first or alike[0]
    for key in (low, f"the {low}"):
        if key in known.metonyms:
            proper = re.sub(r"^[Tt]he ", "", known.metonyms[key])
            return by_name.get(proper.lower()) or Entity(proper, "organisation", words=tuple(proper.split()))
    return Entity(joined, name.kind, words=name.words)


def _may_be(entity: Entity, name: Name) -> bool:
    """Whether a full name can be that entity's: the same first name, or one of them an initial."""
    first, other = entity.words[0].lower(), name.words[0].lower()
    return first == other or ((len(first.rstrip(".")) == 1 or len(other.rstrip(".")) == 1) and first[0] == other[0])


def _note_roles(text: str, name: Name, entity: Entity, known: NameWords) -> None:
    """Take down the role phrases before and after a name."""
    if entity.kind == "unknown":
        return
    begin = max(text.rfind("\n", 0, name.start) + 1, name.start - 90)
    before = _STOPS.split(text[begin : name.start])[-1]
    ahead = _STOPS.split(text[begin : name.begin])[-1] if name.begin > begin else ""
    for phrase in (_role_before(ahead, known), _role_before(before, known)):
        if phrase:
            _take(entity, phrase, known)
    united = _LOWER_NEXT.match(text, name.end)
    if entity.kind != "person" and united and united.group(1) in known.organisation:
        entity.heads.add(united.group(1))  # the FDU union
    if entity.kind == "person":
        stop = text.find("\n", name.end)
        after = text[name.end : min(len(text) if stop < 0 else stop, name.end + 110)]
        age = AGE.match(after)
        follows = _APPOSITION.match(after, age.end() if age else 0)
        if follows and not known.verbs.intersection(w.lower() for w in _CONTENT.findall(follows.group())[:4]):
            _take(entity, follows.group(1), known)


_APPOSITION = re.compile(
    r", ((?:who (?:is|was|sits|leads|runs|heads|chairs)\b|the|a|an|its|his|her|their|our|former|then|now|retired|"
    r"deputy|chief|head|leader|director|[A-Z]?[\w-]+[’']s?)\b[^,.;“”\"]*)"
)


_INSIDE_ROLE = frozenset("of for his her its their".split())


def _role_before(before: str, known: NameWords) -> str | None:
    """The role phrase that ends where a name begins: "Ukraine’s deputy defence minister "."""
    words = _ROLE_WORD.findall(before)[-9:]
    if words and words[-1] == ",":
        words = words[:-1]
        if not any(w.lower() in known.roles for w in words[-1:]):
            return None
    taken: list[str] = []
    for word in reversed(words):
        low = word.lower().rstrip(".")
        if word == "," or low in known.verbs or (low in known.function and low not in _INSIDE_ROLE):
            break
        if not taken and low not in known.roles and low not in known.titles and low not in known.organisation:
            return None
        taken.insert(0, word)
    return " ".join(taken) if taken else None


def _take(entity: Entity, phrase: str, known: NameWords) -> None:
    words = [w.lower() for w in _CONTENT.findall(phrase)]
    heads = {w for w in words if w in known.roles or known.titles.get(w, ("", ""))[1] in ("rank", "office")}
    heads.update(w for w in words if w in known.organisation)
    heads.update(known.ranks[w] for w in words if w in known.ranks)
    words += [known.ranks[w] for w in words if w in known.ranks]
    entity.roles.update(w for w in words if w not in known.function)
    entity.heads.update(heads)
    if entity.role is None and heads & set(known.roles):
        entity.role = re.sub(r"^(?:the|a|an|who is|who was)\s+", "", phrase.strip())[:60]
    gender = next((known.roles[w][1] for w in words if w in known.roles and known.roles[w][1]), "")
    entity.gender = entity.gender or gender

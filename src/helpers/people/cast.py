"""Who is in an article so far: one entry for each person, organisation, group and unnamed source."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from helpers.people.naming_forms import Name, surname


@dataclass(eq=False)
class Entity:
    """Somebody an article speaks of."""

    name: str  # in full as printed, or the words of the role where no name is given
    kind: str  # person, organisation, group, anonymous
    words: tuple[str, ...] = ()  # of the name; empty for somebody without
    gender: str = ""
    sure: bool = False  # whether a title, a role or a list tells the gender
    told: bool = False  # whether a title or a role does
    heads: set[str] = field(default_factory=set)  # role nouns
    roles: set[str] = field(default_factory=set)  # all words of the role phrases
    role: str | None = None  # the role phrase as first given
    age: str = ""
    first: int = 0  # number of the mention that brought him or her in
    last: int = -1  # of the latest
    sentence: int = -9  # of the latest
    paragraph: int = -9
    count: int = 0
    place: str = ""  # how the latest stood: subject, object, owner, aside
    definite: bool = True
    near: str = ""  # whom a source is close to
    spoken: bool = False  # whether anything was said by it
    placed: bool = False  # whether it was told as a place
    forms: dict[str, int] = field(default_factory=dict)  # how often it was called by each name, lower case

    @property
    def named(self) -> bool:
        return bool(self.words)

    @property
    def surname(self) -> str:
        return surname(self.words) if self.words else ""


class Cast:
    """The running picture: who there is, who was the subject last, who spoke last."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.by_word: dict[str, list[Entity]] = {}  # last and first names, lower case
        self.by_key: dict[str, Entity] = {}
        self.speakers: list[tuple[Entity, int]] = []  # who spoke, and in which paragraph
        self.subject: Entity | None = None  # of the last sentence that had somebody for one
        self.opening: Entity | None = None  # the subject of the first paragraph
        self.written: dict[str, Entity] = {}  # letter, report -> who wrote it
        self.now = 0

    def add(self, entity: Entity) -> Entity:
        self.entities.append(entity)
        entity.first = self.now
        self.know(entity)
        return entity

    def know(self, entity: Entity) -> None:
        """Find the entity by its name's words from now on."""
        if entity.words:
            self.by_key.setdefault(" ".join(entity.words).lower(), entity)
            for word in {surname(entity.words), entity.words[-1].lower(), entity.words[0].lower()}:
                known = self.by_word.setdefault(word, [])
                if entity not in known:
                    known.append(entity)

    def alike(self, name: Name) -> list[Entity]:
        """The entities that a name may mean by its words."""
        found = []
        for word in dict.fromkeys((name.surname, name.words[-1].lower(), name.words[0].lower())):
            found += [e for e in self.by_word.get(word, ()) if e not in found and fits(e.words, name.words)]
        return found

    def people(self) -> Iterator[Entity]:
        return (e for e in self.entities if e.kind in ("person", "anonymous"))


def fits(whole: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether a name may be a form of another: its words are among the other's, or stand for them as initials."""
    if len(words) == 1 or len(whole) == 1:
        short, long_ = (words, whole) if len(words) <= len(whole) else (whole, words)
        return short[0].lower() in (long_[0].lower(), long_[-1].lower()) or surname(long_) == surname(short)
    if surname(whole) != surname(words):
        return False
    if len(whole) == len(words) > 2 and whole[1].lower() != words[1].lower():  # K. Sarojini Rao, K. Madhusudan Rao
        return False
    one, other = whole[0].lower(), words[0].lower()
    initial = len(one.rstrip(".")) == 1 or len(other.rstrip(".")) == 1 or "." in one[1:2] or "." in other[1:2]
    return one == other or (initial and one[0] == other[0]) or surname(words) == " ".join(words).lower()

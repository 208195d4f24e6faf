"""What a mention is linked by: its place, the picture of the article so far, and how somebody stands in it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from helpers.codebook import Codebook
from helpers.language import Doc, Layer, WordClass, span_at
from helpers.language.mentions import Mention
from helpers.language.ranking import Weights, reasons, score, shares
from helpers.people.cast import Cast, Entity
from helpers.people.naming_forms import Given, Name, given, name_of
from helpers.people.roster import Roster, roster
from helpers.records import Quote, Span

KIN = frozenset(
    "wife husband daughter son mother father sister brother partner widow widower fiancee fiance mum dad uncle aunt "
    "cousin nephew niece grandmother grandfather grandson granddaughter girlfriend boyfriend twin stepfather "
    "stepmother parent".split()
)
_FURTHEST = 9  # candidates a mention is ranked over
_OFFICE = int(WordClass.OFFICE)


class Event(NamedTuple):
    """A mention in its place."""

    layer: Layer
    mention: Mention
    sentence: int
    paragraph: int
    field: str
    quote: Quote | None  # the quotation whose speaker it names
    place: str  # subject, object, owner, aside

    @property
    def start(self) -> int:
        return self.layer.start[self.mention.start]

    @property
    def phrase(self) -> str:
        """The mention's words as printed, on one line."""
        return self.layer.text[self.start : self.layer.end[self.mention.end - 1]].replace("\n", " ")

    @property
    def head(self) -> str:
        return self.layer.low[self.mention.head]


class Link(NamedTuple):
    """Who a mention means."""

    entity: Entity | None
    basis: str  # named, role, pronoun
    margin: float = 1.0
    reasons: str = ""
    rivals: tuple[str, ...] = ()  # the two best candidates, where they were ranked


Option: TypeAlias = tuple[Entity | None, list[str]]
Decide: TypeAlias = Callable[[str, Event, Sequence[Option]], tuple[int, float, str]]


def ranked(models: Mapping[str, Weights]) -> Decide:
    """Decide by the models' weights."""

    def decide(model: str, event: Event, options: Sequence[Option]) -> tuple[int, float, str]:
        weights = models[model]
        scores = [score(features, weights) for _, features in options]
        best = max(range(len(options)), key=scores.__getitem__)
        share = shares(scores)
        rival = max((s for n, s in enumerate(share) if n != best), default=0.0)
        return best, share[best] - rival, reasons(options[best][1], weights)

    return decide


def events(doc: Doc, quotes: Sequence[Quote]) -> list[Event]:
    """The mentions of an article in the order in which they are linked."""
    of_mention = {(q.mention_start, q.mention_end): q for q in reversed(quotes) if q.mention_start is not None}
    found: list[Event] = []
    nested = {n for n, p in enumerate(doc.passages) if p.within is not None}
    outer = {p.within for p in doc.passages if p.within is not None}
    for number, layer in enumerate((doc.outer, *doc.inner)):
        if number and number - 1 not in outer and number - 1 not in nested:
            continue
        mentions = layer.mentions
        sentence = 0
        for m in mentions:
            while sentence < len(layer.sentences) - 1 and layer.sentences[sentence][1] <= m.start:
                sentence += 1
            low = layer.sentences[sentence][0]
            span = layer.span((m.start, m.end))
            quote = of_mention.get(span)
            found.append(
                Event(layer, m, sentence, span_at(doc.paragraphs, span[0]) or 0, doc.place(span[0]), quote,
                      _place(layer, m, low) if not number else "quoted")
            )  # fmt: skip
    return sorted(found, key=lambda e: (e.field != "body", e.start, -e.mention.end))


def _place(layer: Layer, m: Mention, low: int) -> str:
    if m.owner:
        return "owner"
    prior = layer.shape[m.start - 1] if m.start > low else "^"
    if prior == "p":
        return "object"
    return (
        "subject"
        if prior in "^,cvt" and not re.search("[sf]", layer.shape[low : m.start])
        else "aside"
        if prior != "s"
        else "object"
    )


class Pass:
    """One pass over an article: its knowledge, the cast so far, the links made, what stands just before and behind."""

    def __init__(self, doc: Doc, codebook: Codebook, decide: Decide) -> None:
        self.doc, self.lex, self.codebook, self.decide = doc, doc.lex, codebook, decide
        self.quotes: Sequence[Quote] = ()
        self.given: Given = given(codebook)
        self.roster: Roster = roster(codebook)
        self.cast = Cast()
        self.names: dict[tuple[int, int], Name] = {}
        self.links: dict[tuple[int, int], Link] = {}
        self.kinds: dict[str, str] = {}  # of each name, lower case: person, organisation
        self.keys: set[str] = set()  # the names of the article, lower case
        self.placed: set[str] = set()  # names told as places
        self.papers: list[tuple[Span, Link]] = []  # mentions of newspapers
        self.previous: tuple[Event, Link] | None = None
        self.next: Event | None = None
        self.link: Callable[[Pass, Event], Link | None] = lambda _, __: None  # set by ``linking``

    def name(self, event: Event) -> Name:
        """The name in a mention, read once."""
        key = (id(event.layer), event.mention.start)
        found = self.names.get(key)
        if found is None:
            found = self.names[key] = name_of(event.layer, event.mention, self.lex)
        return found

    def link_of(self, start: int | None, end: int | None) -> Link | None:
        """Who the phrase at a place of the text means."""
        return self.links.get((start, end)) if start is not None and end is not None else None


def rivals_of(options: Sequence[Option], best: int, new: str) -> tuple[str, ...]:
    """The names of the best candidate and of another, for who reads what was too close to call."""
    named = [e.name if e else new for e, _ in (options[best], *options[:best], *options[best + 1 :])]
    return tuple(name for name in named if name)[:2]


def latest(entities: Iterable[Entity]) -> list[Entity]:
    """Those spoken of last, the latest first."""
    return sorted(entities, key=lambda e: -e.last)[:_FURTHEST]


def owner_of(now: Pass, word: str) -> Entity | None:
    """Whom "his" or "her" means: the last one of that gender."""
    gender = {"his": "m", "her": "f"}.get(word)
    people = [e for e in now.cast.people() if e.gender in (gender, "")]
    return max(people, key=lambda e: e.last, default=None) if gender else None


def surname_of_owner(now: Pass, word: str) -> str:
    holder = owner_of(now, word)
    return holder.words[-1] if holder and len(holder.words) > 1 else ""


def is_office(now: Pass, role: str) -> bool:
    """Whether a role is an office that others than those met so far may hold: the judge, the minister."""
    return bool(now.lex.flags.get(role, 0) & _OFFICE)


def surely(now: Pass, entity: Entity) -> bool:
    """Whether more than its shape says that an entity is a person."""
    return entity.sure or bool(entity.heads) or not entity.named or entity.words[0].lower() in now.given.listed


def agreement(entity: Entity, gender: str) -> str:
    if not gender:
        return "open"
    if not entity.gender:
        return "unknown"
    return (
        ("same" if entity.sure else "likely") if entity.gender == gender else ("other" if entity.sure else "unlikely")
    )


def standing(now: Pass, entity: Entity, event: Event) -> Iterator[str]:
    """How an entity stands in the picture, whatever is asked."""
    gap = event.sentence - entity.sentence if event.layer is now.doc.outer else 9
    paragraphs = event.paragraph - entity.paragraph
    yield f"sentences since {min(max(gap, -1), 4)}"
    yield f"paragraphs since {min(max(paragraphs, -1), 3)}"
    yield f"subject last {now.cast.subject is entity}"
    yield f"spoke last {bool(now.cast.speakers) and now.cast.speakers[-1][0] is entity}"
    yield f"last as {entity.place}"
    yield f"mentions {min(entity.count, 4)}"
    if entity is now.cast.opening:
        yield f"opened the story, {event.field}"


def human(entity: Entity) -> bool:
    return entity.kind in ("person", "anonymous") or entity.name.endswith("spokesman")


def take_role(now: Pass, entity: Entity, words: Sequence[str], phrase: str = "") -> None:
    """Take down the words of a role."""
    if entity.kind == "organisation":
        entity.roles.update(words)
        return
    known = now.lex.roles
    spelt = [w for word in words for w in (word, now.lex.titles.get(word.rstrip("."), ("", "", ""))[2]) if w]
    heads = [w for w in spelt if w in known or w.endswith(("-year-old",))]
    entity.heads.update(heads)
    entity.roles.update(w for w in spelt if w not in ("the", "a", "an", "of", "and", "his", "her", "their", "its"))
    gender = next((known[w][1] for w in heads if w in known and known[w][1]), "")
    if gender and not entity.told:
        entity.gender, entity.sure, entity.told = gender, True, True
    if entity.role is None and heads and not (len(heads) == len(spelt) and heads[0] in now.lex.titles):
        entity.role = phrase or " ".join(w for w in words)[:60]


def take_gender(now: Pass, entity: Entity, name: Name) -> None:
    if name.gender:
        entity.gender, entity.sure, entity.told = name.gender, True, True
    elif not entity.gender and entity.kind == "person" and len(entity.words) > 1:
        entity.gender, entity.sure = now.given.gender(entity.words[0])

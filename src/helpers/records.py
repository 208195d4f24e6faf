"""The things that pass between rooms. They hold facts and compute nothing.

Positions (``start``, ``end``, the pairs in ``parts``) are code-point offsets into an article's clean
text, half open: ``text[start:end]`` is the thing itself.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Span = tuple[int, int]
Place = Literal["headline", "standfirst", "body"]
Voice = Literal["own", "quoted", "reported"]
QuoteType = Literal["direct", "partial", "indirect", "thought", "scare", "title"]
SpeakerKind = Literal["person", "organisation", "group", "anonymous", "unresolved"]
SpeakerBasis = Literal["named", "role", "metonym", "pronoun", "carried", "later", "corrected", "none"]
Bound = Literal["=", "~", ">", "<", "range", "vague"]
NumberKind = Literal["figure", "date", "time", "ordinal", "name", "idiom"]
Category = Literal[
    "count", "money", "percentage", "age", "duration", "distance", "rate", "ratio", "temperature", "score", "vote",
    "other",
]  # fmt: skip
TABULATED_NOT = frozenset(("basis", "relay_start", "relay_end"))  # fields that pass between rooms alone


class LineMark(NamedTuple):
    """What a file's format says of one line of its text."""

    field: str  # as in the ledger; "head" where only a byline, a date or furniture is to be expected
    rule: str
    cut: int = 0  # characters at the line's start that are the format's own label ("HEADLINE: ")


class SavedArticle(NamedTuple):
    """One article as obtained: decoded, its lines untouched."""

    text: str
    file: str
    encoding: str = "utf-8"
    position: int = 1  # of the articles in one file, from 1
    fields: Mapping[str, str] = {}  # what the file's format states (headline, outlet, byline, published …)
    format: str = "text"  # what the file was read as
    lines: Mapping[int, LineMark] = {}  # what the format says of lines of the text, by number from 1
    body: int | None = None  # the line on which the body begins, where the format says so
    expected: int | None = None  # how many articles the file itself says that it holds
    notes: tuple[str, ...] = ()  # what a reader of the import report should know of the file


class LedgerRow(NamedTuple):
    """What became of one non-blank raw line."""

    line: int  # from 1, blank lines counted
    start: int | None  # in the clean text; kept lines only
    end: int | None
    characters: int
    changed: int  # characters altered by repair
    action: str  # keep, label, drop
    field: str  # headline, standfirst, body; outlet, byline, date, crosshead, caption; credit, junk
    rule: str
    repairs: str = ""  # what was put right, each kind with its number: "soft hyphen 2; ligature 1"


class Article(NamedTuple):
    """An article after cleaning. Whatever the text does not state is None."""

    text: str
    headline: str | None = None
    standfirst: str | None = None
    outlet: str | None = None
    byline: str | None = None
    byline_role: str | None = None
    published: str | None = None  # ISO, of the stated precision
    published_basis: str = "unknown"  # stated, inferred, unknown
    published_ground: str | None = None
    ledger: tuple[LedgerRow, ...] = ()
    saved: SavedArticle | None = None


class Quote(NamedTuple):
    """A quotation or attributed clause. ``quotes`` finds it and the words that name its speaker; ``people`` says who
    that is; tabulating adds what the tables count. Its fields, but for the last three, are the table's columns."""

    quote_id: int  # from 1, in the order of the text
    parts: tuple[Span, ...]
    words: int = 0  # in its parts
    type: QuoteType = "direct"
    clause: tuple[Span, ...] = ()  # the attributed clause around the marks of a partial quotation
    clause_words: int = 0  # of that clause, outside the marks
    within: int | None = None  # quote_id of the quotation it is nested in
    unclosed: bool = False
    place: Place = "body"
    opening: str | None = None  # its first words, five at most
    cue: str | None = None  # its dictionary form: say, warn, according to
    cue_start: int | None = None
    cue_end: int | None = None
    stance: str | None = None
    mention_start: int | None = None
    mention_end: int | None = None
    speaker: str | None = None
    speaker_kind: SpeakerKind | None = None
    speaker_basis: SpeakerBasis | None = None
    margin: float | None = None  # by how much the speaker ranked before the next, 0 to 1
    reasons: str | None = None  # the features that weighed most
    role: str | None = None
    side: str | None = None
    side_basis: Literal["listed", "inferred"] | None = None  # inferred: that of the one a source is close to
    relayed_by: str | None = None
    sentence: int = 0  # from 1, headline included
    basis: str = "none"  # how the mention was found: cue, carried, later, none
    relay_start: int | None = None  # the words that name who passes the quotation on
    relay_end: int | None = None

    @property
    def start(self) -> int:
        """Outer bound: where the first part begins."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Outer bound: where the last part ends."""
        return self.parts[-1][1]


class Quantity(NamedTuple):
    """A number in the text and what is known of it; its fields are the table's columns."""

    start: int
    end: int
    surface: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    bound: Bound = "="
    modifier: str | None = None
    pair: tuple[float, float] | None = None
    unit: str | None = None
    noun: str | None = None
    adjective: str | None = None
    kind: NumberKind = "figure"
    category: Category = "count"
    claimant: str | None = None  # None: no source is named
    claimant_basis: Literal["quotation", "clause", "thought", "according to", "estimate"] | None = None
    voice: Voice = "own"
    place: Place = "body"
    sentence: int = 0


class FrameCue(NamedTuple):
    """A cue of a frame, or a naming variant, where it stands; its fields are the table's columns."""

    frame: str
    cue: str
    start: int
    end: int
    voice: Voice = "own"
    place: Place = "body"
    speaker: str | None = None
    sentence: int = 0

"""The things that pass between rooms. They hold facts and compute nothing.

Positions (``start``, ``end``, the pairs in ``parts``) are code-point offsets into an article's clean
text, half open: ``text[start:end]`` is the thing itself.
"""

from collections.abc import Mapping
from typing import NamedTuple

Span = tuple[int, int]


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
    """A quotation. ``quotes`` finds it and the words that name its speaker; ``people`` says who that is."""

    quote_id: int  # from 1, in the order of the text
    parts: tuple[Span, ...]
    type: str  # direct, partial, indirect, scare, title
    cue_start: int | None = None
    cue_end: int | None = None
    cue: str | None = None  # its dictionary form: say, warn, according to
    stance: str | None = None
    mention_start: int | None = None
    mention_end: int | None = None
    basis: str = "none"  # how the mention was found: cue, carried, later, none
    relay_start: int | None = None  # the words that name who passes the quotation on
    relay_end: int | None = None
    within: int | None = None  # quote_id of the quotation it is nested in
    unclosed: bool = False
    speaker: str | None = None
    speaker_kind: str | None = None  # person, organisation, group, anonymous, unresolved
    speaker_basis: str | None = None  # named, role, metonym, pronoun, carried, later, none
    role: str | None = None
    side: str | None = None
    relayed_by: str | None = None

    @property
    def start(self) -> int:
        """Outer bound: where the first part begins."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Outer bound: where the last part ends."""
        return self.parts[-1][1]


class Quantity(NamedTuple):
    """A number in the text and what is known of it."""

    start: int
    end: int
    surface: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    bound: str = "="  # = ~ > < range vague
    modifier: str | None = None
    pair: tuple[float, float] | None = None
    unit: str | None = None
    noun: str | None = None
    adjective: str | None = None
    kind: str = "figure"  # figure, date, time, ordinal, name, idiom
    category: str = "count"
    claimant: str | None = None  # None: the outlet itself
    claimant_basis: str | None = None
    voice: str = "own"


class FrameCue(NamedTuple):
    """A cue of a frame, or a naming variant, where it stands."""

    frame: str
    cue: str
    start: int
    end: int
    voice: str = "own"  # own, quoted, reported
    speaker: str | None = None

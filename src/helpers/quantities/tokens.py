"""A text as tokens, and a figure as it is worked out over them."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.language import Doc
from helpers.records import Bound, Category, NumberKind

# Thousands are grouped by commas or by spaces (14 000); each group looks one digit ahead, so that no run of
# groups is read twice. A run of line breaks is one token, so that nothing is matched across paragraphs.
_TOKEN = re.compile(
    r"""\n\s*
    | \d+(?:\.\d+){2,}+
    | \d{1,3}(?:,\d{3}(?!\d))++(?:\.\d+)?
    | \d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?![\d.,]\d|\d))++
    | \d+(?:\.\d+)?
    | (?<![\w.)])\.\d+
    | [^\W\d_]+(?:['’][^\W\d_]+)*
    | \S""",
    re.VERBOSE,
)
DASHES = frozenset("-–—‑−")
ENDS = frozenset(".!?")


class Tokens(NamedTuple):
    """The tokens of a text, with a sentinel after the last."""

    text: str
    words: list[str]  # as printed
    low: list[str]  # lower-cased, apostrophes straight
    starts: list[int]
    ends: list[int]
    firsts: list[int]  # the first token of each sentence

    def touches(self, i: int) -> bool:
        """Whether token i follows the one before it without a space."""
        return 0 < i < len(self.starts) and self.starts[i] == self.ends[i - 1]

    def before(self, i: int, steps: int = 1) -> str:
        """The lower-cased token some steps before i; empty before the text."""
        return self.low[i - steps] if i >= steps else ""

    def at(self, i: int) -> str:
        """The lower-cased token at i; empty after the text."""
        return self.low[i] if i < len(self.low) else ""

    def tight(self, i: int) -> bool:
        """Whether token i stands between two others without a space on either side."""
        return self.touches(i) and self.touches(i + 1)

    def is_name(self, i: int) -> bool:
        """Whether token i is a word with a capital."""
        return self.is_capital(i) and self.words[i][0].isalpha()

    def is_word(self, i: int) -> bool:
        """Whether token i begins with a letter."""
        return i < len(self.low) and self.low[i][:1].isalpha()

    def is_digits(self, i: int) -> bool:
        """Whether token i is a number in digits."""
        return i < len(self.low) and self.low[i][-1:].isdecimal()

    def is_capital(self, i: int) -> bool:
        """Whether token i begins with a capital."""
        return 0 <= i < len(self.words) and self.words[i][:1].isupper()


def tokenise(text: str) -> Tokens:
    """Split a phrase into words, numbers, signs and paragraph breaks."""
    return _tokens(text, list(_TOKEN.finditer(text)), [])


def pieces(doc: Doc) -> Tokens:
    """The words of an article, those that hold a hyphen, a number or a sign cut into these; marks and paragraph
    breaks between them."""
    found: list[re.Match[str]] = []
    text, position = doc.text, 0
    for start, end, _ in doc.tokens:
        if start - position > 1 or (start > position and text[position] != " "):
            found.extend(_TOKEN.finditer(text, position, start))
        found.extend(_TOKEN.finditer(text, start, end))
        position = end
    found.extend(_TOKEN.finditer(text, position))
    return _tokens(text, found, [start for start, _ in doc.sentences])


def _tokens(text: str, found: Sequence[re.Match[str]], sentences: Sequence[int]) -> Tokens:
    words = [m.group() for m in found]
    low = [word.lower().replace("’", "'") for word in words]
    starts, ends = [m.start() for m in found], [m.end() for m in found]
    firsts = [bisect.bisect_left(starts, start) for start in sentences]
    return Tokens(text, [*words, "\n"], [*low, "\n"], [*starts, len(text)], [*ends, len(text)], firsts)


def sentence(tokens: Tokens, i: int, reach: int = 60) -> tuple[int, int]:
    """First token and one past the last of the sentence around token i, at most `reach` tokens either way."""
    at = bisect.bisect_right(tokens.firsts, i)
    first = tokens.firsts[at - 1] if at else 0
    last = tokens.firsts[at] if at < len(tokens.firsts) else len(tokens.low) - 1
    while last > first and tokens.low[last - 1] in ("\n", *ENDS, "”", "’", '"', "'"):
        last -= 1
    return max(first, i - reach), min(max(last, i), i + reach)


@dataclass(slots=True)
class Figure:
    """A number as it is worked out; `first`, `last` and `after` are token positions."""

    first: int
    last: int  # one past the number words with currency or per cent sign
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
    style: str = "cardinal"  # cardinal, fraction, vague, amount, multiple
    digits: bool = False
    scale: float = 1.0  # of its last scale word: 1e6 in 3.2 million
    after: int = 0  # one past the unit
    number: int = 0  # first token of the number itself, without sign and currency

    def bare(self) -> bool:
        """Whether it is a plain figure with no unit found yet."""
        return self.kind == "figure" and self.unit is None and self.pair is None


def other(first: int, last: int, kind: NumberKind, value: float | None = None) -> Figure:
    """A number that counts nothing: a date, time, ordinal, name or idiom."""
    return Figure(first, last, value, kind=kind, category="other", after=last, number=first)

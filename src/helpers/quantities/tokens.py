"""A text as tokens, and a figure as it is worked out over them."""

import re
from dataclasses import dataclass
from typing import NamedTuple

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
    """Split a text into words, numbers, signs and paragraph breaks."""
    found = list(_TOKEN.finditer(text))
    words = [m.group() for m in found]
    low = [word.lower().replace("’", "'") for word in words]
    starts, ends = [m.start() for m in found], [m.end() for m in found]
    return Tokens(text, [*words, "\n"], [*low, "\n"], [*starts, len(text)], [*ends, len(text)])


def sentence(tokens: Tokens, i: int, reach: int = 60) -> tuple[int, int]:
    """First token and one past the last of the sentence around token i, at most `reach` tokens either way."""
    first = i
    while first > max(0, i - reach) and not _closes(tokens, first - 1):
        first -= 1
    last = i
    while last < min(len(tokens.low) - 1, i + reach) and not _closes(tokens, last):
        last += 1
    return first, last


def _closes(tokens: Tokens, i: int) -> bool:
    mark = tokens.low[i][0]
    if mark == "\n":
        return True
    if mark not in ENDS or i + 1 >= len(tokens.low):
        return False
    following = i + 1 if tokens.is_word(i + 1) or tokens.is_digits(i + 1) else min(i + 2, len(tokens.low) - 1)
    return not tokens.touches(following) and not (mark == "." and len(tokens.before(i)) <= 2)


@dataclass(slots=True)
class Figure:
    """A number as it is worked out; `first`, `last` and `after` are token positions."""

    first: int
    last: int  # one past the number words with currency or per cent sign
    value: float | None = None
    low: float | None = None
    high: float | None = None
    bound: str = "="
    modifier: str | None = None
    pair: tuple[float, float] | None = None
    unit: str | None = None
    noun: str | None = None
    adjective: str | None = None
    kind: str = "figure"
    category: str = "count"
    style: str = "cardinal"  # cardinal, fraction, vague, amount, multiple
    digits: bool = False
    scale: float = 1.0  # of its last scale word: 1e6 in 3.2 million
    after: int = 0  # one past the unit
    number: int = 0  # first token of the number itself, without sign and currency

    def bare(self) -> bool:
        """Whether it is a plain figure with no unit found yet."""
        return self.kind == "figure" and self.unit is None and self.pair is None


def other(first: int, last: int, kind: str, value: float | None = None) -> Figure:
    """A number that counts nothing: a date, time, ordinal, name or idiom."""
    return Figure(first, last, value, kind=kind, category="other", after=last, number=first)

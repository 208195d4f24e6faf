"""What the layouts of press databases share: lines with labels, dates, and articles one after the other."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from helpers.records import LineMark, SavedArticle

# As cleaning breaks lines, so that both count them alike.
BREAK = re.compile("\r\n|[\n\r\x0b\x0c\u2028\u2029]")
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
DATE = re.compile(
    rf"(?:{_WEEKDAY},? )?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
    rf"|{_MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d)(?:,? {_WEEKDAY})?(?:,? \d{{1,2}}:\d\d(?: ?[AP]M)?(?: [A-Z]{{2,4}})?)?",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b).*|.*\ball rights reserved\b.*", re.IGNORECASE)


@dataclass
class Draft:
    """One article of an export in the making: its lines and what the layout says of them."""

    text: str
    lines: list[str]  # without the white space around them
    marks: dict[int, LineMark] = field(default_factory=dict)  # by index
    fields: dict[str, str] = field(default_factory=dict)
    body: int | None = None  # index of the body's first line

    def filled(self) -> list[int]:
        """Indices of the lines that are not blank."""
        return [i for i, line in enumerate(self.lines) if line]

    def mark(self, indices: Sequence[int], what: str, rule: str, cut: int = 0) -> None:
        """Mark lines; ``cut`` is the first one's label."""
        for n, index in enumerate(indices):
            if self.lines[index]:
                self.marks[index] = LineMark(what, rule, 0 if n else cut)

    def state(self, name: str, value: str) -> None:
        """Keep the first value that the layout states for a field."""
        if value := " ".join(value.split()):
            self.fields.setdefault(name, value)


def drafts(text: str, starts: Sequence[int], lines: Sequence[tuple[int, int]]) -> list[Draft]:
    """The text cut before the given lines, so that no line of it is lost."""
    cuts = [0, *(lines[index][0] for index in starts if index), len(text)]
    parts = [text[start:end] for start, end in itertools.pairwise(cuts)]
    return [Draft(part, [line.strip() for line in BREAK.split(part)]) for part in parts]


def line_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each line, blank ones included."""
    spans, start = [], 0
    for match in BREAK.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, len(text))]


def saved(
    found: Sequence[Draft], *, file: str, encoding: str, form: str, expected: int | None, notes: Sequence[str] = ()
) -> list[SavedArticle]:
    """The articles of an export."""
    return [
        SavedArticle(
            draft.text,
            file,
            encoding,
            position,
            draft.fields,
            form,
            {index + 1: mark for index, mark in draft.marks.items()},
            None if draft.body is None else draft.body + 1,
            expected,
            tuple(notes),
        )
        for position, draft in enumerate(found, 1)
    ]


def pattern_of(labels: Mapping[str, object] | Sequence[str]) -> re.Pattern[str]:
    """A line that begins with one of the labels and a colon."""
    longest_first = sorted(labels, key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, longest_first))})\s*:\s*", re.IGNORECASE)

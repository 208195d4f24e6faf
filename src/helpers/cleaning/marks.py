"""What a paragraph was found to be, and the page it stands on."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from helpers.cleaning.bylines import Byline
from helpers.cleaning.dates import DateLine
from helpers.cleaning.lines import Paragraph

_STOPPED = re.compile(r"""[.!?…]["'”’»)\]]*$""")
_LEADS_ON = re.compile(r"""[.…,:;]["'”’»)\]]*$""")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")


class Mark(NamedTuple):
    """What a paragraph is, and the rule that decided."""

    field: str
    rule: str
    place: str = "any"  # where on the page the rule holds: any, edge, foot, below
    opens: str = ""  # what the lines after it may be: teasers (anywhere), foot (after the body)
    given: bool = False  # the file's format says so


BODY = Mark("body", "body")


def stopped(text: str) -> bool:
    """Whether the text ends with a sentence's stop."""
    return bool(_STOPPED.search(text[-8:]))


@lru_cache(maxsize=4096)
def is_prose(text: str) -> bool:
    """Whether the text ends as a sentence and is long enough to be one."""
    return stopped(text) and len(text.split(None, 4)) >= 4


def is_display(text: str) -> bool:
    """Whether the text could be a line of display type: no full stop, comma or colon ends it."""
    return not _LEADS_ON.search(text[-8:]) or bool(_ABBREVIATED.search(text[-8:]))


@dataclass
class Page:
    """The paragraphs, their marks as far as they are known, and what the page states."""

    paragraphs: list[Paragraph]
    marks: list[Mark | None]
    dates: list[DateLine | None]
    outlet: str | None = None
    byline: Byline | None = None
    published: tuple[str, int] | None = None  # date, raw line
    changed: tuple[str, int] | None = None
    undated: str | None = None  # why a date line gives no date
    start: int | None = None  # index of the body's first paragraph, where the file's format says so

    def take_date(self, index: int) -> None:
        """Mark a paragraph as a date line and keep the first date of each kind."""
        dated, line = self.dates[index], self.paragraphs[index].lines[0].number
        assert dated is not None
        if dated.published and not self.published:
            self.published = dated.published, line
        if dated.changed and not self.changed:
            self.changed = dated.changed, line
        self.undated = self.undated or dated.reason
        self.outlet = self.outlet or dated.paper
        later = dated.changed and not dated.published
        self.marks[index] = Mark("date", "date of a change" if later else "date line")

    def take_byline(self, index: int, byline: Byline) -> None:
        """Mark a paragraph as a byline; the first of a page is the article's."""
        self.marks[index] = Mark("byline", "byline")
        self.byline = self.byline or byline

    def field(self, index: int) -> str:
        """A paragraph's field; empty where it is not known or there is no such paragraph."""
        mark = self.marks[index] if 0 <= index < len(self.marks) else None
        return mark.field if mark else ""

    def is_given(self, index: int) -> bool:
        """Whether the file's format says what the paragraph is."""
        mark = self.marks[index]
        return mark is not None and mark.given

"""What a paragraph was found to be, and the page it stands on."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from helpers.cleaning import bylines, outlets
from helpers.cleaning.bylines import Byline
from helpers.cleaning.dates import DateLine
from helpers.cleaning.lines import Paragraph
from helpers.codebook import Codebook

_STOPPED = re.compile(r"""[.!?…]["'”’»)\]]*$""")
_LEADS_ON = re.compile(r"""[.…,:;]["'”’»)\]]*$""")
_SMALL = re.compile(r"\b[a-zà-ý]{3,}\b")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")


class Mark(NamedTuple):
    """What a paragraph is, and the rule that decided."""

    field: str
    rule: str
    place: str = "any"  # where on the page the rule holds: any, edge, foot, below, inside
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
    published: tuple[str, int, str] | None = None  # date, raw line, and why it is inferred
    changed: tuple[str, int] | None = None
    undated: str | None = None  # why a date line gives no date
    start: int | None = None  # index of the body's first paragraph, where the file's format says so

    def take_date(self, index: int) -> None:
        """Mark a paragraph as a date line and keep the first date of each kind."""
        dated, line = self.dates[index], self.paragraphs[index].lines[0].number
        assert dated is not None
        if dated.published and not self.published:
            self.published = dated.published, line, dated.ground
        if dated.changed and not self.changed:
            self.changed = dated.changed, line
        self.undated = self.undated or dated.reason
        self.outlet = self.outlet or dated.paper
        self.byline = self.byline or dated.byline
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

    def bare_byline(self, index: int, codebook: Codebook) -> Byline | None:
        """The byline that a paragraph of names without "By" is. Where it begins with no known given name, none of
        its words may stand in small letters on the page."""
        text = self.paragraphs[index].text
        byline = None if outlets.is_section(text, codebook) else bylines.parse(text, codebook, bare=True)
        if byline is None or (not byline.role and outlets.is_outlet(text, codebook)):
            return None
        capitals = {word.lower() for word in text.split() if word[0].isupper()}
        known = bylines.is_known(byline, codebook) or not self.small_words & capitals
        return byline if known else None

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The words that the page prints in small letters."""
        return frozenset(word for paragraph in self.paragraphs for word in _SMALL.findall(paragraph.text))

    def is_signature(self, index: int, codebook: Codebook, *, bare: bool = True) -> bool:
        """Whether a paragraph is a byline or a date; ``bare`` takes names without "By" for one."""
        if not 0 <= index < len(self.marks):
            return False
        if self.marks[index] is not None:
            return self.field(index) in ("byline", "date")
        dated = self.dates[index]
        if dated is not None and not dated.before:
            return True
        return bare and self.bare_byline(index, codebook) is not None

    def apart(self, above: int, below: int) -> bool:
        """Whether a blank line, or the page's edge, parts two paragraphs."""
        if above < 0 or below >= len(self.paragraphs):
            return True
        return self.paragraphs[below].lines[0].number > self.paragraphs[above].lines[-1].number + 1

    def is_over_credit(self, index: int) -> bool:
        """Whether a picture's credit stands right under the line."""
        return self.field(index + 1) == "credit" and not self.apart(index, index + 1)

    def is_credited(self, index: int) -> bool:
        """Whether a picture's credit stands right under the line, and the two by themselves."""
        alone = self.apart(index + 1, index + 2) or self.marks[index + 2] is not None
        return self.is_over_credit(index) and alone

    def is_given(self, index: int) -> bool:
        """Whether the file's format says what the paragraph is."""
        mark = self.marks[index]
        return mark is not None and mark.given

"""Below the head: crossheads between the body's paragraphs, and what the page prints after them."""

import re

from helpers.cleaning import furniture, outlets
from helpers.cleaning.head import is_section
from helpers.cleaning.marks import BODY, Mark, Page, is_display, is_prose, stopped
from helpers.codebook import Codebook

_BULLET = re.compile(r"[•●▪■◆►*✦–—-]\s?")
_SPEECH = re.compile(r"[:,] [\"'“‘«]")
_OPENING_QUOTE = ("'", '"', "‘", "“", "«")
_CROSSHEAD_WORDS, _QUOTED_CROSSHEAD_WORDS = 8, 5


def prose(page: Page) -> tuple[int, int]:
    """Indices of the first and the last paragraph that are not page furniture and end as sentences; where
    there is none, the first lies after the page and the last before it. For the first neither a question or
    exclamation counts, which a headline may be, nor a sentence right above a byline or date."""
    known = zip(page.paragraphs, page.marks, strict=True)
    found = [i for i, (p, mark) in enumerate(known) if mark is None and is_prose(p.text)]
    opening = (i for i in found if not is_display(page.paragraphs[i].text) and not _signed(page, i + 1))
    return next(opening, len(page.marks)), found[-1] if found else -1


def _signed(page: Page, index: int) -> bool:
    """Whether a paragraph is a byline or date, or may be one: a short line of display type."""
    if index >= len(page.marks) or page.marks[index] is not None:
        return page.field(index) in ("byline", "date")
    return page.dates[index] is not None or _is_short(page.paragraphs[index].text)


def read_body(page: Page, first: int, last: int, codebook: Codebook) -> None:
    """Mark the paragraphs from the body's first on; ``last`` is its last that ends as a sentence."""
    prose_below = _prose_below(page)
    short_above = closing = False
    for index in range(first, len(page.marks)):
        if page.marks[index] is not None:
            closing = closing or (index > last and page.field(index) == "junk" and not page.is_given(index))
            continue
        if (given := page.paragraphs[index].mark) is not None:
            page.marks[index] = Mark("junk", given.rule)
            continue
        text, short = page.paragraphs[index].text, _is_short(page.paragraphs[index].text)
        if index > last:
            page.marks[index] = _at_foot(page, index, closing, codebook)
        elif short and prose_below[index] and not short_above and _is_crosshead(text, codebook):
            page.marks[index] = Mark("crosshead", "short line between paragraphs")
        elif _is_folio(page, text, codebook):
            page.marks[index] = Mark("junk", "folio")
        else:
            page.marks[index] = BODY
        short_above = short


def release(page: Page, first: int, last: int) -> None:
    """Take back marks whose rule does not hold where their line stands.

    ``first`` and ``last`` are the body's first and last paragraphs that end as sentences.
    """
    for index, mark in enumerate(page.marks):
        place = mark.place if mark is not None else "any"
        inner = first < index < last and not page.is_given(index)
        if (place == "edge" and inner) or (place == "foot" and index < last) or (place == "below" and index < first):
            page.marks[index] = None


def _prose_below(page: Page) -> list[bool]:
    """For each paragraph, whether the next unknown one ends as a sentence."""
    below, found = [], False
    for paragraph, mark in zip(reversed(page.paragraphs), reversed(page.marks), strict=True):
        below.append(found)
        if mark is None:
            found = is_prose(paragraph.text)
    return below[::-1]


def _is_short(text: str) -> bool:
    short = len(text) <= 70 and len(text.split()) <= _CROSSHEAD_WORDS
    return short and is_display(text) and not stopped(text)


def _is_crosshead(text: str, codebook: Codebook) -> bool:
    words = len(text.split())
    if is_speech_or_item(text) or text[0].islower():
        return False
    if text[0] in _OPENING_QUOTE and words > _QUOTED_CROSSHEAD_WORDS:
        return False
    return words <= 4 or not furniture.told(text, codebook)


def is_speech_or_item(text: str) -> bool:
    """Whether the line introduces speech or is an item of a list, which need no full stop."""
    return bool(_BULLET.match(text) or _SPEECH.search(text))


def _is_folio(page: Page, text: str, codebook: Codebook) -> bool:
    name = outlets.folio(text, codebook)
    return name is not None and name == (page.outlet or name)


def _at_foot(page: Page, index: int, closing: bool, codebook: Codebook) -> Mark | None:
    """A paragraph after the body's last sentence. It stays unless a rule speaks against it."""
    text, dated = page.paragraphs[index].text, page.dates[index]
    if dated is not None and not dated.before:
        page.take_date(index)
        return page.marks[index]
    if name := outlets.folio(text, codebook):
        page.outlet = page.outlet or name
        return Mark("junk", "folio")
    if text == page.outlet or (outlets.is_outlet(text, codebook) and len(text.split()) > 1):
        return Mark("junk", "masthead at the foot")
    if furniture.is_navigation(page.paragraphs[index].lines[0].raw):
        return Mark("junk", "navigation")
    if is_section(text, codebook) or (closing and _is_label(text)):
        return Mark("junk", "section label")
    return BODY


def _is_label(text: str) -> bool:
    """A topic's or section's name among the page's last lines."""
    return outlets.is_title(text) and len(text.split()) <= 3

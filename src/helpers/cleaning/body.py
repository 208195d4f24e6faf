"""Below the head: crossheads between the body's paragraphs, and what the page prints after them."""

import re

from helpers.cleaning import bylines, choosing, furniture, outlets
from helpers.cleaning.marks import BODY, Mark, Page, is_display, is_prose, stopped
from helpers.codebook import Codebook

_BULLET = re.compile(r"[•●▪■◆►*✦–—-]\s?")
_SPEECH = re.compile(r"[:,] [\"'“‘«]")
_OPENING_QUOTE = ("'", '"', "‘", "“", "«")
_CROSSHEAD_WORDS, _QUOTED_CROSSHEAD_WORDS = 8, 5
_HEAD, _BEFORE_BYLINE = 12, 8  # lines in which a byline may stand above the body, and below a standfirst


def prose(page: Page, codebook: Codebook) -> tuple[int, int]:
    """Indices of the first and the last paragraph that are not page furniture and end as sentences; where
    there is none, the first lies after the page and the last before it. For the first neither a question or
    exclamation counts, which a headline may be, nor a sentence above the byline or date."""
    known = zip(page.paragraphs, page.marks, strict=True)
    found = [i for i, (p, mark) in enumerate(known) if mark is None and is_prose(p.text)]
    opening = (i for i in found if not is_display(page.paragraphs[i].text) and not _signed_below(page, i, codebook))
    return next(opening, len(page.marks)), found[-1] if found else -1


def _signed_below(page: Page, index: int, codebook: Codebook) -> bool:
    """Whether the byline or date is still to come: right below, or where none stands above, before the next
    sentence."""
    if page.is_signature(index + 1, codebook):
        return True
    if any(page.is_signature(i, codebook, bare=False) for i in range(max(0, index - _HEAD), index)):
        return False
    for below in range(index + 1, min(index + _BEFORE_BYLINE, len(page.marks))):
        mark = page.marks[below]
        if (mark is None and is_prose(page.paragraphs[below].text)) or (mark is not None and mark.opens == "teasers"):
            return False
        if page.is_signature(below, codebook, bare=False):
            return True
    return False


def read_body(page: Page, first: int, last: int, codebook: Codebook) -> None:
    """Mark the paragraphs from the body's first on; ``last`` is its last that ends as a sentence."""
    prose_below = _prose_below(page)
    scene = choosing.scene(page, codebook)
    short_above = closing = False
    for index in range(first, len(page.marks)):
        if page.marks[index] is not None:
            closing = closing or (index > last and page.field(index) == "junk" and not page.is_given(index))
            continue
        if (given := page.paragraphs[index].mark) is not None:
            page.marks[index] = Mark("junk", given.rule)
            continue
        text, short = page.paragraphs[index].text, _is_short(page.paragraphs[index].text)
        if page.is_over_credit(index) and not stopped(text) and is_display(text):
            page.marks[index] = Mark("caption", "over its credit")
        elif choosing.is_pages(page, index, scene, codebook):
            page.marks[index] = Mark("junk", "page's own line", opens="foot")
        elif index > last:
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
        inner = first < index < last and not page.is_given(index)
        breaks = {"edge": inner, "foot": index < last, "below": index < first, "inside": index > last}
        if mark is not None and breaks.get(mark.place, False):
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
    if page.byline is None and (byline := page.bare_byline(index, codebook)) and bylines.is_known(byline, codebook):
        page.take_byline(index, byline)
        return page.marks[index]
    if name := outlets.folio(text, codebook):
        page.outlet = page.outlet or name
        return Mark("junk", "folio")
    if text == page.outlet or (outlets.is_outlet(text, codebook) and len(text.split()) > 1):
        return Mark("junk", "masthead at the foot")
    if furniture.is_navigation(page.paragraphs[index].lines[0].raw):
        return Mark("junk", "navigation")
    if outlets.is_section(text, codebook) or (closing and _is_label(text)):
        return Mark("junk", "section label")
    return BODY


def _is_label(text: str) -> bool:
    """A topic's or section's name among the page's last lines."""
    return outlets.is_title(text) and len(text.split()) <= 3

"""Paragraphs told by themselves or by the line above, wherever on the page they stand."""

import re

from helpers.cleaning import body, bylines, dates, furniture, outlets
from helpers.cleaning.marks import Mark, Page, is_display, is_prose
from helpers.codebook import Codebook

_TEASERS_MOST, _TEASER_WORDS = 20, 30
_LAST_PART = re.compile(r"(.*\S)\s*(?:[,|•·]|\s[-–—]\s)\s*(\S.{0,39})")
_SENTENCE_ENDS = (".", "!", "?", '."', ".”", ".’", ",”", "?”", "!”")
_FILED = re.compile(r"(?<=\d) (?:in|under) [A-Z][\w’'&]*(?:,? (?:& )?[A-Z][\w’']*){0,2}$")  # a section
_BY = re.compile(r"(.*\d.*?)[\s|•·/,–—-]+(by\s.+)", re.IGNORECASE)
_DATED = re.compile(r"\d{4}")
_PAGE = re.compile(r"(?:pages?|pg?)\.? ?\d{1,3}|\d{1,3}", re.IGNORECASE)


def mark_lines(page: Page, codebook: Codebook) -> None:
    """Mark what needs no knowledge of headline and body."""
    label = ""
    for index in range(len(page.marks)):
        label = _mark_alone(page, index, label, codebook)
    body.release(page, *body.prose(page, codebook))
    _mark_caption_pairs(page)
    _mark_teasers(page, codebook)


def tells(line: str, codebook: Codebook) -> bool:
    """Whether a line is known by itself as no part of a running paragraph."""
    if furniture.mark(line, codebook) is not None or read_date(line, codebook) is not None:
        return True
    return bylines.parse(line, codebook) is not None


def read_date(text: str, codebook: Codebook) -> dates.DateLine | None:
    """The line's date, with what print pages and sites put beside it taken off: paper, section, page, byline."""
    text = _FILED.sub("", text)
    if text.endswith(_SENTENCE_ENDS) and not (text.endswith("m.") or _DATED.search(text[:161])):
        return None  # the usual case, told cheaply
    dated, paper = dates.parse(text, codebook), None
    while dated is None and _DATED.search(text[:161]) and (cut := _LAST_PART.fullmatch(text[:161])):
        if outlets.is_outlet(cut[2], codebook):
            paper = cut[2]
        elif not (_PAGE.fullmatch(cut[2]) or outlets.is_section(cut[2], codebook)):
            break
        text = cut[1]
        dated = dates.parse(text, codebook)
    dated = _with_byline(text, dated, codebook)
    return dated._replace(paper=paper) if dated is not None else None


def _with_byline(text: str, dated: dates.DateLine | None, codebook: Codebook) -> dates.DateLine | None:
    """A line that holds date and byline: "By Ann Hay on 3 May 2022", "Posted on 3 May 2022 by Ann Hay"."""
    if dated is not None and dated.complete and (byline := bylines.parse(dated.before, codebook)):
        return dated._replace(before="", byline=byline, labelled=True)
    if dated is None and _DATED.search(text[:161]) and (cut := _BY.fullmatch(text[:161])):
        dated, byline = dates.parse(cut[1], codebook), bylines.parse(cut[2], codebook)
        if dated is not None and byline and dated.complete and not dated.before:
            return dated._replace(byline=byline, labelled=True)
        return None
    return dated


def _mark_alone(page: Page, index: int, label: str, codebook: Codebook) -> str:
    """Mark one line; ``label`` is the word above it ("Published", "Updated") that says which date it is.
    The label for the line below, if it is one."""
    text, dated = page.paragraphs[index].text, page.dates[index]
    if page.marks[index] is not None:
        return ""
    if label and dated is not None:
        dated = page.dates[index] = dates.relabelled(dated, label)
    if not text:
        page.marks[index] = Mark("junk", "separator")
    elif below := dates.label(text, codebook):
        page.marks[index] = Mark("date", "date of a change" if below == "later" else "date label")
        return below
    elif dated is not None and dated.labelled and not dated.before:
        page.take_date(index)
    elif bylines.opens(text, codebook):
        page.marks[index] = Mark("byline", "word before a byline")
    elif byline := bylines.parse(text, codebook):
        page.take_byline(index, byline)
    elif dated is None or dated.before:
        page.marks[index] = furniture.mark(text, codebook)
    return ""


def _mark_caption_pairs(page: Page) -> None:
    """PressReader prints a caption after "??", and often again without."""
    captions = {_without_marks(p.text) for p in page.paragraphs if p.text.startswith("??")}
    for index, paragraph in enumerate(page.paragraphs if captions else []):
        if page.is_given(index):
            continue
        if paragraph.text.startswith("??") or _without_marks(paragraph.text) in captions:
            page.marks[index] = Mark("caption", "pressreader caption")


def _without_marks(text: str) -> str:
    return " ".join(text.replace("??", " ").split())


def _mark_teasers(page: Page, codebook: Codebook) -> None:
    """Mark other stories' headlines under a line such as "Most read", up to the next sentence, and what is no
    sentence in the page's foot."""
    last, left, begun, opener = body.prose(page, codebook)[1], 0, False, ""
    for index, mark in enumerate(page.marks):
        text = page.paragraphs[index].text
        if mark is not None:
            if begun and (mark.opens == "teasers" or (mark.opens == "foot" and index > last)):
                left, opener = _TEASERS_MOST, mark.opens
        elif left and _is_teaser(text, opener, codebook) and (index > last or _may_stand_between(page, index)):
            page.marks[index] = Mark("junk", "teaser")
            left -= 1
        else:
            left, begun = 0, begun or is_prose(text)


def _may_stand_between(page: Page, index: int) -> bool:
    """Whether a line between the article's sentences can be a teaser: longer than a crosshead, and no sentence,
    or a question that no blank line parts from what stands above."""
    text = page.paragraphs[index].text
    asks = text.endswith("?") and not page.apart(index - 1, index)
    return len(text.split(None, 2)) > 2 and (asks or not is_prose(text))


def _is_teaser(text: str, opener: str, codebook: Codebook) -> bool:
    if len(text) > 240 or len(text.split()) > _TEASER_WORDS or not is_display(text):
        return False
    return not furniture.told(text, codebook) and not (opener == "foot" and body.is_speech_or_item(text))

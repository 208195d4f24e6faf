"""The top of a page: outlet, headline, standfirst, byline, date, up to the first paragraph of the body."""

import re
from functools import lru_cache

from helpers.cleaning import bylines, furniture, outlets
from helpers.cleaning.marks import Mark, Page, is_display, is_prose, stopped
from helpers.codebook import Codebook

# "The Peninsular", "WalesLive": what stands so over a headline is the paper.
_MASTHEAD = re.compile(r"The [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?|[A-Z][a-z]+(?:[A-Z][a-z]+)+")
_HEADLINE_WORDS, _STANDFIRST_WORDS, _STANDFIRSTS_MOST = 35, 45, 8


def read_head(page: Page, codebook: Codebook, headline: str | None = None) -> int:
    """Mark what stands before the body.

    Parameters
    ----------
    page : marked line by line as far as each tells by itself.
    headline : where the file's format states it.

    Returns
    -------
    Index of the body's first paragraph; the number of paragraphs where there is no body.
    """
    standfirsts: list[int] = []
    found, start = False, len(page.paragraphs)
    for index, paragraph in enumerate(page.paragraphs):
        if page.start is not None and index >= page.start:
            start = index
            break
        found = found or (page.is_given(index) and page.field(index) == "headline")
        if (
            page.marks[index] is not None
            or _beside(page, index, codebook)
            or _front_matter(page, index, found, codebook)
        ):
            continue
        if not found and (paragraph.text == headline if headline else _is_headline(page, index, codebook)):
            found = True
            page.marks[index] = Mark("headline", "first line")
        elif found and len(standfirsts) < _STANDFIRSTS_MOST and _is_standfirst(page, index, codebook):
            page.marks[index] = Mark("standfirst", "under headline")
            standfirsts.append(index)
        else:
            start = index
            break
    return start if page.start is not None else _settle(page, standfirsts, start)


def _beside(page: Page, index: int, codebook: Codebook) -> bool:
    """Mark a line that stands beside the headline on a web page and not in its article: a date, a byline, or
    else furniture."""
    given = page.paragraphs[index].mark
    if given is None or given.field != "head":
        return False
    text, dated = page.paragraphs[index].text, page.dates[index]
    if dated is not None and not dated.before:
        page.take_date(index)
    elif byline := _bare_byline(page, text, codebook):
        page.take_byline(index, byline)
    else:
        page.marks[index] = Mark("junk", given.rule)
    return True


def _settle(page: Page, standfirsts: list[int], start: int) -> int:
    """Decide what the lines under the headline are, and where the body begins.

    Down to the byline they are standfirsts; one more between byline and body is a caption's text. More than
    one there, or any without a byline or date below the first, are a body without full stops.
    """
    signed = [i for i in range(start) if page.field(i) in ("byline", "date")]
    above = [i for i in standfirsts if signed and i < signed[-1]] or standfirsts[:1]
    rest = [i for i in standfirsts if i not in above]
    late = [i for i in standfirsts[1:] if signed and i > signed[0]]
    if len(late) == 1 and start < len(page.paragraphs):
        page.marks[late[0]] = Mark("caption", "under byline")
        return start
    for index in rest:
        page.marks[index] = None
    return rest[0] if rest else start


def _front_matter(page: Page, index: int, found: bool, codebook: Codebook) -> bool:
    """Mark what only its place at the top tells: navigation, sections, outlet, date, names."""
    paragraph, text = page.paragraphs[index], page.paragraphs[index].text
    if len(text) > 200:
        return False
    dated = page.dates[index]
    if dated is not None and (not dated.before or _take_before(page, index, dated.before, codebook)):
        page.take_date(index)
    elif found and (byline := _bare_byline(page, text, codebook)):
        page.take_byline(index, byline)
    elif furniture.is_navigation(paragraph.lines[0].raw):
        page.marks[index] = Mark("junk", "navigation")
    elif is_section(text, codebook):
        page.marks[index] = Mark("junk", "section label")
    elif not found:
        _above_headline(page, index, codebook)
    elif page.field(index - 1) in ("byline", "date") and _is_under_byline(page, text, codebook):
        page.marks[index] = Mark("byline", "job or place under byline")
    elif outlets.is_agency(text, codebook):
        page.marks[index] = Mark("byline", "agency") if page.byline is None else Mark("credit", "agency")
    elif furniture.agency_tail(text, codebook):
        page.marks[index] = Mark("caption", "caption with credit")
    return page.marks[index] is not None


def _take_before(page: Page, index: int, before: str, codebook: Codebook) -> bool:
    """Read the words before a date; whether they are an outlet, a section or a byline."""
    if byline := bylines.parse(before, codebook):
        page.take_byline(index, byline)
    elif outlets.is_outlet(before, codebook):
        page.outlet = page.outlet or before
    elif before.isupper() and " " not in before:
        page.outlet = page.outlet or _agency(page, before)
    elif byline := _bare_byline(page, before, codebook):
        page.take_byline(index, byline)
    else:
        return is_section(before, codebook)
    return True


def _agency(page: Page, name: str) -> str | None:
    """A name in capitals before a date, as the page's datelines print it: "(Seawire)". A place has none."""
    shown = re.compile(rf"\(({re.escape(name)})\)", re.IGNORECASE)
    found = (shown.search(paragraph.text[:200]) for paragraph in page.paragraphs)
    return next((match[1] for match in found if match), None)


def _above_headline(page: Page, index: int, codebook: Codebook) -> None:
    text = page.paragraphs[index].text
    if name := outlets.folio(text, codebook):
        page.outlet = page.outlet or name
        page.marks[index] = Mark("junk", "folio")
    elif outlets.is_outlet(text, codebook) and _headline_follows(page, index, codebook):
        page.outlet = page.outlet or text
        page.marks[index] = Mark("outlet", "masthead")
    elif outlets.is_title(text) and _headline_follows(page, index, codebook):
        if len(text) > 3 and _recurs(page, index):
            page.outlet = page.outlet or text
            page.marks[index] = Mark("outlet", "name repeated by the page")
        elif _MASTHEAD.fullmatch(text) and _heads_a_page(page, index, codebook):
            page.outlet = page.outlet or text
            page.marks[index] = Mark("outlet", "name over the headline")
        elif len(text.split()) <= 2 or text.isupper():
            page.marks[index] = _kicker(page, index)


def _heads_a_page(page: Page, index: int, codebook: Codebook) -> bool:
    """Whether navigation or a section stands under the line, or both a headline and a standfirst: alone over
    a standfirst such a line may be the headline."""
    if page.field(index + 1) == "junk" or is_section(page.paragraphs[index + 1].text, codebook):
        return True
    below = _below(page, index)
    under = _below(page, below) if below is not None else None
    if under is None or not is_display(page.paragraphs[under].text):
        return False
    return _bare_byline(page, page.paragraphs[under].text, codebook) is None


def _headline_follows(page: Page, index: int, codebook: Codebook) -> bool:
    below = _below(page, index)
    return below is not None and _is_headline(page, below, codebook)


def _below(page: Page, index: int) -> int | None:
    """The next paragraph that is not yet known."""
    return next((i for i in range(index + 1, min(index + 12, len(page.marks))) if page.marks[i] is None), None)


def _recurs(page: Page, index: int) -> bool:
    name = page.paragraphs[index].text
    known = zip(page.paragraphs, page.marks, strict=True)
    return any(mark and mark.field in ("junk", "credit", "caption") and name in p.text for p, mark in known)


def _kicker(page: Page, index: int) -> Mark | None:
    """Two or three words over a headline that has more, with a standfirst or byline under it."""
    below = _below(page, index)
    if below is None or len(page.paragraphs[below].text.split()) < 5:
        return None
    under = _below(page, below)
    signed = page.field(below + 1) in ("byline", "date")
    display = under is not None and not stopped(page.paragraphs[under].text)
    return Mark("junk", "kicker") if signed or display else None


def _is_headline(page: Page, index: int, codebook: Codebook) -> bool:
    text = page.paragraphs[index].text
    if len(text) > 300 or len(text.split()) > _HEADLINE_WORDS:
        return False
    return is_display(text) or (text[-1] not in ",:;" and _signed_below(page, index, codebook))


def _is_standfirst(page: Page, index: int, codebook: Codebook) -> bool:
    """A line of display type, or a sentence right above the byline with the story still to come."""
    text = page.paragraphs[index].text
    if len(text) > 400 or len(text.split()) > _STANDFIRST_WORDS:
        return False
    if not stopped(text):
        return is_display(text)
    signed = any(page.field(i) in ("byline", "date") for i in range(index))
    return not signed and _signed_below(page, index, codebook) and _prose_below(page, index)


def _signed_below(page: Page, index: int, codebook: Codebook) -> bool:
    below = index + 1
    if below >= len(page.marks):
        return False
    if page.marks[below] is not None:
        return page.field(below) in ("byline", "date")
    dated = page.dates[below]
    if dated is not None and not dated.before:
        return True
    return _bare_byline(page, page.paragraphs[below].text, codebook) is not None


def _prose_below(page: Page, index: int) -> bool:
    rest = range(index + 1, len(page.marks))
    return any(page.marks[i] is None and is_prose(page.paragraphs[i].text) for i in rest)


def _bare_byline(page: Page, text: str, codebook: Codebook) -> bylines.Byline | None:
    if page.byline is not None or is_section(text, codebook):
        return None
    return bylines.parse(text, codebook, bare=True)


def _is_under_byline(page: Page, text: str, codebook: Codebook) -> bool:
    """The author's job, or the place of writing, on a line of its own."""
    if role := bylines.role(text, codebook):
        if page.byline is not None and page.byline.role is None:
            page.byline = page.byline._replace(role=role)
        return True
    return outlets.is_title(text) and len(text.split()) <= 3


def is_section(text: str, codebook: Codebook) -> bool:
    """Whether the text is a section's name or a kicker of the codebook."""
    label = text.lower()
    return label in _sections(codebook) or label.removesuffix(" news") in _sections(codebook)


@lru_cache(maxsize=8)
def _sections(codebook: Codebook) -> frozenset[str]:
    return frozenset(row["label"].lower() for row in codebook["section_labels"])

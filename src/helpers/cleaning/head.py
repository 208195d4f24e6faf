"""The top of a page: outlet, headline, standfirst, byline, date, up to the first paragraph of the body.

The headline is the likeliest of all lines above the body; what it is decides what the others are.
"""

import re
from collections import Counter

from helpers.cleaning import body, bylines, choosing, furniture, outlets
from helpers.cleaning.marks import Mark, Page, is_display, stopped
from helpers.codebook import Codebook

# What a caption does not hold: speech, or one sentence after another.
_SENTENCES = re.compile(r"[:,] [\"'“‘«]|[a-z]{3}[.!?] [A-Z“‘\"']")
_LINE_WORDS, _STANDFIRST_WORDS, _CAPTION_WORDS = 35, 45, 30
_MOST = {"standfirst": 8, "caption": 3}  # lines
_PLACE_WORDS = 3
_PASSED = "over headline"
_PHRASE = 5  # words from which a line of display type says something


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
    first = body_start(page, codebook)
    tell_front(page, first, codebook)
    chosen = _choose(page, first, headline, codebook)
    if chosen is None:
        return next((i for i in range(len(page.marks)) if page.marks[i] is None), len(page.marks))
    _mark_above(page, chosen, first, codebook)
    if not page.is_given(chosen):
        passed = any(mark is not None and mark.rule == _PASSED for mark in page.marks[:chosen])
        page.marks[chosen] = Mark("headline", "likeliest line" if passed else "first line")
    return _past_caption(page, chosen, _read_below(page, chosen, first, codebook), codebook)


def _past_caption(page: Page, chosen: int, start: int, codebook: Codebook) -> int:
    """The body's start without a caption that is a sentence: right under the byline, its credit beneath it, and
    blank lines around the two."""
    if start in (chosen + 1, len(page.marks)) or page.start is not None or not page.is_credited(start):
        return start
    text, last = page.paragraphs[start].text, body.prose(page, codebook)[1]
    alone = page.apart(start - 1, start) and page.apart(start + 1, start + 2)
    plain = not furniture.told(text, codebook) and not _SENTENCES.search(text) and len(text.split()) <= _CAPTION_WORDS
    if not (alone and plain and start < last):
        return start
    page.marks[start] = Mark("caption", "over its credit")
    return next((i for i in range(start, len(page.marks)) if page.marks[i] is None), len(page.marks))


def body_start(page: Page, codebook: Codebook) -> int:
    """Index of the paragraph before which the head ends: as the file's format says, else the body's first
    sentence."""
    return body.prose(page, codebook)[0] if page.start is None else page.start


def candidates(page: Page, first: int, codebook: Codebook) -> list[int]:
    """The lines that may be the headline: those before the body that nothing else is known of. Where nothing
    on the page ends as a sentence, the first such line that is no newspaper's name alone."""
    end = next((i for i in range(first) if page.marks[i] is None and _leads_on(page.paragraphs[i].text)), first)
    lines = [i for i in range(end) if page.marks[i] is None and may_be_headline(page, i, codebook)]
    if first < len(page.marks):
        return lines
    return [i for i in lines if not outlets.is_outlet(page.paragraphs[i].text, codebook)][:1] or lines[:1]


def _leads_on(text: str) -> bool:
    """Whether a sentence breaks off before a list or a quotation, as only an article's does."""
    return text[-1:] in (":", ",", ";") and len(text.split()) >= _PHRASE


def _choose(page: Page, first: int, headline: str | None, codebook: Codebook) -> int | None:
    given = [i for i in range(first) if page.is_given(i) and page.field(i) == "headline"]
    if given:
        return given[0]
    lines = candidates(page, first, codebook)
    if headline:
        return next((i for i in lines if page.paragraphs[i].text == headline), None)
    found = choosing.of_headlines(page, lines, codebook)
    scores = [choosing.score("headline", features, codebook) for features in found]
    return lines[scores.index(max(scores))] if lines else None


def may_be_headline(page: Page, index: int, codebook: Codebook) -> bool:
    """Whether a line has the form of a headline: short, no date, and no full stop unless a byline follows."""
    text, dated = page.paragraphs[index].text, page.dates[index]
    if len(text) > 300 or len(text.split()) > _LINE_WORDS or (dated is not None and not dated.before):
        return False
    return is_display(text) or (text[-1] not in ",:;" and page.is_signature(index + 1, codebook))


def _mark_beside(page: Page, first: int, codebook: Codebook) -> None:
    """Mark lines that stand beside the headline on a web page and not in its article: a date, a byline, or
    else furniture."""
    for index in range(first):
        given = page.paragraphs[index].mark
        if page.marks[index] is not None or given is None or given.field != "head":
            continue
        dated = page.dates[index]
        if dated is not None and not dated.before:
            page.take_date(index)
        elif page.byline is None and (byline := page.bare_byline(index, codebook)):
            page.take_byline(index, byline)
        else:
            page.marks[index] = Mark("junk", given.rule)


def tell_front(page: Page, first: int, codebook: Codebook) -> None:
    """Mark what its form tells above the body: dates, folios, navigation, sections."""
    _mark_beside(page, first, codebook)
    for index in range(first):
        if page.marks[index] is None and len(page.paragraphs[index].text) <= 200:
            _mark_front(page, index, codebook)


def _mark_front(page: Page, index: int, codebook: Codebook) -> None:
    text, dated = page.paragraphs[index].text, page.dates[index]
    if dated is not None and (not dated.before or _take_before(page, dated.before, index, codebook)):
        page.take_date(index)
    elif name := outlets.folio(text, codebook):
        page.outlet = page.outlet or name
        page.marks[index] = Mark("junk", "folio")
    elif furniture.is_navigation(page.paragraphs[index].lines[0].raw):
        if page.bare_byline(index, codebook) is None:
            page.marks[index] = Mark("junk", "navigation")
    elif outlets.is_section(text, codebook):
        page.marks[index] = Mark("junk", "section label")


def _take_before(page: Page, before: str, index: int, codebook: Codebook) -> bool:
    """Read the words before a date; whether they are an outlet, a section, a place or a byline."""
    if byline := bylines.parse(before, codebook):
        page.take_byline(index, byline)
    elif outlets.is_outlet(paper := before.partition(" (")[0], codebook):
        page.outlet = page.outlet or paper
    elif before.isupper() and " " not in before:
        page.outlet = page.outlet or _agency(page, before)
    elif byline := _names_before(before, codebook):
        page.take_byline(index, byline)
    else:
        return outlets.is_section(before, codebook) or (
            outlets.is_title(before) and len(before.split()) <= _PLACE_WORDS
        )
    return True


def _names_before(before: str, codebook: Codebook) -> bylines.Byline | None:
    """The byline before a date; in capitals only where it is surely one, for so a place is printed too."""
    byline = None if outlets.is_section(before, codebook) else bylines.parse(before, codebook, bare=True)
    return byline if byline and (not before.isupper() or bylines.is_known(byline, codebook)) else None


def _agency(page: Page, name: str) -> str | None:
    """A name in capitals before a date, as the page's datelines print it: "(Seawire)". A place has none."""
    shown = re.compile(rf"\(({re.escape(name)})\)", re.IGNORECASE)
    found = (shown.search(paragraph.text[:200]) for paragraph in page.paragraphs)
    return next((match[1] for match in found if match), None)


def _mark_above(page: Page, chosen: int, first: int, codebook: Codebook) -> None:
    """Mark what is left above the headline: the byline where none stands below, the outlet, lines that could be
    the article's own, and the page's."""
    lead = choosing.vocabulary(page)
    signed = page.byline or any(page.bare_byline(i, codebook) for i in range(chosen + 1, first))
    above = chosen - 1
    if not signed and above >= 0 and page.marks[above] is None and (byline := page.bare_byline(above, codebook)):
        page.take_byline(above, byline)
    named = choosing.outlet_line(page, [i for i in range(chosen) if page.marks[i] is None], codebook)
    for index in range(chosen):
        text = page.paragraphs[index].text
        if page.marks[index] is not None:
            continue
        if index == named:
            page.outlet = page.outlet or text
            page.marks[index] = Mark("outlet", "masthead")
        elif _may_be_the_articles(text, lead, codebook) and not text.endswith(page.paragraphs[chosen].text):
            page.marks[index] = Mark("standfirst", _PASSED)
        else:
            page.marks[index] = Mark("junk", _PASSED)


def _may_be_the_articles(text: str, lead: frozenset[str], codebook: Codebook) -> bool:
    """Whether a line over the headline is kept: a sentence, or a line that tells of the same as the article, and
    no call on the reader."""
    long = len(text.split()) >= _PHRASE and not furniture.is_call(text, codebook)
    return long and (stopped(text) or choosing.says_something(text, lead, codebook))


def _read_below(page: Page, chosen: int, first: int, codebook: Codebook) -> int:
    """Mark the lines between headline and body; index of the body's first paragraph."""
    last = max((i for i in range(chosen + 1, first) if page.is_signature(i, codebook)), default=chosen)
    whole = first < len(page.marks) or page.start is not None
    seen = Counter[str]()
    for index in range(chosen + 1, first):
        if page.marks[index] is not None or _mark_names(page, index, codebook):
            continue
        if whole and last > chosen:
            mark = _between(page, index, last, codebook)
        else:
            mark = None if _ends(page, index) or seen["standfirst"] else Mark("standfirst", "under headline")
        if mark is None or seen[mark.field] >= _MOST.get(mark.field, first):
            return first if page.start is not None else index
        page.marks[index] = mark
        seen[mark.field] += 1
    return first


def _ends(page: Page, index: int) -> bool:
    """Whether a line under an unsigned headline begins the body: a sentence, or one that leads on."""
    text = page.paragraphs[index].text
    return stopped(text) or not is_display(text) or len(text.split()) > _STANDFIRST_WORDS


def _between(page: Page, index: int, last: int, codebook: Codebook) -> Mark | None:
    """What a line between headline and body is by where the last byline or date stands; None for the body."""
    text = page.paragraphs[index].text
    length = len(text.split())
    if page.is_credited(index):
        return Mark("caption", "over its credit")
    if index < last:
        widget = length <= 2 or (length < _PHRASE and outlets.is_title(text)) or furniture.is_call(text, codebook)
        widget = widget or choosing.calls_by_address(text, codebook)
        return Mark("junk", "beside headline") if widget else Mark("standfirst", "under headline")
    if stopped(text) or not is_display(text) or length > _CAPTION_WORDS or _SENTENCES.search(text):
        return None
    return Mark("junk", "under byline") if length < _PHRASE else Mark("caption", "under byline")


def _mark_names(page: Page, index: int, codebook: Codebook) -> bool:
    """Mark a line of names below the headline: the outlet, a byline, a job or place, an agency."""
    text, under = page.paragraphs[index].text, page.field(index - 1)
    if page.byline is None and (byline := page.bare_byline(index, codebook)):
        page.take_byline(index, byline)
    elif under in ("byline", "date") and _is_job_or_paper(page, text, codebook):
        page.marks[index] = Mark("byline", "job or place under byline")
    elif bylines.is_staff(text, codebook):
        page.marks[index] = Mark("byline", "staff byline")
    elif outlets.is_outlet(text, codebook) and len(text.split()) > 1 and not outlets.is_agency(text, codebook):
        page.outlet = page.outlet or text
        page.marks[index] = Mark("outlet", "name beside headline")
    elif under in ("byline", "date") and outlets.is_title(text) and len(text.split()) <= _PLACE_WORDS:
        page.outlet = page.outlet or (text if choosing.names_itself(page, text) else None)
        page.marks[index] = Mark("byline", "job or place under byline")
    elif outlets.is_agency(text, codebook):
        page.marks[index] = Mark("byline", "agency") if page.byline is None else Mark("credit", "agency")
    return page.marks[index] is not None


def _is_job_or_paper(page: Page, text: str, codebook: Codebook) -> bool:
    """The author's job, or the paper with what stands before or after it, on a line of its own."""
    if role := bylines.role(text, codebook):
        if page.byline is not None and page.byline.role is None:
            page.byline = page.byline._replace(role=role)
        return True
    paper, _, place = text.partition(", ")
    if place and outlets.is_outlet(paper, codebook):
        page.outlet = page.outlet or paper
        return True
    return bylines.is_addition(text, codebook)

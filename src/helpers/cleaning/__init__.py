"""A saved article → its clean text, its fields, and a ledger of every raw line.

Each non-blank line is kept (headline, standfirst, body), labelled (outlet, byline, date, crosshead,
caption) or dropped (credit, junk, dates of changes), with the rule that decided. What could be the
article's stays: a line goes only when a rule speaks against it.
"""

from functools import cache

from helpers.cleaning import alone, body, bylines, dates, head, outlets, stated
from helpers.cleaning.hyphens import keeper
from helpers.cleaning.lines import Line, paragraphs, raw_lines
from helpers.cleaning.marks import BODY, Mark, Page, is_prose
from helpers.codebook import Codebook, load
from helpers.records import Article, LedgerRow, SavedArticle

__all__ = ["clean", "raw_lines"]

_SENTENCE, _SENTENCES = 12, 3  # words and number of sentences that no format prints beside its articles
_KEPT = frozenset(("headline", "standfirst", "body"))
_DROPPED = frozenset(("credit", "junk"))


def clean(saved: SavedArticle, *, codebook: Codebook | None = None) -> Article:
    """Clean one article.

    Parameters
    ----------
    saved : the article as obtained. Where its ``fields`` state headline, outlet, byline or published,
        those stand before what the text states.
    codebook : the lines and words by which pages are known; None for the packaged ones.

    Returns
    -------
    The article. ``text`` is its kept paragraphs joined by a blank line; in the ledger each kept raw line
    has its place there. What neither text nor file states is None.
    """
    codebook = codebook or _packaged()
    page = _marked(saved, codebook)
    text, ledger = _assemble(page)
    outlet = stated.outlet(saved, codebook) or page.outlet
    published = stated.published(saved, codebook, outlet) or _published(page, outlet, codebook)
    byline = stated.byline(saved, codebook) or page.byline or bylines.Byline(None, None)
    return Article(
        text=text,
        headline=stated.headline(saved, codebook) or _headline(page, codebook),
        standfirst=stated.plain(saved, "standfirst") or " | ".join(_texts(page, "standfirst")) or None,
        outlet=outlet,
        byline=byline.names,
        byline_role=stated.plain(saved, "byline_role") or byline.role,
        published=published.day,
        published_basis=published.basis,
        published_ground=published.ground,
        ledger=ledger,
        saved=saved,
    )


@cache
def _packaged() -> Codebook:
    return load()


def told_alone(saved: SavedArticle, codebook: Codebook) -> Page:
    """The page with those paragraphs marked that tell by themselves what they are."""
    saved = _without_misread_format(saved)
    found = paragraphs(
        saved.text,
        lambda line: alone.tells(line, codebook),
        saved.lines,
        keeper(saved.text, codebook),
    )
    page = Page(found, [stated.mark(p) for p in found], [alone.read_date(p.text, codebook) for p in found])
    page.start = stated.body_start(found, saved.body)
    alone.mark_lines(page, codebook)
    return page


def _without_misread_format(saved: SavedArticle) -> SavedArticle:
    """The article without the marks of its format where these leave it no body though it has sentences enough:
    then it is not laid out as that format is."""
    texts = dict(raw_lines(saved.text))
    left = [n for n in texts if n not in saved.lines or saved.lines[n].field == "body"]
    lost = [raw for n, raw in texts.items() if n not in left and is_prose(raw) and len(raw.split()) >= _SENTENCE]
    if len(lost) < _SENTENCES or any(is_prose(texts[n]) for n in left):
        return saved
    return saved._replace(lines={}, body=None)


def _marked(saved: SavedArticle, codebook: Codebook) -> Page:
    """The page with every paragraph marked."""
    page = told_alone(saved, codebook)
    first = head.read_head(page, codebook, stated.plain(saved, "headline"))
    body.read_body(page, first, body.prose(page, codebook)[1], codebook)
    page.outlet = page.outlet or _outlet_elsewhere(page, codebook)
    return page


def _outlet_elsewhere(page: Page, codebook: Codebook) -> str | None:
    """The outlet by the byline, the headline's tail, the page's navigation, its copyright, its account on social
    media, or an agency's dateline, in this order."""
    junk = _texts(page, "junk")
    named = [bylines.paper(text, codebook) for text in _texts(page, "byline")]
    named += [outlets.split_title(text, codebook)[1] for text in _texts(page, "headline")]
    named += [outlets.of_path(text, codebook) for text in junk[:12]]
    named += [outlets.of_copyright(text, codebook) for text in junk]
    named += [outlets.of_handle(text) for text in junk]
    named += [outlets.of_dateline(text) for text in _texts(page, "body")[:1]]
    return next(filter(None, named), None)


def _texts(page: Page, field: str) -> list[str]:
    return [p.text for p, m in zip(page.paragraphs, page.marks, strict=True) if m and m.field == field]


def _assemble(page: Page) -> tuple[str, tuple[LedgerRow, ...]]:
    """The clean text and the ledger."""
    rows: list[LedgerRow] = []
    kept: list[str] = []
    position = 0
    for paragraph, found in zip(page.paragraphs, page.marks, strict=True):
        mark = found or BODY
        if mark.field not in _KEPT:
            rows.extend(_row(line, mark, None) for line in paragraph.lines)
            continue
        position += 2 if kept else 0
        kept.append(paragraph.text)
        for n, line in enumerate(paragraph.lines):
            position += n > 0 and n not in paragraph.glued
            rows.append(_row(line, mark, position))
            position += len(line.text)
    return "\n\n".join(kept), tuple(rows)


def _row(line: Line, mark: Mark, start: int | None) -> LedgerRow:
    dropped = mark.field in _DROPPED or mark.rule == "date of a change"
    action = "keep" if start is not None else "drop" if dropped else "label"
    end = None if start is None else start + len(line.text)
    return LedgerRow(line.number, start, end, len(line.raw), line.changed, action, mark.field, mark.rule, line.repairs)


def _headline(page: Page, codebook: Codebook) -> str | None:
    """The headline without the outlet's name that web pages' titles end with."""
    found = _texts(page, "headline")
    return outlets.split_title(found[0], codebook)[0] if found else None


def _published(page: Page, outlet: str | None, codebook: Codebook) -> stated.Published:
    """Date, basis and ground by what the text says."""
    if page.published:
        day, line, why = page.published
        return stated.Published(day, "inferred" if why else "stated", f"line {line}: {why}" if why else f"line {line}")
    if page.changed:
        changed, line = page.changed
        ground = f"line {line}: the page was changed on that day, so published then or before"
        return stated.Published(changed, "inferred", ground)
    return _ordered(page, outlet, codebook) or stated.Published(None, "unknown", page.undated)


def _ordered(page: Page, outlet: str | None, codebook: Codebook) -> stated.Published | None:
    """A date in figures, in the order of day and month that the outlet prints or that agrees with the article."""
    if not page.undated:
        return None
    if ordered := dates.in_order_of(page.undated, outlet, codebook):
        ground = f"{page.undated}: read in the order of day and month that {outlet} prints"
        return stated.Published(ordered, "inferred", ground)
    told = "\n".join([*_texts(page, "caption"), *_texts(page, "body")])
    if found := dates.by_days_named(page.undated, told, codebook):
        ground = f"{page.undated}: read in the order that agrees with {found[1]}, which the article names"
        return stated.Published(found[0], "inferred", ground)
    return None

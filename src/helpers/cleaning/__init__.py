"""A saved article → its clean text, its fields, and a ledger of every raw line.

Each non-blank line is kept (headline, standfirst, body), labelled (outlet, byline, date, crosshead,
caption) or dropped (credit, junk, dates of changes), with the rule that decided. What could be the
article's stays: a line goes only when a rule speaks against it.
"""

from functools import cache

from helpers.cleaning import alone, body, bylines, furniture, head, outlets
from helpers.cleaning.lines import Line, paragraphs, raw_lines
from helpers.cleaning.marks import BODY, Mark, Page
from helpers.codebook import Codebook, load
from helpers.records import Article, LedgerRow, SavedArticle

__all__ = ["clean", "raw_lines"]

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
    published, basis, ground = _published(page, saved)
    byline = page.byline or bylines.Byline(None, None)
    return Article(
        text=text,
        headline=saved.fields.get("headline") or _headline(page, codebook),
        standfirst=saved.fields.get("standfirst") or " | ".join(_texts(page, "standfirst")) or None,
        outlet=saved.fields.get("outlet") or page.outlet,
        byline=saved.fields.get("byline") or byline.names,
        byline_role=saved.fields.get("byline_role") or byline.role,
        published=published,
        published_basis=basis,
        published_ground=ground,
        ledger=ledger,
        saved=saved,
    )


@cache
def _packaged() -> Codebook:
    return load()


def _marked(saved: SavedArticle, codebook: Codebook) -> Page:
    """The page with every paragraph marked."""
    found = paragraphs(saved.text, lambda line: furniture.mark(line, codebook) is not None)
    page = Page(found, [None] * len(found), [alone.read_date(p.text, codebook) for p in found])
    alone.mark_lines(page, codebook)
    first = head.read_head(page, codebook, saved.fields.get("headline"))
    body.read_body(page, first, body.prose(page)[1], codebook)
    page.outlet = page.outlet or _outlet_elsewhere(page, codebook)
    return page


def _outlet_elsewhere(page: Page, codebook: Codebook) -> str | None:
    """The outlet by the headline's tail, the page's copyright, its account on social media, or an agency's
    dateline, in this order."""
    junk = _texts(page, "junk")
    named = [outlets.split_title(text, codebook)[1] for text in _texts(page, "headline")]
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
        for line in paragraph.lines:
            rows.append(_row(line, mark, position))
            position += len(line.text) + 1
        position -= 1
    return "\n\n".join(kept), tuple(rows)


def _row(line: Line, mark: Mark, start: int | None) -> LedgerRow:
    dropped = mark.field in _DROPPED or mark.rule == "date of a change"
    action = "keep" if start is not None else "drop" if dropped else "label"
    end = None if start is None else start + len(line.text)
    return LedgerRow(line.number, start, end, len(line.raw), line.changed, action, mark.field, mark.rule)


def _headline(page: Page, codebook: Codebook) -> str | None:
    """The headline without the outlet's name that web pages' titles end with."""
    found = _texts(page, "headline")
    return outlets.split_title(found[0], codebook)[0] if found else None


def _published(page: Page, saved: SavedArticle) -> tuple[str | None, str, str | None]:
    """Date, basis and ground."""
    if stated := saved.fields.get("published"):
        return stated, "stated", "the file's own field"
    if page.published:
        return page.published[0], "stated", f"line {page.published[1]}"
    if page.changed:
        day, line = page.changed
        return day, "inferred", f"line {line}: the page was changed on that day, so published then or before"
    return None, "unknown", page.undated

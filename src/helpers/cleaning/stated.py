"""What a file's format states of an article and of its lines, read as strictly as the text's own lines."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from helpers.cleaning import bylines, dates, outlets
from helpers.cleaning.lines import Paragraph
from helpers.cleaning.marks import Mark
from helpers.cleaning.repairs import repair
from helpers.codebook import Codebook
from helpers.records import SavedArticle

_BETWEEN = re.compile(r"\s*[;|]\s*")  # what databases print between two people


class Published(NamedTuple):
    """When an article was published, and by what ground that is known."""

    day: str | None
    basis: str
    ground: str | None


def plain(saved: SavedArticle, field: str) -> str | None:
    """A stated field, repaired as the text's lines are."""
    value = saved.fields.get(field, "")
    return repair(" ".join(value.split("\n"))).text or None if value else None


def headline(saved: SavedArticle, codebook: Codebook) -> str | None:
    """The stated headline without the outlet's name that titles of web pages end with."""
    value = plain(saved, "headline")
    return outlets.split_title(value, codebook)[0] if value else None


def outlet(saved: SavedArticle, codebook: Codebook) -> str | None:
    """The stated outlet, or the one at the end of a stated title; a known British or Gulf one without the place of
    its home ("The Guardian (London)")."""
    if value := plain(saved, "outlet"):
        return outlets.without_home(value, codebook)
    return outlets.split_title(plain(saved, "headline") or "", codebook)[1]


def byline(saved: SavedArticle, codebook: Codebook) -> bylines.Byline | None:
    """The people of a stated byline; as it stands where it cannot be read as names and jobs."""
    value = plain(saved, "byline")
    if not value:
        return None
    value = _BETWEEN.sub(" and ", bylines.without_opening(value, codebook))
    found = bylines.parse(value, codebook, bare=True) or bylines.parse(f"By {value}", codebook)
    return found or bylines.Byline(value, None)


def published(saved: SavedArticle, codebook: Codebook, paper: str | None) -> Published | None:
    """The stated date, if there is one; one that cannot be told is unknown, with the reason."""
    value = plain(saved, "published")
    if value is None:
        return None
    day, why = dates.stated(value, codebook)
    if day is None and (ordered := dates.in_order_of(value, paper, codebook)):
        ground = f"the file's own field: {value}, read in the order of day and month that {paper} prints"
        return Published(ordered, "inferred", ground)
    ground = "the file's own field" if day and not why else f"the file's own field: {why or f'{value}: no date'}"
    return Published(day, "unknown" if day is None else "inferred" if why else "stated", ground)


def mark(paragraph: Paragraph) -> Mark | None:
    """The mark of a paragraph by its format; None where that says nothing final."""
    given = paragraph.mark
    if given is None or given.field == "head":
        return None
    if given.field in ("headline", "standfirst", "body") and not paragraph.text:
        return Mark("junk", "separator")
    return Mark(given.field, given.rule, given=True)


def body_start(found: Sequence[Paragraph], line: int | None) -> int | None:
    """Index of the paragraph on whose line the body begins."""
    if line is None:
        return None
    return next((n for n, paragraph in enumerate(found) if paragraph.lines[-1].number >= line), len(found))

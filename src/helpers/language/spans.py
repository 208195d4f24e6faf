"""Paragraphs, and look-ups among spans."""

import bisect
import re
from collections.abc import Sequence

from helpers.records import Span


def paragraphs(text: str) -> list[Span]:
    """Spans of the text's paragraphs: its non-blank lines, without the white space around them."""
    return [m.span() for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def span_at(spans: Sequence[Span], position: int) -> int | None:
    """Index of the span that holds the position, of spans in order that do not overlap; None between them."""
    index = bisect.bisect_right(spans, position, key=lambda span: span[0]) - 1
    return index if index >= 0 and position < spans[index][1] else None

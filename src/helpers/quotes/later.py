"""Words marked off where they stand and attributed only elsewhere: a headline's, a phrase taken up again."""

import re
from collections.abc import Sequence

from helpers.records import Quote

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def attribute_later(text: str, quotes: Sequence[Quote]) -> list[Quote]:
    """Give marked words without a speaker that of a quotation elsewhere which holds the same words.

    Two words or more must stand there in the same order, or the whole quotation be the same word; in a
    headline, told by its want of a full stop, one word is enough and a named speaker goes before another.
    """
    words = [_words(text, q) for q in quotes]
    holders = [
        (f" {' '.join(w)} ", q)
        for q, w in zip(quotes, words, strict=True)
        if q.basis == "cue" and q.type != "indirect"
    ]
    return [_given(text, q, w, holders) for q, w in zip(quotes, words, strict=True)]


def _words(text: str, quote: Quote) -> list[str]:
    return [w.lower() for start, end in quote.parts for w in _WORD.findall(text[start:end])]


def _given(text: str, quote: Quote, words: list[str], holders: Sequence[tuple[str, Quote]]) -> Quote:
    headline = _in_headline(text, quote)
    vague = headline and len(words) > 2 and not _names(text, quote)
    if (
        not words
        or quote.type in ("title", "indirect")
        or quote.within
        or (quote.mention_start is not None and not vague)
    ):
        return quote
    if text[max(0, quote.start - 11) : quote.start].lower().startswith("so-called"):
        return quote
    sought = f" {' '.join(words)} "
    for held, other in holders:
        same = held == sought if len(words) == 1 and not headline else sought in held
        if (
            same
            and other.start != quote.start
            and (not vague or _names(text, other))
            and not _in_headline(text, other)
        ):
            kind = "direct" if quote.type == "direct" else "partial"
            return quote._replace(
                type=kind,
                mention_start=other.mention_start,
                mention_end=other.mention_end,
                basis="later",
            )
    return quote


def _in_headline(text: str, quote: Quote) -> bool:
    """Whether the quotation's paragraph is one of the first two and ends without a full stop."""
    start = text.rfind("\n", 0, quote.start) + 1
    end = text.find("\n", quote.end)
    above = text[:start].split()
    ends = text[quote.end if end < 0 else start : len(text) if end < 0 else end].rstrip("’'”\"")
    return len(above) < 60 and not re.search(r"[.?!]\s", text[:start]) and not ends.endswith((".", "!"))


def _names(text: str, quote: Quote) -> bool:
    """Whether the mention holds a name."""
    if quote.mention_start is None or quote.mention_end is None:
        return False
    return bool(
        re.search(
            r"\b[A-Z][a-z’'-]+ ?[A-Z]|\b(?:Mr|Ms|Mrs|Dr) |[a-z]+ [A-Z][a-z]|^[A-Z][a-z’'-]+$",
            text[quote.mention_start : quote.mention_end],
        )
    )

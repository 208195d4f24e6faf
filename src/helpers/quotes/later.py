"""Words marked off where they stand and attributed only elsewhere: a headline's, a phrase taken up again."""

import re
from collections.abc import Sequence

from helpers.language import end_of_headlines
from helpers.records import Quote

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAME = re.compile(r"\b[A-Z][a-z’'-]+ ?[A-Z]|\b(?:Mr|Ms|Mrs|Dr) |[a-z]+ [A-Z][a-z]|^[A-Z][a-z’'-]+$")
_CHECKED = 40  # quotations looked through for the same words, at most

Holders = dict[str, list[tuple[str, Quote]]]


def attribute_later(text: str, quotes: Sequence[Quote]) -> list[Quote]:
    """Give marked words without a speaker that of a quotation elsewhere which holds the same words.

    Two words or more must stand there in the same order, or the whole quotation be the same word; in a
    headline, told by its want of a full stop, one word is enough and a named speaker goes before another.
    """
    body = end_of_headlines(text)
    if all(q.mention_start is not None and q.start >= body for q in quotes):
        return list(quotes)
    words = [_words(text, q) for q in quotes]
    holders: Holders = {}
    for quote, said in zip(quotes, words, strict=True):
        if quote.mention_start is not None and quote.type in ("direct", "partial") and quote.start >= body:
            for word in set(said):
                holders.setdefault(word, []).append((f" {' '.join(said)} ", quote))
    return [_given(text, q, w, holders, q.start < body) for q, w in zip(quotes, words, strict=True)]


def _words(text: str, quote: Quote) -> list[str]:
    return [w.lower() for start, end in quote.parts for w in _WORD.findall(text[start:end])]


def _given(text: str, quote: Quote, words: list[str], holders: Holders, headline: bool) -> Quote:
    named = quote.mention_start is not None
    vague = headline and len(words) > 2 and named and not _names(text, quote)
    settled = named and not vague
    if not words or settled or quote.type in ("title", "indirect") or _so_called(text, quote):
        return quote
    sought = f" {' '.join(words)} "
    for held, other in holders.get(words[0], [])[:_CHECKED]:
        same = held == sought if len(words) == 1 and not headline else sought in held
        if same and other.start != quote.start and (not vague or _names(text, other)):
            kind = "direct" if quote.type == "direct" else "partial"
            start, end = other.mention_start, other.mention_end
            return quote._replace(type=kind, basis="later", mention_start=start, mention_end=end)
    return quote


def _so_called(text: str, quote: Quote) -> bool:
    return text[max(0, quote.start - 11) : quote.start].lower().startswith("so-called")


def _names(text: str, quote: Quote) -> bool:
    """Whether the mention holds a name."""
    if quote.mention_start is None or quote.mention_end is None:
        return False
    return bool(_NAME.search(text[quote.mention_start : quote.mention_end]))

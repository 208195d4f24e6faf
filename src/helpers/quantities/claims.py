"""Who claims a figure: the speaker whose words hold it or stand beside it, or the source of an estimate."""

import bisect
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from helpers.language import span_at, voices
from helpers.quantities.lexicon import Lexicon
from helpers.quantities.tokens import Figure, Tokens, sentence
from helpers.records import Quote, Span

REACH = 6  # words of the name of an estimate's source
FAR = 60  # tokens between it and the figure
_STOPS = frozenset(",;:(—–.!?\n")


class Claim(NamedTuple):
    """Who says a figure."""

    claimant: str | None  # None: the paper itself
    basis: str | None  # quoted, reported, beside, estimate
    voice: str


def claims(tokens: Tokens, quotes: Sequence[Quote], lexicon: Lexicon) -> Callable[[Figure], Claim]:
    """A look-up from a figure to who claims it.

    A figure in the paper's own words belongs to the speaker of a partial quotation where it stands in the
    clause that the reporting verb opens ("said a bill of £2,900 was 'robbery'"), and to the source that its
    sentence names for an estimate ("figures from the UN show", "ministers fear").
    """
    at = voices(quotes)
    regions = sorted((span, quote.speaker) for quote in quotes for span in _beside(tokens, quote, lexicon))
    spans = [span for span, _ in regions]
    signs = _signs(tokens, lexicon)

    def claim(figure: Figure) -> Claim:
        start = tokens.starts[figure.first]
        voice, quote = at(start)
        if quote is not None:
            return Claim(quote.speaker, voice if quote.speaker else None, voice)
        region = span_at(spans, start)
        if region is not None:
            return Claim(regions[region][1], "beside", voice)
        source = _source(tokens, figure, signs, lexicon) if figure.kind == "figure" else None
        return Claim(source, "estimate" if source else None, voice)

    return claim


def _beside(tokens: Tokens, quote: Quote, lexicon: Lexicon) -> Iterator[Span]:
    """Where the reported clause of a partial quotation runs on outside its marks."""
    if quote.type != "partial" or quote.speaker is None or quote.cue_start is None or quote.cue_end is None:
        return
    if lexicon.cues.get(quote.cue or "", "object") == "object":
        return  # "called the 400 rebels 'a mob'": the paper counts them
    if quote.cue_start >= quote.end:
        if _sentence_start(tokens, quote.cue_start) <= quote.start:
            yield _sentence_start(tokens, quote.start), quote.start
    elif quote.cue_end <= quote.start and _sentence_start(tokens, quote.start) <= quote.cue_start:
        opens = max(quote.cue_end, min(quote.mention_end or 0, quote.start))  # "said Ms Marsh"
        yield opens, quote.start
        if _token(tokens, quote.start) - _token(tokens, opens) > 3:  # a clause, not a noun phrase in marks
            yield quote.end, _clause_end(tokens, quote.end, lexicon)


def _token(tokens: Tokens, position: int) -> int:
    return min(bisect.bisect_left(tokens.starts, position), len(tokens.starts) - 1)


def _sentence_start(tokens: Tokens, position: int) -> int:
    return tokens.starts[sentence(tokens, _token(tokens, position))[0]]


def _clause_end(tokens: Tokens, position: int, lexicon: Lexicon) -> int:
    i = _token(tokens, position)
    if tokens.at(i) in ("'", '"', "’", "”"):
        i += 1
    while tokens.low[i][0] not in _STOPS and not lexicon.has("clause", tokens.low[i]):
        i += 1
    return tokens.starts[i]


def _signs(tokens: Tokens, lexicon: Lexicon) -> list[int]:
    """Where the words stand that may name the source of an estimate."""
    words = lexicon.words.get("source", {}).keys() | lexicon.words.get("estimate", {}).keys()
    return [i for i, word in enumerate(tokens.low) if word in words]


def _source(tokens: Tokens, figure: Figure, signs: list[int], lexicon: Lexicon) -> str | None:
    """The source of an estimate that the sentence names before the figure."""
    near = signs[bisect.bisect(signs, figure.first - FAR) : bisect.bisect(signs, figure.first)]
    start = sentence(tokens, figure.first)[0] if near else 0
    for i in near:
        if i < start:
            continue
        if lexicon.has("source", tokens.low[i]) and tokens.at(i + 1) in ("by", "from"):
            return _named_after(tokens, i + 2, figure.first, lexicon)
        if lexicon.has("estimate", tokens.low[i]):
            # "fears an attack after it sent 92,000 troops": the paper itself gives the number
            if any(lexicon.has("aside", tokens.low[k]) for k in range(i + 1, figure.first)):
                return None
            return _named_before(tokens, start, i, lexicon)
    return None


def _named_after(tokens: Tokens, i: int, end: int, lexicon: Lexicon) -> str | None:
    i = i + 1 if tokens.at(i) in ("the", "a", "an") else i
    last = i
    while last < min(end, i + REACH) and tokens.is_word(last) and not lexicon.has("end", tokens.low[last]):
        last += 1
        if not tokens.is_capital(last) and tokens.is_capital(last - 1):
            break
    return tokens.text[tokens.starts[i] : tokens.ends[last - 1]] if i < last < end else None


def _named_before(tokens: Tokens, start: int, verb: int, lexicon: Lexicon) -> str | None:
    """The subject of "fears" or "reckon" where it opens the sentence and is no pronoun."""
    while start < verb and tokens.low[start] in ("the", "but", "and", "a", "an", "some"):
        start += 1
    words = range(start, verb)
    if not 0 < len(words) <= REACH or not all(tokens.is_word(i) for i in words):
        return None
    if any(lexicon.has("end", tokens.low[i]) and tokens.low[i] not in ("of", "for", "and") for i in words):
        return None
    return tokens.text[tokens.starts[start] : tokens.ends[verb - 1]]

"""Who claims a figure: the holder of the clause it stands in, or the source that its sentence names for an estimate."""

import bisect
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from helpers.language import voices
from helpers.quantities.lexicon import Lexicon
from helpers.quantities.tokens import Figure, Tokens, sentence
from helpers.records import Quote, Voice

REACH = 6  # words of the name of an estimate's source
FAR = 60  # tokens between it and the figure
Basis = Literal["quotation", "clause", "thought", "according to", "estimate"]


class Claim(NamedTuple):
    """Who says a figure."""

    claimant: str | None  # None: no source is named
    basis: Basis | None
    voice: Voice


def claims(tokens: Tokens, quotes: Sequence[Quote], lexicon: Lexicon) -> Callable[[Figure], Claim]:
    """A look-up from a figure to who claims it.

    Inside a quotation or an attributed clause that is its holder; elsewhere the source that the sentence names for
    an estimate ("figures from the UN", "ministers fear").
    """
    at = voices(quotes)
    signs = _signs(tokens, lexicon)

    def claim(figure: Figure) -> Claim:
        voice, quote = at(tokens.starts[figure.first])
        if quote is not None:
            return Claim(quote.speaker, _basis(voice, quote) if quote.speaker else None, voice)
        source = _source(tokens, figure, signs, lexicon) if figure.kind == "figure" else None
        return Claim(source, "estimate" if source else None, voice)

    return claim


def _basis(voice: Voice, quote: Quote) -> Basis:
    if quote.type == "thought":
        return "thought"
    if voice == "quoted":
        return "quotation"
    return "according to" if quote.cue == "according to" else "clause"


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
            # "fears an attack after it sent 92,000 troops": no source is named for the number
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

"""Figures in a text: value or interval, modifier and bound, unit, what is counted, and who claims it.

Dates, clock times, ordinals, numbered names and idioms are found too, as rows of their own kind; they count
nothing. Each step is a module: `numerals` reads numbers, `kinds` those that are none (`names`, `dates`), `measures`
units, `joins` ranges, ratios and scores, `ages`, `nouns` what is counted, `unsaid` what is left out (`subjects` where a
verb tells it), `bounds`, `claims`.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from helpers.codebook import Codebook
from helpers.language import Doc, as_doc
from helpers.quantities.ages import age
from helpers.quantities.claims import Claim, claims
from helpers.quantities.context import settle, share_nouns
from helpers.quantities.joins import join
from helpers.quantities.kinds import continues, read_other
from helpers.quantities.lexicon import Lexicon, form_at, lexicon_of
from helpers.quantities.measures import measure
from helpers.quantities.numerals import read_numeral
from helpers.quantities.tokens import Figure, Tokens, pieces
from helpers.records import Bound, Category, NumberKind, Quantity, Quote

__all__ = ["find_quantities"]


def find_quantities(text: str | Doc, quotes: Sequence[Quote], codebook: Codebook) -> list[Quantity]:
    """Find the numbers in a text and what each says.

    Parameters
    ----------
    text : an article's clean text, or its ``Doc``.
    quotes : its quotations with their speakers; positions in characters of the text.
    codebook : with number_words, units, roles, reporting_verbs and the files whose names begin with figure_.

    Returns
    -------
    Quantities in the order of the text; none overlaps another. Money is in whole units of its currency,
    shares of a whole (one in five) are fractions of 1. Whatever the text does not give is None.
    """
    lexicon = lexicon_of(codebook)
    tokens = pieces(as_doc(text, codebook))
    figures = join(tokens, _read(tokens, lexicon), lexicon)
    for position, figure in enumerate(figures):
        if figure.kind == "figure":
            age(tokens, figure, figures[position - 1] if position else None, lexicon)
            settle(tokens, figures, position, lexicon)
    share_nouns(tokens, figures, lexicon)
    claim = claims(tokens, quotes, lexicon)
    return [_quantity(tokens, figure, claim(figure), lexicon) for figure in _apart(figures)]


def _apart(figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures without those that begin inside the one before, as in misprints ("40s5")."""
    reached = 0
    for figure in figures:
        if figure.first >= reached:
            yield figure
            reached = figure.last


def _read(tokens: Tokens, lexicon: Lexicon) -> list[Figure]:
    figures: list[Figure] = []
    i, reached = 0, 0
    numbers, months = lexicon.numbers, lexicon.words.get("month", {})
    for i, word in enumerate(tokens.low):
        if i < reached or not (word in numbers or word in months or word[-1].isdecimal()):
            continue
        figure = read_other(tokens, i, lexicon) or read_numeral(tokens, i, lexicon)
        if figure is None:
            continue
        if figure.kind == "figure":
            measure(tokens, figure, lexicon)
        if figures and figure.first < figures[-1].last:
            continue
        if figures and figure.kind == "figure" and continues(tokens, figures[-1], figure, lexicon):
            figure.kind, figure.category, figure.bound = figures[-1].kind, "other", "="
        figures.append(figure)
        reached = max(figure.last, figure.after)
    return figures


def _end(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> int:
    """One past the figure's last token: the points of a percentage belong to it as the per cent sign does."""
    found = form_at(tokens, figure.last, lexicon.units) if figure.category == "percentage" else None
    pointed = found is not None and found[0].name in ("percentage point", "basis point")
    return found[1] if found and pointed else figure.last


def _quantity(tokens: Tokens, figure: Figure, claim: Claim, lexicon: Lexicon) -> Quantity:
    last = _end(tokens, figure, lexicon)
    start, end = tokens.starts[figure.first], tokens.ends[last - 1]
    return Quantity(
        start=start,
        end=end,
        surface=tokens.text[start:end],
        value=figure.value,
        low=figure.low,
        high=figure.high,
        bound=cast(Bound, figure.bound),
        modifier=figure.modifier,
        pair=figure.pair,
        unit=figure.unit,
        noun=figure.noun,
        adjective=figure.adjective,
        kind=cast(NumberKind, figure.kind),
        category=cast(Category, figure.category),
        claimant=claim.claimant,
        claimant_basis=claim.basis,
        voice=claim.voice,
    )

"""Figures in a text: value or interval, modifier and bound, unit, what is counted, and who claims it.

Dates, clock times, ordinals, numbered names and idioms are found too, as rows of their own kind; they count
nothing. Each step is a module: `numerals` reads numbers, `kinds` those that are none, `measures` units,
`joins` ranges, ratios and scores, `ages`, `nouns` what is counted, `bounds`, `claims`.
"""

from collections.abc import Iterator, Sequence

from helpers.codebook import Codebook
from helpers.quantities.ages import age
from helpers.quantities.claims import Claim, claims
from helpers.quantities.context import settle, share_nouns
from helpers.quantities.joins import join
from helpers.quantities.kinds import continues, read_other
from helpers.quantities.lexicon import Lexicon, lexicon_of
from helpers.quantities.measures import measure
from helpers.quantities.numerals import read_numeral
from helpers.quantities.tokens import Figure, Tokens, tokenise
from helpers.records import Quantity, Quote

__all__ = ["find_quantities"]


def find_quantities(text: str, quotes: Sequence[Quote], codebook: Codebook) -> list[Quantity]:
    """Find the numbers in a text and what each says.

    Parameters
    ----------
    text : an article's clean text.
    quotes : its quotations with their speakers; positions in characters of the text.
    codebook : with number_words, units, figure_modifiers and figure_words.

    Returns
    -------
    Quantities in the order of the text; none overlaps another. Money is in whole units of its currency,
    shares of a whole (one in five) are fractions of 1. Whatever the text does not give is None.
    """
    lexicon = lexicon_of(codebook)
    tokens = tokenise(text)
    figures = join(tokens, _read(tokens, lexicon), lexicon)
    for position, figure in enumerate(figures):
        if figure.kind == "figure":
            age(tokens, figure, figures[position - 1] if position else None, lexicon)
            settle(tokens, figures, position, lexicon)
    share_nouns(tokens, figures, lexicon)
    claim = claims(tokens, quotes, lexicon)
    return [_quantity(tokens, figure, claim(figure)) for figure in _apart(figures)]


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


def _quantity(tokens: Tokens, figure: Figure, claim: Claim) -> Quantity:
    start, end = tokens.starts[figure.first], tokens.ends[figure.last - 1]
    return Quantity(
        start=start,
        end=end,
        surface=tokens.text[start:end],
        value=figure.value,
        low=figure.low,
        high=figure.high,
        bound=figure.bound,
        modifier=figure.modifier,
        pair=figure.pair,
        unit=figure.unit,
        noun=figure.noun,
        adjective=figure.adjective,
        kind=figure.kind,
        category=figure.category,
        claimant=claim.claimant,
        claimant_basis=claim.basis,
        voice=claim.voice,
    )

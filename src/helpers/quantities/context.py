"""What a figure counts, and its bound and category, from the words around it."""

from collections.abc import Sequence
from itertools import pairwise

from helpers.quantities.bounds import bound
from helpers.quantities.lexicon import Lexicon, form_at, form_before
from helpers.quantities.measures import per
from helpers.quantities.nouns import counted, noun_follows, singular
from helpers.quantities.subjects import changed, head
from helpers.quantities.tokens import DASHES, Figure, Tokens, sentence
from helpers.quantities.unsaid import HOTTEST, find_unsaid


def settle(tokens: Tokens, figures: Sequence[Figure], position: int, lexicon: Lexicon) -> None:
    """Give the figure at a position its noun, bound and category."""
    figure = figures[position]
    if position + 1 < len(figures):
        _share_unit(tokens, figure, figures[position + 1])
    end = 0 if figure.pair else _noun(tokens, figure, lexicon)
    if figure.noun is None and figure.bare():
        find_unsaid(tokens, figures, position, lexicon)
    bound(tokens, figure, (figure.last, figure.after, end or figure.after), end > 0, lexicon)
    _categorise(tokens, figure, end or figure.after, lexicon)


def share_nouns(tokens: Tokens, figures: Sequence[Figure], lexicon: Lexicon) -> None:
    """Give a bare figure the noun of the next where only "and" or "to" parts them: from 40 to 60 names."""
    for figure, later in pairwise(figures):
        beside = figure.bare() and later.bare() and later.noun and later.first - figure.after <= 4
        if beside and (figure.noun is None or noun_follows(tokens, later.after, lexicon)):
            found = form_before(tokens, later.first, lexicon.modifiers)
            gap = tokens.low[figure.after : found[1] if found else later.first]
            if gap in (["and"], ["or"], ["to"]) and figure.style == later.style == "cardinal":
                figure.noun, figure.adjective = later.noun, later.adjective


def _share_unit(tokens: Tokens, figure: Figure, later: Figure) -> None:
    """In "280 million of the 1.5 billion shekels" both are shekels."""
    near = figure.bare() and later.kind == "figure" and later.unit is not None
    if near and later.first == figure.after + 2 and tokens.at(figure.after) == "of":
        figure.unit, figure.category = later.unit, later.category


def _noun(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> int:
    """Find what is counted; where the noun phrase ends, 0 without one."""
    if figure.style == "multiple" or tokens.at(figure.after) == "times":
        return _times(tokens, figure, lexicon)
    if tokens.before(figure.first) in DASHES and tokens.before(figure.first, 2) == "of":  # mother-of-three
        figure.noun = lexicon.words.get("parent", {}).get(tokens.before(figure.first, 4))
    i = _past_tail(tokens, figure, lexicon)
    shared = figure.category in ("percentage", "other") and tokens.at(i) == "of"
    if figure.noun or (figure.unit is not None and not shared):
        return 0
    if tokens.at(i) in DASHES and tokens.tight(i) and tokens.is_word(i + 1):
        return _hyphened(tokens, figure, i + 1, lexicon)
    share = figure.style == "fraction" or figure.unit is not None
    one = figure.value == 1 and not share and tokens.at(i) != "of"
    mass = share and (tokens.at(i) == "of" or lexicon.has("skip", tokens.at(i)))  # half the population
    found = counted(tokens, i, one, share, lexicon)
    if found is None and mass:
        found = counted(tokens, i, True, True, lexicon)
    if found is None:
        return 0
    figure.noun, figure.adjective = found.noun, found.adjective
    return found.end


def _times(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> int:
    """Twice, or three times, counts times; twice the share, 1.9 times earnings and doubled are ratios."""
    i = figure.last if figure.style == "multiple" else figure.after + 1
    following, after = tokens.at(i), tokens.at(i + 1)
    weighed = lexicon.has("weighed", following) and form_at(tokens, i + 1, lexicon.units) is None
    if following in ("as", "that", "more"):  # "scored twice as they won" counts times
        weighed = lexicon.has("compared_by", after) or (following == "that" and not tokens.is_word(i + 1))
    plain = tokens.at(figure.after) == "times" and lexicon.has("multiplied", following)
    if lexicon.role(tokens.low[figure.last - 1]) == "multiplying":
        figure.noun = changed(tokens, figure, lexicon) if not weighed else None
        weighed = True
    elif not weighed and (not plain or lexicon.has("skip", following) or form_at(tokens, i, lexicon.units)):
        figure.noun = "time"
        return 0 if figure.style == "multiple" else i
    figure.style, figure.category = "fraction", "ratio"
    if figure.noun is None:
        i = i + 2 if following == "as" and after in ("many", "much") else i
        figure.noun = head(tokens, i, i + 6, lexicon)
    return i


def _past_tail(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> int:
    """Pass over what may part a figure from its noun: 40-odd vehicles, 10 or more people."""
    tail = form_at(tokens, figure.after, lexicon.tails) if figure.bare() else None
    return tail[1] if tail and tail[1] - figure.after <= 2 else figure.after


def _hyphened(tokens: Tokens, figure: Figure, i: int, lexicon: Lexicon) -> int:
    """A 19-page judgment; not a 1,000-strong crowd."""
    if lexicon.has("trail", tokens.low[i]) or lexicon.has("end", tokens.low[i]):
        return 0
    figure.noun = singular(tokens.words[i], lexicon)
    return i + 1


def _categorise(tokens: Tokens, figure: Figure, end: int, lexicon: Lexicon) -> None:
    if figure.unit == "degree" and _mentions(tokens, figure, "heat", lexicon):
        figure.category = "temperature"
        figure.unit = "degree Celsius" if abs(figure.value or 0) <= HOTTEST else "degree"
    if figure.unit is not None or figure.pair is not None:
        return
    over = per(tokens, end, lexicon)
    if figure.style == "fraction":
        figure.category = "ratio"
    elif over:
        figure.unit, figure.category = f"{figure.noun or 'count'} per {over[0]}", "rate"
    elif lexicon.has("ballot", figure.noun or ""):
        figure.category = "vote"
    elif figure.noun == "point" and _mentions(tokens, figure, "swing", lexicon):
        figure.unit, figure.category, figure.noun = "percentage point", "percentage", None


def _mentions(tokens: Tokens, figure: Figure, role: str, lexicon: Lexicon) -> bool:
    start, end = sentence(tokens, figure.first)
    return any(lexicon.has(role, word) for word in tokens.low[start:end])

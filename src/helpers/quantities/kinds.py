"""Numbers that count nothing: which of dates, times, ordinals, names and idioms a number belongs to."""

from helpers.quantities.dates import (
    clock,
    day_first,
    decade,
    is_ranked,
    is_year,
    month_first,
    numeric_date,
    short_year,
    year,
)
from helpers.quantities.lexicon import Lexicon, form_before, idiom_at
from helpers.quantities.names import name, name_in_words, telephone
from helpers.quantities.nouns import noun_follows, plural_follows
from helpers.quantities.tokens import DASHES, Figure, Tokens, other

_JOINTS = (["and"], ["or"], ["to"], [","], ["-"], ["–"])


def read_other(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """The date, time, ordinal, numbered name or idiom that token i tells of, or None."""
    idiom = idiom_at(tokens, i, lexicon)
    if idiom:
        first, last, row = idiom
        return other(first, last, row["kind"], float(row["value"]) if row["value"] else None)
    role = lexicon.role(tokens.at(i))
    if lexicon.has("month", tokens.at(i)):
        return month_first(tokens, i, lexicon)
    if role == "ordinal" or is_ranked(tokens, i):
        return day_first(tokens, i, lexicon) or _ordinal(tokens, i, lexicon)
    if role == "decade":
        return decade(tokens, i, lexicon)
    return _in_digits(tokens, i, lexicon) if tokens.is_digits(i) else _in_words(tokens, i, lexicon)


def _in_digits(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    return (
        clock(tokens, i, lexicon)
        or telephone(tokens, i, lexicon)
        or day_first(tokens, i, lexicon)
        or numeric_date(tokens, i)
        or short_year(tokens, i, lexicon)
        or _listed(tokens, i)
        or name(tokens, i, lexicon)
        or year(tokens, i, lexicon)
    )


def _listed(tokens: Tokens, i: int) -> Figure | None:
    """The number of an item that opens a paragraph: 4) How hard will she try?"""
    opens = tokens.before(i)[:1] in ("\n", "") and tokens.low[i].isdecimal()
    marked = tokens.at(i + 1) in (")", ".") and tokens.touches(i + 1) and not tokens.touches(i + 2)
    return other(i, i + 1, "name") if opens and marked and tokens.is_capital(i + 2) else None


def _in_words(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    if tokens.at(i) in ("half", "quarter") and tokens.at(i + 1) in ("past", "to") and lexicon.role(tokens.at(i + 2)):
        return other(i, i + 3, "time")
    if tokens.at(i + 1) == "o'clock":
        return other(i, i + 2, "time")
    if tokens.at(i) == "one":
        return name_in_words(tokens, i, lexicon) or _one(tokens, i, lexicon)
    return name_in_words(tokens, i, lexicon)


def _ordinal(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure:
    if tokens.is_digits(i):
        digits = "".join(c for c in tokens.low[i] if c.isdecimal())
        return other(i, i + 2, "ordinal", float(digits) if len(digits) < 10 else None)
    return other(i, i + 1, "ordinal", lexicon.numbers[tokens.at(i)][1])


def continues(tokens: Tokens, earlier: Figure, figure: Figure, lexicon: Lexicon) -> bool:
    """Whether a number goes on with the years or names before it: Articles 5 and 6, AD 1000 to 1260."""
    gap = tokens.low[earlier.last : figure.first]
    if gap not in _JOINTS or figure.unit is not None or plural_follows(tokens, figure.last, lexicon):
        return False
    if earlier.kind == "date" and tokens.low[earlier.last - 1] == "s" and tokens.at(figure.last) == "s":
        figure.last = figure.after = figure.last + 1  # the 1960s and 70s
        return True
    if earlier.kind == "date" and earlier.value is not None:
        return is_year(tokens, figure.first)
    two = earlier.kind == "name" and earlier.last - earlier.first == 2
    return two and tokens.is_digits(earlier.last - 1) and tokens.low[figure.first].isdecimal()


def _one(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """The ones that count nothing: no one, one of the largest, not one penny, one can, the old one."""
    before, following = tokens.before(i), tokens.at(i + 1)
    alone = not noun_follows(tokens, i + 1, lexicon)
    if lexicon.has("negating", before) or (alone and lexicon.has("pointing", before)):
        return other(i, i + 1, "idiom")
    if lexicon.has("idle", following) or (before == "for" and not tokens.is_word(i + 1) and alone):
        return other(i, i + 1, "idiom")
    if following == "of":
        return _one_of(tokens, i, lexicon)
    plain = lexicon.has("end", before) or form_before(tokens, i, lexicon.modifiers) is not None
    described = tokens.is_word(i - 1) and not plain and following not in DASHES
    return other(i, i + 1, "idiom") if described and alone else None


def _one_of(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """One of the largest: a superlative among the five words after "of"."""
    for j in range(i + 2, i + 7):
        word = tokens.at(j)
        if not tokens.is_word(j) and word not in DASHES:
            return None
        if lexicon.has("superlative", word) or (len(word) > 4 and word.endswith("est")):
            return other(i, j + 1, "idiom", 1.0)
    return None

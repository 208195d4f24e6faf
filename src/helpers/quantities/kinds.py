"""Numbers that count nothing: which of dates, times, ordinals, names and idioms a number belongs to."""

from typing import cast

from helpers.quantities.dates import (
    clock,
    day_first,
    decade,
    is_ranked,
    is_year,
    month_first,
    numeric_date,
    short_year,
    spoken_hour,
    year,
)
from helpers.quantities.lexicon import Lexicon, form_before, idiom_at
from helpers.quantities.names import name, name_in_words, telephone
from helpers.quantities.nouns import counted, noun_follows, plural_follows
from helpers.quantities.tokens import DASHES, Figure, Tokens, other, sentence
from helpers.records import NumberKind

LARGEST = 0.34  # the largest share that is a rank too: a third
NEAR = 10  # tokens within which a number stands against "one"
_JOINTS = (["and"], ["or"], ["to"], [","], ["-"], ["–"])


def read_other(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """The date, time, ordinal, numbered name or idiom that token i tells of, or None."""
    idiom = idiom_at(tokens, i, lexicon)
    if idiom:
        first, last, row = idiom
        return other(first, last, cast(NumberKind, row["kind"]), float(row["value"]) if row["value"] else None)
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
        or spoken_hour(tokens, i, lexicon)
        or telephone(tokens, i, lexicon)
        or day_first(tokens, i, lexicon)
        or numeric_date(tokens, i)
        or short_year(tokens, i, lexicon)
        or _listed(tokens, i)
        or name(tokens, i, lexicon)
        or year(tokens, i, lexicon)
    )


def _listed(tokens: Tokens, i: int) -> Figure | None:
    """The number of an item that opens a paragraph: 4) How hard will she try? One alone on its line is a label."""
    opens = tokens.before(i)[:1] in ("\n", "") and tokens.low[i].isdecimal()
    if opens and tokens.at(i + 1)[:1] == "\n":
        return other(i, i + 1, "name")
    marked = tokens.at(i + 1) in (")", ".") and tokens.touches(i + 1) and not tokens.touches(i + 2)
    return other(i, i + 1, "name") if opens and marked and tokens.is_capital(i + 2) else None


def _in_words(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    past = tokens.at(i) in ("half", "quarter") and tokens.at(i + 1) in ("past", "to")
    if past and lexicon.role(tokens.at(i + 2)) and tokens.at(i + 3) not in DASHES:
        return other(i, i + 3, "time")
    if tokens.at(i + 1) == "o'clock":
        return other(i, i + 2, "time")
    if lexicon.role(tokens.at(i)) == "ten" and tokens.at(i + 1) in DASHES and tokens.tight(i + 1):
        role, value = lexicon.numbers.get(tokens.at(i + 2), ("", None))
        if value and (
            role == "ordinal" or (role == "fraction" and not tokens.at(i + 2).endswith("s") and value < LARGEST)
        ):
            rank = value if role == "ordinal" else round(1 / value)
            return other(i, i + 3, "ordinal", (lexicon.numbers[tokens.at(i)][1] or 0) + rank)  # thirty-second
    found = spoken_hour(tokens, i, lexicon) or name_in_words(tokens, i, lexicon)
    return found or (_one(tokens, i, lexicon) if tokens.at(i) == "one" else None)


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
    """A "one" that counts nothing: a pronoun (said one, one of them), a determiner (one thing), a negation.

    With a noun it is a count where it is stressed or stands against another number of its sentence; by itself,
    only as a sentence of its own ("One."), or where it goes on from a number ("two dozen sat and one wept").
    """
    before, following = tokens.before(i), tokens.at(i + 1)
    alone = not noun_follows(tokens, i + 1, lexicon)
    plain = form_before(tokens, i, lexicon.modifiers) is None and before not in ("by", "than")
    idle = lexicon.has("negating", before) or lexicon.has("idle", following) or following == "of"
    if following == "of" and not lexicon.has("negating", before):
        figure = other(i, _past_superlative(tokens, i, lexicon), "idiom", 1.0)
        found = counted(tokens, i + 1, False, False, lexicon) if figure.last == i + 1 else None
        figure.noun, figure.adjective = (found.noun, found.adjective) if found else (None, None)
        return figure
    if idle:
        return other(i, i + 1, "idiom")
    if not alone:
        near = (max(0, i - NEAR), min(len(tokens.low), i + NEAR))
        idly = lexicon.has("idly_one", following) and plain and not _against(tokens, i, near, lexicon)
        return other(i, i + 1, "idiom", 1.0) if idly else None
    sole = following in (".", "!", "?") and not tokens.is_word(i - 1) and before not in (",", ":", "-", "–", "—")
    number = sole or following in DASHES or form_before(tokens, i, lexicon.modifiers) is not None
    told = following in ("said", "says") or before in lexicon.told or lexicon.has("pointing", before)
    against = not told and _against(tokens, i, sentence(tokens, i, NEAR), lexicon)
    return None if number or against else other(i, i + 1, "idiom")


def _against(tokens: Tokens, i: int, near: tuple[int, int], lexicon: Lexicon) -> bool:
    """Whether another number stands near the "one" at token i: two died and one was hurt."""
    number = ("digit", "teen", "ten", "hundred", "scale", "dozen")
    return any(j != i and (tokens.is_digits(j) or lexicon.role(tokens.low[j]) in number) for j in range(*near))


def _past_superlative(tokens: Tokens, i: int, lexicon: Lexicon) -> int:
    """Where "one of the largest" ends: past a superlative among the five words after "of"; else past the one."""
    for j in range(i + 2, i + 7):
        word = tokens.at(j)
        if not tokens.is_word(j) and word not in DASHES:
            break
        if lexicon.has("superlative", word) or (len(word) > 4 and word.endswith("est")):
            return j + 1
    return i + 1

"""Signs, currencies, units and what they are divided by: -4C, £5bn, 3.2 per cent, £1,717 a year."""

from helpers.quantities.lexicon import Lexicon, Unit, form_at, form_before
from helpers.quantities.tokens import DASHES, Figure, Tokens, sentence

_CLOSED = frozenset("%€¢°)")  # signs after which a dash is no minus: 5%-10%


def measure(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> Figure:
    """Give a number its sign and unit; its span grows by sign, currency and per cent sign."""
    if figure.unit is not None:
        return figure
    _sign(tokens, figure)
    before = currency_before(tokens, figure.first, lexicon)
    _million(tokens, figure, before is not None, lexicon)
    if before:
        _currency(tokens, figure, before[0], before[1], lexicon)
    else:
        _unit_after(tokens, figure, lexicon)
    _divide(tokens, figure, lexicon)
    return figure


def _currency(tokens: Tokens, figure: Figure, unit: Unit, first: int, lexicon: Lexicon) -> None:
    figure.first = first
    _give(figure, unit)
    _sign(tokens, figure)  # -$5
    _scale_after_currency(tokens, figure, lexicon)
    found = form_at(tokens, figure.after, lexicon.units)
    if found and found[0].category == "money" and found[0].name.split()[-1] == unit.name.split()[-1]:
        figure.unit, figure.after = found[0].name, found[1]  # $5 Canadian dollars


def _sign(tokens: Tokens, figure: Figure) -> None:
    """A minus before the number, unless it is a hyphen after a word."""
    i = figure.first - 1
    if i < 0 or figure.value is None:
        return
    joined = tokens.touches(i) and (tokens.is_word(i - 1) or tokens.is_digits(i - 1) or tokens.low[i - 1] in _CLOSED)
    word = tokens.low[i]
    if word in DASHES and word != "—" and tokens.touches(figure.first) and not joined and figure.digits:
        figure.first, figure.value = i, -figure.value
    elif word in DASHES and tokens.before(i) == "minus":
        figure.first, figure.value = i - 1, -figure.value
    elif word == "minus" and tokens.before(i, 2) != "plus":  # plus or minus 3.4 points
        figure.first, figure.value = i, -figure.value


def currency_before(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[Unit, int] | None:
    """The currency that stands before the number at token i as its own, and its first token.

    Letters need digits after and no letter before; a single one needs a number that is no name's (R350, not R2).
    """
    found = form_before(tokens, i, lexicon.currencies)
    if found is None:
        return None
    first, sign = found[1], tokens.low[i - 1]
    if sign.isalpha() and not tokens.is_digits(i):
        return None
    if tokens.touches(first) and tokens.low[first][0].isalpha() and tokens.is_word(first - 1):
        return None
    if len(sign) == 1 and sign.isalpha() and first == i - 1:
        scaled = lexicon.role(tokens.at(i + 1)) in ("scale", "suffix") or tokens.at(i + 1) == "m"
        if not tokens.touches(i) or not (scaled or len(tokens.low[i]) > 2):
            return None
    return found


def _give(figure: Figure, unit: Unit) -> None:
    figure.unit, figure.category = unit.name, unit.category
    if unit.factor != 1:
        # A hundredth is divided, so that 61p is 0.61 exactly and not 61 times the nearest to 0.01.
        over = round(1 / unit.factor)
        for name in ("value", "low", "high"):
            number = getattr(figure, name)
            if number is not None:
                setattr(figure, name, number / over if unit.factor < 1 else number * unit.factor)


def _million(tokens: Tokens, figure: Figure, money: bool, lexicon: Lexicon) -> None:
    """Read an m straight after digits as million after a currency, before a noun, or as a capital."""
    i, following = figure.last, tokens.at(figure.last + 1)
    glued = figure.digits and figure.scale == 1 and tokens.at(i) == "m" and tokens.touches(i)
    longer = form_at(tokens, i, lexicon.units)
    if not glued or figure.value is None or (longer is not None and longer[1] > i + 1):
        return
    plain = lexicon.has("length", following) or lexicon.has("end", following)
    noun = (tokens.is_word(i + 1) or following.isdecimal()) and not plain
    start, end = sentence(tokens, i)
    summed = "." in tokens.low[figure.number] or lexicon.has("sums", tokens.before(figure.first))  # not the 100m
    length = not summed or any(lexicon.has("lengthy", word) for word in tokens.low[start:end])
    if money or tokens.words[i] == "M" or following == "of" or noun or not length:
        figure.value, figure.scale = figure.value * 1e6, 1e6
        figure.last = figure.after = i + 1


def _scale_after_currency(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> None:
    role, factor = lexicon.numbers.get(tokens.at(figure.last), ("", None))
    if role == "money" and factor and tokens.touches(figure.last) and figure.value is not None:
        figure.value, figure.scale = figure.value * factor, factor
        figure.last = figure.after = figure.last + 1


def _unit_after(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> None:
    i = _unit_place(tokens, figure, lexicon)
    found = form_at(tokens, i, lexicon.units)
    if found is None or not _fits(tokens, figure, i, found[0], found[1]):
        return
    unit, end = found
    _give(figure, unit)
    figure.after = max(end, figure.after)
    if figure.style in ("split", "article"):  # the number is not whole without the unit's word: half a day
        figure.last, figure.style = figure.after, "cardinal"
    if tokens.low[i] in ("%", "€", "¢", "₽") or (unit.factor == 0.01 and unit.glued):
        figure.last = end


def _unit_place(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> int:
    """Where a unit may begin: after a hyphen, "of" in dozens of miles, "of a" in a quarter of a mile."""
    if figure.style == "split":
        return figure.first + 1  # a day and a half
    i = max(figure.last, figure.after)
    if lexicon.has("between", tokens.at(i)) and form_at(tokens, i + 1, lexicon.units):
        return i + 1  # three more months
    if tokens.at(i) in DASHES and tokens.tight(i):
        return i + 1
    if tokens.at(i) == "of" and figure.style in ("vague", "amount"):
        return i + 1
    shared = tokens.at(i) == "of" and tokens.at(i + 1) in ("a", "an") and figure.style == "fraction"
    found = form_at(tokens, i + 2, lexicon.units) if shared else None
    whole = found is None or not tokens.is_word(found[1]) or lexicon.has("end", tokens.at(found[1]))
    return i + 2 if shared and whole else i  # "a third of a year group" is none of a year


def _fits(tokens: Tokens, figure: Figure, i: int, unit: Unit, end: int) -> bool:
    """Whether a unit's form is one here: "second" is an ordinal before a noun, short signs need digits."""
    word, joined = tokens.words[i], i > figure.last or tokens.touches(i)
    if unit.glued:
        seconds = word != "s" or "." in tokens.low[figure.number]  # not the 40s
        alone = not (tokens.touches(end) and tokens.is_word(end))
        return figure.digits and i == figure.last and tokens.touches(i) and alone and seconds
    if figure.digits:
        return True
    short = len(word) <= 2 and word.isalpha() and end == i + 1
    return not short and word != "stone" and (word != "second" or joined or figure.value == 1)


def _divide(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> None:
    """What money, or a percentage, is a rate of: "a year", "per barrel", "a head"."""
    if figure.unit is None or figure.category == "rate":
        return
    found = per(tokens, figure.after, lexicon, figure.category == "money")
    if found:
        figure.unit, figure.after = f"{figure.unit} per {found[0]}", found[1]
        figure.category = "rate" if figure.category in ("money", "distance", "temperature") else figure.category


def per(tokens: Tokens, i: int, lexicon: Lexicon, money: bool = False) -> tuple[str, int] | None:
    """The name of what a rate at token i is taken over, and the token after it."""
    i = i + 1 if tokens.at(i) in DASHES and tokens.touches(i) else i
    word, j = tokens.at(i), i + 1
    if lexicon.has("yearly", word):
        return lexicon.words["yearly"][word], j
    if word == "per" and tokens.is_digits(j) and tokens.is_word(j + 1):
        return f"{tokens.words[j]} {tokens.words[j + 1]}", j + 2  # per 100,000 people
    if word not in ("a", "an", "per", "every", "/") or (word == "/" and not tokens.touches(i)):
        return None
    j = j + 1 if tokens.at(j) in DASHES and tokens.touches(j) else j
    if lexicon.has("since", tokens.at(j + 1)):
        return None  # a month ago
    found = form_at(tokens, j, lexicon.units)
    if found and found[0].category in ("duration", "distance", "other") and found[0].factor == 1:
        return None if found[0].glued else (found[0].name, found[1])
    each = tokens.at(j)
    if lexicon.has("each", each):
        return lexicon.words["each"][each] or each, j + 1
    clear = tokens.at(j + 1) in ("on", "in", "for", "and", "or", "to") or not tokens.is_word(j + 1)
    named = word == "per" or (word == "a" and money and clear)  # £840 a roll
    return (each, j + 1) if named and tokens.is_word(j) and not lexicon.has("end", each) else None


def measured(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether a unit, or a scale such as million, follows the number at token i."""
    if lexicon.role(tokens.at(i + 1)) in ("scale", "hundred", "dozen"):
        return True
    found = form_at(tokens, i + 1, lexicon.units)
    if found is None or not found[0].glued:
        return found is not None
    return tokens.touches(i + 1) and not (tokens.touches(found[1]) and tokens.is_word(found[1]))

"""What a bare figure counts where its noun or unit stands elsewhere: nine of whom, deaths fell to 11, not four."""

from collections.abc import Iterator, Sequence

from helpers.quantities.lexicon import Lexicon, form_at, form_before
from helpers.quantities.nouns import counted, is_plural, singular
from helpers.quantities.subjects import changed, head
from helpers.quantities.tokens import DASHES, Figure, Tokens, sentence

COLDEST, HOTTEST = -90, 60  # degrees Celsius of the weather
FAR = 90  # tokens back to the figure whose noun is left out
LARGE = 1e6  # a number in millions after money in millions is money too
NEAR = 40  # tokens back to a plural noun without a number
_QUOTES = frozenset("\"'“”‘’")


def find_unsaid(tokens: Tokens, figures: Sequence[Figure], position: int, lexicon: Lexicon) -> None:
    """Fill in a bare figure's noun or unit from the words around it, or from the figures before it.

    The clearest ground decides: what the figure is compared with, what is said of it, what rose or fell to it;
    last of all, the figure before it, where the two are named by turns.
    """
    figure = figures[position]
    start, end = sentence(tokens, figure.first)
    earlier = list(_before(figures, position))
    here = [one for one in earlier if one.first >= start]
    parent = tokens.before(figure.first, 2) if tokens.before(figure.first) == "of" else ""
    if lexicon.has("parent", parent):
        figure.noun = lexicon.words["parent"][parent]
    elif _compares(tokens, figure, here, lexicon) and (source := _main(tokens, here, figure, lexicon)):
        _take(figure, source)
    elif (figure.value or 0) % 1 and (figure.value or 0) < 100 and here and here[-1].category == "percentage":
        _take(figure, here[-1])  # she won with 51.2 per cent; her rival took 47.9
    elif _same_things(tokens, figure, lexicon):
        _stand_for(tokens, figure, earlier, lexicon)
    elif _is_people(tokens, figure, lexicon):
        figure.noun = next((one.noun for one in reversed(here) if one.noun in lexicon.people), "person")
    elif _heat(tokens, figure, start, end, lexicon):
        figure.unit, figure.category = "degree Celsius", "temperature"
    else:
        figure.noun = _tallied(tokens, here, start, figure, lexicon) or changed(tokens, figure, lexicon)
        if figure.noun is None and _left_out(tokens, figure, lexicon):
            _take_over(tokens, figure, earlier, lexicon)


def _before(figures: Sequence[Figure], position: int) -> Iterator[Figure]:
    """The figures before that say what they count, not too far back."""
    for one in figures[max(position - 8, 0) : position]:
        told = one.kind == "figure" and (one.noun or one.unit) and one.category != "age" and one.pair is None
        if told and figures[position].first - one.last <= FAR:
            yield one


def _main(tokens: Tokens, earlier: Sequence[Figure], figure: Figure, lexicon: Lexicon) -> Figure | None:
    """The figure before that this one goes on from; not one of a mere length of time, or share, beside it."""
    for one in reversed(earlier):
        aside = one.category == "duration" and lexicon.has("during", tokens.before(one.first))
        share = one.category in ("percentage", "ratio") and (figure.value or 0) > 100
        if not aside and not share:
            return one
    return None


def _take_over(tokens: Tokens, figure: Figure, earlier: Sequence[Figure], lexicon: Lexicon) -> None:
    """Name a figure that stands alone after the figure before it; a share, after the plural before it."""
    if figure.style == "fraction":
        plural = _plural(tokens, figure, lexicon)
        figure.noun = plural or ("person" if tokens.at(figure.after) in lexicon.told else None)
        return
    source = _main(tokens, earlier, figure, lexicon)
    if source is not None and source.unit is not None:
        money = source.category == "money" and figure.scale < LARGE  # "it paid £4m. Then 18 million", but "£4; 32 came"
        if money or tokens.before(figure.first) == "the":
            return
    _take(figure, source)


def _take(figure: Figure, source: Figure | None) -> None:
    if source is None:
        return
    if figure.style == "fraction":
        figure.noun = source.noun
    else:
        figure.noun, figure.adjective = source.noun, source.adjective
        figure.unit, figure.category = source.unit, source.category if source.unit else figure.category


def _compares(tokens: Tokens, figure: Figure, here: Sequence[Figure], lexicon: Lexicon) -> bool:
    """Up from 388 · compared with 31 in 2012 · against more than 60 · from 23 to nine · days, not four."""
    if not here:
        return False
    i = _modified(tokens, figure, lexicon)
    before, second = tokens.before(i), tokens.before(i, 2)
    if lexicon.has("against", before) or (before in ("with", "to") and lexicon.has("compared", second)):
        return True
    return before == "from" or (before == "to" and tokens.before(here[-1].first) == "from") or before == "not"


def _modified(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> int:
    """The first token of a figure with its modifier."""
    found = form_before(tokens, figure.first, lexicon.modifiers)
    return found[1] if found else figure.first


def _same_things(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> bool:
    """Another 30,000 · nine of whom · all 12 · the Tories' 11,400 · one star out of five · 200 more."""
    i, after = figure.first, figure.after
    if tokens.at(after) == "of":
        return lexicon.has("pronoun", tokens.at(after + 1))
    before, second = tokens.before(i), tokens.before(i, 2)
    owner = before.endswith("'s") or (before in ("'", "’") and second.endswith("s")) or lexicon.has("possessor", before)
    out_of = before == "of" and second in ("out", "two", "one", "three", "four", "five")
    more = tokens.at(after) in ("others", "more", "fewer", "less", "else")
    return owner or out_of or more or lexicon.has("again", before) or (before == "but" and second == "all")


def _stand_for(tokens: Tokens, figure: Figure, earlier: Sequence[Figure], lexicon: Lexicon) -> None:
    """Take the noun of the figure before, or the plural that a pronoun stands for."""
    after = figure.after
    pronoun = tokens.at(after + 1) if tokens.at(after) == "of" else ""
    speaks = pronoun and f"{tokens.at(after + 2)}" in lexicon.told
    source = next((one for one in reversed(earlier) if one.noun and one.unit is None and one.noun != "time"), None)
    figure.noun = "person" if pronoun in ("us", "you") else source.noun if source else _plural(tokens, figure, lexicon)
    if source is not None and figure.noun == source.noun:
        figure.adjective = source.adjective
    if (speaks or (pronoun == "those" and source is None)) and figure.noun not in lexicon.people:
        figure.noun, figure.adjective = "person", None


def _plural(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> str | None:
    """The nearest plural noun before."""
    for i in range(figure.first - 1, max(figure.first - NEAR, -1), -1):
        low = tokens.low[i]
        if not is_plural(low, lexicon) or lexicon.has("end", low) or lexicon.has("acts", low):
            continue
        opening = tokens.is_capital(i) and tokens.is_word(i - 1)  # a name inside its sentence
        if not opening and form_at(tokens, i, lexicon.units) is None:
            return singular(tokens.words[i], lexicon)
    return None


def _is_people(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> bool:
    """Whether what is said can be said of people only: who, were killed, more injured, kills 3."""
    i = figure.after
    if tokens.at(i) == "who" or lexicon.has("victims", tokens.before(_modified(tokens, figure, lexicon))):
        return True
    i = i + 1 if tokens.at(i) in ("more", "others") else i
    for j in range(i, i + 4):
        if not lexicon.has("auxiliary", tokens.at(j)) and not lexicon.has("adverb", tokens.at(j)):
            return lexicon.has("human", tokens.at(j))
    return False


def _tallied(tokens: Tokens, here: Sequence[Figure], start: int, figure: Figure, lexicon: Lexicon) -> str | None:
    """The noun of "puts the number of troops at 106,000"."""
    if not lexicon.has("reach", tokens.before(figure.first)):
        return None
    for i in range(here[-1].last if here else start, figure.first - 2):
        if lexicon.has("tally", tokens.low[i]) and tokens.low[i + 1] == "of":
            found = counted(tokens, i + 2, False, False, lexicon)
            return found.noun if found else head(tokens, i + 2, figure.first, lexicon)
    return None


def _left_out(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> bool:
    """Whether a bare figure stands as the whole of an object or subject: "it demanded three."."""
    after = tokens.at(figure.after)
    i = figure.after + 1 if after[:1] in _QUOTES else figure.after
    closes = not tokens.is_word(i) and not tokens.is_digits(i) and tokens.at(i) not in (*DASHES, "/", ":", "(")
    following = tokens.at(i)
    goes_on = lexicon.has("auxiliary", following) or lexicon.has("goes_on", following) or following in lexicon.told
    return figure.style in ("cardinal", "fraction", "vague") and (closes or goes_on)


def _heat(tokens: Tokens, figure: Figure, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the sentence is of warmth and the figure what it reached."""
    plain = figure.style == "cardinal" and figure.scale == 1 and figure.value is not None
    reached = lexicon.has("reach", tokens.before(figure.first)) and COLDEST <= (figure.value or 0) <= HOTTEST
    below = tokens.low[figure.first] == "minus" and _left_out(tokens, figure, lexicon)  # minus 12 in Braemar
    return plain and (below or (reached and any(lexicon.has("heat", word) for word in tokens.low[start:end])))

"""The words that bound a figure: more than 200, up to half a million, exceeded 400, 50 or more, some 6,000."""

from typing import cast

from helpers.quantities.lexicon import Lexicon, form_at, form_before
from helpers.quantities.tokens import DASHES, Figure, Tokens
from helpers.records import Bound

REACH = 4  # words between a dispute and the "over" that tells its matter; between "never" and its verb
_TURNED = {"<": ">", ">": "<"}
_SIDES = frozenset(("above", "below", "under", "over", "beyond", "past"))


def bound(tokens: Tokens, figure: Figure, ends: tuple[int, ...], counted: bool, lexicon: Lexicon) -> Figure:
    """Give a figure the bound and the modifier of the words before it, or after any of its ends.

    `counted` tells whether the noun that it counts follows it.
    """
    found = None if figure.pair else _before(tokens, figure, counted, lexicon) or _after(tokens, ends, lexicon)
    if found is None:
        return figure
    sign, modifier = found
    if figure.modifier and figure.bound == "range":
        modifier = f"{modifier} {figure.modifier}" if modifier not in ("from", "between") else modifier
    figure.modifier = modifier
    if figure.bound in ("=", "~") and sign != "=":
        figure.bound = cast(Bound, sign)
    if figure.value is not None and figure.bound == ">":
        figure.low = figure.value
    if figure.value is not None and figure.bound == "<":
        figure.high = figure.value
    return figure


def _before(tokens: Tokens, figure: Figure, counted: bool, lexicon: Lexicon) -> tuple[str, str] | None:
    i = figure.first - 1 if figure.modifier in ("between", "from") else figure.first
    for end in (i, i - 1) if tokens.before(i) in ("a", "an", "only", "the") else (i,):
        found = None if tokens.before(i) == "the" else _by_modifier(tokens, figure, end, counted, lexicon)
        found = found or _by_verb(tokens, end, counted, lexicon)
        if found:
            sign, first = found
            return sign, tokens.text[tokens.starts[first] : tokens.ends[end - 1]].lower()
    return None


def _by_modifier(tokens: Tokens, figure: Figure, i: int, counted: bool, lexicon: Lexicon) -> tuple[str, int] | None:
    """The bound of the modifier that ends before token i, and its first token."""
    found = form_before(tokens, i, lexicon.modifiers)
    if found is None:
        return None
    sign, first = found
    words, moved = tokens.at(first), lexicon.has("change", tokens.before(first))
    if (sign == "moved" and not moved) or (tokens.touches(first) and tokens.before(first) in DASHES):
        return None  # the past two years; a two-under 70
    if _is_particle(tokens, first, i, counted, lexicon) or (sign == "span" and _spans(tokens, figure, first, lexicon)):
        return None
    sign = ">" if sign in ("span", "moved") else sign
    denial = _denial(tokens, first - 1, lexicon) if words in _SIDES and moved else None
    return (sign, first) if denial is None else (_TURNED[sign], denial)


def _by_verb(tokens: Tokens, i: int, counted: bool, lexicon: Lexicon) -> tuple[str, int] | None:
    """The bound of the verb whose object the figure is, and the verb's first token, or that of its denial."""
    found = form_before(tokens, i, lexicon.verbs)
    if found is None or (found[0]["object"] == "measure" and counted):
        return None
    row, first = found
    if (
        lexicon.has("skip", tokens.before(first))
        or tokens.before(first) in ("a", "an")
        or tokens.before(first).endswith("'s")
    ):
        return None  # the top three
    denial = _denial(tokens, first, lexicon)
    if denial is not None:
        return row["denied"], denial
    return None if row["bound"] == "=" else (row["bound"], first)


def _denial(tokens: Tokens, verb: int, lexicon: Lexicon) -> int | None:
    """Where the word stands that denies the verb: never, had not, failed to, has yet to."""
    for i in range(verb - 1, max(verb - REACH, 0) - 1, -1):
        if lexicon.has("denying", tokens.low[i]) or tokens.low[i].endswith("n't"):
            return i
        if lexicon.has("clause", tokens.low[i]) or not tokens.is_word(i):
            return None
    return None


def _spans(tokens: Tokens, figure: Figure, first: int, lexicon: Lexicon) -> bool:
    """Whether "over" bounds nothing: "£480m over three years", "over one word", "120 over 80"."""
    if figure.category == "duration":
        return first > 0 and not lexicon.has("span", tokens.before(first))
    return figure.unit is None and ((figure.value or 2) < 2 or tokens.is_digits(first - 1))


def _is_particle(tokens: Tokens, first: int, end: int, counted: bool, lexicon: Lexicon) -> bool:
    """Whether the modifier belongs to a word before it: go up to, hand over, asked about, a row over."""
    words, verb = " ".join(tokens.low[first:end]), tokens.before(first)
    if words == "up to":
        return lexicon.has("change", verb) or lexicon.has("upto", verb)
    if words == "over":
        moves = lexicon.has("change", verb) and not counted  # losses went over 400
        return not moves and (lexicon.has("over", verb) or _disputed(tokens, first, lexicon))
    return words == "about" and (lexicon.has("about", verb) or lexicon.has("dispute", verb))


def _disputed(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    for j in range(i - 1, max(i - 1 - REACH, -1), -1):
        if lexicon.has("dispute", tokens.low[j]):
            return True
        if lexicon.has("clause", tokens.low[j]) or not tokens.is_word(j):
            return False
    return False


def _after(tokens: Tokens, ends: tuple[int, ...], lexicon: Lexicon) -> tuple[str, str] | None:
    for end in ends:
        i = end + 1 if tokens.at(end) == "," and tokens.at(end + 1) == "give" else end
        found = form_at(tokens, i, lexicon.tails)
        added = found and tokens.low[i] == "plus" and tokens.is_word(found[1])  # 40 minutes plus chilling
        if found and not added and (tokens.low[i] != "+" or tokens.touches(i)):
            words = tokens.text[tokens.starts[i] : tokens.ends[found[1] - 1]].lower().lstrip("-")
            return found[0], words
    return None

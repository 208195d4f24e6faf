"""The words that bound a figure: more than 200, up to half a million, 50 or more, some 6,000."""

from helpers.quantities.lexicon import Lexicon, form_at, form_before
from helpers.quantities.tokens import Figure, Tokens


def bound(tokens: Tokens, figure: Figure, ends: tuple[int, ...], lexicon: Lexicon) -> Figure:
    """Give a figure the bound and the modifier of the words before it, or after any of its ends."""
    found = _before(tokens, figure, lexicon) or _after(tokens, ends, lexicon)
    if found is None:
        return figure
    sign, modifier = found
    if figure.modifier and figure.bound == "range":
        modifier = f"{modifier} {figure.modifier}" if modifier not in ("from", "between") else modifier
    figure.modifier = modifier
    if figure.bound in ("=", "~") and sign != "=":
        figure.bound = sign
    if figure.value is not None and figure.bound == ">":
        figure.low = figure.value
    if figure.value is not None and figure.bound == "<":
        figure.high = figure.value
    return figure


def _before(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> tuple[str, str] | None:
    i = figure.first - 1 if figure.modifier in ("between", "from") else figure.first
    found = form_before(tokens, i, lexicon.modifiers)
    if found is None and tokens.before(i) in ("a", "an", "only"):
        i -= 1
        found = form_before(tokens, i, lexicon.modifiers)
    if found is None:
        return None
    sign, first = found
    words = tokens.text[tokens.starts[first] : tokens.ends[i - 1]].lower()
    if _is_particle(tokens, first, words, lexicon) or (sign == "span" and _spans(tokens, figure, first, lexicon)):
        return None
    return (">" if sign == "span" else sign), words


def _spans(tokens: Tokens, figure: Figure, first: int, lexicon: Lexicon) -> bool:
    """Whether "over" bounds nothing: "£480m over three years", "over one word"."""
    if figure.category == "duration":
        return first > 0 and not lexicon.has("span", tokens.before(first))
    return figure.unit is None and (figure.value or 2) < 2


def _is_particle(tokens: Tokens, first: int, words: str, lexicon: Lexicon) -> bool:
    """Whether the modifier belongs to the verb before it: go up to, hand over, asked about."""
    verb = tokens.before(first)
    if words == "up to":
        return lexicon.has("change", verb) or lexicon.has("particle", verb)
    return words in ("over", "about") and lexicon.has("particle", verb)


def _after(tokens: Tokens, ends: tuple[int, ...], lexicon: Lexicon) -> tuple[str, str] | None:
    for i in ends:
        found = form_at(tokens, i, lexicon.tails)
        if found:
            words = tokens.text[tokens.starts[i] : tokens.ends[found[1] - 1]].lower().lstrip("-")
            return found[0], words
    return None

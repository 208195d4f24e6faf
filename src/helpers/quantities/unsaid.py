"""A noun or unit that a bare figure leaves to its sentence: mother of two, nine of whom, fell to two."""

from helpers.quantities.lexicon import Lexicon
from helpers.quantities.nouns import counted
from helpers.quantities.tokens import Figure, Tokens, sentence

COLDEST, HOTTEST = -90, 60  # degrees Celsius of the weather


def find_unsaid(tokens: Tokens, figure: Figure, earlier: Figure | None, lexicon: Lexicon) -> None:
    """Fill in a bare figure's noun or unit where its sentence leaves no doubt of it.

    `earlier` is the figure before it, used only where it stands in the same sentence.
    """
    start, end = sentence(tokens, figure.first)
    if earlier is not None and (earlier.first < start or earlier.kind != "figure"):
        earlier = None
    parent = tokens.before(figure.first, 2) if tokens.before(figure.first) == "of" else ""
    if lexicon.has("parent", parent):
        figure.noun = lexicon.words["parent"][parent]
    elif earlier is not None and _compares(tokens, figure):
        figure.noun, figure.unit, figure.category = earlier.noun, earlier.unit, earlier.category
    elif earlier is not None and earlier.noun and earlier.unit is None and _same_things(tokens, figure, lexicon):
        figure.noun, figure.adjective = earlier.noun, earlier.adjective
    elif _is_people(tokens, figure.after, lexicon):
        figure.noun = "person"
    elif lexicon.has("reach", tokens.before(figure.first)):
        figure.noun = _number_of(tokens, earlier.last if earlier else start, figure.first, lexicon)
        if figure.noun is None:
            _heat(tokens, figure, start, end, lexicon)


def _compares(tokens: Tokens, figure: Figure) -> bool:
    """Up from 2.4 million."""
    return tokens.before(figure.first) == "from" and tokens.before(figure.first, 2) in ("up", "down")


def _same_things(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> bool:
    """Another 30,000 · nine of whom · the Tories' 11,400 · one star out of five · 200 more."""
    i, after = figure.first, figure.after
    if tokens.at(after) == "of":
        return lexicon.has("pronoun", tokens.at(after + 1))
    before, second = tokens.before(i), tokens.before(i, 2)
    owner = before.endswith("'s") or (before in ("'", "’") and second.endswith("s"))
    out_of = before == "of" and second == "out"
    return owner or out_of or before in ("another", "further") or tokens.at(after) in ("others", "more")


def _is_people(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether what follows can be said of people only: who, were killed, more injured."""
    if tokens.at(i) == "who":
        return True
    i = i + 1 if tokens.at(i) in ("more", "others") else i
    for j in range(i, i + 3):
        if not lexicon.has("auxiliary", tokens.at(j)):
            return lexicon.has("human", tokens.at(j))
    return False


def _number_of(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> str | None:
    """The noun of "puts the number of troops at 106,000"."""
    for i in range(first, last - 2):
        if lexicon.has("tally", tokens.low[i]) and tokens.low[i + 1] == "of":
            found = counted(tokens, i + 2, False, False, lexicon)
            return found.noun if found else None
    return None


def _heat(tokens: Tokens, figure: Figure, start: int, end: int, lexicon: Lexicon) -> None:
    plain = figure.style == "cardinal" and figure.scale == 1 and figure.value is not None
    warm = any(lexicon.has("heat", word) for word in tokens.low[start:end])
    if plain and warm and COLDEST <= (figure.value or 0) <= HOTTEST:
        figure.unit, figure.category = "degree Celsius", "temperature"

"""Ages: "Marsh, 46," · 56-year-old · aged 46 · in his 40s · a widow of 79 · she was 10."""

from helpers.quantities.lexicon import Lexicon
from helpers.quantities.tokens import DASHES, Figure, Tokens

OLDEST = 120
YOUNGEST = 14  # of somebody told by what they do: "the boss, 61, left"
_CLOSING = frozenset(",.;):—–\n'’")


def age(tokens: Tokens, figure: Figure, earlier: Figure | None, lexicon: Lexicon) -> Figure:
    """Make the figure an age where the words around it, or the age before it, say so."""
    i, after = figure.first, figure.after
    person = tokens.before(i) == "of" and lexicon.has("person", tokens.before(i, 2))  # a baby of four months
    of_age = (figure.unit == "year" and tokens.before(i, 2) == "age" and tokens.before(i) == "of") or person
    if figure.category == "duration" and (of_age or _old(tokens, after)):
        figure.unit, figure.category = f"{figure.unit} of age", "age"
        figure.after = _old(tokens, after) or after
    elif figure.bare() and (_stated(tokens, figure, lexicon) or _goes_on(tokens, earlier, figure, lexicon)):
        figure.unit, figure.category = "year of age", "age"
        figure.after = after + 1 if tokens.at(after) == "yo" else after
    elif figure.bare() and figure.digits and tokens.at(after) == "s" and tokens.touches(after):
        _plural_years(tokens, figure, lexicon)
    elif (
        figure.bare()
        and tokens.at(after) in DASHES
        and tokens.at(after + 1) == "something"
        and not (figure.value or 1) % 10
    ):
        figure.low, figure.high, figure.value, figure.bound = figure.value, (figure.value or 0) + 9, None, "range"
        figure.unit, figure.category, figure.after = "year of age", "age", after + 2
    return figure


def _goes_on(tokens: Tokens, earlier: Figure | None, figure: Figure, lexicon: Lexicon) -> bool:
    """Aged 24 and 26; aged two, five and seven."""
    if earlier is None or earlier.category != "age" or earlier.after > earlier.last:
        return False  # "a 19-year-old, two others"
    gap = tokens.low[earlier.after : figure.first]
    return gap in ([","], ["and"], ["or"], [",", "and"]) and not _noun_after(tokens, figure.after, lexicon)


def _old(tokens: Tokens, i: int) -> int:
    """Where "old", "-old" or "of age" after a unit of time ends; 0 where there is none."""
    j = i + 1 if tokens.at(i) in DASHES else i
    if tokens.at(j) in ("old", "olds", "old's"):
        return j + 1
    if tokens.at(i) == "of" and tokens.at(i + 1) == "age":
        return i + 2
    return 0


def _stated(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> bool:
    i, after = figure.first, figure.after
    numbers = [x for x in (figure.value, figure.low, figure.high) if x is not None]
    whole = bool(numbers) and all(0 <= x <= OLDEST and x % 1 == 0 for x in numbers)
    if not whole or figure.style != "cardinal" or figure.scale != 1:
        return False
    if _before_age(tokens, i, lexicon) or _over_or_under(tokens, i) or tokens.at(after) == "yo":
        return True
    being = tokens.at(after) not in ("of", "more") and _being(tokens, i, lexicon)
    if _noun_after(tokens, after, lexicon):  # "when I was 19 Dame Ruth lent me boots" begins a new clause
        return being and (tokens.is_name(after) or lexicon.has("skip", tokens.at(after)))
    return (
        being or _after_name(tokens, figure, lexicon) or _of_person(tokens, i, lexicon) or _senior(tokens, i, lexicon)
    )


def _over_or_under(tokens: Tokens, i: int) -> bool:
    """Over-65s, under-23 players."""
    return tokens.before(i) in DASHES and tokens.touches(i) and tokens.before(i, 2) in ("over", "under")


def _before_age(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    i = _back(tokens, i, "agely", lexicon)
    return tokens.before(i) in ("aged", "age", "ages") and tokens.before(i, 2) != "average"


def _noun_after(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    joined = tokens.at(i) in (*DASHES, "%", "/", ":") and tokens.touches(i)
    return joined or (tokens.is_word(i) and not lexicon.has("end", tokens.at(i)))


def _after_name(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> bool:
    """Between commas, or in brackets, after a capitalised name or a word for a person."""
    i = figure.first - 1 if tokens.before(figure.first) in ("now", "then", "both", "then-") else figure.first
    before, closing = tokens.before(i), tokens.at(figure.after)
    closed = closing[:1] in _CLOSING or i < figure.first  # "Mr Lee, now 81 and retired"
    set_off = (before == "," and closed) or (before == "(" and closing == ")")
    person = lexicon.has("person", tokens.before(i, 2)) or lexicon.has("person", tokens.before(i, 2).removesuffix("s"))
    if not set_off or not figure.digits:
        return set_off and person  # a girl, eight,
    named = tokens.is_name(i - 2) and not lexicon.has("month", tokens.low[i - 2]) and (figure.value or 0) >= 1
    grown = tokens.before(i, 2) in lexicon.people and (figure.value or 0) >= YOUNGEST
    return named or grown or person


def _senior(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """The eldest is 91; the eldest at 73; at 61, he; left school at 15."""
    if any(lexicon.has("senior", tokens.before(i, step)) for step in (1, 2, 3)):
        return True
    at, after = tokens.before(i) == "at", tokens.at(i + 2)
    opens = tokens.at(i + 1) == "," and after in ("he", "she", "i", "his", "her")
    return at and (opens or any(lexicon.has("lived", tokens.before(i, step)) for step in (2, 3, 4, 5)))


def _of_person(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """A widow of 79; a mother of two counts children."""
    person = tokens.before(i, 2)
    told = lexicon.has("person", person) or person in lexicon.people
    return tokens.before(i) == "of" and told and not lexicon.has("parent", person)


def _being(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """She was 10; he's 19; my youngest patient is six; victims were on average 72; Mr Yavuz was 33."""
    j = _back(tokens, i, "padding", lexicon)
    verb = tokens.before(j)
    if lexicon.has("turning", verb):
        turner = tokens.before(j, 2)
        return lexicon.has("subject", turner) or tokens.is_capital(j - 2) or turner in ("just", "to")
    if lexicon.has("is", verb) or (verb in ("was", "is", "were") and tokens.at(i + 1) == "when"):
        return True  # he's 19; Tom was three when he left
    subject = tokens.before(_back(tokens, j - 1, "modal", lexicon))
    person = subject in lexicon.people or subject.removesuffix("s") in lexicon.people
    if not lexicon.has("being", verb):
        return False
    named = (
        tokens.is_name(j - 2)
        and verb in ("is", "was")
        and (not tokens.is_word(i + 1) or tokens.at(i + 1) in ("when", "and"))
    )
    return lexicon.has("subject", subject) or person or named


def _back(tokens: Tokens, i: int, role: str, lexicon: Lexicon) -> int:
    """The position after going back over at most three words of a role."""
    j = i
    while i - j < 3 and lexicon.has(role, tokens.before(j)):
        j -= 1
    return j


def _plural_years(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> None:
    """In his 40s: the years from 40 to 49. The over-65s."""
    start = figure.value or 0
    if tokens.before(figure.first) in DASHES and tokens.before(figure.first, 2) in ("over", "under"):
        figure.unit, figure.category, figure.after = "year of age", "age", figure.after + 1
        return
    if start % 10 or not 10 <= start <= 100:
        return
    figure.low, figure.high, figure.value, figure.bound = start, start + 9, None, "range"
    figure.last = figure.after = figure.after + 1
    owner = tokens.before(figure.first, 2 if tokens.before(figure.first) in DASHES else 1)
    if lexicon.has("owner", owner):
        figure.unit, figure.category = "year of age", "age"

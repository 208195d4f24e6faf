"""Numbers in digits and words: 3.2 million, two dozen, half a million, three-quarters, tens of thousands."""

from helpers.quantities.lexicon import Lexicon, form_before
from helpers.quantities.nouns import noun_follows
from helpers.quantities.tokens import DASHES, Figure, Tokens

SMALL = ("digit", "teen", "ten")
SCORES = 13  # "three score sheep", but not "20 score draws"
LONGEST = 25  # characters of a number in digits; longer ones are no figure of a newspaper


def read_numeral(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """The number that begins at token i (an article or "half" before it included), or None."""
    role = lexicon.role(tokens.at(i))
    if tokens.is_digits(i) or role in SMALL:
        return _folded(tokens, (_from_digits if tokens.is_digits(i) else _from_words)(tokens, i, lexicon))
    if role in ("hundred", "scale", "dozen"):
        return _bare_scale(tokens, i, lexicon)
    if role in ("fraction", "vulgar"):
        return _fraction(tokens, i, lexicon)
    if role == "vague":
        counting = tokens.at(i) != "scores" or tokens.at(i + 1) == "of"  # not the scores of a game
        return _vague(tokens, i, lexicon) if counting else None
    if tokens.at(i) == "once":
        return _once(tokens, i, lexicon)
    if role == "amount":
        return _amount(tokens, i, lexicon)
    if role == "period" and tokens.before(i) == "a":
        return _figure(i - 1, i, 1.0, number=i - 1, style="article")
    if role == "multiple" or (role == "multiplying" and _multiplies(tokens, i, lexicon)):
        return _figure(i, i + 1, lexicon.numbers[tokens.at(i)][1], style="multiple")
    return None


def _once(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """Met her once, at a fair; once a week; not once again, at once, or once the boats were sold."""
    idle = lexicon.has("not_once", tokens.before(i)) or not tokens.is_word(i - 1)
    each = tokens.at(i + 1) in ("a", "an", "every", "per") and lexicon.units.get(tokens.at(i + 2)) is not None
    closes = not tokens.is_word(i + 1) and not tokens.is_digits(i + 1) and tokens.at(i + 1) not in DASHES
    counts = each or (closes and not idle) or lexicon.role(tokens.at(i + 2)) == "multiple"
    return _figure(i, i + 1, 1.0, style="multiple") if counts else None


def _multiplies(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Double what it was, almost doubled; not double glazing, doubled up, the mixed doubles."""
    following = tokens.at(i + 1)
    if lexicon.has("weighed", following):
        return True
    if tokens.low[i] in ("double", "triple", "treble", "quadruple", "halve"):
        return tokens.before(i) in ("to", "will", "could", "would", "may", "might", "almost", "nearly", "than", "must")
    nouns = tokens.before(i) in ("the", "mixed", "in", "a", "ladies", "men's", "women's", "s")
    return not nouns and following not in ("up", "down", "over", "as", "back", "partner", "match", "final")


def _folded(tokens: Tokens, figure: Figure | None) -> Figure | None:
    """Five-fold, 10-fold: a number of times."""
    if figure is None:
        return None
    i = figure.last + 1 if tokens.at(figure.last) in DASHES and tokens.tight(figure.last) else figure.last
    if tokens.at(i) == "fold" and tokens.touches(i):
        figure.last = figure.after = i + 1
        figure.style = "multiple"
    return figure


def _figure(first: int, last: int, value: float | None, **facts: object) -> Figure:
    figure = Figure(first, last, value, after=last, number=first)
    for name, fact in facts.items():
        setattr(figure, name, fact)
    return figure


def _from_digits(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    if len(tokens.low[i]) > LONGEST:
        return None
    value = float("".join(c for c in tokens.low[i] if c.isdecimal() or c == "."))
    if lexicon.role(tokens.at(i + 1)) == "vulgar" and tokens.touches(i + 1):
        return _figure(i, i + 2, value + (lexicon.numbers[tokens.at(i + 1)][1] or 0), digits=True)
    if tokens.at(i + 1) in ("/", "⁄") and tokens.touches(i + 1) and tokens.is_digits(i + 2) and tokens.touches(i + 2):
        return _slashed(tokens, i, value)
    if (
        tokens.is_digits(i + 1)
        and tokens.at(i + 2) in ("/", "⁄")
        and value < 1000
        and tokens.starts[i + 1] - tokens.ends[i] == 1
    ):
        part = (
            _slashed(tokens, i + 1, float(tokens.low[i + 1]))
            if tokens.low[i + 1].isdecimal() and tokens.is_digits(i + 3)
            else None
        )
        if part is not None and part.value is not None:
            return _figure(i, part.last, value + part.value, digits=True)
    if tokens.at(i + 1) == ":" and tokens.tight(i + 1) and "." in tokens.at(i + 2) and value % 1 == 0:
        timed = value * 60 + float(tokens.low[i + 2])  # 2:04.31
        return _figure(i, i + 3, timed, digits=True, unit="second", category="duration")
    half = _and_a_half(tokens, i + 1, lexicon)
    value, last = (value + half[0], half[1]) if half else (value, i + 1)
    value, last, scale = _scaled(tokens, value, last, lexicon)
    return _figure(i, last, value, digits=True, scale=scale)


def _slashed(tokens: Tokens, i: int, above: float) -> Figure | None:
    below = float(tokens.low[i + 2].replace(",", "").replace(" ", "")) if len(tokens.low[i + 2]) < 4 else 0
    if above < below and (below <= 10 or below in (12, 16, 20, 32, 64, 100, 128)):
        return _figure(i, i + 3, above / below, style="fraction", digits=True)
    return None


def _scaled(tokens: Tokens, value: float, last: int, lexicon: Lexicon) -> tuple[float, int, float]:
    """Multiply by the scale words that follow: hundred million, bn, dozen."""
    scale = 1.0
    while True:
        word = tokens.at(last)
        step = last + 1
        if word in DASHES and tokens.touches(last) and tokens.touches(last + 1):
            word, step = tokens.at(last + 1), last + 2
        role, factor = lexicon.numbers.get(word, ("", None))
        if role == "suffix" and not _is_suffix(tokens, step - 1):
            role = ""
        if role not in ("hundred", "scale", "suffix", "dozen") or factor is None:
            return value, last, scale
        value, last, scale = value * factor, step, scale * factor


def _is_suffix(tokens: Tokens, i: int) -> bool:
    return tokens.touches(i) or len(tokens.low[i]) > 1


def _and_a_half(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[float, int] | None:
    """The fraction of "and a half", "-and-a-half" or "and three-quarters" at token i, and where it ends."""
    words = [j for j in range(i, i + 6) if tokens.at(j) not in DASHES][:3]
    conjunction, count, half = (tokens.at(j) for j in words)
    role, part = lexicon.numbers.get(half, ("", None))
    if conjunction != "and" or count not in ("a", "one", "three") or role != "fraction" or part is None:
        return None
    return None if tokens.at(words[2] + 1) == "of" else ((3 * part if count == "three" else part), words[2] + 1)


def _from_words(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """Add up number words as English does: two hundred and fifty thousand, twenty-five, two and a half."""
    total = current = 0.0
    previous, last, scale, smallest = "", i, 1.0, float("inf")
    j = i
    while True:
        half = _and_a_half(tokens, j, lexicon) if previous in SMALL else None
        if half:
            current, last = current + half[0], half[1]
            current, last, scale = _scaled(tokens, current, last, lexicon)
            break
        j = _next_word(tokens, j, previous, lexicon)
        role, value = lexicon.numbers.get(tokens.at(j), ("", None))
        if value is None or not _may_follow(role, value, previous, current, smallest):
            break
        if role in SMALL:
            current += value
        elif role in ("hundred", "dozen", "score"):
            current = (current or 1) * value
        else:
            total, current, smallest, scale = total + (current or 1) * value, 0.0, value, value
        previous, j = role, j + 1
        last = j
    return _parts(tokens, i, last, lexicon) or _figure(i, last, total + current, scale=scale)


def _next_word(tokens: Tokens, j: int, previous: str, lexicon: Lexicon) -> int:
    """Pass over the hyphen of twenty-five and the "and" of two hundred and fifty."""
    if previous and tokens.at(j) in DASHES and tokens.touches(j) and tokens.touches(j + 1):
        return j + 1
    joins = previous in ("hundred", "scale") and lexicon.role(tokens.at(j + 1)) in SMALL
    return j + 1 if tokens.at(j) == "and" and joins else j


def _may_follow(role: str, value: float, previous: str, current: float, smallest: float) -> bool:
    if role == "digit":
        return previous in ("", "ten", "hundred", "scale") and (previous == "" or value > 0)
    if role in ("teen", "ten"):
        return previous in ("", "hundred", "scale")
    if role == "score":
        return previous in ("digit", "teen") and 1 < current < SCORES
    if role in ("hundred", "dozen"):
        return 0 < current < 100 and (role == "hundred" or previous != "hundred")
    return role == "scale" and previous not in ("", "scale", "dozen") and value < smallest


def _parts(tokens: Tokens, i: int, last: int, lexicon: Lexicon) -> Figure | None:
    """Two-thirds, three quarters (of a million)."""
    j = last + 1 if tokens.at(last) in DASHES else last
    role, part = lexicon.numbers.get(tokens.at(j), ("", None))
    if last != i + 1 or role != "fraction" or part is None:
        return None
    count = lexicon.numbers[tokens.at(i)][1] or 0
    plural = tokens.at(j).endswith("s")
    if not (0 < count * part < 1) or (plural != (count > 1)):
        return None
    if j == last and not plural and tokens.at(j + 1) != "of":
        return None  # "one third term" is no fraction
    return _of_a_scale(tokens, i, j + 1, count * part, lexicon)


def _of_a_scale(tokens: Tokens, first: int, last: int, part: float, lexicon: Lexicon) -> Figure:
    """A fraction, or with "of a million" or "a million" after it a number."""
    j = last + 1 if tokens.at(last) == "of" else last
    if tokens.at(j) in ("a", "-"):
        role, factor = lexicon.numbers.get(tokens.at(j + 1), ("", None))
        if role in ("hundred", "scale", "dozen") and factor is not None:
            return _figure(first, j + 2, part * factor, scale=factor)
    return _figure(first, last, part, style="fraction")


def _bare_scale(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure:
    first = i - 1 if tokens.before(i) in ("a", "an") else i
    value = lexicon.numbers[tokens.at(i)][1] or 0
    value, last, scale = _scaled(tokens, value, i + 1, lexicon)
    figure = (
        _from_words(tokens, last + 1, lexicon)
        if tokens.at(last) == "and" and _small(tokens, last + 1, lexicon)
        else None
    )
    if figure and figure.value and figure.value < 100 and figure.style == "cardinal":
        value, last = value + figure.value, figure.last
        value, last, scale = _scaled(tokens, value, last, lexicon)
    return _figure(first, last, value, scale=value if scale == 1 else scale)


def _small(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    return lexicon.role(tokens.at(i)) in SMALL


def _fraction(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    part = lexicon.numbers[tokens.at(i)][1] or 0
    if lexicon.role(tokens.at(i)) == "vulgar":
        return _figure(i, i + 1, part, style="fraction", digits=True)
    article = tokens.before(i) in ("a", "an")
    if (
        article
        and tokens.before(i, 2) == "and"
        and tokens.before(i, 4) in ("a", "an")
        and _measures(tokens, i - 3, lexicon)
    ):
        return _figure(i - 4, i + 1, 1 + part, style="split")
    following = tokens.at(i + 1)
    role, factor = lexicon.numbers.get(following, ("", None))
    if role in ("scale", "dozen") and factor is not None and not tokens.at(i).endswith("s"):
        return _figure(i - 1 if article else i, i + 2, part * factor, scale=factor)  # half million
    if tokens.at(i) == "half":
        return _half(tokens, i, article, lexicon)
    if not article or tokens.at(i).endswith("s") or following in DASHES:
        return None
    bare = tokens.at(i) != "fourth" and not noun_follows(tokens, i + 1, lexicon)
    if following == "of" or bare or lexicon.has("comparing", following):
        return _of_a_scale(tokens, i - 1, i + 1, part, lexicon)
    return None


def _half(tokens: Tokens, i: int, article: bool, lexicon: Lexicon) -> Figure | None:
    """Half a million, half an hour, half of them, almost half; not the first half, half Leeds, half-time."""
    following = tokens.at(i + 1)
    if following in ("a", "an", "-") and _measures(tokens, i + 2, lexicon):
        figure = _of_a_scale(tokens, i, i + 1, 0.5, lexicon)
        if figure.style == "fraction":
            figure.style, figure.after = "cardinal", i + 2
            figure.last = i + 2 if following != "-" else i + 1
            figure.style = "article" if following != "-" else "cardinal"
        return figure
    opens = not tokens.is_word(i - 1) and tokens.before(i) not in DASHES
    free = article or opens or tokens.before(i) == "by" or form_before(tokens, i, lexicon.modifiers) is not None
    ends = following not in DASHES and not noun_follows(tokens, i + 1, lexicon)
    if lexicon.has("halved", following) or (free and ends):
        return _figure(i - 1 if article else i, i + 1, 0.5, style="fraction")
    return None


def _measures(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    word = tokens.at(i)
    return lexicon.role(word) in ("hundred", "scale", "dozen") or any(
        form.tokens == (word,) and not form.meaning.glued for form in lexicon.units.get(word, ())
    )


def _vague(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure:
    value = lexicon.numbers[tokens.at(i)][1] or 0
    last = i + 1
    role, factor = lexicon.numbers.get(tokens.at(i + 2), ("", None))
    if tokens.at(i + 1) == "of" and role == "vague" and factor is not None:
        value, last = value * factor, i + 3
    return _figure(i, last, None, low=value, high=10 * value, bound="vague", style="vague")


def _amount(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """Several; a few, a handful; a couple of; a huge number of; several hundred."""
    word = tokens.at(i)
    first = i if word == "several" else _article(tokens, i, lexicon)
    if first is None:
        return None
    j = i + 2 if tokens.at(i + 1) == "of" else i + 1
    role, factor = lexicon.numbers.get(tokens.at(j), ("", None))
    if role in ("hundred", "scale", "dozen") and factor is not None:
        factor, last, _ = _scaled(tokens, factor, j + 1, lexicon)
        if word == "couple":
            return _figure(first, last, 2 * factor, bound="~")
        return _figure(first, last, None, low=factor, high=10 * factor, bound="vague", style="vague")
    if word in ("several", "few"):
        return _figure(first, i + 1, None, bound="vague", style="amount")
    if tokens.at(i + 1) != "of":
        return None
    if word == "couple":
        return _figure(first, i + 1, 2.0, bound="~", style="amount")
    return _figure(first, i + 1, None, bound="vague", style="amount")


def _article(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    """Position of the article that opens "a huge number"; None where there is none."""
    j = i - 1
    while i - j <= 3 and lexicon.has("qualifier", tokens.before(j + 1)):
        j -= 1
    opens = j >= 0 and tokens.at(j) in ("a", "an")
    return j if opens and (tokens.at(i) not in ("number", "amount") or i - j > 1) else None

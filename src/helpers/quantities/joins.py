"""Numbers that belong together: ranges, ratios, scores and votes, feet with inches, dollars with cents."""

from collections.abc import Sequence
from typing import NamedTuple

from helpers.quantities.lexicon import Lexicon, form_before
from helpers.quantities.tokens import DASHES, Figure, Tokens, sentence

FAR = 6  # tokens between two numbers that may belong together
SHORT = 30  # tokens either way in which a word tells a score or vote
MOST_GOALS = 20  # a larger number where a vote is mentioned is no score
_RATIOS = (("in",), ("in", "a"), ("in", "every"), ("out", "of"), ("of", "every"), ("out", "of", "every"))
_AND = (("and",), ("and", "about"), ("and", "around"))
_TO = (("to",), ("-", "to", "-"), ("–", "to", "–"), ("up", "to"), ("to", "about"), ("to", "around"))


class Two(NamedTuple):
    """Two neighbouring figures with their values and the words between them."""

    a: Figure
    b: Figure
    x: float
    y: float
    gap: tuple[str, ...]

    def joined(self, **facts: object) -> Figure:
        """One figure from the start of the first to the end of the second."""
        figure = Figure(self.a.first, self.b.last, digits=self.a.digits, after=self.b.after, number=self.a.number)
        for name, fact in facts.items():
            setattr(figure, name, fact)
        return figure

    def whole(self) -> bool:
        """Whether both are plain whole numbers."""
        plain = all(figure.bare() and figure.style == "cardinal" for figure in (self.a, self.b))
        return plain and self.x % 1 == self.y % 1 == 0 <= min(self.x, self.y)


def join(tokens: Tokens, figures: Sequence[Figure], lexicon: Lexicon) -> list[Figure]:
    """The figures with every two that are one quantity made one."""
    joined: list[Figure] = []
    for figure in figures:
        both = _one(tokens, joined[-1], figure, lexicon) if joined else None
        if both is None:
            joined.append(figure)
        else:
            joined[-1] = both
    return joined


def _one(tokens: Tokens, a: Figure, b: Figure, lexicon: Lexicon) -> Figure | None:
    if a.kind != "figure" or b.kind != "figure" or b.first - a.last > FAR:
        return None
    if a.value is None or b.value is None or b.style not in ("cardinal", "fraction"):
        return None
    hangs = b.first - a.after > 1 and tokens.at(a.after) in DASHES and tokens.touches(a.after)
    gap = tokens.low[a.after + 1 if hangs and not tokens.touches(a.after + 1) else a.after : b.first]
    two = Two(a, b, a.value, b.value, tuple(gap))  # the hyphen of "two- or three-week" is none of a range
    return _compound(two) or _ratio(two) or _pair(tokens, two, lexicon) or _range(tokens, two, lexicon)


def _compound(two: Two) -> Figure | None:
    """5ft 6in · three dollars and 50 cents."""
    a, b = two.a, two.b
    if a.unit == "foot" and b.unit == "inch" and not two.gap and two.y < 12:
        return two.joined(value=two.x + two.y / 12, unit="foot", category="distance")
    named = a.last < a.after and b.last < b.after and two.gap in ((), ("and",))
    if named and a.category == b.category == "money" and a.unit == b.unit and two.y < 1 <= two.x:
        return two.joined(value=two.x + two.y, unit=a.unit, category="money")
    return None


def _ratio(two: Two) -> Figure | None:
    """One in five · nine out of 10 · one-in-a-hundred."""
    words = tuple(word for word in two.gap if word not in DASHES)
    hyphened = len(words) < len(two.gap)  # a one-in-a-hundred-year flood
    plain = two.a.bare() and two.a.style == "cardinal" and (two.b.unit is None or hyphened)
    if words not in _RATIOS or not plain or two.x % 1 or two.y % 1 or not 0 < two.x < min(two.y, 1000):
        return None
    return two.joined(value=two.x / two.y, style="fraction", category="ratio", after=two.b.last)


def _pair(tokens: Tokens, two: Two, lexicon: Lexicon) -> Figure | None:
    """A score (2-1, 0-0) or a vote (312 to 240; 3,961 votes to 402)."""
    counted = len(two.gap) == 2 and two.gap[0] in ("votes", "vote")
    spoken = two.gap in (("to",), ("-", "to", "-"), ("against",)) or (counted and two.gap[1] in ("to", "against"))
    dashed = len(two.gap) == 1 and two.gap[0] in DASHES and tokens.tight(two.a.after)
    if not (spoken or dashed) or not two.whole() or two.b.after != two.b.last:
        return None
    start, end = sentence(tokens, two.a.first, SHORT)
    voted = counted or any(lexicon.has("vote", word) for word in tokens.low[start:end])
    scored = any(lexicon.has("score", word) for word in tokens.low[start:end])
    rising = two.x < two.y
    if not (voted or scored) or (rising and spoken and not counted):
        return None
    if rising and not (_stands_alone(tokens, two.b, lexicon) and (voted or _played(tokens, two, lexicon))):
        return None
    told = any(word.startswith("vot") for word in tokens.low[start:end])
    vote = counted or (voted and (told or not scored or max(two.x, two.y) > MOST_GOALS))
    facts = {"category": "vote", "noun": "vote"} if vote else {"category": "score"}
    return two.joined(pair=(two.x, two.y), **facts)


def _stands_alone(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> bool:
    following = tokens.at(figure.after)
    return not tokens.is_word(figure.after) or lexicon.has("end", following) or lexicon.has("score", following)


def _played(tokens: Tokens, two: Two, lexicon: Lexicon) -> bool:
    """Whether a word of the game stands right beside the two numbers."""
    beside = [tokens.before(two.a.first, step) for step in (1, 2, 3)]
    return any(lexicon.has("score", word) for word in (*beside, *(tokens.at(two.b.after + i) for i in (0, 1))))


def _range(tokens: Tokens, two: Two, lexicon: Lexicon) -> Figure | None:
    low = two.x * _shared_scale(two)
    if low >= two.y or not _same_measure(tokens, two) or not _links(tokens, two, lexicon):
        return None
    source = two.b if two.b.unit is not None else two.a
    opening = tokens.before(two.a.first)
    figure = two.joined(low=low, high=two.y, bound="range", unit=source.unit, category=source.category)
    figure.scale, figure.digits = two.b.scale, two.b.digits
    figure.modifier = opening if opening in ("between", "from") else None
    return figure


def _shared_scale(two: Two) -> float:
    """In "$10 to $15 billion" the first number is in billions too; in "$200 to $4 million" it is not."""
    scale = two.b.scale
    shares = two.a.scale == 1 and scale >= 1000 and two.a.after == two.a.last and 0 < two.x < 1000
    return scale if shares and two.x * scale < two.y else 1.0


def _same_measure(tokens: Tokens, two: Two) -> bool:
    a, b = two.a.unit, two.b.unit
    if two.a.style != two.b.style:
        return False
    if a is not None and b is None and two.a.after > two.a.last:
        return tokens.before(two.a.first) == "from"  # not "gained 0.7 per cent to 6,327"
    return a == b or a is None or b is None or b.startswith(f"{a} per ")


def _links(tokens: Tokens, two: Two, lexicon: Lexicon) -> bool:
    """Whether the words between two numbers make a range of them."""
    first, gap = two.a.first, two.gap
    if gap in _AND:
        bounded = form_before(tokens, first, lexicon.modifiers) is not None
        return tokens.before(first) == "between" or (bounded and tokens.before(first, 2) == "between")
    if len(gap) == 1 and gap[0] in DASHES:
        even = tokens.touches(two.a.after) == tokens.touches(two.b.first)
        return even and (gap[0] != "—" or tokens.touches(two.b.first))
    if gap in _TO:
        return two.x == 0 or not _changes(tokens, first, lexicon)
    near = two.y - two.x <= max(1.0, 0.5 * two.x)
    return gap == ("or",) and near and two.a.unit is None and two.a.scale == two.b.scale and two.x % 1 == 0


def _changes(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether the two numbers are where something went from and where it went: "fell from 4% to 2%"."""
    before = form_before(tokens, i, lexicon.modifiers)
    i = before[1] if before else i
    if tokens.before(i) == "from":
        return any(lexicon.has("change", tokens.before(i, step)) for step in (2, 3, 4, 5))
    return lexicon.has("change", tokens.before(i))

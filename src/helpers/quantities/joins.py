"""Numbers that belong together: ranges, ratios, scores and votes, feet with inches, dollars with cents."""

from collections.abc import Sequence
from typing import NamedTuple

from helpers.quantities.lexicon import Lexicon, form_before
from helpers.quantities.nouns import noun_follows, singular
from helpers.quantities.tokens import DASHES, Figure, Tokens, sentence

FAR = 6  # tokens between two numbers that may belong together
SHORT = 30  # tokens either way in which a word tells a score or vote
MOST_GOALS = 20  # a larger number where a vote is mentioned is no score
WICKETS = 10  # of a side
MOST_OF = 1000  # "one in five" is a share, "one in 2,000,000" is too, "1,500 in 2,000" is not
WHOLE = 100  # what the parts of a split add up to
MOST_WIDE = 2.5  # the ends of "rose 10 to 15 per cent" lie no further apart
_RATIOS = (("in",), ("in", "a"), ("in", "every"), ("out", "of"), ("of", "every"), ("out", "of", "every"))
_PARTS = {  # how many of the smaller unit make the larger
    ("foot", "inch"): 12,
    ("stone", "pound-mass"): 14,
    ("pound-mass", "ounce"): 16,
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
}
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
        both = _next_set(tokens, joined, figure) or (_one(tokens, joined[-1], figure, lexicon) if joined else None)
        if both is None:
            joined.append(figure)
        else:
            joined[-1] = both
    return joined


def _next_set(tokens: Tokens, joined: Sequence[Figure], b: Figure) -> Figure | None:
    """A pair that goes on a row of scores: 6-4, 3-6, 7-5."""
    if len(joined) < 2 or joined[-2].category != "score" or joined[-1].value is None or b.value is None:
        return None
    two = Two(joined[-1], b, joined[-1].value, b.value, tuple(tokens.low[joined[-1].after : b.first]))
    row = tokens.low[joined[-2].after : two.a.first] in ([], [","], ["and"], [",", "and"])
    dashed = len(two.gap) == 1 and two.gap[0] in DASHES and tokens.tight(two.a.after)
    return two.joined(pair=(two.x, two.y), category="score") if row and dashed and two.whole() else None


def _one(tokens: Tokens, a: Figure, b: Figure, lexicon: Lexicon) -> Figure | None:
    if a.kind != "figure" or b.kind != "figure" or b.first - a.last > FAR:
        return None
    _read_millions(tokens, a, b)
    if a.value is None or b.value is None or b.style not in ("cardinal", "fraction"):
        return None
    hangs = b.first - a.after > 1 and tokens.at(a.after) in DASHES and tokens.touches(a.after)
    gap = tokens.low[a.after + 1 if hangs and not tokens.touches(a.after + 1) else a.after : b.first]
    two = Two(a, b, a.value, b.value, tuple(gap))  # the hyphen of "two- or three-week" is none of a range
    return _compound(two) or _ratio(tokens, two, lexicon) or _pair(tokens, two, lexicon) or _range(tokens, two, lexicon)


def _read_millions(tokens: Tokens, a: Figure, b: Figure) -> None:
    """Read the m of "£5-10m" and of "5m-10m people" as millions where the other end of the range tells it."""
    for figure, known in ((b, a), (a, b)):
        metres = figure.unit == "metre" and tokens.at(figure.last) == "m" and figure.value is not None
        linked = tuple(tokens.low[a.after : b.first]) in (*_TO, *_AND, ("or",), *((dash,) for dash in DASHES))
        if metres and linked and (known.category == "money" or known.scale == 1e6):
            figure.unit, figure.category, figure.scale = None, "count", 1e6
            figure.value = (figure.value or 0) * 1e6
            figure.last = figure.after = figure.last + 1


def _compound(two: Two) -> Figure | None:
    """5ft 6in · 12st 4lb · three dollars and 50 cents · three years and four months · 3min 31.2sec."""
    a, b = two.a, two.b
    if two.gap not in ((), ("and",), (",")):
        return None
    over = _PARTS.get((a.unit or "", b.unit or ""), 0)
    if over and two.y < over and (not two.gap or (a.unit, b.unit) == ("year", "month")):
        if a.category == "duration":  # told in the smaller unit
            return two.joined(value=two.x * over + two.y, unit=b.unit, category="duration")
        return two.joined(value=two.x + two.y / over, unit=a.unit, category=a.category)
    named = a.last < a.after and b.last < b.after
    if named and a.category == b.category == "money" and a.unit == b.unit and two.y < 1 <= two.x:
        return two.joined(value=two.x + two.y, unit=a.unit, category="money")
    return None


def _ratio(tokens: Tokens, two: Two, lexicon: Lexicon) -> Figure | None:
    """One in five · nine out of 10 · one-in-a-hundred · one farm in nine."""
    words = tuple(word for word in two.gap if word not in DASHES)
    hyphened = len(words) < len(two.gap)  # a one-in-a-hundred-year flood
    plain = two.a.bare() and two.a.style == "cardinal" and (two.b.unit is None or hyphened)
    if not plain or two.x % 1 or two.y % 1 or not 0 < two.x < min(two.y, MOST_OF):
        return None
    noun = None
    if words[1:] == ("in",) and tokens.is_word(two.a.after) and not lexicon.has("end", words[0]):
        words, noun = words[1:], singular(words[0], lexicon)
        if noun_follows(tokens, two.b.after, lexicon):
            return None
    if words not in _RATIOS:
        return None
    return two.joined(value=two.x / two.y, style="fraction", category="ratio", after=two.b.last, noun=noun)


def _pair(tokens: Tokens, two: Two, lexicon: Lexicon) -> Figure | None:
    """A score (2-1, 0-0), a vote (312 to 240; 3,961 votes to 402), odds (7-2) or a split (60-40)."""
    counted = len(two.gap) == 2 and two.gap[0] in ("votes", "vote")
    if _at_cricket(tokens, two, lexicon) or (two.gap[1:] == ("to",) and lexicon.has("scoring", two.gap[0])):
        return two.joined(pair=(two.x, two.y), category="score", after=two.b.last) if two.whole() else None
    spoken = two.gap in (("to",), ("-", "to", "-"), ("against",)) or (counted and two.gap[1] in ("to", "against"))
    printed = len(two.gap) == 1 and (two.gap[0] in DASHES or two.gap[0] == "/") and tokens.tight(two.a.after)
    if not (spoken or printed) or not two.whole() or two.b.after != two.b.last:
        return None
    facts = {"category": "vote", "noun": "vote"} if counted else _contest(tokens, two, spoken, lexicon)
    return two.joined(pair=(two.x, two.y), **facts) if facts else None


def _at_cricket(tokens: Tokens, two: Two, lexicon: Lexicon) -> bool:
    """Runs for wickets, or wickets for runs: 287 for six, 5 for 43."""
    if two.gap != ("for",) or min(two.x, two.y) > WICKETS or noun_follows(tokens, two.b.after, lexicon):
        return False
    start, end = sentence(tokens, two.a.first, SHORT)
    return any(lexicon.has("cricket", word) for word in tokens.low[start:end])


def _contest(tokens: Tokens, two: Two, spoken: bool, lexicon: Lexicon) -> dict[str, object] | None:
    """What two whole numbers tell of, if they are set against each other: a score, a vote, odds."""
    start, end = sentence(tokens, two.a.first, SHORT)
    words = set(tokens.low[start:end])
    voted, scored, bet = (not words.isdisjoint(lexicon.words.get(role, ())) for role in ("vote", "score", "odds"))
    rising, slash = two.x < two.y, two.gap == ("/",)
    if bet and not slash and not spoken and _beside(tokens, two, "odds", lexicon):
        return {"category": "ratio"}
    if slash or (rising and spoken):
        return {"category": "ratio"} if slash and (bet or two.x + two.y == WHOLE) else None
    if rising and not (_stands_alone(tokens, two.b, lexicon) and (voted or _beside(tokens, two, "score", lexicon))):
        return {"category": "ratio"} if two.x + two.y == WHOLE else None
    if not (voted or scored):
        return None if spoken else {"category": "score" if max(two.x, two.y) <= MOST_GOALS else "ratio"}
    told = any(word.startswith("vot") for word in words) or _beside(tokens, two, "vote", lexicon)
    vote = voted and (told or not scored or max(two.x, two.y) > MOST_GOALS)
    return {"category": "vote", "noun": "vote"} if vote else {"category": "score"}


def _stands_alone(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> bool:
    following = tokens.at(figure.after)
    return not tokens.is_word(figure.after) or lexicon.has("end", following) or lexicon.has("score", following)


def _beside(tokens: Tokens, two: Two, role: str, lexicon: Lexicon) -> bool:
    """Whether a word of the role stands right beside the two numbers."""
    before = [tokens.before(two.a.first, step) for step in (1, 2, 3)]
    return any(lexicon.has(role, word) for word in (*before, *(tokens.at(two.b.after + i) for i in (0, 1))))


def _range(tokens: Tokens, two: Two, lexicon: Lexicon) -> Figure | None:
    low = two.x * _shared_scale(two)
    if low >= two.y or not _same_measure(tokens, two) or not _links(tokens, two, lexicon):
        return None
    source = two.b if two.b.unit is not None else two.a
    opening = tokens.before(two.a.first)
    figure = two.joined(low=low, high=two.y, bound="range", unit=source.unit, category=source.category)
    figure.scale, figure.digits, figure.style = two.b.scale, two.b.digits, two.a.style
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
        return two.x == 0 or not _changes(tokens, two, lexicon)
    near = two.y - two.x <= max(1.0, 0.5 * two.x)
    return gap == ("or",) and near and two.a.unit is None and two.a.scale == two.b.scale and two.x % 1 == 0


def _changes(tokens: Tokens, two: Two, lexicon: Lexicon) -> bool:
    """Whether the two numbers are where something went from and where it went: "fell from 4% to 2%"."""
    before = form_before(tokens, two.a.first, lexicon.modifiers)
    i = before[1] if before else two.a.first
    if tokens.before(i) == "from":
        return _told_of_change(tokens, i - 1, lexicon)
    if tokens.before(i) == "by":
        return two.y > MOST_WIDE * two.x and _told_of_change(tokens, i - 1, lexicon)
    return lexicon.has("change", tokens.before(i)) and (two.a.unit is not None or two.y > MOST_WIDE * two.x)


def _told_of_change(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether the sentence up to token i has a word of change, nearer than one of range."""
    for j in range(i - 1, sentence(tokens, i, SHORT)[0] - 1, -1):
        if lexicon.has("ranging", tokens.low[j]):
            return False
        if lexicon.has("change", tokens.low[j]):
            return True
    return False

"""Articles of two groups matched before they are compared, so that a mix of topics does not pass for framing."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from helpers.comparing.counting import Group, pair
from helpers.comparing.describing import span_of_date

if TYPE_CHECKING:
    from scipy.sparse import csr_array

DAYS = 3
LEAST_SIMILARITY = 0.2
_BLOCK = 500  # articles whose similarities are looked at together


class Matched(NamedTuple):
    """Which articles were matched, and which were left out and why.

    ``pairs`` has a row a pair: target, reference (article ids), days (between them) and similarity, best first.
    ``left_out`` has a row an article: article_id, group (target or reference), reason.
    """

    pairs: pd.DataFrame
    left_out: pd.DataFrame


def match(
    terms: pd.DataFrame,
    target: pd.DataFrame,
    reference: pd.DataFrame,
    *,
    days: int = DAYS,
    least: float = LEAST_SIMILARITY,
) -> Matched:
    """Pair the articles of two groups by day and shared vocabulary, each at most once.

    Parameters
    ----------
    terms : the table ``terms``.
    target, reference : rows of the table ``articles``, as ``by_outlet(articles, articles, …)`` picks them.
    days : how far apart two articles may have been published. Dates not known to the day match nothing.
    least : the similarity two articles must have: the cosine of their words, each weighed by 1 + log(count) and
        by the log of its rarity among all these articles (Salton & Buckley 1988, ltc), from 0 to 1.

    Returns
    -------
    The pairs, the most similar first: of all pairs that may be, the best is taken, then the best of what is left
    (nearest neighbour without replacement: Rosenbaum & Rubin 1985). And what was left out.
    """
    dates = {row.article_id: _day(row.published) for own in (target, reference) for row in own.itertuples()}
    sides = [terms[terms["article_id"].isin(own["article_id"])] for own in (target, reference)]
    pairs = _candidates(sides, dates, days, least) if all(len(side) for side in sides) else []
    taken: list[tuple[str, str, int, float]] = []
    used: set[str] = set()
    for similarity, one, other, apart in sorted(pairs, key=lambda found: (-found[0], found[1], found[2])):
        if one not in used and other not in used:
            used |= {one, other}
            taken.append((one, other, apart, similarity))
    reasons = dict.fromkeys((i for found in pairs for i in found[1:3]), "its matches went to others")
    reasons |= {i: "its date is not known to the day" for i, day in dates.items() if day is None}
    missed = [
        (i, group, reasons.get(i, "nothing like it within the days"))
        for group, own in (("target", target), ("reference", reference))
        for i in own["article_id"]
        if i not in used
    ]
    return Matched(
        pd.DataFrame(taken, columns=["target", "reference", "days", "similarity"]),
        pd.DataFrame(missed, columns=["article_id", "group", "reason"]),
    )


def _day(published: str | None) -> pd.Timestamp | None:
    span = span_of_date(published)
    return span[0] if span and span[0] == span[1] else None


def _candidates(
    sides: list[pd.DataFrame], dates: dict[str, pd.Timestamp | None], days: int, least: float
) -> list[tuple[float, str, str, int]]:
    """Every pair within the days and alike enough: similarity, target's and reference's id, days between."""
    compared = pair(sides[0], sides[1])
    ours, theirs = _weighed(compared.target, compared.reference)
    ids1, day1, rows1 = _by_day(compared.target, dates)
    ids2, day2, rows2 = _by_day(compared.reference, dates)
    ours, theirs = ours[rows1], theirs[rows2]
    found = []
    for start in range(0, len(ids1), _BLOCK):
        block = slice(start, start + _BLOCK)
        first = np.searchsorted(day2, day1[block].min() - days)
        last = np.searchsorted(day2, day1[block].max() + days, side="right")
        near = (ours[block] @ theirs[first:last].T).tocoo()
        rows, columns = near.coords[0] + start, near.coords[1] + first
        kept = (near.data >= least) & (np.abs(day1[rows] - day2[columns]) <= days)
        found += [
            (round(float(s), 9), str(ids1[r]), str(ids2[c]), abs(int(day1[r] - day2[c])))
            for s, r, c in zip(near.data[kept], rows[kept], columns[kept], strict=True)
        ]
    return found


def _by_day(side: Group, dates: dict[str, pd.Timestamp | None]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The ids of a side's dated articles in the order of time, their days as numbers, and their rows."""
    assert side.articles is not None
    known = [(dates[i].toordinal(), n) for n, i in enumerate(side.articles) if dates[i] is not None]  # type: ignore[union-attr]
    rows = np.array([n for _, n in sorted(known)], dtype=np.intp)
    return side.articles[rows], np.array([day for day, _ in sorted(known)], dtype=np.int64), rows


def _weighed(target: Group, reference: Group) -> tuple["csr_array", "csr_array"]:
    """Articles × terms, weighed and of length 1, for either side."""
    number = target.counts.shape[0] + reference.counts.shape[0]
    held = np.diff(target.counts.indptr) + np.diff(reference.counts.indptr)
    rarity = np.log(number / np.maximum(held, 1))
    made = []
    for side in (target, reference):
        weights = side.counts.astype(float).tocsr()
        weights.data = (1 + np.log(weights.data)) * rarity[weights.indices]
        weights.eliminate_zeros()
        lengths = np.sqrt((weights**2).sum(axis=1))
        weights.data /= np.repeat(np.where(lengths > 0, lengths, 1), np.diff(weights.indptr))
        made.append(weights)
    return made[0], made[1]

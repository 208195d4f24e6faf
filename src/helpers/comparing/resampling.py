"""Intervals whose unit is the article, or the group of copies: words of one article are not independent.

Two rates, each occurrences over words, are compared term by term. All that is needed of the articles are sums
over the units (``Sums``); a resample of units is the same sums with weights, so no resampled corpus is ever
built: a sparse matrix times a matrix of weights.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.comparing.counting import Pair
from helpers.comparing.measures import Numbers

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# Fewest articles (or groups of copies) a side for an interval or a p. With ten, 92,378 resamples can be told
# apart (Hall 1992, appendix I: (2n-1 choose n)) and the smallest p of a permutation of two sides is 2 in
# 184,756; with five it is 2 in 252, which no correction over some dozens of terms survives.
LEAST_ARTICLES = 10
# Fewest articles a term must stand in. With two sides of one size, five articles all on one side have a chance
# of 2 in 32: no p below .05 can be had. The rule looks at both sides together, so it does not favour either
# (independent filtering: Bourgon, Gentleman & Huber 2010).
LEAST_WITH_TERM = 6
# Added to both counts inside the logarithm, so that a resample without the term has one too (Haldane 1956;
# Anscombe 1956).
HALF = 0.5
# Added to the sum of squared residuals. A resample in which a side has lost the term has no residual left, would
# count as endlessly far, and with a term in three articles makes intervals of no use. Chosen by simulation: a tenth
# keeps coverage at 94 to 97 % there and halves the width; with large counts it alters nothing.
TENTH = 0.1
RESAMPLES = 999  # so that the quantiles of 95 % intervals are resamples themselves (Davison & Hinkley 1997, 5.3)
SEED = 2021


class Design(NamedTuple):
    """Which units there are: words of each on either side, and who stands on both.

    ``rows1`` and ``rows2`` are the unit of each article (its place among that side's units); ``both1`` and
    ``both2`` the places of the units that stand on both sides.
    """

    words1: Numbers
    words2: Numbers
    rows1: NDArray[np.intp]
    rows2: NDArray[np.intp]
    both1: NDArray[np.intp]
    both2: NDArray[np.intp]

    @property
    def units(self) -> int:
        """Units in all; one that stands on both sides counts once."""
        return len(self.words1) + len(self.words2) - len(self.both1)

    @property
    def least(self) -> int:
        """Units on the side that has fewer."""
        return min(len(self.words1), len(self.words2))


def design(compared: Pair, clusters: pd.Series | None = None) -> Design:
    """The units of a comparison: its articles, those of one cluster as one.

    Parameters
    ----------
    clusters : from article_id to the name of its cluster; an article that is not there is one by itself.
        An article or cluster on both sides (own against quoted words, a text that both outlets print) is one
        unit.
    """
    names = []
    for n, side in enumerate((compared.target, compared.reference)):
        ids = pd.Series([f"side {n}"] if side.articles is None else side.articles, dtype="object")
        known = ids.map(clusters) if clusters is not None else pd.Series(np.nan, index=ids.index, dtype="object")
        names.append(known.where(known.notna(), "article " + ids))
    (rows1, units1), (rows2, units2) = (pd.factorize(n) for n in names)
    places = pd.Index(units2).get_indexer(units1)
    shared = places >= 0
    return Design(
        np.bincount(rows1, weights=compared.target.words).astype(float),
        np.bincount(rows2, weights=compared.reference.words).astype(float),
        rows1, rows2, np.flatnonzero(shared), places[shared],
    )  # fmt: skip


class Weights(NamedTuple):
    """Weights of the units of either side (units × sets of weights), and the sums that no term alters.

    n and nn are weighted sums of the units' words and of their squares; n1n2 is over units on both sides.
    """

    w1: Numbers
    w2: Numbers
    n1: Numbers
    n2: Numbers
    nn1: Numbers
    nn2: Numbers
    n1n2: Numbers


def weigh(plan: Design, w1: Numbers, w2: Numbers) -> Weights:
    """Weights with their sums."""
    both = plan.words1[plan.both1] * plan.words2[plan.both2]
    return Weights(
        w1, w2, plan.words1 @ w1, plan.words2 @ w2, plan.words1**2 @ w1, plan.words2**2 @ w2, both @ w1[plan.both1]
    )


def too_few(plan: Design) -> str:
    """Why nothing can be tested, for tables to say; nothing where the articles suffice."""
    if plan.least >= LEAST_ARTICLES:
        return ""
    return f"not tested: {len(plan.words1)} and {len(plan.words2)} articles, fewer than {LEAST_ARTICLES}"


def resamples(plan: Design, number: int, seed: int) -> Weights:
    """How often each unit is drawn in each resample: units × resamples, for either side.

    Units are drawn with replacement, each side by itself; where units stand on both sides, all units
    together, so that such a unit is drawn for both.
    """
    random = np.random.default_rng(seed)
    m1, m2 = len(plan.words1), len(plan.words2)
    if not len(plan.both1):
        return weigh(plan, _drawn(random, m1, number), _drawn(random, m2, number))
    places = np.arange(m1, plan.units)
    second = np.empty(m2, dtype=np.intp)
    second[plan.both2] = plan.both1
    second[np.setdiff1d(np.arange(m2), plan.both2)] = places
    drawn = _drawn(random, plan.units, number)
    return weigh(plan, drawn[:m1], drawn[second])


def _drawn(random: np.random.Generator, units: int, number: int) -> Numbers:
    drawn = np.empty((units, number))
    for n in range(number):
        drawn[:, n] = np.bincount(random.integers(units, size=units), minlength=units)
    return drawn


class Sums(NamedTuple):
    """Sums over units, weighted: a row a term (or one for all), a column a set of weights.

    y is a unit's count, n its words; 1 and 2 are the sides. The last four are over the units on both sides.
    """

    y1: Numbers
    n1: Numbers
    yy1: Numbers
    yn1: Numbers
    nn1: Numbers
    y2: Numbers
    n2: Numbers
    yy2: Numbers
    yn2: Numbers
    nn2: Numbers
    y1y2: Numbers
    y1n2: Numbers
    n1y2: Numbers
    n1n2: Numbers


def sums(by_unit1: "csr_array", by_unit2: "csr_array", plan: Design, weights: Weights) -> Sums:
    """The sums of some terms (terms × units, sparse) under weights."""
    y1, yy1, yn1 = _one_side(by_unit1, plan.words1, weights.w1)
    y2, yy2, yn2 = _one_side(by_unit2, plan.words2, weights.w2)
    y1y2 = y1n2 = n1y2 = np.zeros((1, 1))
    if len(plan.both1):
        b1, b2, both = by_unit1[:, plan.both1], by_unit2[:, plan.both2], weights.w1[plan.both1]
        y1y2 = (b1 * b2) @ both
        y1n2, n1y2 = _sized(b1, plan.words2[plan.both2]) @ both, _sized(b2, plan.words1[plan.both1]) @ both
    return Sums(
        y1, weights.n1, yy1, yn1, weights.nn1, y2, weights.n2, yy2, yn2, weights.nn2, y1y2, y1n2, n1y2, weights.n1n2
    )


def _one_side(counts: "csr_array", words: Numbers, weights: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Sums of y, y² and yn. Most counts are 1, so y² is summed as y + y(y - 1), which is sparser."""
    y = counts @ weights
    more = counts.copy()
    more.data *= more.data - 1
    more.eliminate_zeros()
    squares = more @ weights
    squares += y
    return y, squares, _sized(counts, words) @ weights


def _sized(counts: "csr_array", words: Numbers) -> "csr_array":
    """Each count times the words of its unit."""
    made = counts.copy()
    made.data *= words[made.indices]
    return made


def residuals(s: Sums, rate1: Numbers, rate2: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Sums of squared residuals y - rate · n on either side, and of their product over units on both."""
    e1 = s.yy1 - 2 * rate1 * s.yn1 + rate1**2 * s.nn1
    e2 = s.yy2 - 2 * rate2 * s.yn2 + rate2**2 * s.nn2
    cross = s.y1y2 - rate2 * s.y1n2 - rate1 * s.n1y2 + rate1 * rate2 * s.n1n2
    return np.maximum(e1, 0), np.maximum(e2, 0), cross


def factors(plan: Design) -> tuple[float, float]:
    """m / (m - 1), m the units of either side, or all units where some stand on both sides."""
    sizes = (plan.units, plan.units) if len(plan.both1) else (len(plan.words1), len(plan.words2))
    return sizes[0] / (sizes[0] - 1), sizes[1] / (sizes[1] - 1)


class Estimate(NamedTuple):
    """An estimate with its standard error."""

    value: Numbers
    error: Numbers


def log_rate_ratio(s: Sums, plan: Design) -> Estimate:
    """Natural log of the ratio of two rates, half an occurrence added to each; error by linearisation.

    The variance of a ratio estimator with units as clusters: Cochran (1977, eq. 6.13) for each side, less twice
    the covariance over units that stand on both.
    """
    e1, e2, cross = residuals(s, s.y1 / s.n1, s.y2 / s.n2)
    f1, f2 = factors(plan)
    a, b = s.y1 + HALF, s.y2 + HALF
    variance = f1 * (e1 + TENTH) / a**2 + f2 * (e2 + TENTH) / b**2 - 2 * f1 * cross / (a * b)
    return Estimate(np.log(a / s.n1) - np.log(b / s.n2), np.sqrt(np.maximum(variance, 0)))


def rate_difference(s: Sums, plan: Design) -> Estimate:
    """Difference of two rates, with its error by linearisation (see ``log_rate_ratio``)."""
    e1, e2, cross = residuals(s, s.y1 / s.n1, s.y2 / s.n2)
    f1, f2 = factors(plan)
    variance = f1 * (e1 + TENTH) / s.n1**2 + f2 * (e2 + TENTH) / s.n2**2 - 2 * f1 * cross / (s.n1 * s.n2)
    return Estimate(s.y1 / s.n1 - s.y2 / s.n2, np.sqrt(np.maximum(variance, 0)))


def symmetric_t(point: Estimate, drawn: Estimate, level: float) -> tuple[Numbers, Numbers]:
    """The symmetric bootstrap-t interval (Hall 1988; Efron & Tibshirani 1993, ch. 12.5).

    Each resample's estimate is studentised by its own error; the quantile of the absolute values takes the
    place of a table's t. A resample whose error is none counts as infinitely far.

    Parameters
    ----------
    point : estimates of the articles as they are, terms × 1.
    drawn : of the resamples, terms × resamples.

    Returns
    -------
    Low and high end, one a term.
    """
    gap = np.abs(drawn.value - point.value)
    t = np.divide(gap, drawn.error, out=np.where(gap == 0, 0, np.inf), where=drawn.error > 0)
    t[np.isnan(t)] = np.inf  # a resample without a single word on a side
    place = min(t.shape[1], int(np.ceil(level * (t.shape[1] + 1) - 1e-9))) - 1
    quantile = np.partition(t, place, axis=1)[:, place]
    error = point.error[:, 0]
    centre, reach = point.value[:, 0], np.multiply(quantile, error, out=np.zeros_like(error), where=error > 0)
    return centre - reach, centre + reach

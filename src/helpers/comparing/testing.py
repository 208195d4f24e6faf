"""Tests whose unit is the article, many at once, and what is put together from tests and intervals."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.comparing.counting import CountsError, Pair
from helpers.comparing.measures import Numbers
from helpers.comparing.resampling import (
    LEAST_ARTICLES,
    LEAST_WITH_TERM,
    Design,
    Sums,
    factors,
    log_rate_ratio,
    resamples,
    residuals,
    sums,
    symmetric_t,
    weigh,
)

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_BLOCK = 1_000  # terms at a time


class Score(NamedTuple):
    """A test of equal rates: t is above none where the target's rate is the higher one."""

    t: Numbers
    p: Numbers


def score_test(s: Sums, plan: Design) -> Score:
    """Test of one rate on both sides, with the unit as the unit: two score tests that have to agree.

    The score is the target's excess of occurrences over what the rate of both sides together gives it. One test
    takes its variance from the units' own residuals (the robust score test: Boos 1992; Rotnitzky & Jewell 1990),
    with Student's t of units - 2 degrees of freedom; it needs no model, but is too bold where the smaller side
    holds few articles with the term. The other takes variance and skewness from a negative binomial count with
    the same dispersion on both sides (moments: Breslow 1984), with Pearson's type III curve; it is too bold where
    one side is more bursty. p, two-sided, is the larger of the two, so it is valid wherever either is (an
    intersection-union test: Berger 1982). t is that of the first test.
    """
    from scipy.special import stdtr

    rate, share = (s.y1 + s.y2) / (s.n1 + s.n2), s.n1 / (s.n1 + s.n2)
    e1, e2, cross = residuals(s, rate, rate)
    score = s.y1 - rate * s.n1
    f1, f2 = factors(plan)
    a, b = 1 - share, -share  # what a residual of either side weighs in the score
    if len(plan.both1):
        robust = f1 * (a**2 * e1 + b**2 * e2 + 2 * a * b * cross - score**2 / plan.units)
    else:
        m1, m2 = len(plan.words1), len(plan.words2)
        robust = f1 * a**2 * (e1 - score**2 / m1) + f2 * b**2 * (e2 - score**2 / m2)
    variance, third = _negative_binomial(s, plan, rate, e1 + e2 + 2 * cross, a, b)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(score == 0, 0.0, score / np.sqrt(np.maximum(robust, 0)))
        z = np.where(score == 0, 0.0, score / np.sqrt(variance))
        skewness = np.where(variance > 0, third / variance**1.5, 0.0)
    p = np.maximum(2 * stdtr(plan.units - 2, -np.abs(t)), two_sided(z, skewness))
    return Score(t[:, 0], p[:, 0])


def _negative_binomial(
    s: Sums, plan: Design, rate: Numbers, spread: Numbers, a: Numbers, b: Numbers
) -> tuple[Numbers, Numbers]:
    """Variance and third central moment of the score if each unit's rate is drawn once from one gamma.

    ``spread`` is the sum of the units' squared residuals, ``a`` and ``b`` the weights of either side.
    """
    words = s.n1 + s.n2
    poisson = np.minimum(spread / words, rate)
    shape = np.maximum(spread - rate * words, 0) / (s.nn1 + s.nn2 + 2 * s.n1n2) / rate**2  # of the gamma, inverted
    w1, w2, both1, both2 = plan.words1, plan.words2, plan.words1[plan.both1], plan.words2[plan.both2]
    squares = a**2 * s.nn1 + b**2 * s.nn2 + 2 * a * b * s.n1n2
    products = a**3 * s.nn1 + b**3 * s.nn2 + a * b * (a + b) * s.n1n2
    cubes = a**3 * (w1**3).sum() + b**3 * (w2**3).sum()
    cubes = cubes + 3 * a * b * (a * (both1**2 * both2).sum() + b * (both1 * both2**2).sum())
    factor = plan.units / (plan.units - 1)
    variance = factor * (poisson * (a**2 * s.n1 + b**2 * s.n2) + shape * rate**2 * squares)
    third = poisson * (a**3 * s.n1 + b**3 * s.n2) + 3 * shape * rate**2 * products + 2 * shape**2 * rate**3 * cubes
    return variance, third


def two_sided(z: Numbers, skewness: Numbers) -> Numbers:
    """Two-sided p of a standardised value by Pearson's type III curve (a shifted gamma); normal without skewness."""
    from scipy.special import gammainc, gammaincc, ndtr

    straight = np.abs(skewness) < 1e-3
    shape = 4 / np.where(straight, 1.0, skewness) ** 2
    at = np.maximum(shape + np.sign(skewness) * z * np.sqrt(shape), 0)
    skewed = np.minimum(gammaincc(shape, at), gammainc(shape, at))
    return np.minimum(1.0, 2 * np.where(straight, ndtr(-np.abs(z)), skewed))


def adjusted(p: Numbers) -> tuple[Numbers, Numbers]:
    """The p of all tests made, adjusted after Benjamini & Hochberg (1995) and after Holm (1979).

    What was not tested (NaN) stays so and does not count among the tests.
    """
    from statsmodels.stats.multitest import multipletests

    made = ~np.isnan(p)
    rate, family = np.full_like(p, np.nan), np.full_like(p, np.nan)
    if made.any():
        rate[made] = multipletests(p[made], method="fdr_bh")[1]
        family[made] = multipletests(p[made], method="holm")[1]
    return rate, family


class Inference(NamedTuple):
    """What the articles bear, a row a term; NaN where it was not computed. Logs are natural."""

    low: Numbers
    high: Numbers
    t: Numbers
    p: Numbers
    with_term: NDArray[np.int64]  # units that hold the term, on either side


def infer(compared: Pair, plan: Design, *, number: int, level: float, seed: int) -> Inference:
    """Interval of the log rate ratio and score test for each term that enough units hold.

    Raises
    ------
    CountsError : fewer resamples than a level needs (19 for 95 %), or a level outside 0 … 1.
    """
    if number and not 0 < level <= 1 - 1 / (number + 1):
        raise CountsError(f"a level of {level} from {number} resamples: ask for more resamples or a lower level")
    low, high, t, p = np.full((4, len(compared.terms)), np.nan)
    found = Inference(low, high, t, p, np.zeros(len(compared.terms), int))
    enough = plan.least >= LEAST_ARTICLES
    once = weigh(plan, np.ones((len(plan.words1), 1)), np.ones((len(plan.words2), 1)))
    drawn = resamples(plan, number, seed) if enough and number else None
    for start in range(0, len(compared.terms), _BLOCK):
        block = slice(start, start + _BLOCK)
        units1, units2 = by_unit(compared, plan, block)
        found.with_term[block] = holding(units1, units2, plan)
        tested = np.flatnonzero(found.with_term[block] >= LEAST_WITH_TERM)
        if not enough or not len(tested):
            continue
        at = start + tested
        units1, units2 = units1[tested], units2[tested]
        point = sums(units1, units2, plan, once)
        t[at], p[at] = score_test(point, plan)
        if drawn is not None:
            again = log_rate_ratio(sums(units1, units2, plan, drawn), plan)
            ends = symmetric_t(log_rate_ratio(point, plan), again, level)
            both = (point.y1[:, 0] > 0) & (point.y2[:, 0] > 0) & np.isfinite(ends[1])
            low[at[both]], high[at[both]] = ends[0][both], ends[1][both]
    return found


def by_unit(compared: Pair, plan: Design, block: slice) -> tuple["csr_array", "csr_array"]:
    """Counts of some terms, terms × units, as floating-point numbers."""
    from scipy.sparse import coo_array

    made = []
    sides = (compared.target, plan.rows1, plan.words1), (compared.reference, plan.rows2, plan.words2)
    for side, rows, words in sides:
        counts = side.counts[:, block].astype(float).T.tocsr()
        if len(rows) > len(words):
            shape = (len(rows), len(words))
            counts = (counts @ coo_array((np.ones(len(rows)), (np.arange(len(rows)), rows)), shape=shape)).tocsr()
        elif (rows != np.arange(len(rows))).any():
            counts = counts[:, np.argsort(rows)]
        made.append(counts)
    return made[0], made[1]


def holding(units1: "csr_array", units2: "csr_array", plan: Design) -> NDArray[np.int64]:
    """On how many units each term stands, those on both sides once."""
    held = np.diff(units1.indptr) + np.diff(units2.indptr)
    if len(plan.both1):
        held = held - np.diff((units1[:, plan.both1] * units2[:, plan.both2]).tocsr().indptr)
    return held

"""Keyness and effect size of counts, by their published definitions. Numbers or arrays in, the same out.

Throughout, ``a`` and ``b`` are a term's counts in the target and the reference, ``n1`` and ``n2`` all words of
each, ``(a, b)`` and ``(n1 - a, n2 - b)`` the two rows of the contingency table.
"""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers: TypeAlias = NDArray[np.float64]

ZERO_COUNT = 0.5  # stands for a count of none in Log Ratio: Hardie (2014)
ZERO_RATE = 1e-18  # stands for a reference frequency of none in %DIFF: Gabrielatos & Marchi (2011)


class LogOdds(NamedTuple):
    """A log-odds-ratio with its variance and z-score."""

    delta: Numbers
    variance: Numbers
    z: Numbers


def _floats(*numbers: ArrayLike) -> tuple[Numbers, ...]:
    return tuple(np.asarray(n, dtype=float) for n in numbers)


def log_odds(
    a: ArrayLike, b: ArrayLike, n1: float, n2: float, prior: ArrayLike, prior_total: float, *, terms: int = 2
) -> LogOdds:
    """Log-odds-ratio with a Dirichlet prior (Monroe, Colaresi & Quinn 2008, eqs 15-22), natural logarithms.

    Parameters
    ----------
    prior : the prior's pseudo-count of each term: one number (flat), or one a term (informative, eq. 23).
    prior_total : the sum of the prior over the whole vocabulary.
    terms : of the variance; 2 is the usual approximation 1/(a + prior) + 1/(b + prior) (eq. 20), 4 keeps
        the two terms of all other words too (eq. 19), as scattertext does.

    Returns
    -------
    delta, its variance, and z = delta / sqrt(variance) (eq. 22).
    """
    if terms not in (2, 4):
        raise ValueError(f"variance of {terms} terms: there are 2 (the usual approximation) and 4")
    a, b, prior = _floats(a, b, prior)
    ours, theirs = a + prior, b + prior
    rest1, rest2 = n1 + prior_total - ours, n2 + prior_total - theirs
    with np.errstate(divide="ignore", invalid="ignore"):  # a vocabulary of one term has no odds
        delta = np.log(ours / rest1) - np.log(theirs / rest2)
        variance = 1 / ours + 1 / theirs
        if terms == 4:
            variance = variance + 1 / rest1 + 1 / rest2
        return LogOdds(delta, variance, delta / np.sqrt(variance))


def _table(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> tuple[Numbers, Numbers]:
    """Observed and expected counts: arrays of (4, terms), the cells a, b and the other words of each side."""
    a, b, n1, n2 = _floats(a, b, n1, n2)
    observed = np.stack(np.broadcast_arrays(a, b, n1 - a, n2 - b))
    total, share = n1 + n2, (a + b) / (n1 + n2)
    expected = np.stack(np.broadcast_arrays(n1 * share, n2 * share, n1 * (1 - share), n2 * (1 - share)))
    if (observed < 0).any() or (np.asarray(total) <= 0).any():
        raise ValueError("a term cannot have more counts than there are words, nor words be none")
    return observed, expected


def _xlogy_ratio(observed: Numbers, expected: Numbers) -> Numbers:
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=observed > 0)
    return observed * np.log(ratio)


def _moved(observed: Numbers, expected: Numbers, correction: str | None) -> Numbers:
    """Counts moved half a unit towards what is expected, but never past it (Yates 1934)."""
    if correction not in (None, "yates", "quanteda"):
        raise ValueError(f"correction {correction!r}: there are None, 'yates', 'quanteda' and, for g2, 'williams'")
    if correction is None:
        return observed
    gap = expected - observed
    moved = observed + np.sign(gap) * np.minimum(0.5, np.abs(gap))
    if correction == "yates":
        return moved
    needed = (expected.min(axis=0) < 5) & (np.abs(gap[0]) > 0.5)
    return np.where(needed, moved, observed)


def g2(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, correction: str | None = None) -> Numbers:
    """Log-likelihood ratio over all four cells (Dunning 1993): 2 Σ O ln(O / E); never negative.

    ``correction`` is None; "yates" (counts half a unit nearer to what is expected); "quanteda" (the same, but only
    where a cell expects fewer than five and counts would not pass what is expected); or "williams" (divided by
    Williams's q, 1976).
    """
    observed, expected = _table(a, b, n1, n2)
    moved = _moved(observed, expected, None if correction == "williams" else correction)
    value = np.maximum(2 * _xlogy_ratio(moved, expected).sum(axis=0), 0.0)
    return value / _williams(*_floats(a, b, n1, n2)) if correction == "williams" else value


def _williams(a: Numbers, b: Numbers, n1: Numbers, n2: Numbers) -> Numbers:
    """Williams's q for a two-by-two table (Sokal & Rohlf 1995, eq. 17.11)."""
    total, term = n1 + n2, a + b
    columns = total / n1 + total / n2 - 1
    rows = total / term + total / (total - term) - 1
    return 1 + columns * rows / (6 * total)


def g2_rayson(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Numbers:
    """Log-likelihood over the term's own two cells (Rayson & Garside 2000), as UCREL's calculator has it."""
    observed, expected = _table(a, b, n1, n2)
    return np.maximum(2 * _xlogy_ratio(observed[:2], expected[:2]).sum(axis=0), 0.0)


def chi_squared(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, correction: str | None = None) -> Numbers:
    """Pearson's chi-squared of the two-by-two table; ``correction`` None, "yates" or "quanteda" as for ``g2``."""
    observed, expected = _table(a, b, n1, n2)
    return ((_moved(observed, expected, correction) - expected) ** 2 / expected).sum(axis=0)


def log_ratio(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, zero: float | None = ZERO_COUNT) -> Numbers:
    """Binary logarithm of the ratio of relative frequencies (Hardie 2014): 1 is twice as frequent.

    A count of none is taken as ``zero`` (Hardie: 0.5); with None it gives an infinite ratio.
    """
    a, b, n1, n2 = _floats(a, b, n1, n2)
    if zero is not None:
        a, b = np.where(a == 0, zero, a), np.where(b == 0, zero, b)
    with np.errstate(divide="ignore"):
        return np.log2(a / n1) - np.log2(b / n2)


def pct_diff(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, zero: float | None = ZERO_RATE) -> Numbers:
    """%DIFF (Gabrielatos & Marchi 2011): difference of relative frequencies in per cent of the reference's.

    A relative frequency of none in the reference is taken as ``zero``; with None the result is infinite.
    """
    a, b, n1, n2 = _floats(a, b, n1, n2)
    ours, theirs = a / n1, b / n2
    if zero is not None:
        theirs = np.where(theirs == 0, zero, theirs)
    with np.errstate(divide="ignore"):
        return 100 * (ours - theirs) / theirs


def simple_maths(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, constant: float = 1.0) -> Numbers:
    """Ratio of frequencies per million, a constant added to both (Kilgarriff 2009)."""
    a, b, n1, n2 = _floats(a, b, n1, n2)
    return (1e6 * a / n1 + constant) / (1e6 * b / n2 + constant)


def odds_ratio(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Numbers:
    """Odds of the term in the target over its odds in the reference; infinite where the reference has none."""
    a, b, n1, n2 = _floats(a, b, n1, n2)
    with np.errstate(divide="ignore"):
        return (a / (n1 - a)) / (b / (n2 - b))


def per_million(count: ArrayLike, words: ArrayLike) -> Numbers:
    """Occurrences per million words."""
    return 1e6 * np.asarray(count, dtype=float) / np.asarray(words, dtype=float)

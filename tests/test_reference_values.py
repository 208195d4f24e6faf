"""Published values of keyness, effect size, dispersion, agreement and collocation, each with its source."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtr

from helpers import coding
from helpers.comparing import collocation, dispersion, keyness, measures
from helpers.comparing.testing import adjusted

CATS = {"cat": 30, "purr": 12, "dog": 5, "the": 200}
DOGS = {"cat": 4, "dog": 28, "leash": 9, "the": 210}


# Counts: README of logodds 0.1.0 (J. Mendelsohn, PyPI, MIT); values: logodds 0.1.0 run on them.
LOGODDS = {
    "dog": (-1.802878, -3.716662),
    "leash": (-6.823953, -0.682017),
    "purr": (7.156766, 0.715379),
    "cat": (2.142208, 4.029022),
    "the": (-0.185239, -1.874889),
}


@pytest.mark.parametrize(("term", "expected"), LOGODDS.items())
def test_log_odds_with_a_flat_prior(term, expected):
    """Monroe, Colaresi & Quinn (2008), eqs 15-22, two-term variance."""
    row = keyness(CATS, DOGS, prior=0.01).set_index("term").loc[term]
    assert row[["log_odds", "log_odds_z"]].tolist() == pytest.approx(expected, abs=1e-5)


def test_log_odds_are_natural_logarithms():
    """kornosk/log-odds-ratio takes log10 for delta with the variance of natural logs: every z 2.302585 too small."""
    row = keyness(CATS, DOGS, prior=0.01).set_index("term").loc["cat"]
    error = np.sqrt(1 / 30.01 + 1 / 4.01)
    odds = (30.01 / (247.05 - 30.01)) / (4.01 / (251.05 - 4.01))
    assert row["log_odds_z"] == pytest.approx(np.log(odds) / error)
    assert row["log_odds_z"] == pytest.approx(2.302585 * np.log10(odds) / error, rel=1e-6)


def test_log_odds_with_the_variance_of_four_terms():
    """scattertext, test_logOddsUninformativePriorScore.py (commit a805fdb): -(2 Φ(z) - 1)."""
    ours, theirs = np.array([1.0, 5, 1, 9]), np.array([100.0, 510, 100, 199])
    found = measures.log_odds(ours, theirs, ours.sum(), theirs.sum(), 0.01, 0.04, terms=4)
    expected = [0.4447054, 0.9433088, 0.4447054, -0.9971462]
    assert (-(2 * ndtr(found.z) - 1)).tolist() == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("measure", "counts", "expected", "tolerance"),
    [
        # Lancaster's significance calculator, worked example (Rayson & Garside 2000).
        (measures.g2_rayson, (52, 57, 50_000, 75_000), 2.65, 0.006),
        # Dunning (1993), four cells; the docstring of pycorpdiff 0.1.0a27 prints 184.10, rounded wrongly.
        (measures.g2, (12_000, 10_000, 1_000_000, 1_000_000), 184.0917, 0.006),
        # Dunning (1993) in nltk/test/collocations.doctest: n_ii 110, n_ix 2552, n_xi 221, n_xx 31777.
        (measures.g2, (110, 221 - 110, 2552, 31777 - 2552), 270.72, 0.006),
        # [[3, 7], [7, 2]] of quanteda's tests; values by scipy.
        (measures.g2, (3, 7, 10, 9), 4.534939, 1e-5),
        # Kilgarriff (2009), sketchengine.eu/documentation/simple-maths.
        (measures.simple_maths, (35, 263, 112_289_776, 1_559_716_979), 1.1224, 6e-5),
        # Gabrielatos & Marchi (2011), slide 18.
        (measures.pct_diff, (206_523, 178_174, 959_641, 1_562_358), 88.7, 0.06),
        # By hand: 10 of 100 against 5 of 100, odds of 1 in 9 over 1 in 19.
        (measures.odds_ratio, (10, 5, 100, 100), 19 / 9, 1e-9),
        # Hardie (2014): equal is 0, double is 1, sixteen times is 4.
        (measures.log_ratio, (1, 1, 1_000_000, 1_000_000), 0, 1e-9),
        (measures.log_ratio, (2, 1, 1_000_000, 1_000_000), 1, 1e-9),
        (measures.log_ratio, (16, 1, 1_000_000, 1_000_000), 4, 1e-9),
    ],
)
def test_keyness_and_effect_size(measure, counts, expected, tolerance):
    assert float(measure(*counts)) == pytest.approx(expected, abs=tolerance)


def test_williams_correction():
    """[[3, 7], [7, 2]] of quanteda's tests; value with Williams's q as Deducer's likelihood.test has it."""
    assert float(measures.g2(3, 7, 10, 9, correction="williams")) == pytest.approx(4.200833, abs=1e-5)


def test_chi_squared_with_yates_correction():
    """quanteda.textstats, textstat_keyness help page (commit 9fc2708): Trump 2017 against other presidents."""
    published = {
        (5, 1): 81.83024, (6, 7): 51.79484, (3, 0): 51.05861, (40, 332): 48.03251, (4, 5): 29.76164,
        (11, 51): 28.60175, (18, 130): 27.57968, (2, 0): 27.27421,
    }  # fmt: skip
    a, b = np.array(list(published)).T
    assert measures.chi_squared(a, b, 1660, 41342, correction="quanteda").tolist() == pytest.approx(
        list(published.values()), abs=0.001
    )


def test_the_zero_rules():
    """Hardie (2014): a count of none is one half. Gabrielatos & Marchi (2011): a frequency of none is 1e-18."""
    assert float(measures.log_ratio(4, 0, 100, 100)) == pytest.approx(3)
    assert float(measures.log_ratio(0, 4, 100, 100)) == pytest.approx(-3)
    assert np.isposinf(measures.log_ratio(4, 0, 100, 100, zero=None))
    assert float(measures.pct_diff(0, 4, 100, 100)) == -100
    assert float(measures.pct_diff(4, 0, 100, 100)) == pytest.approx(100 * 0.04 / 1e-18)
    assert np.isposinf(measures.pct_diff(4, 0, 100, 100, zero=None))


def test_deviation_of_proportions():
    """Lijffijt & Gries (2012), p. 148: DPnorm of 2, 1, 0 in equal parts is .5."""
    assert dispersion.dp([2, 1, 0]) == pytest.approx(0.333333, abs=1e-5)
    assert dispersion.dp_norm([2, 1, 0]) == pytest.approx(0.5, abs=1e-5)


def test_juilland_d():
    """Carroll (1970), p. 14."""
    assert dispersion.juilland_d([0, 4, 3, 2, 1]) == pytest.approx(0.6464, abs=6e-5)


def test_pointwise_mutual_information():
    """nltk/test/collocations.doctest (Manning & Schütze 1999, ch. 5)."""
    assert collocation.score("pmi", 20, 42, 20, 14_307_668) == pytest.approx(18.38, abs=0.006)


def test_likelihood_ratio_of_a_pair():
    """nltk/test/collocations.doctest (Dunning 1993)."""
    assert collocation.score("likelihood_ratio", 110, 2552, 221, 31_777) == pytest.approx(270.72, abs=0.006)


def codes(by_coder):
    return pd.DataFrame(
        [(f"coder {n}", unit, code) for n, row in enumerate(by_coder) for unit, code in enumerate(row)],
        columns=["coder", "unit", "code"],
    )


@pytest.mark.parametrize(("distance", "expected"), [("nominal", 0.691358), ("interval", 0.810845)])
def test_krippendorffs_alpha(distance, expected):
    """The docstring of fast-krippendorff (commit b1eb616): three coders, many codes missing."""
    x = None
    by_coder = [
        [x, x, x, x, x, 3, 4, 1, 2, 1, 1, 3, 3, x, 3],
        [1, x, 2, 1, 3, 3, 4, 3, x, x, x, x, x, x, x],
        [x, x, 2, 1, 3, 4, 4, x, 2, 1, 1, 3, 3, x, 4],
    ]
    assert coding.alpha(codes(by_coder), distance=distance) == pytest.approx(expected, abs=1e-5)


def test_cohens_kappa():
    """Two coders, both yes 20, both no 15, yes and no 5, no and yes 10."""
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert coding.kappa(codes(list(zip(*pairs, strict=True)))) == pytest.approx(0.4, abs=1e-9)


def test_many_tests():
    """Benjamini & Hochberg (1995), the example of fifteen comparisons."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.324,
        0.4262,
        0.5719,
        0.6528,
        0.759,
        1,
    ]
    expected = [
        0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645, 0.0765, 0.486, 0.581182, 0.714875,
        0.753231, 0.813214, 1,
    ]  # fmt: skip
    rate, family = adjusted(np.array([*p, np.nan]))
    assert rate[:-1].tolist() == pytest.approx(expected, abs=1e-6)
    assert (int((rate <= 0.05).sum()), int((family <= 0.05).sum())) == (4, 3)
    assert np.isnan(rate[-1])
    assert np.isnan(family[-1])

"""Keyness on corpora small enough to work out by plain loops, and what must hold on any."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import comparing
from helpers.comparing import LEAST_ARTICLES, CountsError, dispersion, keyness, measures, resampling
from helpers.comparing.counting import pair


def corpus(seed=3, articles=12, prefix="a", rates=(9, 5, 4, 2, 1, 0.5, 0.2)):
    """Rows of ``terms``: invented counts of a few terms, uneven between articles."""
    random = np.random.default_rng(seed)
    rows = []
    for n in range(articles):
        lively = random.gamma(2, 0.5, len(rates))
        for term, count in enumerate(random.poisson(np.array(rates) * lively)):
            if count:
                rows.append((f"{prefix}{n:02}", "own", f"word{term}", f"word{term}", count))
        rows.append((f"{prefix}{n:02}", "quoted", "the", "the", int(random.integers(3, 30))))
    return pd.DataFrame(rows, columns=["article_id", "voice", "term", "surface", "count"])


OURS, THEIRS = corpus(3, 14, "a"), corpus(4, 12, "b", (5, 5, 6, 2, 2, 0, 0.3))


def dense(rows, terms):
    return rows.pivot_table(index="article_id", columns="term", values="count", aggfunc="sum", fill_value=0).reindex(
        columns=terms, fill_value=0
    )


def by_loops(rows1, rows2, resamples, level=0.95, shared=False):
    """The interval and the test, article by article, from dense tables: slow and plain."""
    terms = sorted(set(rows1["term"]) | set(rows2["term"]))
    y1, y2 = dense(rows1, terms), dense(rows2, terms)
    size1, size2 = y1.sum(axis=1), y2.sum(axis=1)
    m1, m2, both = len(y1), len(y2), [a for a in y1.index if a in y2.index]
    units = m1 + m2 - len(both)
    f1, f2 = (units / (units - 1),) * 2 if both else (m1 / (m1 - 1), m2 / (m2 - 1))
    found = {}
    for term in terms:

        def estimate(w1, w2, term=term):
            k1, k2 = (w1 * y1[term]).sum(), (w2 * y2[term]).sum()
            n1, n2 = (w1 * size1).sum(), (w2 * size2).sum()
            e1 = (y1[term] - k1 / n1 * size1) / (k1 + 0.5)
            e2 = (y2[term] - k2 / n2 * size2) / (k2 + 0.5)
            variance = f1 * ((w1 * e1**2).sum() + 0.1 / (k1 + 0.5) ** 2)
            variance += f2 * ((w2 * e2**2).sum() + 0.1 / (k2 + 0.5) ** 2)
            variance -= 2 * f1 * sum(w1[a] * e1[a] * e2[a] for a in both)
            return np.log((k1 + 0.5) / n1) - np.log((k2 + 0.5) / n2), np.sqrt(variance)

        value, error = estimate(pd.Series(1.0, y1.index), pd.Series(1.0, y2.index))
        t = []
        for w1, w2 in resamples(y1.index, y2.index):
            again, spread = estimate(w1, w2)
            t.append(abs(again - value) / spread if spread else np.inf)
        reach = sorted(t)[int(np.ceil(level * (len(t) + 1) - 1e-9)) - 1] * error
        found[term] = ((value - reach) / np.log(2), (value + reach) / np.log(2))
    return found


def drawn(rows1, rows2, number, seed):
    """The resamples that the room draws, as Series by article."""
    compared = pair(rows1, rows2)
    plan = resampling.design(compared)
    weights = resampling.resamples(plan, number, seed)

    def each(ids1, ids2):
        for n in range(number):
            yield (
                pd.Series(weights.w1[:, n], compared.target.articles).reindex(ids1),
                pd.Series(weights.w2[:, n], compared.reference.articles).reindex(ids2),
            )

    return each


@pytest.mark.parametrize("shared", [False, True])
def test_intervals_are_those_of_plain_loops(shared):
    rows1 = OURS
    rows2 = (
        pd.concat([THEIRS, THEIRS.assign(article_id=THEIRS["article_id"].str.replace("b", "a"))]) if shared else THEIRS
    )
    expected = by_loops(rows1, rows2, drawn(rows1, rows2, 59, seed=7))
    table = keyness(rows1, rows2, resamples=59, seed=7).set_index("term")
    given_ = table[table["log_ratio_low"].notna()]
    assert len(given_) >= 5
    for term, row in given_.iterrows():
        assert (row["log_ratio_low"], row["log_ratio_high"]) == pytest.approx(expected[term])


def test_counts_and_measures_are_those_of_plain_loops():
    table = keyness(OURS, THEIRS, resamples=0, prior=0.1).set_index("term")
    y1, y2 = dense(OURS, table.index), dense(THEIRS, table.index)
    n1, n2 = y1.to_numpy().sum(), y2.to_numpy().sum()
    assert table.attrs["words_target"] == n1
    for term, row in table.iterrows():
        a, b = y1[term].sum(), y2[term].sum()
        assert (row["count_target"], row["count_reference"]) == (a, b)
        assert (row["articles_target"], row["articles_reference"]) == ((y1[term] > 0).sum(), (y2[term] > 0).sum())
        assert row["per_million_reference"] == pytest.approx(1e6 * b / n2)
        assert row["g2"] == pytest.approx(float(measures.g2(a, b, n1, n2)))
        if a:
            assert row["dpnorm_target"] == pytest.approx(dispersion.dp_norm(y1[term], y1.sum(axis=1)))
        if b:
            assert row["dpnorm_reference"] == pytest.approx(dispersion.dp_norm(y2[term], y2.sum(axis=1)))


def test_the_order_of_rows_and_their_types_do_not_matter():
    plain = keyness(OURS, THEIRS, resamples=0)
    mixed = OURS.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(plain, keyness(mixed, THEIRS, resamples=0))
    coded = OURS.astype({"article_id": "category", "term": "category", "count": "Int64"})
    pd.testing.assert_frame_equal(plain, keyness(coded, THEIRS, resamples=0))


def test_counts_tables_and_article_rows_give_the_same_measures():
    columns = ["count_target", "log_odds_z", "g2", "g2_rayson", "log_ratio", "pct_diff"]
    by_article = keyness(OURS, THEIRS, resamples=0, prior=0.01).set_index("term").sort_index()
    sums = [rows.groupby("term")["count"].sum() for rows in (OURS, THEIRS)]
    for plain in (sums, [s.to_dict() for s in sums], [s.reset_index() for s in sums]):
        table = keyness(*plain, prior=0.01)
        assert set(table["note"]) == {"not tested: plain counts, no articles"}
        assert table["p"].isna().all()
        pd.testing.assert_frame_equal(table.set_index("term").sort_index()[columns], by_article[columns])


counts = st.lists(st.integers(0, 9), min_size=4, max_size=4)
sides = st.lists(counts.filter(any), min_size=1, max_size=14)


def rows_of(side, prefix):
    return pd.DataFrame(
        [(f"{prefix}{n}", f"w{k}", c) for n, own in enumerate(side) for k, c in enumerate(own) if c],
        columns=["article_id", "term", "count"],
    )


@settings(max_examples=40, deadline=None)
@given(sides, sides)
def test_swapping_the_sides_turns_the_signs(one, other):
    ours, theirs = rows_of(one, "a"), rows_of(other, "b")
    there = keyness(ours, theirs, resamples=0).set_index("term").sort_index()
    back = keyness(theirs, ours, resamples=0).set_index("term").sort_index()
    for column in ("log_odds", "log_odds_z", "log_ratio", "t"):
        assert np.allclose(there[column], -back[column], equal_nan=True)
    for column in ("g2", "g2_rayson", "p"):
        assert np.allclose(there[column], back[column], equal_nan=True)


@settings(max_examples=40, deadline=None)
@given(sides, sides)
def test_weights_of_one_reproduce_the_estimate_and_repeats_are_repeats(one, other):
    compared = pair(rows_of(one, "a"), rows_of(other, "b"))
    plan = resampling.design(compared)
    units = [(side.counts.T.tocsr()).astype(float) for side in compared[:2]]
    ones = resampling.weigh(plan, np.ones((len(one), 1)), np.ones((len(other), 1)))
    found = resampling.sums(*units, plan, ones)
    assert np.array_equal(found.y1[:, 0], np.asarray(compared.target.counts.sum(axis=0)).ravel())
    assert found.n2 == compared.reference.words.sum()
    twice = resampling.weigh(plan, np.full((len(one), 1), 2.0), np.ones((len(other), 1)))
    repeated = pair(rows_of([*one, *one], "a"), rows_of(other, "b"))
    again = resampling.design(repeated)
    units = [(side.counts.T.tocsr()).astype(float) for side in repeated[:2]]
    expected = resampling.sums(*units, again, resampling.weigh(again, np.ones((2 * len(one), 1)), ones.w2))
    for ours, theirs in zip(
        resampling.sums(*[(s.counts.T.tocsr()).astype(float) for s in compared[:2]], plan, twice), expected, strict=True
    ):
        assert np.allclose(ours, theirs)


def copied(rows, articles_of):
    """An articles table in which each of ``rows``'s articles has a copy, and the rows with the copies' own."""
    copies = rows.assign(article_id=rows["article_id"] + "-copy")
    ids = [*articles_of, *(f"{a}-copy" for a in articles_of)]
    groups = [*articles_of, *articles_of]
    return pd.concat([rows, copies]), pd.DataFrame({"article_id": ids, "copy_group": groups})


def test_copies_are_counted_once_or_resampled_together():
    doubled, articles = copied(OURS, list(OURS["article_id"].unique()))
    articles = pd.concat([articles, pd.DataFrame({"article_id": THEIRS["article_id"].unique(), "copy_group": None})])
    plain = keyness(OURS, THEIRS)
    pd.testing.assert_frame_equal(plain, keyness(doubled, THEIRS, articles=articles))
    every = keyness(doubled, THEIRS, articles=articles, copies="all")
    assert every.attrs["articles_target"] == 2 * plain.attrs["articles_target"]
    assert every.attrs["units_target"] == plain.attrs["units_target"]
    unaware = keyness(doubled, THEIRS)
    width = {
        name: (t.set_index("term")["log_ratio_high"] - t.set_index("term")["log_ratio_low"])
        for name, t in (("plain", plain), ("every", every), ("unaware", unaware))
    }
    both = plain.loc[plain["log_ratio_low"].notna(), "term"]
    assert (width["unaware"][both] / width["plain"][both]).mean() < 0.95
    assert (width["every"][both] / width["plain"][both]).mean() > 0.97


def test_a_text_that_both_sides_print_is_no_difference():
    same = OURS.assign(article_id=OURS["article_id"] + "-wire")
    ids = [*OURS["article_id"].unique(), *same["article_id"].unique()]
    articles = pd.DataFrame({"article_id": ids, "copy_group": [a.removesuffix("-wire") for a in ids]})
    table = keyness(OURS, same, articles=articles)
    assert table.attrs["units_target"] == table.attrs["units_reference"] == 14
    tested = table[table["p"].notna()]
    assert len(tested) > 3
    assert (tested["p"] == 1).all()
    assert np.allclose(tested[["log_ratio_low", "log_ratio_high"]], 0, atol=1e-6)


@pytest.mark.parametrize(
    ("ours", "theirs", "note"),
    [
        (1, 1, "not tested: 1 and 1 articles, fewer than 10"),
        (14, 3, "not tested: 14 and 3 articles, fewer than 10"),
        (9, 12, "not tested: 9 and 12 articles, fewer than 10"),
    ],
)
def test_few_articles_are_described_and_not_ranked(ours, theirs, note):
    rows1 = OURS[OURS["article_id"].isin(OURS["article_id"].unique()[:ours])]
    rows2 = THEIRS[THEIRS["article_id"].isin(THEIRS["article_id"].unique()[:theirs])]
    table = keyness(rows1, rows2)
    assert set(table["note"]) == {note}
    assert table[["log_ratio_low", "log_ratio_high", "t", "p", "p_bh", "p_holm"]].isna().all(axis=None)
    apart = (table["per_million_target"] - table["per_million_reference"]).abs()
    assert apart.is_monotonic_decreasing
    assert note in repr(table[["term", "note"]])


def test_enough_articles_are_tested_and_ranked():
    seldom = pd.DataFrame([("a00", "own", "hail", "hail", 9), ("a01", "own", "hail", "hail", 9)], columns=OURS.columns)
    table = keyness(pd.concat([OURS, seldom]), THEIRS)
    tested = table[table["p"].notna()]
    assert table.attrs["units_reference"] >= LEAST_ARTICLES
    assert tested["p"].is_monotonic_increasing
    assert table["p"].isna().to_numpy()[len(tested) :].all()
    rare = table[(table["articles_target"] + table["articles_reference"]) < 6]
    assert len(rare)
    assert set(rare["note"]) == {"not tested: in fewer than 6 articles"}
    absent = table[(table["count_reference"] == 0) & table["p"].notna()]
    assert len(absent)
    assert set(absent["note"]) == {"no interval: not in the reference"}
    full = table[table["note"] == ""]
    assert len(full) > 3
    assert (full["log_ratio_low"] < full["log_ratio_high"]).all()
    assert (tested["p_holm"] >= tested["p_bh"]).all()


def test_one_article_cannot_make_a_term_significant():
    """A thousand in one article of twenty against none is the article's affair."""
    rows1, rows2 = corpus(5, 20, "a"), corpus(6, 20, "b")
    burst = pd.DataFrame(
        [("a00", "own", "dam", "dam", 1000), *[(f"a{n:02}", "own", "dam", "dam", 1) for n in range(1, 6)]],
        columns=rows1.columns,
    )
    row = keyness(pd.concat([rows1, burst]), rows2).set_index("term").loc["dam"]
    assert row["g2"] > 500
    assert row["p"] > 0.05


def test_the_same_seed_gives_the_same_table_and_another_nearly_so():
    once, again, other = (keyness(OURS, THEIRS, seed=s) for s in (1, 1, 2))
    pd.testing.assert_frame_equal(once, again)
    assert not once["log_ratio_low"].equals(other["log_ratio_low"])
    assert np.allclose(once["log_ratio_low"], other["log_ratio_low"], atol=0.3, equal_nan=True)


def test_priors():
    informative = keyness(OURS, THEIRS, resamples=0)
    words = informative.attrs["words_target"] + informative.attrs["words_reference"]
    pool = (informative["count_target"] + informative["count_reference"]).to_numpy()
    prior = pd.Series(pool * (words / 26) / words, informative["term"])
    pd.testing.assert_frame_equal(informative, keyness(OURS, THEIRS, resamples=0, prior=prior))
    strong = keyness(OURS, THEIRS, resamples=0, prior_words=1e6)
    assert (strong["log_odds"].abs() <= 0.01).all()
    with pytest.raises(CountsError, match="the prior has nothing above none for 1 terms, 'word0'"):
        keyness(OURS, THEIRS, prior=prior.drop("word0"))
    with pytest.raises(CountsError, match="expected more than none"):
        keyness(OURS, THEIRS, prior=0)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (pd.DataFrame({"term": ["a"]}), "the target has no column count; it has term"),
        (OURS.head(0), "the target has no words"),
        ({}, "the target has no words"),
        ({"a": -1}, "counts of the target are not all whole numbers"),
        ({"a": 1.5}, "counts of the target are not all whole numbers"),
        (OURS.assign(term=None), "column term has an empty cell"),
    ],
)
def test_bad_counts_are_named(target, message):
    with pytest.raises(CountsError, match=message):
        keyness(target, THEIRS)


def test_too_few_resamples_are_named():
    with pytest.raises(CountsError, match=r"a level of 0.95 from 10 resamples"):
        keyness(OURS, THEIRS, resamples=10)


ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c", "d"],
        "outlet": ["Post", "Courier", None, "Gazette"],
        "published": ["2022-01-09", "2022-01", "2021", None],
        "copy_group": [None, "x", None, "x"],
    }
)
ROWS = pd.DataFrame(
    [("a", "own", "rain", 2), ("a", "quoted", "sun", 1), ("b", "own", "rain", 1), ("c", "own", "hail", 1),
     ("d", "reported", "sun", 4)],
    columns=["article_id", "voice", "term", "count"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("split", "ours", "theirs"),
    [
        (lambda: comparing.by_outlet(ROWS, ARTICLES, "Post"), "aa", "bd"),
        (lambda: comparing.by_outlet(ROWS, ARTICLES, "Post", "Gazette"), "aa", "d"),
        (lambda: comparing.by_voice(ROWS, "own"), "abc", "ad"),
        (lambda: comparing.by_voice(ROWS, "own", "quoted"), "abc", "a"),
        (lambda: comparing.by_date(ROWS, ARTICLES, "2022-01-01"), "aab", "c"),
        (lambda: comparing.by_date(ROWS, ARTICLES, "2022-01-09"), "aa", "c"),  # January's may be before or after
    ],
)
def test_groups(split, ours, theirs):
    target, reference = split()
    assert ("".join(target["article_id"]), "".join(reference["article_id"])) == (ours, theirs)


def test_a_group_that_is_not_there_is_named():
    with pytest.raises(CountsError, match="no rows of Herald; there are Courier, Gazette, Post"):
        comparing.by_outlet(ROWS, ARTICLES, "Herald")
    with pytest.raises(CountsError, match="Post on both sides"):
        comparing.by_outlet(ROWS, ARTICLES, "Post", "Post")


def test_copies_once():
    assert list(comparing.once(ROWS, ARTICLES)["article_id"]) == ["a", "a", "b", "c"]


def test_own_against_quoted_words_takes_the_article_as_one_unit():
    table = keyness(*comparing.by_voice(OURS, "own", "quoted"))
    assert table.attrs["units_target"] == table.attrs["units_reference"] == 14
    plan = resampling.design(pair(*comparing.by_voice(OURS, "own", "quoted")))
    assert plan.units == 14


def test_each_outlet_against_the_rest():
    outlets = ["Post"] * 14 + ["Courier"] * 6 + ["Gazette"] * 6
    ids = [*OURS["article_id"].unique(), *THEIRS["article_id"].unique()]
    articles = pd.DataFrame({"article_id": ids, "outlet": outlets, "copy_group": None})
    rows = pd.concat([OURS, THEIRS])
    table = comparing.each_outlet(rows, articles, resamples=99)
    assert list(table["outlet"].unique()) == ["Courier", "Gazette", "Post"]
    expected = keyness(*comparing.by_outlet(rows, articles, "Post"), articles=articles, resamples=99)
    found = table[table["outlet"] == "Post"].drop(columns="outlet").reset_index(drop=True)
    pd.testing.assert_frame_equal(found, expected)
    with pytest.raises(CountsError, match="1 outlet with words"):
        comparing.each_outlet(OURS, articles.head(14))


def score_by_loops(y1, n1, y2, n2, both):
    """The two score tests unit by unit: (t of the robust one, z and skewness of the model's)."""
    rate = (sum(y1) + sum(y2)) / (sum(n1) + sum(n2))
    share = sum(n1) / (sum(n1) + sum(n2))
    units = [((1 - share), y, n, 0, 0, 0) for y, n in zip(y1, n1, strict=True)]
    for k, (y, n) in enumerate(zip(y2, n2, strict=True)):
        if k in both:
            units[k] = (*units[k][:3], -share, y, n)
        else:
            units.append((0, 0, 0, -share, y, n))
    scores = [a * (y - rate * n) + b * (z - rate * m) for a, y, n, b, z, m in units]
    groups = [scores] if both else [scores[: len(y1)], scores[len(y1) :]]
    robust = sum(len(g) * np.var(g, ddof=1) for g in groups)
    t = sum(scores) / np.sqrt(robust)
    spread = sum((y + z - rate * (n + m)) ** 2 for _, y, n, _, z, m in units)
    words, occurrences = sum(n1) + sum(n2), sum(y1) + sum(y2)
    shape = max(spread - occurrences, 0) / sum((n + m) ** 2 for _, _, n, _, _, m in units) / rate**2
    poisson = min(spread / words, rate)
    variance = third = 0.0
    for a, _, n, b, _, m in units:
        first, second, cube = a * n + b * m, a**2 * n + b**2 * m, a**3 * n + b**3 * m
        variance += poisson * second + shape * (rate * first) ** 2
        third += poisson * cube + 3 * shape * rate**2 * first * second + 2 * shape**2 * (rate * first) ** 3
    variance *= len(units) / (len(units) - 1)
    return t, sum(scores) / np.sqrt(variance), third / variance**1.5, len(units) - 2


@pytest.mark.parametrize("both", [0, 12], ids=["apart", "on both sides"])
def test_p_is_the_larger_of_two_score_tests(both):
    from scipy import stats

    rows2 = THEIRS.assign(article_id=THEIRS["article_id"].str.replace("b", "a")) if both else THEIRS
    table = keyness(OURS, rows2, resamples=0).set_index("term")
    y1, y2 = dense(OURS, sorted(table.index)), dense(rows2, sorted(table.index))
    tested = table[table["p"].notna()]
    assert len(tested) >= 5
    for term, row in tested.iterrows():
        t, z, skewness, df = score_by_loops(
            list(y1[term]), list(y1.sum(axis=1)), list(y2[term]), list(y2.sum(axis=1)), set(range(both))
        )
        assert row["t"] == pytest.approx(t)
        curve = stats.pearson3(skewness)
        model = 2 * min(curve.sf(z), curve.cdf(z))
        assert row["p"] == pytest.approx(min(1, max(2 * stats.t.sf(abs(t), df), model)))

"""Do the intervals of keyness cover, and is the false discovery rate what it says? On corpora with planted differences.

usage: python benchmarks/coverage.py [--corpora 2000] [--seed 1]

Each simulated corpus has two groups of articles of uneven length. A term's counts in an article are Poisson with a
mean of length × rate × liveliness; liveliness is gamma with mean 1, drawn for each article and term, and from not
bursty at all (Poisson) to a term that some articles are full of and most lack (shape 0.3). One term in five is twice
as frequent in the first group, or half as frequent; the others are equal. The rates are known, so it is known what
an interval has to cover and which discovery is false. Half the corpora also have copies: one article in five of
either group stands there twice, and one in five in both groups.

Printed are the coverage of the 95 % intervals of Log Ratio, by group size, by occurrences and by burstiness, and the
false discovery rate at q = .05 with articles as units, each with its Monte Carlo standard error (of the means of
corpora); beside it what G² with the chi-squared distribution, which takes words as units, gives at the same q.
"""

import argparse
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import chdtrc
from statsmodels.stats.multitest import multipletests

from helpers.comparing import keyness

SIZES = ((20, 20), (40, 40), (20, 60), (80, 80))  # targeted: 20 articles a group and more
FEWER = ((10, 10), (15, 15))  # reported
SHAPES = (0.3, 1.0, 3.0, np.inf)  # of liveliness
TERMS, PLANTED, FOLD = 60, 0.2, 2.0
OFTEN = 20  # occurrences from which coverage is targeted


class Corpus(NamedTuple):
    """Rows of two groups, their articles, and for each term its true Log Ratio and its burstiness."""

    target: pd.DataFrame
    reference: pd.DataFrame
    articles: pd.DataFrame
    truth: pd.DataFrame


def simulate(random: np.random.Generator, sizes: tuple[int, int], copies: bool) -> Corpus:
    """One corpus."""
    rates = np.exp(random.uniform(np.log(8), np.log(400), TERMS)) / (sum(sizes) * 450)
    shapes = random.choice(SHAPES, TERMS)
    folds = np.ones(TERMS)
    planted = random.random(TERMS) < PLANTED
    folds[planted] = FOLD ** random.choice([-1.0, 1.0], planted.sum())
    shares = sizes[0] / sum(sizes)
    second = rates / (shares * folds + 1 - shares)  # so that planted terms are as frequent in all as the others
    rows = [write(random, n, r, shapes, side) for n, r, side in zip(sizes, (second * folds, second), "ab", strict=True)]
    truth = pd.DataFrame({"term": [f"w{k}" for k in range(TERMS)], "truth": np.log2(folds), "shape": shapes})
    return Corpus(*with_copies(*rows) if copies else (*rows, no_copies(*rows)), truth)


def write(random: np.random.Generator, number: int, rates: np.ndarray, shapes: np.ndarray, side: str) -> pd.DataFrame:
    """Rows of the articles of one group: the terms, and all other words as one."""
    lengths = np.maximum(80, np.rint(random.lognormal(np.log(400), 0.5, number)))
    finite = np.where(np.isfinite(shapes), shapes, 1)
    lively = np.where(np.isfinite(shapes), random.gamma(finite, 1 / finite, (number, TERMS)), 1)
    counts = random.poisson(lengths[:, None] * rates * lively)
    rest = np.maximum(lengths - counts.sum(axis=1), 1).astype(int)
    at, term = np.nonzero(counts)
    some = pd.DataFrame({"article_id": at, "term": [f"w{k}" for k in term], "count": counts[at, term]})
    other = pd.DataFrame({"article_id": range(number), "term": "rest", "count": rest})
    rows = pd.concat([some, other]).sort_values("article_id", kind="stable", ignore_index=True)
    return rows.assign(article_id=side + rows["article_id"].astype("str"))


def no_copies(*rows: pd.DataFrame) -> pd.DataFrame:
    ids = pd.concat(rows)["article_id"].unique()
    return pd.DataFrame({"article_id": ids, "copy_group": None})


def with_copies(target: pd.DataFrame, reference: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """One article in five twice in its group, and one in five of the first group in the second too, as it is."""
    mine, theirs = (rows["article_id"].unique() for rows in (target, reference))
    both = mine[: len(mine) // 5]
    again = [
        rows[rows["article_id"].isin(ids[-len(ids) // 5 :])] for rows, ids in ((target, mine), (reference, theirs))
    ]
    shared = target[target["article_id"].isin(both)]
    reference = reference[~reference["article_id"].isin(theirs[: len(both)])]
    made = (
        pd.concat([target, again[0].assign(article_id=again[0]["article_id"] + "+")], ignore_index=True),
        pd.concat(
            [
                reference,
                again[1].assign(article_id=again[1]["article_id"] + "+"),
                shared.assign(article_id=shared["article_id"] + "*"),
            ],
            ignore_index=True,
        ),
    )
    ids = pd.concat(made)["article_id"].unique()
    return *made, pd.DataFrame({"article_id": ids, "copy_group": [i.rstrip("+*") for i in ids]})


def outcome(corpus: Corpus, seed: int, copies: str) -> pd.DataFrame:
    """One row a term: whether its interval covers, and what each way of testing says of it."""
    table = keyness(corpus.target, corpus.reference, articles=corpus.articles, copies=copies, seed=seed)
    found = table.merge(corpus.truth, on="term", validate="one_to_one")
    found["covers"] = (found["log_ratio_low"] <= found["truth"]) & (found["truth"] <= found["log_ratio_high"])
    tested = found["p"].notna()
    found["by_words"] = np.nan
    if tested.any():
        found.loc[tested, "by_words"] = multipletests(chdtrc(1, found.loc[tested, "g2"]), method="fdr_bh")[1]
    found["occurrences"] = found["count_target"] + found["count_reference"]
    return found


def mean_of_corpora(found: pd.DataFrame, column: str) -> str:
    """Mean over all rows with its standard error, whose units are corpora, in per cent."""
    by = found.groupby("corpus")[column].agg(["sum", "size"])
    mean = by["sum"].sum() / by["size"].sum()
    error = np.sqrt(((by["sum"] - mean * by["size"]) ** 2).sum()) / by["size"].sum()
    return f"{100 * mean:.1f} ± {100 * error:.1f}"


def coverage(found: pd.DataFrame) -> pd.Series:
    """Coverage where there is an interval, and how many terms have none."""
    given = found[found["log_ratio_low"].notna()]
    return pd.Series(
        {
            "coverage %": mean_of_corpora(given, "covers") if len(given) else "none",
            "intervals": len(given),
            "without %": f"{100 * (1 - len(given) / len(found)):.1f}",
            "median width": f"{(given['log_ratio_high'] - given['log_ratio_low']).median():.2f}",
        }
    )


def discoveries(found: pd.DataFrame, column: str) -> pd.Series:
    """False discovery rate and share of planted differences found, means over corpora."""
    taken = found.assign(hit=found[column] <= 0.05)
    by = taken.groupby("corpus").apply(
        lambda own: pd.Series(
            {
                "false": (own["hit"] & (own["truth"] == 0)).sum() / max(1, own["hit"].sum()),
                "found": own.loc[own["truth"] != 0, "hit"].mean(),
            }
        ),
        include_groups=False,
    )
    mean, error = by["false"].mean(), by["false"].std() / np.sqrt(len(by))
    return pd.Series(
        {"FDR %": f"{100 * mean:.1f} ± {100 * error:.1f}", "planted found %": f"{100 * by['found'].mean():.0f}"}
    )


def run(sizes: tuple[tuple[int, int], ...], corpora: int, seed: int) -> pd.DataFrame:
    """The outcomes of many corpora, one after another over the sizes."""
    made = []
    for n in range(corpora):
        copies = "copies" if n // len(sizes) % 2 else "none"
        corpus = simulate(np.random.default_rng([seed, n]), sizes[n % len(sizes)], copies == "copies")
        ours, theirs = sizes[n % len(sizes)]
        facts = {"corpus": n, "articles": f"{ours} + {theirs}", "copies": copies}
        made.append(outcome(corpus, n, "all" if n % 2 else "once").assign(**facts))
    return pd.concat(made, ignore_index=True)


def printed(title: str, parts: dict[str, pd.Series]) -> None:
    print(f"\n{title}\n{pd.DataFrame(parts).T.to_string()}")


def report(found: pd.DataFrame, often: pd.DataFrame) -> None:
    printed("Coverage of 95 % intervals", {"all": coverage(often)})
    for column in ("articles", "copies", "shape"):
        printed(f"  by {column}", {str(v): coverage(own) for v, own in often.groupby(column)})
    ranges = pd.cut(found["occurrences"], [0, 9, 19, 49, 99, 10**6], labels=["1-9", "10-19", "20-49", "50-99", "100-"])
    printed("  by occurrences", {str(v): coverage(own) for v, own in found.groupby(ranges, observed=True)})
    for what, column in (("articles are units (p_bh)", "p_bh"), ("words were units (G² and chi-squared)", "by_words")):
        parts = {"all": discoveries(found, column)}
        parts |= {str(v): discoveries(own, column) for v, own in found.groupby("articles")}
        printed(f"False discovery rate at q = .05 where {what}", parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = run(SIZES, options.corpora, options.seed)
    print(f"{options.corpora} corpora, 20 articles a group and more, terms of {OFTEN} and more: targeted 93-97 %")
    report(found, found[found["occurrences"] >= OFTEN])
    fewer = run(FEWER, max(len(FEWER), options.corpora // 4), options.seed + 1)
    print(f"\nFewer articles, reported and not targeted ({fewer['corpus'].nunique()} corpora)")
    printed("Coverage", {str(v): coverage(own) for v, own in fewer[fewer["occurrences"] >= OFTEN].groupby("articles")})
    printed("False discovery rate", {str(v): discoveries(own, "p_bh") for v, own in fewer.groupby("articles")})


if __name__ == "__main__":
    main()

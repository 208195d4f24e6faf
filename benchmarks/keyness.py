"""Speed and memory of keyness, beside scikit-learn's CountVectorizer with a numpy log-odds, in one run.

usage: python benchmarks/keyness.py [--articles 10000] [--times 10] [--without-peers]

The corpus is made up: articles of 450 words from a Zipfian vocabulary of 60,000. The yardstick reads the texts, as it
must; keyness reads the table of terms, which tabulating has counted once, for the full table (both log-odds and G²,
effect sizes, dispersion, tests by article) and again with 200 resamples of articles for the intervals. A last row has
ten times as many articles. Each row is a process of its own: CPU seconds of the comparison alone (after a first small
one, so that loading is not counted), peak memory of all, the table included, and what the peak was before, when the
table was made.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from zipfian import counts, names

HERE = Path(__file__).parent
RESAMPLES = 200


def terms(articles: int, categories: bool) -> pd.DataFrame:
    """The corpus as a table of terms: all its columns as text, or those that keyness reads as categories."""
    article, term, count = counts(articles)
    ids = pd.Index([f"article-{n}" for n in range(articles)], dtype="object")
    if categories:
        coded = {"article_id": (article, ids), "term": (term, names())}
        made = {name: pd.Categorical.from_codes(*column) for name, column in coded.items()}
        return pd.DataFrame({**made, "count": count}, copy=False)
    made = {"article_id": pd.Series(ids.to_numpy()[article], dtype="str", copy=False)}
    del article
    made["voice"] = pd.Series(np.repeat(np.array(["own"], dtype=object), len(term)), dtype="str", copy=False)
    for name in ("term", "surface"):
        made[name] = pd.Series(names()[term], dtype="str", copy=False)
    return pd.DataFrame({**made, "count": count}, copy=False)


def ours(articles: int, resamples: int, categories: bool) -> dict[str, float]:
    """One comparison of the first half of the articles with the second."""
    from helpers.comparing import keyness

    table = terms(articles, categories)
    half = table["article_id"].searchsorted(f"article-{articles // 2}") if categories else None
    if half is None:
        half = int((table["article_id"] == f"article-{articles // 2}").to_numpy().argmax())
    first, second = table.iloc[:half], table.iloc[half:]
    keyness(first.head(9_000), second.head(9_000), resamples=resamples)
    before = peak()
    began = time.process_time()
    found = keyness(first, second, resamples=resamples)
    seconds = time.process_time() - began
    sizes = {"rows": len(table), "terms": len(found)}
    return {"seconds": seconds, "megabytes": peak(), "before": before, **sizes}


def peak() -> float:
    """Peak memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(*call: object) -> dict[str, float]:
    """What a process of its own prints."""
    done = subprocess.run([str(part) for part in call], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=10, help="how many times as many in the last rows (default: 10)")
    parser.add_argument("--without-peers", action="store_true", help="this project alone")
    parser.add_argument(
        "--one", nargs=3, type=int, metavar=("ARTICLES", "RESAMPLES", "CATEGORIES"), help=argparse.SUPPRESS
    )
    options = parser.parse_args()
    if options.one:
        print(json.dumps(ours(options.one[0], options.one[1], bool(options.one[2]))))
        return
    rows = {}
    if not options.without_peers:
        from side_by_side import python_of

        rows["scikit-learn, from texts"] = measured(
            python_of("peers-keyness.txt"), HERE / "yardstick.py", options.articles
        )
    for what, categories in (("text", 0), ("categories", 1)):
        for resamples in (0, RESAMPLES):
            name = f"keyness, {what}, {resamples} resamples"
            rows[name] = measured(sys.executable, __file__, "--one", options.articles, resamples, categories)
    for resamples in (0, RESAMPLES):
        name = f"the same, × {options.times}, {resamples} resamples"
        rows[name] = measured(sys.executable, __file__, "--one", options.articles * options.times, resamples, 1)
    table = pd.DataFrame(rows).T
    if not options.without_peers:
        table["of the yardstick"] = (table["seconds"] / table["seconds"].iloc[0]).round(2)
    print(table.round({"seconds": 2, "megabytes": 0, "before": 0}).to_string())


if __name__ == "__main__":
    main()

"""Figures of comparisons: drawn with few terms, thousands and none, the same to the byte, no name on another."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from helpers import comparing
from helpers.charts import keyness as charts
from helpers.charts.saving import save_figure
from helpers.comparing import rates

mpl.use("agg")
LONG = "Archibald Montgomery-Fotheringay-Smythe-Carruthers of Ealing"


def rows(articles, prefix, terms=8):
    random = np.random.default_rng(len(prefix) + articles)
    found = [
        (f"{prefix}{n}", LONG if k == 1 else f"word{k}", int(count))
        for n in range(articles)
        for k, count in enumerate(random.poisson(np.linspace(6, 1, terms)))
        if count
    ]
    return pd.DataFrame(found, columns=["article_id", "term", "count"])


def table_of(articles, terms=8):
    if not articles:
        return comparing.keyness(rows(1, "a"), rows(1, "bb"), resamples=0).head(0)
    return comparing.keyness(rows(articles, "a", terms), rows(articles, "bb", terms), resamples=59)


def frames(articles, names=("blame", "threat", LONG)):
    found = [
        (f"a{n}", name, "cue", 5 * k, 5 * k + 3, ("own", "quoted")[n % 2], "body", None, k // 2)
        for n in range(articles)
        for k, name in enumerate(names)
        if (n + k) % 3
    ]
    return pd.DataFrame(
        found, columns=["article_id", "frame", "cue", "start", "end", "voice", "place", "speaker", "sentence"]
    )


def articles_of(n):
    facts = {"article_id": [f"a{k}" for k in range(n)], "outlet": [("Post", "Courier")[k % 2] for k in range(n)]}
    return pd.DataFrame({**facts, "copy_group": None, "words": 100, "words_own": 60, "words_quoted": 40})


def places(n):
    some = [(f"{LONG} {k}", k / max(1, n), ("own", "quoted")[k % 2]) for k in range(n)]
    return pd.DataFrame([*some, *([("nothing here", np.nan, None)] if n else [])], columns=["label", "place", "voice"])


def draw_all(n):
    table, articles = table_of(n), articles_of(max(2, 2 * n))
    compared = rates.compare_frames(
        frames(2 * n) if n else frames(2).head(0), *comparing.by_outlet(articles, articles, "Post"), resamples=59
    )
    yield charts.keyness_plot(table, names=("Post", LONG))
    yield charts.effects(table)
    yield charts.rate_comparison(compared, what="frame", unit="cues per 1,000 words", names=("Post", "Courier"))
    yield charts.dispersion_strips(places(n))
    yield charts.cooccurrences(rates.cooccurrence(frames(n)))


@pytest.mark.parametrize("n", [0, 1, 12])
def test_every_chart_draws_the_same_bytes(n, tmp_path):
    for folder in ("one", "two"):
        for k, ax in enumerate(draw_all(n)):
            save_figure(ax.figure, f"chart{k}", tmp_path / folder, title="t", alt="a", source="s")
    made = sorted((tmp_path / "one").iterdir())
    assert len(made) == 15
    for path in made:
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_a_chart_draws_on_the_axes_it_is_given():
    ax = charts.canvas()
    assert charts.effects(table_of(12), ax) is ax
    plt.close(ax.figure)


def many(n=5_000):
    random = np.random.default_rng(1)
    z, p = random.normal(0, 2, n), random.random(n) ** 6
    facts = {"term": [f"{LONG[: k % 60]}{k}" for k in range(n)], "log_ratio": z, "p": p, "p_bh": p, "note": ""}
    return pd.DataFrame({**facts, "count_target": 9, "count_reference": 9})


@pytest.mark.parametrize("table", [many(), table_of(1, 40), table_of(12, 40)], ids=["thousands", "untested", "tested"])
def test_no_name_lies_on_another(table):
    ax = charts.keyness_plot(table)
    ax.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert len(boxes) >= 10
    for n, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:n])
    plt.close(ax.figure)


def test_nothing_tested_has_neither_intervals_nor_colours():
    ax = charts.keyness_plot(table_of(1))
    assert {tuple(shade[:3]) for shade in ax.collections[0].get_facecolors()} == {mpl.colors.to_rgb(charts.GREY)}
    assert ax.get_title(loc="left").startswith("not tested: 1 and 1 articles")
    assert "occurrences" in ax.get_ylabel()
    plt.close(ax.figure)
    ax = charts.effects(table_of(1))
    assert not ax.lines
    assert ax.get_title(loc="left").startswith("not tested: 1 and 1 articles")
    plt.close(ax.figure)
    ax = charts.effects(table_of(12))
    assert len(ax.lines) > 3
    plt.close(ax.figure)

"""Figures of one story in several articles: what stands where, which words mark each, what things are called."""

import textwrap
from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes

from helpers.charts.canvas import (
    GREY,
    and_more,
    canvas,
    label_below,
    legend_below,
    nothing,
    panels,
    short,
    styled,
    wrapped,
)
from helpers.charts.voices import pin, pin_key
from helpers.comparing import VOICES

ACROSS = 6  # articles side by side at most


@styled
def presence_matrix(
    found: pd.DataFrame, facts: pd.DataFrame, shades: Mapping[str, str], ax: Axes | None = None, most: int = 45
) -> Axes:
    """A table of dots: which items (down) stand in which articles (across); the number is that of places, for a
    source that of words.

    Parameters
    ----------
    found : as from ``comparing.presence``.
    facts : the articles in order, with label, outlet and genre.
    """
    shown = found.head(most)
    ax = ax or canvas(1.9 + 0.24 * len(shown))
    columns = list(facts["article_id"].head(ACROSS))
    if shown.empty or not columns:
        return nothing(ax, "no topics in these articles")
    for at, article in enumerate(columns):
        outlet = facts.loc[facts["article_id"] == article, "outlet"].iloc[0]
        shade = shades.get(outlet if isinstance(outlet, str) else "unknown outlet", GREY)
        for down, n in enumerate(shown[article]):
            if n:
                ax.scatter(at, down, s=130, color=shade, alpha=0.35, linewidths=0)
                ax.annotate(f"{n}", (at, down), ha="center", va="center", fontsize=7.5)
    edges = [k for k in range(1, len(shown)) if shown["articles"].iloc[k] != shown["articles"].iloc[k - 1]]
    for k in edges:
        ax.axhline(k - 0.5, color="black", linewidth=0.8)
    genres = facts["genre"].fillna("genre unknown").head(ACROSS)
    heads = [
        f"{_head(label, len(columns))}\n{textwrap.fill(genre, 12)}"
        for label, genre in zip(facts["label"].head(ACROSS), genres, strict=True)
    ]
    ax.set_xticks(range(len(columns)), heads)
    ax.xaxis.tick_top()
    ax.set_yticks(range(len(shown)), [f"{short(r.item, 40)} ({r.kind})" for r in shown.itertuples()])
    ax.set_xlim(-0.5, len(columns) - 0.5)
    ax.set_ylim(len(shown) - 0.5, -0.5)
    ax.grid(True, axis="both")
    more = and_more(len(found) - most, "items") + and_more(len(facts) - ACROSS, "articles")
    ax.set_xlabel(f"places in the article; of a source, words{more}")
    return ax


@styled
def word_marks(
    words: pd.DataFrame, shades: Mapping[str, str], axes: Sequence[Axes] | None = None, most: int = 3
) -> Sequence[Axes]:
    """A panel an article, of the first ``most``: the words that mark it, by difference in log-odds; beside each its
    count here and elsewhere."""
    labels = list(dict.fromkeys(words["label"]))
    more, labels = len(labels) - most, labels[:most]
    tallest = int(words.groupby("label").size().max()) if len(words) else 1
    axes = axes if axes is not None else panels(len(labels), 1.4 + 0.27 * tallest, 7.2, rows=False)
    if words.empty:
        return [nothing(ax, "no word marks one article against another") for ax in axes]
    for ax, label in zip(axes, labels, strict=False):
        own = words[words["label"] == label].reset_index(drop=True)
        outlet = own["outlet"].iloc[0]
        shade = shades.get(outlet if isinstance(outlet, str) else "unknown outlet", GREY)
        ax.hlines(own.index, 0, own["log_odds"], color=shade, linewidth=1.2)
        ax.plot(own["log_odds"], own.index, "o", color=shade, markersize=5)
        for at, row in enumerate(own.itertuples()):
            said = f"{row.here} : {row.elsewhere}"
            ax.annotate(said, (row.log_odds, at), (6, 0), textcoords="offset points", va="center", fontsize=7)
        ax.set_yticks(range(len(own)), [short(term, 18) for term in own["term"]])
        ax.set_ylim(tallest - 0.5, -0.6)
        ax.set_xlim(0, float(words["log_odds"].max()) * 1.45)
        ax.set_title(wrapped(str(label)))
    said = "difference in log-odds (beside each: times here : elsewhere)"
    label_below(axes[0], said + and_more(more, "articles"))
    return axes


@styled
def naming_table(
    found: pd.DataFrame, facts: pd.DataFrame, ax: Axes | None = None, most: int = 30, voices: Sequence[str] = VOICES
) -> Axes:
    """A table of marks: each name for a thing (down) in each article (across), a mark a voice, with its number."""
    kept = found[found["voice"].isin(voices)]
    rows = list(dict.fromkeys(zip(kept["name"], kept["variant"], strict=True)))
    columns = list(facts["article_id"].head(ACROSS))
    ax = ax or canvas(1.8 + 0.3 * min(most, len(rows)))
    if kept.empty or not columns:
        return nothing(ax, "none of the codebook's names in these articles")
    step = 0.28
    for row in kept.itertuples():
        down = rows.index((row.name, row.variant))
        if down < most and row.article_id in columns:
            x = columns.index(row.article_id) + step * (VOICES.index(row.voice) - 1)
            ax.plot(x, down, **pin(row.voice))
            ax.annotate(f"{row.times}", (x, down), (5, 0), textcoords="offset points", va="center", fontsize=7.5)
    for k in range(1, min(most, len(rows))):
        if rows[k][0] != rows[k - 1][0]:
            ax.axhline(k - 0.5, color="black", linewidth=0.8)
    ax.set_yticks(range(min(most, len(rows))), [f"{short(v, 24)} ({short(n, 24)})" for n, v in rows[:most]])
    heads = [_head(label, len(columns)) for label in facts["label"].head(ACROSS)]
    ax.set_xticks(range(len(columns)), heads)
    ax.xaxis.tick_top()
    ax.set_xlim(-0.5, len(columns) - 0.5)
    ax.set_ylim(min(most, len(rows)) - 0.5, -0.6)
    ax.grid(True, axis="both")
    ax.set_xlabel(
        "times the name is used" + and_more(len(rows) - most, "names") + and_more(len(facts) - ACROSS, "articles")
    )
    legend_below(ax, [pin_key(voice) for voice in VOICES if voice in voices])
    return ax


def _head(label: str, columns: int) -> str:
    """An article's label above its column, broken so that neighbours do not touch."""
    return wrapped(label, max(9, 54 // max(1, columns)))

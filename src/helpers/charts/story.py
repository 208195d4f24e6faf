"""Figures of one story in several articles: what stands where, which words mark each, what things are called."""

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes

from helpers.charts.canvas import (
    GREY,
    canvas,
    legend_below,
    nothing,
    panels,
    short,
    styled,
    wrapped,
)
from helpers.charts.voices import pin, pin_key
from helpers.comparing import VOICES

ACROSS = 12  # articles side by side at most


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
    heads = [f"{wrapped(label)}\n{genre}" for label, genre in zip(facts["label"].head(ACROSS), genres, strict=True)]
    ax.set_xticks(range(len(columns)), heads)
    ax.xaxis.tick_top()
    ax.set_yticks(range(len(shown)), [f"{short(r.item, 40)} ({r.kind})" for r in shown.itertuples()])
    ax.set_xlim(-0.5, len(columns) - 0.5)
    ax.set_ylim(len(shown) - 0.5, -0.5)
    ax.grid(True, axis="both")
    more = [f"{len(found) - most:,} more items"] if len(found) > most else []
    more += [f"{len(facts) - ACROSS:,} more articles"] if len(facts) > ACROSS else []
    ax.set_xlabel("places in the article; of a source, words" + (f"; and {' and '.join(more)}" if more else ""))
    return ax


@styled
def word_marks(words: pd.DataFrame, shades: Mapping[str, str], axes: Sequence[Axes] | None = None) -> Sequence[Axes]:
    """A panel an article: the words that mark it, by difference in log-odds; beside each its count here and
    elsewhere."""
    labels = list(dict.fromkeys(words["label"]))[:4]
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
    axes[len(axes) // 2].set_xlabel("difference in log-odds (beside each: times here : elsewhere)")
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
    ax.set_xticks(range(len(columns)), [wrapped(label) for label in facts["label"].head(ACROSS)])
    ax.xaxis.tick_top()
    ax.set_xlim(-0.5, len(columns) - 0.5)
    ax.set_ylim(min(most, len(rows)) - 0.5, -0.6)
    ax.grid(True, axis="both")
    more = [f"{len(rows) - most:,} more names"] if len(rows) > most else []
    more += [f"{len(facts) - ACROSS:,} more articles"] if len(facts) > ACROSS else []
    if more:
        ax.set_xlabel(f"and {' and '.join(more)}")
    legend_below(ax, [pin_key(voice) for voice in VOICES if voice in voices])
    return ax

"""Figures of voices: whose words an article prints, and in which voice the cues of frames stand."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from helpers.charts.canvas import (
    VOICE_COLOURS,
    VOICE_MARKS,
    VOICE_NAMES,
    and_more,
    canvas,
    legend_below,
    nothing,
    panels,
    say_more,
    short,
    styled,
    wrapped,
)
from helpers.comparing import VOICES


@styled
def voice_shares(spoken: pd.DataFrame, ax: Axes | None = None, most: int = 25) -> Axes:
    """Stacked bars: each article's words by voice, with their numbers; the first ``most`` articles."""
    labels = list(dict.fromkeys(spoken["label"]))
    ax = ax or canvas(1.6 + 0.45 * min(most, len(labels)))
    if spoken.empty:
        return nothing(ax, "no articles")
    wide = spoken.pivot(index="label", columns="voice", values="words")
    wide = wide.reindex(index=labels[:most], columns=list(VOICES)).fillna(0)
    left = pd.Series(0.0, index=wide.index)
    widest = wide.sum(axis=1).max()
    for voice in VOICES:
        bars = ax.barh(range(len(wide)), wide[voice], left=left, color=VOICE_COLOURS[voice])
        labelled = [f"{int(n)}" if n and n >= 0.06 * widest else "" for n in wide[voice]]
        ax.bar_label(bars, labelled, label_type="center", color="white" if voice == "own" else "black", fontsize=8)
        left = left + wide[voice].astype(float)
    ax.set_yticks(range(len(wide)), [short(label) for label in wide.index])
    ax.invert_yaxis()
    ax.set_xlabel("words of the body (number)")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    say_more(ax, len(labels) - most, "articles")
    legend_below(ax, [Patch(color=VOICE_COLOURS[v], label=VOICE_NAMES[v]) for v in VOICES])
    return ax


@styled
def frame_cues(rates: pd.DataFrame, axes: Sequence[Axes] | None = None, most: int = 4) -> Sequence[Axes]:
    """A panel an article, of the first ``most``: cues of each frame per 1,000 words of each voice, the number of cues
    beside the mark."""
    labels = list(dict.fromkeys(rates["label"]))
    more, rates = len(labels) - most, rates[rates["label"].isin(labels[:most])]
    axes = axes if axes is not None else panels(min(most, len(labels)))
    if rates.empty:
        return [nothing(ax, "no cues in these articles") for ax in axes]
    for ax, (label, own) in zip(axes, rates.groupby("label", sort=False), strict=True):
        names = list(dict.fromkeys(own["frame"]))
        for offset, voice in zip((-0.24, 0.0, 0.24), VOICES, strict=True):
            rows = own[(own["voice"] == voice) & own["per_1000"].notna()]
            at = [names.index(name) + offset for name in rows["frame"]]
            _pins(ax, at, rows["per_1000"].astype(float), rows["cues"], voice)
        ax.set_yticks(range(len(names)), names)
        ax.set_title(wrapped(str(label)))
    axes[0].invert_yaxis()
    axes[0].set_xlim(0, max(1.0, float(rates["per_1000"].max() or 1) * 1.15))
    said = "cues per 1,000 words of that voice (beside each mark: number of cues)"
    keys = [pin_key(voice) for voice in VOICES if voice in set(rates["voice"])]
    legend_below(axes[0], keys, title=said + and_more(more, "articles"))
    return axes


def _pins(ax: Axes, at: Sequence[float], rate: pd.Series, cues: pd.Series, voice: str) -> None:
    """Lines with a mark at their end and the number of cues beside it."""
    if rate.empty:
        return
    ax.hlines(at, 0, rate, color=VOICE_COLOURS[voice], linewidth=1.2)
    ax.plot(rate, at, clip_on=False, **pin(voice))
    for x, y, n in zip(rate, at, cues, strict=True):
        beside = ax.annotate(f"{n}", (x, y), (5, 0), textcoords="offset points", va="center", fontsize=7)
        beside.set_in_layout(False)


def pin(voice: str) -> dict[str, Any]:
    look = {"marker": VOICE_MARKS[voice], "color": VOICE_COLOURS[voice]}
    return {**look, "markersize": 5, "markeredgecolor": "black", "markeredgewidth": 0.5, "linestyle": "none"}


def pin_key(voice: str) -> Line2D:
    return Line2D([], [], label=VOICE_NAMES[voice], **pin(voice))

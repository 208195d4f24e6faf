"""Figures of who is quoted: how much, where in the article, with which verbs."""

import textwrap
from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator, PercentFormatter

from helpers.charts.canvas import (
    GREY,
    canvas,
    legend_below,
    nothing,
    outlet_keys,
    room_for_labels,
    say_more,
    short,
    styled,
)
from helpers.comparing import STANCES

PALE = 0.4  # how opaque a bar is where it stands for words outside quotation marks


@styled
def speakers(tally: pd.DataFrame, shades: Mapping[str, str], ax: Axes | None = None, most: int = 20) -> Axes:
    """Bars: words of each speaker's attributed clauses, a segment an article in its outlet's colour, solid as far as
    they are inside quotation marks; both numbers and that of quotations beside the bar."""
    return _room(tally, "speaker", shades, ax, most)


@styled
def sides(tally: pd.DataFrame, shades: Mapping[str, str], ax: Axes | None = None, most: int = 20) -> Axes:
    """Bars: words of each side's attributed clauses, as those of ``speakers``, from ``comparing.side_tally``."""
    return _room(tally, "side", shades, ax, most)


def _room(tally: pd.DataFrame, by: str, shades: Mapping[str, str], ax: Axes | None, most: int) -> Axes:
    ax = ax or canvas(1.6 + 0.32 * min(most, tally[by].nunique()), 8.2)
    if tally.empty:
        return nothing(ax, "no quotations in these articles")
    totals = (
        tally.groupby(by, sort=False)[["quotations", "words", "words_marked"]]
        .sum()
        .sort_values(["words", "quotations"], ascending=False, kind="stable")
    )
    shown = list(totals.index[:most])
    left = dict.fromkeys(shown, 0.0)
    for name, outlet, words, marked in tally[[by, "outlet", "words", "words_marked"]].itertuples(index=False):
        if name not in left:
            continue
        shade = shades.get(outlet if isinstance(outlet, str) else "unknown outlet", GREY)
        for width, alpha in ((marked, None), (words - marked, PALE)):
            ax.barh(
                shown.index(name), width, 0.75, left[name], color=shade, alpha=alpha, edgecolor="white", linewidth=0.4
            )
            left[name] += float(width)
    for at, row in enumerate(totals.head(most).itertuples()):
        said = f"{row.words} ({row.words_marked}) in {_number(row.quotations, 'quotation')}"
        ax.annotate(said, (row.words, at), (4, 0), textcoords="offset points", va="center", fontsize=8)
    ax.set_yticks(range(len(shown)), [short(name) for name in shown])
    ax.invert_yaxis()
    ax.set_xlabel("words of attributed clauses (solid, and in brackets: inside quotation marks)")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    room_for_labels(ax, 0.4)
    legend_below(ax, outlet_keys(tally["outlet"], shades))
    say_more(ax, len(totals) - most, f"{by}s with fewer words")
    return ax


def _number(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


@styled
def turns(found: pd.DataFrame, shades: Mapping[str, str], ax: Axes | None = None, most: int = 20) -> Axes:
    """A strip an article, from its first word to its last: where whose quotations stand, coloured by side.

    Below each strip stand the speakers of its first, longest and last quotation.
    """
    labels = list(dict.fromkeys(found["label"]))
    ax = ax or canvas(1.5 + 0.8 * min(most, len(labels)))
    if found.empty:
        return nothing(ax, "no quotations in these articles")
    shown = found[found["label"].isin(labels[:most])]
    for at, label in enumerate(labels[:most]):
        own = shown[shown["label"] == label]
        ax.barh(at, 1, height=0.4, color="#F0F0F0")
        width = (own["to"] - own["from"]).clip(lower=0.004)
        ax.barh(at, width, left=own["from"], height=0.4, color=[shades.get(side, GREY) for side in own["side"]])
        note = ax.annotate(_told(own), (0, at + 0.24), (3, -2), textcoords="offset points", va="top", fontsize=7.5)
        note.set_in_layout(False)
    ax.set_yticks(range(min(most, len(labels))), [short(label) for label in labels[:most]])
    ax.set_ylim(min(most, len(labels)) - 0.25, -0.45)
    ax.set_xlim(0, 1)
    ax.grid(visible=False)
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    ax.set_xlabel("place in the article, from headline to end (share of its characters)")
    present = [side for side in shades if side in set(shown["side"])]
    legend_below(ax, [Patch(color=shades[side], label=short(side)) for side in present], 4)
    say_more(ax, len(labels) - most, "articles")
    return ax


def _told(own: pd.DataFrame) -> str:
    """The speakers of an article's first, longest and last quotation."""
    pieces = []
    for which in ("first", "longest", "last"):
        row = own[own[which]].head(1)
        for r in row.itertuples():
            words = f" ({_number(r.words, 'word')}, {r.words_marked} in marks)" if which == "longest" else ""
            pieces.append(f"{which}: {short(r.speaker, 20)}{words}")
    return " · ".join(pieces)


@styled
def verb_stances(found: pd.DataFrame, ax: Axes | None = None, most: int = 8) -> Axes:
    """A table of dots: how often verbs of each stance (down, from neutral to loaded) introduce each side (across)."""
    sides = list(found.groupby("side")["times"].sum().sort_values(ascending=False, kind="stable").index)
    stances = [stance for stance in STANCES if stance in set(found["stance"])]
    stances += sorted(set(found["stance"]) - set(stances))
    ax = ax or canvas(1.3 + 0.5 * len(stances))
    if found.empty:
        return nothing(ax, "no reporting verbs in these articles")
    shown = found[found["side"].isin(sides[:most])]
    largest = int(shown["times"].max())
    for row in shown.itertuples():
        at = (sides.index(row.side), stances.index(row.stance))
        ax.scatter(*at, s=60 + 260 * row.times / largest, color=GREY, alpha=0.35, linewidths=0)
        ax.annotate(f"{row.times}", at, ha="center", va="center", fontsize=8.5)
        ax.annotate(_few(row.cues), at, (0, -11), textcoords="offset points", ha="center", va="top", fontsize=7)
    ax.set_xticks(range(min(most, len(sides))), [textwrap.fill(short(side, 28), 12) for side in sides[:most]])
    ax.xaxis.tick_top()
    ax.set_yticks(range(len(stances)), stances)
    ax.set_xlim(-0.6, min(most, len(sides)) - 0.4)
    ax.set_ylim(len(stances) - 0.3, -0.6)
    ax.grid(True, axis="both")
    ax.set_xlabel("times a side is introduced by verbs of that stance (in each dot), and the verbs")
    say_more(ax, len(sides) - most, "sides")
    return ax


def _few(cues: str, most: int = 3) -> str:
    verbs = cues.split(", ")
    return ", ".join(verbs[:most]) + (f" +{len(verbs) - most}" if len(verbs) > most else "")

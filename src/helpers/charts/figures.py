"""Figures of the numbers that articles print."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes

from helpers.charts.canvas import GREY, canvas, legend_below, nothing, outlet_keys, say_more, short, styled, wrapped
from helpers.comparing import source_of


@styled
def figures_by_kind(counts: pd.DataFrame, shades: Mapping[str, str], ax: Axes | None = None, most: int = 25) -> Axes:
    """A table of dots: how many figures of each kind (across) each article (down) prints, in its outlet's colour."""
    labels = list(dict.fromkeys(counts.sort_values("label")["label"]))
    ax = ax or canvas(1.7 + 0.36 * min(most, len(labels)), 8.2)
    if counts.empty:
        return nothing(ax, "no figures in these articles")
    kinds = sorted(set(counts["what"]))
    shown = counts[counts["label"].isin(labels[:most])]
    largest = max(1, int(shown["numbers"].max()))
    for row in shown.itertuples():
        shade = shades.get(row.outlet if isinstance(row.outlet, str) else "unknown outlet", GREY)
        at = (kinds.index(row.what), labels.index(row.label))
        ax.scatter(*at, s=60 + 260 * row.numbers / largest, color=shade, alpha=0.35, linewidths=0)
        ax.annotate(f"{row.numbers}", at, ha="center", va="center", fontsize=8.5)
    ax.set_xticks(range(len(kinds)), kinds, rotation=30, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(min(most, len(labels))), [short(label) for label in labels[:most]])
    ax.set_xlim(-0.6, len(kinds) - 0.4)
    ax.set_ylim(min(most, len(labels)) - 0.4, -0.6)
    ax.grid(True, axis="both")
    ax.set_xlabel("kind of figure (in each dot: number of figures)")
    say_more(ax, len(labels) - most, "articles")
    return ax


@styled
def number_estimates(found: pd.DataFrame, noun: str, shades: Mapping[str, str], ax: Axes | None = None) -> Axes:
    """The estimates of a noun over time: points for = and ~, arrows for bounds, bars for ranges, hollow for vague.

    A date known only to the month is a line over the month. Amounts without a number are not drawn.
    """
    ax = ax or canvas(3.9, 8.2)
    dated = found[found["first_day"].notna() & found[["value", "low", "high"]].notna().any(axis=1)]
    if dated.empty:
        return nothing(ax, f"no dated figure for {noun!r} in these articles")
    tops = []
    for row in dated.itertuples():
        shade = shades.get(row.outlet if isinstance(row.outlet, str) else "unknown outlet", GREY)
        first, last = mdates.date2num(row.first_day), mdates.date2num(row.last_day)
        middle = (first + last) / 2
        points = [float(v) for v in (row.low, row.value, row.high) if pd.notna(v)]
        tops.append(max(points))
        level = float(row.value) if pd.notna(row.value) else sum(points) / len(points)
        if last > first:
            ax.plot([first, last], [level, level], color=shade, linewidth=3, alpha=0.35, solid_capstyle="butt")
        _mark(ax, row.bound, middle, level, points, shade)
        label = _estimate_label(row, noun, len(dated))
        above = 28 if row.bound == ">" else 10
        ax.annotate(label, (middle, max(points)), (0, above), textcoords="offset points", ha="center", fontsize=8)
    if len(dated) > FULLY_LABELLED:
        legend_below(ax, outlet_keys(dated["outlet"], shades))
    ax.set_ylim(0, max(tops) * 1.4)
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    ax.set_ylabel(f"{noun}s (number)")
    ax.grid(True, axis="both")
    low, high = mdates.date2num(dated["first_day"].min()), mdates.date2num(dated["last_day"].max())
    pad = max(14.0, (high - low) * 0.25)  # room for the labels of the first and last
    ax.set_xlim(low - pad, high + pad)
    ax.xaxis.set_major_locator(mdates.AutoDateLocator(maxticks=6))
    ax.xaxis.set_major_formatter(lambda day, _: f"{(d := mdates.num2date(day)).day} {d:%b\n%Y}")
    ax.set_xlabel("day of publication (a thick line: known to the month or year only)")
    return ax


FULLY_LABELLED, LABELLED = 3, 12  # estimates with all their facts beside them, with their number alone


def _estimate_label(row: Any, noun: str, estimates: int) -> str:
    """What stands beside an estimate; less, the more of them there are."""
    said = f"{row.modifier} {row.surface}" if isinstance(row.modifier, str) else str(row.surface)
    if estimates > FULLY_LABELLED:
        return said if estimates <= LABELLED else ""
    what = " ".join(w for w in (row.adjective, f"{noun}s") if isinstance(w, str))
    return f"“{said}” {what}\n{wrapped(row.label)}\n{_source(row)}"


def _source(row: Any) -> str:
    said = source_of(row)
    return said if pd.isna(row.claimant) else "source: " + textwrap.fill(short(said), 28)


def _mark(ax: Axes, bound: str, x: float, level: float, points: Sequence[float], shade: str) -> None:
    """One estimate's mark by its bound."""
    if bound == "vague":
        ax.plot([x] * len(points), points, "o-", color=shade, markerfacecolor="white", markersize=7, linewidth=1)
    elif bound == "range" and len(points) > 1:
        ax.plot([x, x], [min(points), max(points)], color=shade, linewidth=4, marker="_", markersize=10)
    else:
        ax.plot(x, level, "o", color=shade, markersize=8, zorder=3)
        if bound in (">", "<"):
            arrow = {"arrowstyle": "<|-", "color": shade, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}
            ahead = (0, 24 if bound == ">" else -24)
            ax.annotate("", (x, level), ahead, textcoords="offset points", arrowprops=arrow)

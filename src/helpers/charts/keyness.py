"""Figures of comparisons: keyness, rates with their intervals, dispersion, frames that stand together.

As in the rest of the room: a table in, the axes out, no statistics. Where a table says that nothing was tested, the
figure shows counts, without intervals, and says why.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.ticker import NullFormatter
from matplotlib.transforms import Bbox

from helpers.charts import (
    GREY,
    PALETTE,
    VOICE_COLOURS,
    VOICE_NAMES,
    canvas,
    legend_below,
    nothing,
    say_more,
    short,
    styled,
)

__all__ = ["cooccurrences", "dispersion_strips", "effects", "keyness_plot", "rate_comparison"]

NAMES = ("target", "reference")
SHADES = (PALETTE[0], PALETTE[1])
DRAWN = 3_000  # terms drawn at most: a picture of more is no clearer, and its file very large
Q = 0.05  # false discovery rate up to which a term is drawn in its group's colour


def _marks(names: Sequence[str], shades: Sequence[str], rest: str = "") -> list[Line2D]:
    """Keys of a legend: the two groups, and what is grey."""
    keys = [*zip(names, shades, strict=True), *([(rest, GREY)] if rest else [])]
    return [Line2D([], [], color=shade, marker="o", linestyle="none", label=short(name)) for name, shade in keys]


def _tested(table: pd.DataFrame) -> bool:
    return "p" in table.columns and bool(table["p"].notna().any())


def _say_why(ax: Axes, table: pd.DataFrame) -> None:
    """Above the axes: why nothing was tested."""
    ax.set_title(str(table["note"].iloc[0]), fontsize=8, fontweight="normal", color=GREY)


@styled
def keyness_plot(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    names: Sequence[str] = NAMES,
    shades: Sequence[str] = SHADES,
    labels: int = 30,
) -> Axes:
    """A dot a term: size of the difference (across) against the evidence for it (up).

    Terms whose p, adjusted after Benjamini & Hochberg, is at most .05 have their group's colour, the others are
    grey. Where nothing was tested, up is how often a term occurs, which is no evidence, and no term is coloured.

    Parameters
    ----------
    table : of ``comparing.keyness``.
    names : of the target and the reference.
    labels : at most so many terms are named, those highest up first; a name that would lie on another is left out.
    """
    ax = ax or canvas(5.6, 8.2)
    tested = _tested(table)
    rows = table[table["p"].notna()] if tested else table
    if rows.empty:
        return nothing(ax, "no terms to compare")
    height = _evidence(rows) if tested else (rows["count_target"] + rows["count_reference"]).astype(float)
    rows = rows.assign(height=height).sort_values(["height", "term"], ascending=[False, True])
    drawn = rows.head(DRAWN)
    ax.scatter(
        drawn["log_ratio"], drawn["height"], s=14, color=_dot_shades(drawn, tested, shades), alpha=0.7, linewidths=0
    )
    ax.axvline(0, color=GREY, linewidth=0.8, zorder=0)
    ax.set_xlabel(f"Log Ratio (binary log)\n← more in {short(names[1], 30)} · more in {short(names[0], 30)} →")
    if tested:
        ax.set_ylabel("evidence: -log10 of p (articles as units)")
        legend_below(ax, _marks([f"more in {n}" for n in names], shades, f"false discovery rate above {Q:.0%}"))
        say_more(ax, len(rows) - len(drawn), "terms with less evidence")
    else:
        ax.set_yscale("log")
        ax.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        ax.yaxis.set_minor_formatter(NullFormatter())
        ax.set_ylabel("occurrences in both (number)")
        _say_why(ax, table)
    _spread(ax)
    _name_terms(ax, drawn.head(labels))
    return ax


def _evidence(rows: pd.DataFrame) -> pd.Series:
    return -np.log10(rows["p"].clip(lower=1e-300))


def _dot_shades(rows: pd.DataFrame, tested: bool, shades: Sequence[str]) -> list[str]:
    if not tested:
        return [GREY] * len(rows)
    sides = np.where(rows["log_ratio"] > 0, shades[0], shades[1])
    return list(np.where(rows["p_bh"] <= Q, sides, GREY))


def _spread(ax: Axes) -> None:
    """Limits with nought in the middle, and room for names."""
    reach = max(1.0, *(abs(end) for end in ax.get_xlim())) * 1.15
    ax.set_xlim(-reach, reach)
    low, high = ax.get_ylim()
    ax.set_ylim(*((low / 1.6, high * 1.6) if ax.get_yscale() == "log" else (low, high + 0.08 * (high - low))))


def _name_terms(ax: Axes, rows: pd.DataFrame) -> None:
    """Names beside dots, moved apart by adjustText; those that still lie on another are left out."""
    from adjustText import adjust_text

    figure = ax.get_figure(root=True)
    assert figure is not None
    if not figure.get_suptitle():
        figure.suptitle(" ")  # the room that the title will take
    figure.draw_without_rendering()
    named = [
        ax.text(x, y, short(t, 28), fontsize=7.5)
        for x, y, t in zip(rows["log_ratio"], rows["height"], rows["term"], strict=True)
    ]
    for text in named:
        text.set_in_layout(False)
    x, y = rows["log_ratio"].to_numpy(), rows["height"].to_numpy()
    adjust_text(named, x=x, y=y, ax=ax, iter_lim=300)  # by count, not by time: the same names in the same places
    kept: list[Bbox] = []
    for text, dot in zip(named, zip(x, y, strict=True), strict=True):
        box = text.get_window_extent()
        if any(box.overlaps(other) for other in kept):
            text.remove()
            continue
        kept.append(box)
        if not box.padded(4).contains(*ax.transData.transform(dot)):
            line = FancyArrowPatch(text.get_position(), dot, arrowstyle="-", color=GREY, linewidth=0.5)
            line.set_patchA(text)  # type: ignore[arg-type]  # a text does as well
            line.set_transform(ax.transData)
            line.set_in_layout(False)
            ax.add_patch(line)


@styled
def effects(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    names: Sequence[str] = NAMES,
    shades: Sequence[str] = SHADES,
    most: int = 25,
) -> Axes:
    """A row a term: its Log Ratio with its interval, both counts beside it; the first ``most`` of the table.

    Where nothing was tested the rows are counts per million, as two dots, without intervals.
    """
    ax = ax or canvas(1.5 + 0.26 * max(1, min(most, len(table))), 7.6)
    if table.empty:
        return nothing(ax, "no terms to compare")
    if not _tested(table):
        return _two_dots(ax, table.head(most), "term", "per_million", "occurrences per million words", names, shades)
    rows = table[table["p"].notna()].head(most)
    sides = [shades[0] if ratio > 0 else shades[1] for ratio in rows["log_ratio"]]
    _lines(ax, rows["log_ratio_low"], rows["log_ratio_high"], sides)
    ax.scatter(rows["log_ratio"], range(len(rows)), color=sides, s=26, zorder=3)
    ax.axvline(0, color=GREY, linewidth=0.8, zorder=0)
    _counts_beside(ax, rows)
    _rows(ax, rows["term"])
    ax.set_xlabel("Log Ratio with its interval (binary log); right: occurrences in each")
    legend_below(ax, _marks([f"more in {n}" for n in names], shades))
    say_more(ax, len(table) - len(rows), "terms")
    return ax


def _lines(ax: Axes, low: pd.Series, high: pd.Series, shades: Sequence[str], offset: float = 0.0) -> None:
    """Intervals as lines; where there is none, none."""
    for at, (a, b, shade) in enumerate(zip(low, high, shades, strict=True)):
        if pd.notna(a) and pd.notna(b):
            ax.plot([a, b], [at + offset, at + offset], color=shade, linewidth=1.6, solid_capstyle="butt")


def _counts_beside(ax: Axes, rows: pd.DataFrame) -> None:
    for at, row in enumerate(rows.itertuples()):
        said = f"{row.count_target:,} · {row.count_reference:,}"
        ax.annotate(
            said,
            (1, at),
            (4, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            fontsize=7.5,
        )


def _rows(ax: Axes, names: pd.Series) -> None:
    ax.set_yticks(range(len(names)), [short(str(name)) for name in names])
    ax.set_ylim(len(names) - 0.4, -0.6)


@styled
def rate_comparison(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    what: str,
    unit: str,
    names: Sequence[str] = NAMES,
    shades: Sequence[str] = SHADES,
    most: int = 25,
) -> Axes:
    """A row for each thing: the two groups' rates as dots, with their intervals, counts beside them.

    Parameters
    ----------
    table : of ``comparing.rates``; the first ``most`` rows are drawn.
    what : the column that names the rows.
    unit : of the rates: "cues per 1,000 words", "share of quotations".
    """
    ax = ax or canvas(1.6 + 0.42 * max(1, min(most, len(table))), 7.6)
    if table.empty:
        return nothing(ax, "nothing to compare")
    _two_dots(ax, table.head(most), what, "rate", unit, names, shades)
    if _tested(table):
        say_more(ax, len(table) - most, "rows")
    return ax


def _two_dots(
    ax: Axes, rows: pd.DataFrame, what: str, column: str, unit: str, names: Sequence[str], shades: Sequence[str]
) -> Axes:
    """Two dots a row, one a group, with intervals where the table has them."""
    for side, offset, shade in zip(NAMES, (-0.14, 0.14), shades, strict=True):
        low, high = f"{column}_{side}_low", f"{column}_{side}_high"
        if low in rows.columns:
            _lines(ax, rows[low], rows[high], [shade] * len(rows), offset)
        ax.scatter(rows[f"{column}_{side}"], [n + offset for n in range(len(rows))], color=shade, s=26, zorder=3)
    _counts_beside(ax, rows)
    _rows(ax, rows[what])
    ax.set_xlim(left=min(0.0, ax.get_xlim()[0]))
    ax.set_xlabel(f"{unit}; right: occurrences in each")
    legend_below(ax, _marks(names, shades))
    if not _tested(rows):
        _say_why(ax, rows)
    return ax


@styled
def dispersion_strips(places: pd.DataFrame, ax: Axes | None = None, most: int = 40) -> Axes:
    """A strip an article: where in its text something stands, in the colour of the voice that says it.

    Parameters
    ----------
    places : label (of the article), place (from 0, the text's beginning, to 1, its end; missing for an article
        without any) and voice; the first ``most`` articles are drawn.
    """
    labels = list(dict.fromkeys(places["label"]))
    ax = ax or canvas(1.3 + 0.24 * max(1, min(most, len(labels))), 7.6)
    if places.empty:
        return nothing(ax, "no articles")
    shown = labels[:most]
    ax.hlines(range(len(shown)), 0, 1, color="#E3E3E3", linewidth=6)
    voices = [voice for voice in VOICE_COLOURS if (places["voice"] == voice).any()]
    for voice in voices:
        rows = places[(places["voice"] == voice) & places["label"].isin(shown) & places["place"].notna()]
        at = [shown.index(label) for label in rows["label"]]
        ax.scatter(rows["place"], at, marker="|", s=70, linewidths=1.4, color=VOICE_COLOURS[voice], zorder=3)
    counts = places[places["place"].notna()].groupby("label").size()
    for n, label in enumerate(shown):
        ax.annotate(f"{counts.get(label, 0)}", (1.015, n), va="center", fontsize=7.5, annotation_clip=False)
    _rows(ax, pd.Series(shown))
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 0.5, 1], ["beginning", "middle", "end"])
    ax.grid(False)
    ax.set_xlabel("place in the text; right: number")
    say_more(ax, len(labels) - most, "articles")
    legend_below(
        ax, [Line2D([], [], color=VOICE_COLOURS[v], marker="|", linestyle="none", label=VOICE_NAMES[v]) for v in voices]
    )
    return ax


@styled
def cooccurrences(table: pd.DataFrame, ax: Axes | None = None, unit: str = "sentences") -> Axes:
    """A table of dots: in how many sentences (or articles) two frames stand together; on the diagonal, each alone."""
    names = sorted(set(table["frame"]))
    ax = ax or canvas(1.6 + 0.45 * max(2, len(names)), 3.2 + 0.62 * max(2, len(names)))
    if table.empty:
        return nothing(ax, "no frames")
    largest = max(1, int(table.loc[table["frame"] != table["other"], "together"].max() or 1) if len(names) > 1 else 1)
    for row in table.itertuples():
        at = (names.index(row.other), names.index(row.frame))
        if row.frame == row.other:
            ax.annotate(f"({row.together:,})", at, ha="center", va="center", fontsize=8, color=GREY)
        elif row.together:
            ax.scatter(*at, s=60 + 300 * row.together / largest, color=PALETTE[0], alpha=0.35, linewidths=0)
            ax.annotate(f"{row.together:,}", at, ha="center", va="center", fontsize=8.5)
    ax.set_xticks(range(len(names)), [short(n, 30) for n in names], rotation=30, ha="right", rotation_mode="anchor")
    _rows(ax, pd.Series(names))
    ax.set_xlim(-0.6, len(names) - 0.4)
    ax.grid(True, axis="both")
    ax.set_xlabel(f"{unit} with cues of both frames (in brackets: {unit} with the frame)")
    return ax

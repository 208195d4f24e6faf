"""One function a figure: a table in, the axes out. No statistics here."""

import textwrap
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from helpers.charts.saving import STYLE, figures_folder, save_figure
from helpers.comparing import VOICES

__all__ = [
    "canvas", "colours", "figures_by_kind", "figures_folder", "frame_cues", "ledger_by_rule", "number_estimates",
    "panels", "save_figure", "speakers", "voice_shares",
]  # fmt: skip

# Okabe & Ito (2008), "Color Universal Design", without the yellow, which is too light on white.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
GREY = "#8C8C8C"
TALLEST = 40.0  # inches
VOICE_COLOURS = {"own": "#000000", "reported": "#56B4E9", "quoted": "#E69F00"}
VOICE_NAMES = {
    "own": "the paper's own words",
    "reported": "reported speech",
    "quoted": "inside quotation marks",
}
VOICE_MARKS = {"own": "o", "reported": "s", "quoted": "D"}
ACTION_COLOURS = {"keep": "#0072B2", "label": "#E69F00", "drop": "#8C8C8C"}
ACTION_NAMES = {"keep": "kept in the text", "label": "labelled, not in the text", "drop": "dropped"}

P = ParamSpec("P")
R = TypeVar("R")


def _styled(draw: Callable[P, R]) -> Callable[P, R]:
    """Draw in the one style, whatever style is set around it."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> R:
        with plt.style.context(STYLE):
            return draw(*args, **kwargs)

    return drawn


@_styled
def canvas(height: float = 3.0, width: float = 7.2) -> Axes:
    """The axes of a new figure; sizes in inches."""
    return plt.subplots(figsize=(width, min(height, TALLEST)))[1]


@_styled
def panels(columns: int, height: float = 4.6, width: float = 9.5) -> Sequence[Axes]:
    """Axes side by side that share their scales; sizes in inches."""
    size = (max(width, 3.1 * columns), height)
    return list(plt.subplots(1, max(1, columns), figsize=size, sharex=True, sharey=True, squeeze=False)[1][0])


def colours(outlets: pd.Series) -> dict[str, str]:
    """One colour an outlet for every figure of a study, by the alphabet; give it all the study's outlets.

    There are seven colours; further outlets and unknown ones are grey.
    """
    names = sorted(set(outlets.dropna()))
    return {name: PALETTE[n] if n < len(PALETTE) else GREY for n, name in enumerate(names)} | {"unknown outlet": GREY}


def _outlet_keys(outlets: pd.Series, shades: Mapping[str, str]) -> list[Patch]:
    """What a legend says of the outlets: each coloured one, the grey ones together."""
    present = sorted(set(outlets.fillna("unknown outlet")))
    keys = [Patch(color=shades[o], label=_short(o)) for o in present if shades.get(o, GREY) != GREY]
    grey = [o for o in present if shades.get(o, GREY) == GREY]
    if grey:
        keys.append(Patch(color=GREY, label=_short(grey[0]) if len(grey) == 1 else f"{len(grey)} other outlets"))
    return keys


def _legend_below(ax: Axes, handles: Sequence[Any], columns: int = 3) -> None:
    figure = ax.get_figure(root=True)
    if figure is not None:
        figure.legend(handles=handles, loc="outside lower center", ncols=columns)


def _nothing(ax: Axes, what: str) -> Axes:
    """Say that there is nothing to draw, instead of empty axes."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, what, ha="center", va="center", transform=ax.transAxes, color=GREY)
    return ax


def _room_for_labels(ax: Axes, share: float = 0.16) -> None:
    ax.set_xlim(0, ax.get_xlim()[1] * (1 + share))


@_styled
def ledger_by_rule(lines: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Bars: raw lines by the rule that decided, coloured by what became of them."""
    ax = ax or canvas(0.9 + 0.28 * len(lines))
    if lines.empty:
        return _nothing(ax, "no lines in the ledger")
    names = [f"{row.field}: {row.rule}" if row.field != row.rule else row.rule for row in lines.itertuples()]
    shades = [ACTION_COLOURS[action] for action in lines["action"]]
    bars = ax.barh(range(len(names)), lines["lines"], color=shades)
    ax.set_yticks(range(len(names)), [_short(name) for name in names])
    ax.bar_label(bars, [f"{n:,}" for n in lines["lines"]], padding=3, fontsize=8)
    ax.invert_yaxis()
    ax.set_xlabel("raw lines (number)")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    _room_for_labels(ax)
    present = [a for a in ACTION_COLOURS if a in set(lines["action"])]
    _legend_below(ax, [Patch(color=ACTION_COLOURS[a], label=ACTION_NAMES[a]) for a in present])
    return ax


@_styled
def voice_shares(spoken: pd.DataFrame, ax: Axes | None = None, most: int = 25) -> Axes:
    """Stacked bars: each article's words by voice, with their numbers; the first ``most`` articles."""
    labels = list(dict.fromkeys(spoken["label"]))
    ax = ax or canvas(1.6 + 0.45 * min(most, len(labels)))
    if spoken.empty:
        return _nothing(ax, "no articles")
    wide = spoken.pivot(index="label", columns="voice", values="words")
    wide = wide.reindex(index=labels[:most], columns=list(VOICES)).fillna(0)
    left = pd.Series(0.0, index=wide.index)
    widest = wide.sum(axis=1).max()
    for voice in VOICES:
        bars = ax.barh(range(len(wide)), wide[voice], left=left, color=VOICE_COLOURS[voice])
        labelled = [f"{int(n)}" if n and n >= 0.06 * widest else "" for n in wide[voice]]
        ax.bar_label(bars, labelled, label_type="center", color="white" if voice == "own" else "black", fontsize=8)
        left = left + wide[voice].astype(float)
    ax.set_yticks(range(len(wide)), [_short(label) for label in wide.index])
    ax.invert_yaxis()
    ax.set_xlabel("words of the body (number)")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    _say_more(ax, len(labels) - most, "articles")
    _legend_below(ax, [Patch(color=VOICE_COLOURS[v], label=VOICE_NAMES[v]) for v in VOICES])
    return ax


def _say_more(ax: Axes, more: int, what: str) -> None:
    """Say above the axes how many are not drawn."""
    if more > 0:
        ax.set_title(f"and {more:,} more {what}", fontsize=8, fontweight="normal")


@_styled
def frame_cues(rates: pd.DataFrame, axes: Sequence[Axes] | None = None) -> Sequence[Axes]:
    """A panel an article: cues of each frame per 1,000 words of each voice, the number of cues beside the mark."""
    axes = axes if axes is not None else panels(rates["article_id"].nunique())
    if rates.empty:
        return [_nothing(ax, "no cues in these articles") for ax in axes]
    for ax, (label, own) in zip(axes, rates.groupby("label", sort=False), strict=True):
        names = list(dict.fromkeys(own["frame"]))
        for offset, voice in zip((-0.24, 0.0, 0.24), VOICES, strict=True):
            rows = own[(own["voice"] == voice) & own["per_1000"].notna()]
            at = [names.index(name) + offset for name in rows["frame"]]
            _pins(ax, at, rows["per_1000"].astype(float), rows["cues"], voice)
        ax.set_yticks(range(len(names)), names)
        ax.set_title(_wrapped(str(label)))
    axes[0].invert_yaxis()
    axes[0].set_xlim(0, max(1.0, float(rates["per_1000"].max() or 1) * 1.15))
    axes[len(axes) // 2].set_xlabel("cues per 1,000 words of that voice (beside each mark: number of cues)")
    _legend_below(axes[0], [_pin_key(voice) for voice in VOICES])
    return axes


def _pins(ax: Axes, at: Sequence[float], rate: pd.Series, cues: pd.Series, voice: str) -> None:
    """Lines with a mark at their end and the number of cues beside it."""
    if rate.empty:
        return
    ax.hlines(at, 0, rate, color=VOICE_COLOURS[voice], linewidth=1.2)
    ax.plot(rate, at, clip_on=False, **_pin(voice))
    for x, y, n in zip(rate, at, cues, strict=True):
        beside = ax.annotate(f"{n}", (x, y), (5, 0), textcoords="offset points", va="center", fontsize=7)
        beside.set_in_layout(False)


def _pin(voice: str) -> dict[str, Any]:
    look = {"marker": VOICE_MARKS[voice], "color": VOICE_COLOURS[voice]}
    return {**look, "markersize": 5, "markeredgecolor": "black", "markeredgewidth": 0.5, "linestyle": "none"}


def _pin_key(voice: str) -> Line2D:
    return Line2D([], [], label=VOICE_NAMES[voice], **_pin(voice))


def _wrapped(label: str) -> str:
    outlet, _, rest = label.rpartition(", ")
    return "\n".join([*textwrap.wrap(outlet, 24)[:3], rest])


@_styled
def figures_by_kind(counts: pd.DataFrame, shades: Mapping[str, str], ax: Axes | None = None, most: int = 25) -> Axes:
    """A table of dots: how many figures of each kind (across) each article (down) prints, in its outlet's colour."""
    labels = list(dict.fromkeys(counts.sort_values("label")["label"]))
    ax = ax or canvas(1.7 + 0.36 * min(most, len(labels)), 8.2)
    if counts.empty:
        return _nothing(ax, "no figures in these articles")
    kinds = sorted(set(counts["what"]))
    shown = counts[counts["label"].isin(labels[:most])]
    largest = max(1, int(shown["numbers"].max()))
    for row in shown.itertuples():
        shade = shades.get(row.outlet if isinstance(row.outlet, str) else "unknown outlet", GREY)
        at = (kinds.index(row.what), labels.index(row.label))
        ax.scatter(*at, s=60 + 260 * row.numbers / largest, color=shade, alpha=0.35, linewidths=0)
        ax.annotate(f"{row.numbers}", at, ha="center", va="center", fontsize=8.5)
    ax.set_xticks(range(len(kinds)), kinds, rotation=30, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(min(most, len(labels))), [_short(label) for label in labels[:most]])
    ax.set_xlim(-0.6, len(kinds) - 0.4)
    ax.set_ylim(min(most, len(labels)) - 0.4, -0.6)
    ax.grid(True, axis="both")
    ax.set_xlabel("kind of figure (in each dot: number of figures)")
    _say_more(ax, len(labels) - most, "articles")
    return ax


@_styled
def number_estimates(found: pd.DataFrame, noun: str, shades: Mapping[str, str], ax: Axes | None = None) -> Axes:
    """The estimates of a noun over time: points for = and ~, arrows for bounds, bars for ranges, hollow for vague.

    A date known only to the month is a line over the month. Amounts without a number are not drawn.
    """
    ax = ax or canvas(3.9, 8.2)
    dated = found[found["first_day"].notna() & found[["value", "low", "high"]].notna().any(axis=1)]
    if dated.empty:
        return _nothing(ax, f"no dated figure for {noun!r} in these articles")
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
        _legend_below(ax, _outlet_keys(dated["outlet"], shades))
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
    return f"“{said}” {what}\n{row.label}\nclaimed by {row.claimed_by}"


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


@_styled
def speakers(tally: pd.DataFrame, shades: Mapping[str, str], ax: Axes | None = None, most: int = 20) -> Axes:
    """Bars: words of each speaker, a segment an article in its outlet's colour; quotations beside the bar."""
    ax = ax or canvas(1.3 + 0.32 * min(most, tally["speaker"].nunique()), 8.2)
    if tally.empty:
        return _nothing(ax, "no quotations in these articles")
    totals = (
        tally.groupby("speaker", sort=False)[["quotations", "words"]]
        .sum()
        .sort_values(["words", "quotations"], ascending=False, kind="stable")
    )
    shown = list(totals.index[:most])
    left = dict.fromkeys(shown, 0.0)
    for row in tally[tally["speaker"].isin(shown)].itertuples():
        shade = shades.get(row.outlet if isinstance(row.outlet, str) else "unknown outlet", GREY)
        at = shown.index(row.speaker)
        ax.barh(at, row.words, left=left[row.speaker], color=shade, edgecolor="white", height=0.75)
        left[row.speaker] += float(row.words)
    for at, name in enumerate(shown):
        n = int(totals.loc[name, "quotations"])
        words = int(left[name])
        said = f"{words} word{'s' * (words != 1)} in {n} quotation{'s' * (n != 1)}"
        ax.annotate(said, (left[name], at), (4, 0), textcoords="offset points", va="center", fontsize=8)
    ax.set_yticks(range(len(shown)), [_short(name) for name in shown])
    ax.invert_yaxis()
    ax.set_xlabel("words quoted or reported (number)")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    _room_for_labels(ax, 0.4)
    _legend_below(ax, _outlet_keys(tally["outlet"], shades))
    _say_more(ax, len(totals) - most, "speakers with fewer words")
    return ax


def _short(name: str, length: int = 46) -> str:
    return name if len(name) <= length else name[: length - 1] + "…"

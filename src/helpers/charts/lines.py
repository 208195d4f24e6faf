"""The figure of the ledger."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from helpers.charts.canvas import canvas, legend_below, nothing, room_for_labels, short, styled

ACTION_COLOURS = {"keep": "#0072B2", "label": "#E69F00", "drop": "#8C8C8C"}
ACTION_NAMES = {"keep": "kept in the text", "label": "labelled, not in the text", "drop": "dropped"}


@styled
def ledger_by_rule(lines: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Bars: raw lines by the rule that decided, coloured by what became of them."""
    ax = ax or canvas(0.9 + 0.28 * len(lines))
    if lines.empty:
        return nothing(ax, "no lines in the ledger")
    names = [f"{row.field}: {row.rule}" if row.field != row.rule else row.rule for row in lines.itertuples()]
    shades = [ACTION_COLOURS[action] for action in lines["action"]]
    bars = ax.barh(range(len(names)), lines["lines"], color=shades)
    ax.set_yticks(range(len(names)), [short(name) for name in names])
    ax.bar_label(bars, [f"{n:,}" for n in lines["lines"]], padding=3, fontsize=8)
    ax.invert_yaxis()
    ax.set_xlabel("raw lines (number)")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    room_for_labels(ax)
    present = [a for a in ACTION_COLOURS if a in set(lines["action"])]
    legend_below(ax, [Patch(color=ACTION_COLOURS[a], label=ACTION_NAMES[a]) for a in present])
    return ax

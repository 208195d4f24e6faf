"""What all figures share: the style, the canvas, colours, legends, and words in place of empty axes."""

import textwrap
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from helpers.charts.saving import STYLE

# Okabe & Ito (2008), "Color Universal Design", without the yellow, which is too light on white.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
# Tol (2021), "Colour Schemes", the muted one in part.
SIDE_PALETTE = ("#882255", "#117733", "#332288", "#DDCC77", "#44AA99", "#AA4499")
GREY = "#8C8C8C"
TALLEST = 40.0  # inches
VOICE_COLOURS = {"own": "#000000", "reported": "#56B4E9", "quoted": "#E69F00"}
VOICE_NAMES = {
    "own": "the paper's own words",
    "reported": "reported outside marks",
    "quoted": "inside quotation marks",
}
VOICE_MARKS = {"own": "o", "reported": "s", "quoted": "D"}
P = ParamSpec("P")
R = TypeVar("R")


def styled(draw: Callable[P, R]) -> Callable[P, R]:
    """Draw in the one style, whatever style is set around it."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> R:
        with plt.style.context(STYLE):
            return draw(*args, **kwargs)

    return drawn


@styled
def canvas(height: float = 3.0, width: float = 7.2) -> Axes:
    """The axes of a new figure; sizes in inches."""
    return plt.subplots(figsize=(width, min(height, TALLEST)))[1]


@styled
def panels(columns: int, height: float = 4.6, width: float = 7.2, rows: bool = True) -> Sequence[Axes]:
    """Axes side by side that share their scale, and their rows unless told otherwise; sizes in inches."""
    size = (max(width, 2.2 * columns), min(height, TALLEST))
    return list(plt.subplots(1, max(1, columns), figsize=size, sharex=True, sharey=rows, squeeze=False)[1][0])


def colours(outlets: pd.Series, chosen: Sequence[Mapping[str, str]] = ()) -> dict[str, str]:
    """One colour an outlet for every figure of a study; give it all the study's outlets.

    Parameters
    ----------
    outlets : names of outlets, repeated or missing as they may be.
    chosen : rows of the codebook's file ``outlets``: outlet and colour. Outlets without one get the palette's
        colours by the alphabet, as long as there are any; further outlets and unknown ones are grey.
    """
    own = {row["outlet"]: row["colour"] for row in chosen if row["colour"]}
    free = iter([shade for shade in PALETTE if shade not in own.values()])
    names = sorted(set(outlets.dropna()))
    return {name: own.get(name) or next(free, GREY) for name in names} | {"unknown outlet": GREY}


def side_colours(sides: pd.Series) -> dict[str, str]:
    """One colour a side, by the alphabet, from a palette that no outlet and no voice has. No side is grey."""
    names = sorted(set(sides.dropna()) - {"no side"})
    shades = dict(zip(names, SIDE_PALETTE, strict=False))
    return {name: shades.get(name, GREY) for name in names} | {"no side": GREY}


def outlet_keys(outlets: pd.Series, shades: Mapping[str, str]) -> list[Patch]:
    """What a legend says of the outlets: each coloured one, the grey ones together."""
    present = sorted(set(outlets.fillna("unknown outlet")))
    keys = [Patch(color=shades[o], label=short(o)) for o in present if shades.get(o, GREY) != GREY]
    grey = [o for o in present if shades.get(o, GREY) == GREY]
    if grey:
        keys.append(Patch(color=GREY, label=short(grey[0]) if len(grey) == 1 else f"{len(grey)} other outlets"))
    return keys


def legend_below(ax: Axes, handles: Sequence[Any], columns: int = 3, title: str | None = None) -> None:
    """The legend under a figure; where several panels share what their axes say, that is its title."""
    figure = ax.get_figure(root=True)
    if figure is not None:
        figure.legend(handles=handles, loc="outside lower center", ncols=columns, title=title, title_fontsize=9)


def label_below(ax: Axes, said: str) -> None:
    """One label for the horizontal axes of several panels, of a figure without a legend."""
    figure = ax.get_figure(root=True)
    if figure is not None:
        figure.supxlabel(said, fontsize=9)


def nothing(ax: Axes, what: str) -> Axes:
    """Say that there is nothing to draw, instead of empty axes."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, what, ha="center", va="center", transform=ax.transAxes, color=GREY)
    return ax


def room_for_labels(ax: Axes, share: float = 0.16) -> None:
    ax.set_xlim(0, ax.get_xlim()[1] * (1 + share))


def say_more(ax: Axes, more: int, what: str) -> None:
    """Say above the axes how many are not drawn."""
    if more > 0:
        ax.set_title(f"and {more:,} more {what}", fontsize=8, fontweight="normal")


def short(name: str, length: int = 46) -> str:
    return name if len(name) <= length else name[: length - 1] + "…"


def wrapped(label: str, width: int = 24) -> str:
    """An article's label on several lines, its date on the last."""
    outlet, _, rest = label.rpartition(", ")
    return "\n".join([*textwrap.wrap(outlet, width)[:3], rest])


def and_more(more: int, what: str) -> str:
    """What an axis says of what is not drawn: "; and 12 more articles"."""
    return f"; and {more:,} more {what}" if more > 0 else ""

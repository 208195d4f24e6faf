"""A figure to its files and into the notebook."""

import io
import os
import re
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import AutoLocator, MaxNLocator

from helpers.errors import writing
from helpers.tables import write_csv, write_whole

if TYPE_CHECKING:
    from IPython.display import Image, Markdown

FORMATS = ("svg", "pdf", "png")
STYLE = Path(__file__).with_name("style.mplstyle")


def figures_folder(data: str | Path) -> Path:
    """Where a study's figures go: ``figures/`` beside ``data/``, or inside a study folder of another name."""
    folder = Path(data)
    return folder.parent / "figures" if folder.resolve().name == "data" else folder / "figures"


WIDTHS = {"column": 3.5, "page": 7.2, "slide": 10.0}  # inches: a journal's column, its page, a slide
_LABEL_LETTERS = 20  # of a row's label in a column before it is broken
_TITLE_LETTERS = {"column": 42, "page": 88, "slide": 88}
_SMALLEST = 6.0  # points


@writing()
def save_figure(
    fig: Figure,
    name: str,
    folder: str | Path,
    *,
    title: str,
    alt: str,
    source: str,
    table: pd.DataFrame | None = None,
    width: str = "page",
) -> "Markdown | Image":
    """Write a figure as SVG, PDF and PNG (300 dpi), the table behind it as CSV, and give back what shows it.

    The files are the same to the byte for the same figure (the PNG to the pixel). The figure is closed.

    Parameters
    ----------
    name : the files' name without ending.
    folder : where the files go; made if it is not there.
    title : stands above the picture and in the files' metadata.
    alt : what the picture shows, for who cannot see it; the picture's alternative text.
    source : goes into the files' metadata: which articles, which state of the tables.
    table : the numbers drawn, written to NAME.csv beside the pictures.
    width : "column" (3.5 inches), "page" (7.2) or "slide" (10): letters keep a readable size at that width.

    Returns
    -------
    The picture with its alternative text and links to its files; where the notebook's page cannot reach
    the folder, the picture itself.

    Raises
    ------
    ValueError : another width.
    UnwrittenError : a file or the folder cannot be written, with what to do; files there are whole, old or new.
    """
    if width not in WIDTHS:
        raise ValueError(f"width is {width!r}; expected one of {', '.join(WIDTHS)}")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    about = {"Title": title, "Description": alt, "Source": source}
    metadata = {
        "svg": {**about, "Date": None},
        "pdf": {"Title": title, "Subject": f"{alt} Source: {source}", "CreationDate": None},
        "png": {**about, "Software": None},
    }
    with plt.style.context(STYLE):
        _fit(fig, title, width)
        for ending in FORMATS:
            picture = io.BytesIO()
            fig.savefig(picture, format=ending, metadata=metadata[ending])
            write_whole(folder / f"{name}.{ending}", picture.getvalue(), always=True)
    plt.close(fig)
    endings = [*FORMATS]
    if table is not None:
        write_csv(table, folder / f"{name}.csv", always=True)
        endings.append("csv")
    return _shown(folder, name, alt, endings)


def _fit(fig: Figure, title: str, width: str) -> None:
    """Give the figure the width it is for: on a slide all is larger, in a column long words are broken."""
    height = float(fig.get_size_inches()[1])
    heading = "\n".join(textwrap.wrap(title, _TITLE_LETTERS[width]))
    fig.suptitle(heading, x=0.01, ha="left", fontweight="bold", fontsize=11)
    scale = 0.85 if width == "column" else WIDTHS[width] / WIDTHS["page"]
    height *= 1.1 + 0.15 * min(_narrow(fig) - 1, 3) if width == "column" else scale
    fig.set_size_inches(WIDTHS[width], height)
    if width != "page":
        for text in fig.findobj(Text):
            text.set_fontsize(max(_SMALLEST, float(text.get_fontsize()) * scale))


def _narrow(fig: Figure) -> int:
    """Break labels, notes and legends for a column; the number of lines the longest label of a row takes."""
    longest = 1
    for ax in fig.axes:
        labels = [label.get_text() for label in ax.get_yticklabels()]
        if any(re.search(r"[^\W\d]", label) for label in labels):
            broken = [_broken(label, _LABEL_LETTERS) for label in labels]
            ax.set_yticks(ax.get_yticks(), broken)
            longest = max(longest, *(label.count("\n") + 1 for label in broken))
        ax.set_xlabel(_broken(ax.get_xlabel(), 40))
        heading = _broken(ax.get_title(loc="left"), 52 // len(fig.axes) - 2)
        ax.set_title(heading, fontsize=10 if len(fig.axes) == 1 else 7.5)
        for note in ax.texts:
            note.set_text("\n".join(_broken(line, 40) for line in note.get_text().split("\n")))
        if type(ax.xaxis.get_major_locator()) in (AutoLocator, MaxNLocator):
            ax.locator_params(axis="x", nbins=4)
    if fig.get_supxlabel():
        fig.supxlabel(_broken(fig.get_supxlabel(), 46))
    for legend in list(fig.legends):
        keys = legend.legend_handles
        legend.remove()
        fig.legend(handles=[k for k in keys if k is not None], loc="outside lower center", ncols=1)
    return longest


def _broken(words: str, letters: int) -> str:
    return "\n".join(line for part in words.split("\n") for line in textwrap.wrap(part, letters) or [""])


def _shown(folder: Path, name: str, alt: str, endings: Sequence[str]) -> "Markdown | Image":
    from IPython.display import Image, Markdown

    if not _reachable(folder):
        return Image(str(folder / f"{name}.png"), width=760, alt=alt)
    safe = alt.replace("[", "(").replace("]", ")").replace("\n", " ")
    address = quote(f"{folder.as_posix()}/{name}")
    links = " · ".join(f"[{e.upper()}]({address}.{e})" for e in endings)
    return Markdown(f"![{safe}]({address}.png)\n\nFiles: {links}")


def _reachable(folder: Path) -> bool:
    """Whether a page that JupyterLab serves can fetch from the folder.

    JupyterLab tells a kernel its notebook's path below the server's root; a notebook in the root itself
    cannot look into a folder beside it.
    """
    session = os.environ.get("JPY_SESSION_NAME", "")
    above = sum(part == ".." for part in folder.parts)
    inside = len(Path(session).parts) - 1 if session and not Path(session).is_absolute() else above
    return not folder.is_absolute() and inside >= above

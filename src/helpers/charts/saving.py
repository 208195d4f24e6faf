"""A figure to its files and into the notebook."""

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from IPython.display import Image, Markdown

FORMATS = ("svg", "pdf", "png")
STYLE = Path(__file__).with_name("style.mplstyle")


def figures_folder(data: str | Path) -> Path:
    """Where a study's figures go: ``figures/`` beside ``data/``, or inside a study folder of another name."""
    folder = Path(data)
    return folder.parent / "figures" if folder.resolve().name == "data" else folder / "figures"


def save_figure(fig: Figure, name: str, folder: str | Path, *, title: str, alt: str, source: str) -> "Markdown | Image":
    """Write a figure as SVG, PDF and PNG (300 dpi) and give back what shows it in a notebook.

    The files are the same to the byte for the same figure (the PNG to the pixel). The figure is closed.

    Parameters
    ----------
    name : the files' name without ending.
    folder : where the files go; made if it is not there.
    title : stands above the picture and in the files' metadata.
    source : goes into the files' metadata.
    alt : what the picture shows, for who cannot see it; the picture's alternative text.

    Returns
    -------
    The picture with its alternative text and links to its files; where the notebook's page cannot reach
    the folder, the picture itself.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    about = {"Title": title, "Description": alt, "Source": source}
    metadata = {
        "svg": {**about, "Date": None},
        "pdf": {"Title": title, "Subject": f"{alt} Source: {source}", "CreationDate": None},
        "png": {**about, "Software": None},
    }
    with plt.style.context(STYLE):
        fig.suptitle(title, x=0.01, ha="left", fontweight="bold", fontsize=11)
        for ending in FORMATS:
            temporary = folder / f".{name}.{ending}"
            fig.savefig(temporary, format=ending, metadata=metadata[ending])
            os.replace(temporary, folder / f"{name}.{ending}")
    plt.close(fig)
    return _shown(folder, name, alt)


def _shown(folder: Path, name: str, alt: str) -> "Markdown | Image":
    from IPython.display import Image, Markdown

    if not _reachable(folder):
        return Image(str(folder / f"{name}.png"), width=760, alt=alt)
    safe = alt.replace("[", "(").replace("]", ")").replace("\n", " ")
    address = quote(f"{folder.as_posix()}/{name}")
    links = " · ".join(f"[{e.upper()}]({address}.{e})" for e in FORMATS)
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

"""Running the notebooks: copies executed in a clean kernel, outputs refreshed."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

SECONDS = 600  # the longest a cell may take


class NotebookError(RuntimeError):
    """A notebook that did not run; the message names it, its cell and the error."""


def notebooks(root: Path) -> list[Path]:
    """The project's notebooks in order."""
    return sorted((root / "notebooks").glob("*.ipynb"))


def execute(path: Path, *, data: Path, texts: bool = True) -> nbformat.NotebookNode:
    """Run a copy of a notebook from the top in a clean kernel and give it back with its outputs.

    Parameters
    ----------
    path : the notebook; it is not changed.
    data : the study's folder.
    texts : whether the articles in ``raw/`` may be used; else the committed rows stand.

    Raises
    ------
    NotebookError : a cell failed.
    """
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        resources={"metadata": {"path": str(path.parent)}},
        extra_arguments=["--log-level=ERROR"],  # its warnings are not about the notebook
    )
    environment = {**os.environ, "DATA": _seen_from(path.parent, data), "TEXTS": "yes" if texts else "no"}
    try:
        client.execute(env=environment)
    except CellExecutionError as error:
        raise NotebookError(f"{path.name} stopped at an error:\n{error}") from error
    return _without_times(notebook)


def _seen_from(folder: Path, data: Path) -> str:
    """The study's folder as a notebook names it: relative to itself, so that links to figures work."""
    return Path(os.path.relpath(data.resolve(), folder.resolve())).as_posix()


def _without_times(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook without what differs between two runs: cell timings, the kernel's exact version."""
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.pop("transient", None)
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def execute_all(
    root: Path, data: Path, say: Callable[[str], None], *, texts: bool = True
) -> Iterator[tuple[Path, nbformat.NotebookNode]]:
    """Run copies of all notebooks, saying which is at work; each with its executed copy."""
    for path in notebooks(root):
        say(f"running {path.name} …")
        yield path, execute(path, data=data, texts=texts)


def write_copies(root: Path, data: Path, say: Callable[[str], None]) -> Path:
    """Run copies of all notebooks and keep them in ``build/notebooks``, whose path is given back."""
    folder = root / "build" / "notebooks"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path, notebook in execute_all(root, data, say):
        _move_links(notebook, path.parent, folder)
        nbformat.write(notebook, folder / path.name)
    return folder


def _move_links(notebook: nbformat.NotebookNode, written: Path, kept: Path) -> None:
    """Make links to figures hold in the folder where the copy is kept."""

    def moved(match: re.Match[str]) -> str:
        target = (written / unquote(match.group(1))).resolve()
        return f"]({quote(Path(os.path.relpath(target, kept.resolve())).as_posix())})"

    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            shown = output.get("data", {})
            if "text/markdown" in shown:
                shown["text/markdown"] = re.sub(r"\]\(([^)]+\.(?:png|svg|pdf|csv))\)", moved, shown["text/markdown"])


def refresh_outputs(root: Path, data: Path, say: Callable[[str], None]) -> None:
    """Run the notebooks without the texts and put the outputs into the notebooks themselves."""
    for path, notebook in execute_all(root, data, say, texts=False):
        temporary = path.with_name(f".{path.name}")
        nbformat.write(notebook, temporary)
        os.replace(temporary, path)

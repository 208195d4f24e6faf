"""Errors that a user can mend: two lines in a notebook and on the command line."""

import pickle
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from helpers.codebook import CodebookError
from helpers.errors import UnwrittenError, UserError, writing
from helpers.tables import TableError
from helpers.tabulating.catalogue import COLUMNS, CatalogueError
from helpers.tabulating.study import StudyError

HEAD = ",".join(COLUMNS)
# What stands in the study's folder, the call, the error, a word of each line.
FAULTS = [
    ({}, "load('nowhere')", "StudyError", "nowhere", "DATA"),
    ({"articles.csv": "article_id\n"}, "load('study')", "CatalogueError", "no column headline", "first line"),
    ({"articles.csv": "\xff"}, "load('study')", "CatalogueError", "not UTF-8", "Save"),
    ({"articles.csv": f"{HEAD}\na,Rain,,guessed,,,,,unknown,\n"}, "load('study')", "CatalogueError", "guessed", "cell"),
    ({"articles.csv/x": ""}, "load('study')", "CatalogueError", "cannot be read", "Close"),
    ({"codebook/frames.csv": "frame,cue\nwater\n"}, "load('study')", "CodebookError", "line 2", "quotation marks"),
    ({"tables/frames.csv": "frame,cue\nwater,rain\n"}, "load('study')", "TableError", "article_id", "as committed"),
    ({"figures": ""}, "save()", "UnwrittenError", "study/figures/rain.svg cannot be written", "Close"),
]  # fmt: skip
FIRST = """import os, shutil
from pathlib import Path
from helpers.errors import writing
from helpers.tabulating import load
def put(files):
    shutil.rmtree("study", ignore_errors=True)
    for name, content in {"raw/rain.txt": "Rain\\n\\nIt rained.\\n", **files}.items():
        Path("study", name).parent.mkdir(parents=True, exist_ok=True)
        Path("study", name).write_text(content, encoding="latin-1")
@writing()
def save():
    Path("study/figures/.rain.svg").write_text("")"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The error each call ends in, as a notebook shows it, and an ordinary error for comparison."""
    calls = [f"put({files!r})\n{call}" for files, call, *_ in FAULTS]
    cells = [nbformat.v4.new_code_cell(source) for source in [FIRST, *calls, "1 / 0"]]
    folder = tmp_path_factory.mktemp("kernel")
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, allow_errors=True, resources={"metadata": {"path": str(folder)}}).execute()
    assert not notebook.cells[0].outputs
    return [next(o for o in cell.outputs if o.output_type == "error") for cell in notebook.cells[1:]]


def lines(error):
    return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error["traceback"])).splitlines()


@pytest.mark.parametrize("n", range(len(FAULTS)), ids=lambda n: FAULTS[n][2])
def test_in_a_notebook_it_is_two_lines(n, shown):
    *_, name, wrong, mend = FAULTS[n]
    first, second = lines(shown[n])
    assert shown[n]["ename"] == name
    assert first.startswith(f"{name}: ")
    assert wrong in first
    assert mend in second


def test_an_error_of_another_kind_keeps_its_traceback(shown):
    assert any("Traceback" in line for line in lines(shown[-1]))


@pytest.mark.parametrize("error", [StudyError, CatalogueError, CodebookError, TableError, UnwrittenError])
def test_it_comes_back_whole_from_a_worker_process(error):
    there = pickle.loads(pickle.dumps(error("It is wet.", "Dry it.")))
    assert isinstance(there, error)
    assert str(there) == "It is wet.\nDry it."


def test_what_cannot_be_written_is_named_and_not_its_temporary_file(tmp_path):
    (tmp_path / "rain.svg").mkdir()
    (tmp_path / ".rain.svg").write_text("")
    with pytest.raises(UnwrittenError, match=r"/rain\.svg cannot be written: Is a directory\.\n"), writing():
        (tmp_path / ".rain.svg").replace(tmp_path / "rain.svg")
    assert issubclass(UnwrittenError, OSError)


def test_an_error_that_is_no_writing_passes():
    with pytest.raises(ZeroDivisionError), writing():
        Path(str(1 // 0))


def test_every_error_has_both_lines():
    with pytest.raises(TypeError):
        UserError("It is wet.")

"""The notebooks, found by glob: run in a clean kernel with the texts and without, and equal to what is committed."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from PIL import Image

from helpers.running import NotebookError, execute, notebooks, write_copies

ROOT = Path(__file__).parents[1]
NOTEBOOKS = notebooks(ROOT)
HAS_TEXTS = bool(list((ROOT / "data" / "raw").glob("*.txt")))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of what notebooks read and write, so that running them changes nothing here."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copytree(ROOT / "data", root / "data")
    return root


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 4


def outputs(notebook):
    """Outputs as they would be committed."""
    return [
        [{k: v for k, v in output.items() if k != "execution_count"} for output in cell.get("outputs", [])]
        for cell in json.loads(nbformat.writes(notebook))["cells"]
        if cell["cell_type"] == "code"
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_without_texts_outputs_equal_the_committed_ones(path, project):
    ran = execute(project / "notebooks" / path.name, data=project / "data", texts=False)
    assert outputs(ran) == outputs(nbformat.read(path, as_version=4)), "run make outputs"


def test_without_texts_figures_equal_the_committed_ones(project):
    made = {p.name: p for p in (project / "figures").iterdir()}
    committed = {p.name: p for p in (ROOT / "figures").iterdir()}
    assert set(made) == set(committed)
    for name, path in made.items():
        if path.suffix == ".png":
            assert np.array_equal(np.asarray(Image.open(path)), np.asarray(Image.open(committed[name]))), name
        else:
            assert path.read_bytes() == committed[name].read_bytes(), f"{name}: run make outputs"


@pytest.mark.skipif(not HAS_TEXTS, reason="the articles are not in data/raw/")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_with_texts_they_run_too(path, project):
    ran = execute(project / "notebooks" / path.name, data=project / "data")
    assert all(cell.execution_count for cell in ran.cells if cell.cell_type == "code")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_cells_are_short_and_define_nothing(path):
    cells = nbformat.read(path, as_version=4).cells
    assert cells[0].cell_type == "markdown"
    for cell in cells:
        if cell.cell_type == "code":
            assert len(cell.source.splitlines()) <= 12, cell.source[:60]
            assert "def " not in cell.source
            assert "sys.path" not in cell.source


def test_a_notebook_that_fails_is_named(tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    nbformat.write(notebook, tmp_path / "bad.ipynb")
    with pytest.raises(NotebookError, match=r"bad\.ipynb stopped at an error"):
        execute(tmp_path / "bad.ipynb", data=tmp_path)


@pytest.mark.parametrize("text", [None, "Rain again\n\nIt rained in the night and nobody went out to look.\n"])
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_they_run_on_a_study_with_nothing_to_show(path, text, tmp_path, project):
    study = tmp_path / "a study"
    (study / "raw").mkdir(parents=True)
    if text:
        (study / "raw" / "a.txt").write_text(text, encoding="utf-8")
    execute(project / "notebooks" / path.name, data=study)
    assert list((study / "figures").glob("*.png"))


def test_links_hold_where_the_copies_are_kept(tmp_path):
    for folder in ("notebooks", "data/raw", "data/tables"):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / "04-tally-sources.ipynb", tmp_path / "notebooks")
    kept = write_copies(tmp_path, tmp_path / "data", lambda _: None)
    text = (kept / "04-tally-sources.ipynb").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]+\.png)\)", text)
    assert links
    assert all((kept / link).is_file() for link in links)


# IPython in a Python that has everything but this project's package.
OUTSIDE = """
import sys
from pathlib import Path
from IPython.core.interactiveshell import InteractiveShell
sys.path[:] = [p for p in sys.path if not (Path(p) / "helpers").is_dir()]
sys.exit(0 if InteractiveShell.instance().run_cell(sys.stdin.read()).success else 3)
"""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_outside_the_environment_the_first_cell_says_so_in_two_lines(path, tmp_path):
    first = next(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
    call = [sys.executable, "-c", OUTSIDE]
    own = {**os.environ, "IPYTHONDIR": str(tmp_path)}
    done = subprocess.run(call, input=first, capture_output=True, text=True, cwd=tmp_path, env=own)
    assert done.returncode == 3
    wrong, mend = (done.stdout + done.stderr).splitlines()
    assert "outside the project's environment" in wrong
    assert "make lab" in mend

"""README's "Use it on your own articles", followed step by step, its commands as they stand there."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from jupyter_client import BlockingKernelClient
from serving import ROOT, Server, copy_of_the_project, environment, jupyterlab

from helpers import tables
from helpers.running import notebooks

SECTION = (
    (ROOT / "README.md").read_text(encoding="utf-8").split("## Use it on your own articles\n")[1].split("\n## ")[0]
)
STEPS = re.findall(r"^\d+\. (.+)$", SECTION, re.M)
STUDY = "mystudy"
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="README's commands need make")

# Five articles of two outlets as somebody may have saved them, in four encodings.
ARTICLES = {
    "harbour1.txt": ("utf-8", """The Harbour Mail

Ferry strike enters second week

By Nora Fell, Transport Correspondent
Monday, 6 March 2023

Some 1,200 ferry workers stayed at home on Monday. The strike has cut off 14 islands.

“We will not go back for nothing,” said Tom Reave, 44, of the seamen's union. “This is a fight for our jobs.”

The ferry company said that it had offered 4 per cent. Minister Ida Crowe called the strike “reckless”.
"""),
    "harbour2.txt": ("cp1252", """The Harbour Mail

Islanders run short of bread

Wednesday, 8 March 2023

Bakers on Skerry have flour for 3 days. “People are angry,” said baker Ann Tolley. “But they blame the company.”

The strike costs the islands £250,000 a day, the chamber of commerce said.
"""),
    "harbour3.txt": ("utf-8-sig", """Ferry talks fail again

Talks between the union and the ferry company broke down after six hours. Tom Reave said the fight would go on.
"""),
    "courier1.txt": ("utf-16", """Strikers hold islands hostage

Union leaders were accused of blackmail last night as their strike stopped every ferry. “They hold us hostage,” said
Minister Ida Crowe. “It must end.” Up to 300 police officers stand ready.
"""),
    "courier2.txt": ("utf-8", """Ferries sail again

The strike is over. More than 1,000 workers voted for a rise of 5 per cent, the ferry company said on Friday.
"""),
}  # fmt: skip
CODEBOOK = {
    "frames": ("conflict,fight*", "conflict,strike*", "blackmail,hostage*", "blackmail,blackmail"),
    "variants": ("those who strike,worker*", "those who strike,striker*"),
    "people": ("Ida Crowe,person,f,,Minister,government", "Tom Reave,person,m,,union leader,union"),
}


def step(number: int) -> str:
    return STEPS[number - 1]


def command(number: int) -> str:
    """The one command of a step."""
    (found,) = re.findall(r"`([^`]*\bmake [^`]*)`", step(number))
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The project as it is after its own set-up, and the folder of files that README speaks of."""
    root = copy_of_the_project(
        tmp_path_factory.mktemp("project"), "notebooks", "data/sample", "data/invented", "data/codebook", "src"
    )
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, root)
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    (root / ".venv" / "ready").touch()
    (folder,) = set(re.findall(r"FROM=([\w/]+)", SECTION))
    (root / folder).mkdir(parents=True)
    for name, (encoding, text) in ARTICLES.items():
        (root / folder / name).write_bytes(text.encode(encoding))
    return root


def call(root: Path, line: str) -> str:
    done = subprocess.run(["bash", "-c", line], cwd=root, env=environment(root), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows_to_add(said: str) -> list[dict[str, str]]:
    """The catalogue rows that a command printed, its first line among them."""
    lines = said.split("rows to add to articles.csv:\n")[1].splitlines()[: 1 + len(ARTICLES)]
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


def complete(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows with outlet, date and genre filled in where the text gave none."""
    for row in rows:
        courier = row["headline"] in ("Strikers hold islands hostage", "Ferries sail again")
        if row["outlet_basis"] == "unknown":
            outlet = "The Inland Courier" if courier else "The Harbour Mail"
            row |= {"outlet": outlet, "outlet_basis": "inferred", "outlet_ground": "the folder it came in"}
        if row["published_basis"] == "unknown":
            row |= {"published": "2023-03", "published_basis": "inferred", "published_ground": "the strike's month"}
        row["genre"] = "news story"
    return rows


def write_csv(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def run_in_lab(server: Server, path: Path) -> list[str]:
    """Open a notebook as JupyterLab does and run its cells in the kernel it gives; the errors of the cells."""
    opened = {"path": f"notebooks/{path.name}", "name": path.name, "type": "notebook", "kernel": {"name": "python3"}}
    token = {"Authorization": f"token {server.token}"}
    request = urllib.request.Request(f"{server.address}/api/sessions", json.dumps(opened).encode(), token)
    with urllib.request.urlopen(request, timeout=60) as answer:
        kernel = json.load(answer)["kernel"]["id"]
    client = BlockingKernelClient(connection_file=str(server.runtime / f"kernel-{kernel}.json"))
    client.load_connection_file()
    client.start_channels()
    client.kernel_info(reply=True, timeout=60)
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    replies = [client.execute(source, reply=True, timeout=120) for source in cells]
    client.stop_channels()
    return [reply["content"]["evalue"] for reply in replies if reply["content"]["status"] != "ok"]


def test_the_steps_are_those_that_are_followed():
    assert len(STEPS) == 4
    assert [name for name in CODEBOOK if f"`{name}.csv`" in step(3)] == list(CODEBOOK)
    assert all(f"`{STUDY}/{where}`" in SECTION for where in ("articles.csv", "codebook/", "figures/"))


def test_what_it_promises_happens(project, tmp_path):
    study = project / STUDY

    call(project, command(1))
    assert {p.name for p in (study / "raw").iterdir()} == set(ARTICLES)

    said = call(project, command(2))
    made = tables.read(study / "tables")
    assert list(made.articles["outlet"].dropna()) == ["The Harbour Mail"] * 2
    rows = rows_to_add(said)
    assert sorted(row["headline"] for row in rows) == sorted(made.articles["headline"])
    assert {p.suffix for p in (study / "figures").iterdir()} >= {".pdf", ".png", ".svg"}
    write_csv(study / "articles.csv", complete(rows))

    (study / "codebook").mkdir()
    for name, lines in CODEBOOK.items():
        first = next(line for line in (project / f"data/codebook/{name}.csv").open() if not line.startswith("#"))
        (study / "codebook" / f"{name}.csv").write_text(first + "\n".join(lines) + "\n", encoding="utf-8")
    exported = {p.name for p in (study / "figures").iterdir()}
    shutil.rmtree(study / "figures")

    paths = notebooks(project)
    with (
        jupyterlab(["bash", "-c", f"exec env {command(4)}"], project, tmp_path) as server,
        ThreadPoolExecutor() as pool,
    ):
        assert list(pool.map(lambda path: run_in_lab(server, path), paths)) == [[]] * len(paths)
    made = tables.read(study / "tables")
    assert made.articles.groupby("outlet").size().to_dict() == {"The Harbour Mail": 3, "The Inland Courier": 2}
    assert set(made.articles["genre"]) == {"news story"}
    assert set(made.frames["frame"]) == {"conflict", "blackmail", "variant: those who strike"}
    assert set(made.quotes.loc[made.quotes["speaker"] == "Ida Crowe", "side"]) == {"government"}
    assert {"say", "tell", "add"} & set(made.quotes["cue"])  # the verbs are those that are not brought
    assert {p.name for p in (study / "figures").iterdir()} >= exported
    assert not (project / "figures").exists()


def test_its_lines_of_python_run(project):
    code = "\n".join(line.removeprefix("    ") for line in SECTION.splitlines() if line.startswith("    "))
    code += "\nassert len(tables.articles) == 5 and len(tables.quotes)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, env=environment(project), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr

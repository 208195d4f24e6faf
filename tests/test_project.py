"""The project as a whole: packages named once, no article text in git, commands that explain themselves."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from helpers.__main__ import main

ROOT = Path(__file__).parents[1]
RUN = 9  # running words of an article that no committed file may hold
FORM = "Please enter your comment! Please enter your name here"  # a page's, not an article's; every such form has it


def names(requirements):
    return {re.match(r"[A-Za-z0-9_-]+", r).group().lower(): r for r in requirements if isinstance(r, str)}


def test_conda_and_pip_are_told_the_same_packages():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ours = names(
        [
            *project["dependencies"],
            *project["optional-dependencies"]["import"],
            *project["optional-dependencies"]["test"],
        ]
    )
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").split("dependencies:")[1].splitlines()
    theirs = [line.strip().removeprefix("- ") for line in lines if line.strip().startswith("- ")]
    assert theirs[-1] == "-e ."
    theirs = [t.replace("playwright-python", "playwright") for t in theirs]  # conda-forge's name for it
    conda = names([t for t in theirs if not t.startswith(("python>", "pip", "-e"))])
    assert conda == ours
    assert f"python{project['requires-python']}" in theirs


def test_the_lock_file_pins_every_package_with_hashes_and_names_no_host():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    pinned = re.findall(r"^([a-z0-9._-]+)==[^\n]*\\\n    --hash=sha256:", lock, re.M)
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", lock, re.M))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(names(project["dependencies"])) <= set(pinned)


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def running(text):
    words = re.findall(r"[^\W_]+", text.lower())
    return {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


ARTICLES = [
    p for p in (ROOT / "data" / "raw").glob("*") if p.is_file() and not p.name.startswith(".") and p.suffix == ".txt"
]


def readable(path):
    """A file's words as a reader meets them: a notebook's cells and outputs without JSON around them."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
    if path.suffix != ".ipynb":
        return text
    cells = json.loads(text)["cells"]
    outputs = [json.dumps(c.get("outputs", []), ensure_ascii=False).replace("\\n", " ") for c in cells]
    return "\n".join(["".join(c["source"]) for c in cells] + [re.sub(r"<[^>]+>", " ", o) for o in outputs])


@pytest.mark.skipif(not ARTICLES, reason="the articles are not in data/raw/")
def test_no_committed_file_holds_running_words_of_an_article():
    """Headlines and standfirsts may stand in the catalogue, the articles table and notebook 02."""
    allowed = {"data/articles.csv", "data/tables/articles.csv", "notebooks/02-compare-framing.ipynb"}
    bibliographic = set()
    for name in ("data/articles.csv", "data/tables/articles.csv"):
        bibliographic |= running((ROOT / name).read_text(encoding="utf-8"))
    texts = {p.name: running(p.read_text(encoding="utf-8", errors="replace")) - running(FORM) for p in ARTICLES}
    for path in tracked():
        held = running(readable(path))
        if path.relative_to(ROOT).as_posix() in allowed:
            held -= bibliographic
        for name, runs in texts.items():
            assert not held & runs, f"{path.name} holds words of {name}: {sorted(held & runs)[:1]}"


def test_raw_files_are_not_tracked_but_the_invented_ones_that_have_answers():
    gold = ROOT / "benchmarks" / "gold"
    invented = {
        path.parent / "raw" / json.loads(line)["file"]
        for path in gold.glob("*/*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert {p for p in tracked() if "raw" in p.relative_to(ROOT).parts[:-1]} == invented


def test_importing_the_package_imports_no_heavy_library():
    call = "import sys, helpers; print([m for m in ('pandas', 'matplotlib', 'nltk') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_rooms_are_there_by_name():
    call = "import helpers; print(helpers.codebook.load.__name__, helpers.quotes.find_quotes.__name__)"
    done = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["load", "find_quotes"]


def test_every_command_has_help(capsys):
    for command in ("tabulate", "figures", "import", "articles", "export", "outputs", "lab", "test", "test-lab"):
        with pytest.raises(SystemExit) as stopped:
            main([command, "--help"])
        assert stopped.value.code == 0
        assert command in capsys.readouterr().out


def test_a_missing_study_is_named(tmp_path, capsys):
    assert main(["tabulate", "--data", str(tmp_path / "nowhere")]) == 1
    assert "no study folder at" in capsys.readouterr().err


def test_articles_are_copied_and_matched(tmp_path, capsys):
    (tmp_path / "from").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "from" / "a.txt").write_text(
        "Rain stops play\n\nIt rained on Monday, and all went home.\n", encoding="utf-8"
    )
    (tmp_path / "from" / "b.txt").write_bytes(b"")
    (tmp_path / "data" / "articles.csv").write_text(
        "article_id,headline,outlet,outlet_basis,outlet_ground,edition,genre,published,published_basis,published_ground\n"
        "rain,Rain stops play,,unknown,,,,,unknown,\n",
        encoding="utf-8",
    )
    assert main(["articles", str(tmp_path / "from"), "--data", str(tmp_path / "data")]) == 0
    said = capsys.readouterr().out
    assert "a.txt: rain (Rain stops play)" in said
    assert "not copied: b.txt" in said
    assert [p.name for p in (tmp_path / "data" / "raw").iterdir()] == ["a.txt"]

"""One table of several systems on the same gold file; the others run in environments of their own."""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
from measuring import lines_of, measured

from helpers import codebook
from helpers.codebook import Codebook

HERE = Path(__file__).parent
BUILD = HERE.parent / "build"


def python_of(packages: str) -> Path:
    """The Python of an environment of its own, installed on first use from ``packages``."""
    environment = BUILD / Path(packages).stem
    python = environment / "bin" / "python"
    if not python.exists():
        BUILD.mkdir(exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / packages], check=True)
    return python


def peer(system: str, packages: str, gold: Path, target: Path) -> dict:
    """Run another system in an environment of its own."""
    call = [python_of(packages), "-W", "ignore", HERE / "peers.py", system, gold, target]
    return json.loads(subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True).stdout)


def printed_by(scorer: Path, gold: Path, predictions: Path) -> str:
    """What a scorer prints."""
    call = [sys.executable, scorer, gold, predictions]
    return subprocess.run(call, check=True, capture_output=True, text=True).stdout


def compare(
    about: str,
    predict: Callable[[dict, Codebook], dict],
    peers: Sequence[str],
    packages: str,
    scores: Callable[[str], dict],
    unit: str,
    digits: int,
) -> None:
    """A benchmark's command: this project and the ``peers`` on one gold file, printed as one table.

    ``scores`` reads what the scorer printed; speed is in ``unit`` (the gold file's lines) per CPU second.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--without-peers", action="store_true", help="this project alone")
    options = parser.parse_args()
    for path in (options.gold, options.scorer):
        if not path.is_file():
            parser.error(f"no file {path}")
    BUILD.mkdir(exist_ok=True)
    book, rows = codebook.load(), {}
    for system in ("this project", *(() if options.without_peers else peers)):
        target = BUILD / f"{options.gold.stem}-{system.replace(' ', '-')}.jsonl"
        if system == "this project":
            run = measured(lines_of(options.gold), lambda line: predict(line, book), target)
        else:
            run = peer(system, packages, options.gold, target)
        speed = {f"{unit} / CPU s": round(run["texts"] / run["seconds"], digits), "peak MB": round(run["megabytes"])}
        rows[system] = {**scores(printed_by(options.scorer, options.gold, target)), **speed}
    print(pd.DataFrame(rows).to_string())

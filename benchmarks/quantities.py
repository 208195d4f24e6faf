"""Figures side by side: this project and quantulum3 on the same gold file, in one run.

usage: python benchmarks/quantities.py GOLD.jsonl SCORER.py [--without-peers]

Prints one table: F1 as the scorer has it, sentences without a figure that a system fires on, sentences per CPU
second on one core, peak memory. quantulum3 is installed once into build/. The gold file stays where it is.
"""

import argparse
import json
from pathlib import Path

import pandas as pd
from predict import predict_quantities
from side_by_side import BUILD, lines_of, measured, peer, printed_by

from helpers import codebook

COLUMNS = {"value": "value F1", "v+bound4": "with bound", "v+unit": "with unit", "v+bound4+unit": "all three"}


def scores(printed: str) -> dict[str, object]:
    """The scorer's F1 figures, and how often a system fires on nothing."""
    kept = json.loads(printed)
    return {name: kept[key][2] for key, name in COLUMNS.items()} | {"fires on nothing": kept["fp_on_empty"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--without-peers", action="store_true", help="this project alone")
    options = parser.parse_args()
    for path in (options.gold, options.scorer):
        if not path.is_file():
            parser.error(f"no file {path}")
    BUILD.mkdir(exist_ok=True)
    book, rows = codebook.load(), {}
    for system in ("this project",) if options.without_peers else ("this project", "quantulum3"):
        target = BUILD / f"{options.gold.stem}-{system.replace(' ', '-')}.jsonl"
        if system == "this project":
            run = measured(lines_of(options.gold), lambda line: predict_quantities(line, book), target)
        else:
            run = peer(system, "peers-quantities.txt", options.gold, target)
        speed = {"sentences / CPU s": round(run["texts"] / run["seconds"]), "peak MB": round(run["megabytes"])}
        rows[system] = {**scores(printed_by(options.scorer, options.gold, target)), **speed}
    print(pd.DataFrame(rows).to_string())


if __name__ == "__main__":
    main()

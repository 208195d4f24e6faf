"""Figures side by side: this project and quantulum3 on the same gold file, in one run.

usage: python benchmarks/quantities.py GOLD.jsonl SCORER.py [--without-peers]

Prints one table: F1 as the scorer has it, sentences without a figure that a system fires on, sentences per CPU
second on one core, peak memory. quantulum3 is installed once into build/. The gold file stays where it is.
"""

import json

from predict import predict_quantities
from side_by_side import compare

COLUMNS = {"value": "value F1", "v+bound4": "with bound", "v+unit": "with unit", "v+bound4+unit": "all three"}


def scores(printed: str) -> dict[str, object]:
    """The scorer's F1 figures, and how often a system fires on nothing."""
    kept = json.loads(printed)
    return {name: kept[key][2] for key, name in COLUMNS.items()} | {"fires on nothing": kept["fp_on_empty"]}


if __name__ == "__main__":
    compare(__doc__, predict_quantities, ["quantulum3"], "peers-quantities.txt", scores, "sentences", 0)

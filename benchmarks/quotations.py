"""Quotation attribution side by side: this project, textacy and sayswho on the same gold file, in one run.

usage: python benchmarks/quotations.py GOLD.jsonl SCORER.py [--without-peers]

Prints one table: accuracy as the scorer has it (segments of four words and more unless said otherwise), articles
per CPU second on one core, peak memory. The other systems are installed once into build/. The gold file stays
where it is.
"""

import argparse
import json
from pathlib import Path

import pandas as pd
from predict import predict_quotes
from side_by_side import BUILD, lines_of, measured, peer, printed_by

from helpers import codebook

COLUMNS = {
    "direct_F1": "quotation F1",
    "direct_speaker_acc": "speaker right if found",
    "direct_attr_F1": "quotation + speaker F1",
    "indirect_F1_say": "indirect F1",
}


def scores(printed: str) -> dict[str, float]:
    """The scorer's figures for segments of four words and more, and for all segments."""
    found = {}
    for line in printed.splitlines():
        if " minwords " in line:
            least, numbers = line.split(" minwords ")[1].split(" ", 1)
            kept = json.loads(numbers)
            if least == "4":
                found |= {name: kept[key] for key, name in COLUMNS.items()}
            else:
                found["the same, all segments"] = kept["direct_attr_F1"]
    return found


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
    for system in ("this project",) if options.without_peers else ("this project", "textacy", "sayswho"):
        target = BUILD / f"{options.gold.stem}-{system.replace(' ', '-')}.jsonl"
        if system == "this project":
            run = measured(lines_of(options.gold), lambda line: predict_quotes(line, book), target)
        else:
            run = peer(system, "peers-quotations.txt", options.gold, target)
        speed = {"articles / CPU s": round(run["texts"] / run["seconds"], 1), "peak MB": round(run["megabytes"])}
        rows[system] = {**scores(printed_by(options.scorer, options.gold, target)), **speed}
    print(pd.DataFrame(rows).to_string())


if __name__ == "__main__":
    main()

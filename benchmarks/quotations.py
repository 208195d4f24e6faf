"""Quotation attribution side by side: this project, textacy and sayswho on the same gold file, in one run.

usage: python benchmarks/quotations.py GOLD.jsonl SCORER.py [--without-peers]

Prints one table: accuracy as the scorer has it, articles per CPU second, peak memory. The other systems are
installed once into build/peers. The gold file stays where it is.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
from predict import predict_quotes

from helpers import codebook

HERE = Path(__file__).parent
BUILD = HERE.parent / "build"
COLUMNS = {
    "direct_F1": "quotation F1",
    "direct_speaker_acc": "speaker right if found",
    "direct_attr_F1": "quotation + speaker F1",
    "indirect_F1_say": "indirect F1",
}


def ours(gold: Path, target: Path) -> dict:
    """Run this project; CPU seconds are without loading the codebook."""
    lines = [json.loads(line) for line in gold.open(encoding="utf-8")]
    book = codebook.load()
    predict_quotes(lines[0], book)  # compiles the codebook's patterns
    began = time.process_time()
    found = [predict_quotes(line, book) for line in lines]
    seconds = time.process_time() - began
    target.write_text("".join(json.dumps(f) + "\n" for f in found), encoding="utf-8")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"articles": len(lines), "seconds": seconds, "megabytes": peak}


def peer(system: str, gold: Path, target: Path) -> dict:
    """Run another system in its own environment."""
    call = [_peers_python(), HERE / "peers.py", system, gold, target]
    return json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)


def _peers_python() -> Path:
    environment = BUILD / "peers"
    python = environment / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / "peers.txt"], check=True)
    return python


def scores(scorer: Path, gold: Path, predictions: Path) -> dict[str, float]:
    """The scorer's figures for segments of four words and more, and for all segments."""
    call = [sys.executable, scorer, gold, predictions]
    printed = subprocess.run(call, check=True, capture_output=True, text=True).stdout
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
    rows = {}
    for system in ("this project",) if options.without_peers else ("this project", "textacy", "sayswho"):
        target = BUILD / f"{options.gold.stem}-{system.replace(' ', '-')}.jsonl"
        run = ours(options.gold, target) if system == "this project" else peer(system, options.gold, target)
        rows[system] = {
            **scores(options.scorer, options.gold, target),
            "articles / CPU s": round(run["articles"] / run["seconds"], 1),
            "peak MB": round(run["megabytes"]),
        }
    print(pd.DataFrame(rows).to_string())


if __name__ == "__main__":
    main()

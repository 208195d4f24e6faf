"""What the benchmarks share: other systems in environments of their own, time and memory, one table."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
BUILD = HERE.parent / "build"


def lines_of(gold: Path) -> list[dict]:
    """The lines of a gold file."""
    with gold.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def measured(lines: list[dict], predict: Callable[[dict], dict], target: Path) -> dict:
    """Predict every line and write the predictions; texts, CPU seconds and peak memory.

    The first line is predicted once before the clock starts, so that loading is not counted.
    """
    predict(lines[0])
    began = time.process_time()
    found = [predict(line) for line in lines]
    seconds = time.process_time() - began
    target.write_text("".join(json.dumps(f) + "\n" for f in found), encoding="utf-8")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"texts": len(lines), "seconds": seconds, "megabytes": peak}


def peer(system: str, packages: str, gold: Path, target: Path) -> dict:
    """Run another system in an environment of its own, installed on first use from ``packages``."""
    environment = BUILD / Path(packages).stem
    python = environment / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / packages], check=True)
    call = [python, "-W", "ignore", HERE / "peers.py", system, gold, target]
    return json.loads(subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True).stdout)


def printed_by(scorer: Path, gold: Path, predictions: Path) -> str:
    """What a scorer prints."""
    call = [sys.executable, scorer, gold, predictions]
    return subprocess.run(call, check=True, capture_output=True, text=True).stdout

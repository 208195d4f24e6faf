"""Time and memory of a system on a gold file. Imports nothing heavy: the other systems are measured with it too."""

import json
import resource
import time
from collections.abc import Callable
from pathlib import Path


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

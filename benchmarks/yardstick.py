"""What comparing words costs with scikit-learn: CountVectorizer and a numpy log-odds, from the texts.

usage: python yardstick.py ARTICLES

Run in an environment of its own. Prints one JSON line: CPU seconds (of the second of two runs) and peak memory.
"""

import json
import resource
import sys
import time

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from zipfian import names, tokens


def log_odds(texts: list[str]) -> np.ndarray:
    """The z of the log-odds with a flat prior of .01, first half against second half."""
    counts = CountVectorizer().fit_transform(texts)
    half = len(texts) // 2
    a, b = (np.asarray(part.sum(axis=0), dtype=float).ravel() + 0.01 for part in (counts[:half], counts[half:]))
    delta = np.log(a / (a.sum() - a)) - np.log(b / (b.sum() - b))
    return delta / np.sqrt(1 / a + 1 / b)


def main() -> None:
    words = names()
    texts = [" ".join(words[row]) for batch in tokens(int(sys.argv[1])) for row in batch]
    for _ in range(2):
        began = time.process_time()
        log_odds(texts)
        seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": peak}))


if __name__ == "__main__":
    main()

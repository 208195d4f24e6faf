"""Choosing by weighed features: a softmax over candidates (McFadden 1974, the conditional logit).

Weights are data: ``weights.csv`` of a room, one row a model and feature. What no row names weighs nothing.
"""

import csv
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

Weights = Mapping[str, float]
Patterns = Sequence[tuple[str, re.Pattern[str]]]


@cache
def weights(room: str) -> Mapping[str, Weights]:
    """The weights of a room's models, by model and feature."""
    found: dict[str, dict[str, float]] = {}
    source = resources.files(f"helpers.{room}") / "weights.csv"
    lines = [line for line in source.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines):
        found.setdefault(row["model"], {})[row["feature"]] = float(row["weight"])
    return found


def score(features: Iterable[str], model: Weights) -> float:
    """The sum of the features' weights."""
    get = model.get
    return sum([get(feature, 0.0) for feature in features])


def patterns(named: Mapping[str, str]) -> Patterns:
    """Regular expressions with the names that they give to features, in the order in which they are tried."""
    return [(name, re.compile(pattern)) for name, pattern in named.items()]


def first_fit(patterns: Patterns, letters: str) -> str:
    """The name of the first pattern that fits the beginning of a piece of a layer's shape."""
    return next(name for name, pattern in patterns if pattern.match(letters))


def shares(scores: Sequence[float]) -> list[float]:
    """The scores as shares of one."""
    top = max(scores)
    raised = [math.exp(value - top) for value in scores]
    total = sum(raised)
    return [value / total for value in raised]


def reasons(features: Iterable[str], model: Weights, most: int = 3) -> str:
    """The features that weighed most for a choice, in words a reader of the tables can follow."""
    ranked = sorted(((model.get(f, 0.0), f) for f in features), key=lambda pair: (-pair[0], pair[1]))
    return "; ".join(feature for weight, feature in ranked[:most] if weight > 0)

"""Agreement of human coders, by NLTK's ``nltk.metrics.agreement``."""

from collections.abc import Callable
from typing import Any

import pandas as pd

COLUMNS = ("coder", "unit", "code")
DISTANCES = ("nominal", "interval")


class CodingError(ValueError):
    """Codes whose agreement cannot be told; the message says what was found and what was expected."""


def alpha(codes: pd.DataFrame, *, distance: str = "nominal") -> float:
    """Krippendorff's alpha (2004, ch. 11): 1 is full agreement, 0 what chance alone would give.

    Parameters
    ----------
    codes : one row a coder and unit: columns coder, unit, code. A unit need not be coded by everybody; one
        that fewer than two coded is left out.
    distance : "nominal" (codes are equal or not) or "interval" (the squared difference of numbers).

    Returns
    -------
    At most 1; 1 also where only one code was ever given, though nothing can be told from that.

    Raises
    ------
    CodingError : a column is missing, a coder coded a unit twice, or no unit has two codes.
    """
    from nltk.metrics.distance import binary_distance, interval_distance

    if distance not in DISTANCES:
        raise CodingError(f"distance {distance!r}: there are {' and '.join(DISTANCES)}")
    return float(_task(codes, binary_distance if distance == "nominal" else interval_distance).alpha())


def kappa(codes: pd.DataFrame) -> float:
    """Cohen's kappa (1960) of two coders who coded the same units; columns as in ``alpha``.

    Raises
    ------
    CodingError : also where there are not two coders, or one coded a unit that the other did not.
    """
    from nltk.metrics.distance import binary_distance

    task = _task(codes, binary_distance)
    coders = sorted(task.C)
    if len(coders) != 2 or codes.dropna(subset=["code"]).groupby("unit").size().ne(2).any():
        raise CodingError(f"{len(coders)} coders of {len(task.I)} units: kappa is for two coders of the same units")
    return float(task.kappa_pairwise(*coders))


def _task(codes: pd.DataFrame, distance: Callable) -> Any:
    """NLTK's task of the codes that are there, checked."""
    from nltk.metrics.agreement import AnnotationTask

    missing = [c for c in COLUMNS if c not in codes.columns]
    if missing:
        raise CodingError(f"no column {', '.join(missing)}; there are {', '.join(map(str, codes.columns))}")
    made = codes.dropna(subset=["code"])
    again = made[made.duplicated(["coder", "unit"])]
    if len(again):
        raise CodingError(f"coder {again['coder'].iloc[0]} coded unit {again['unit'].iloc[0]} twice; expected once")
    counts = made.groupby("unit")["coder"].transform("size")
    kept = made[counts > 1]
    if kept.empty:
        raise CodingError(f"no unit of {made['unit'].nunique()} was coded by two; agreement needs two codes of a unit")
    return AnnotationTask(list(kept[list(COLUMNS)].itertuples(index=False, name=None)), distance=distance)

"""How evenly a term is spread over the parts of a corpus: published measures of counts by part.

``counts`` are a term's counts in each part, none included; ``sizes`` the parts' words (equal where not given).
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from helpers.comparing.describing import articles_in_order
from helpers.comparing.measures import Numbers


def _shares(counts: ArrayLike, sizes: ArrayLike | None) -> tuple[Numbers, Numbers]:
    """The term's share in each part, and each part's share of the corpus."""
    found = np.asarray(counts, dtype=float)
    whole = np.ones_like(found) if sizes is None else np.asarray(sizes, dtype=float)
    if found.ndim != 1 or found.shape != whole.shape or not found.sum() or not (whole > 0).all():
        raise ValueError(
            f"counts of {found.shape} parts and sizes of {whole.shape}, {found.sum():g} occurrences: "
            "expected one count and one size above none for each part, and at least one occurrence"
        )
    return found / found.sum(), whole / whole.sum()


def dp(counts: ArrayLike, sizes: ArrayLike | None = None) -> float:
    """Gries's deviation of proportions (2008): half the sum of |share of the term - share of the corpus|."""
    found, expected = _shares(counts, sizes)
    return float(np.abs(found - expected).sum() / 2)


def dp_norm(counts: ArrayLike, sizes: ArrayLike | None = None) -> float:
    """DP scaled to 0 (even) … 1 (one part alone): DP / (1 - smallest share) (Lijffijt & Gries 2012)."""
    least = _shares(counts, sizes)[1].min()
    return dp(counts, sizes) / (1 - least) if least < 1 else float("nan")


def _rates(counts: ArrayLike, sizes: ArrayLike | None) -> Numbers:
    """The term's relative frequency in each part, in shares of their sum."""
    found, expected = _shares(counts, sizes)
    rates = found / expected
    return rates / rates.sum()


def juilland_d(counts: ArrayLike, sizes: ArrayLike | None = None) -> float:
    """Juilland's D: 1 - V / sqrt(parts - 1), V the parts' coefficient of variation (population deviation)."""
    rates = _rates(counts, sizes)
    if len(rates) == 1:
        return float("nan")
    return float(1 - rates.std() / rates.mean() / np.sqrt(len(rates) - 1))


def carroll_d2(counts: ArrayLike, sizes: ArrayLike | None = None) -> float:
    """Carroll's D2 (1970): the entropy of the term's relative frequencies over that of an even spread."""
    rates = _rates(counts, sizes)
    some = rates[rates > 0]
    return float(-(some * np.log2(some)).sum() / np.log2(len(rates))) if len(rates) > 1 else float("nan")


def rosengren_s(counts: ArrayLike, sizes: ArrayLike | None = None) -> float:
    """Rosengren's S (1971): the squared sum of roots of count times share of the corpus, over all occurrences."""
    found, expected = _shares(counts, sizes)
    return float(np.sqrt(found * expected).sum() ** 2)


def places(hits: pd.DataFrame, ledger: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Where in its article each hit stands, for strips.

    Parameters
    ----------
    hits : rows with article_id, start and voice, as in the table ``frames``.
    ledger : the table ``ledger``, by whose kept lines the length of each text is known.
    articles : the articles to show, as rows of the table ``articles``.

    Returns
    -------
    label, place (0 at the text's beginning, 1 at its end) and voice, a row a hit, articles by outlet and date; an
    article without any has one row without place and voice.
    """
    lengths = ledger.groupby("article_id")["end"].max()
    shown = articles_in_order(articles)[["article_id", "label"]]
    table = shown.merge(hits[["article_id", "start", "voice"]], on="article_id", how="left")
    place = table["start"].astype("Float64") / table["article_id"].map(lengths).astype("Float64")
    return table.assign(place=place.astype(float))[["label", "place", "voice"]]

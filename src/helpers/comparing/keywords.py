"""Keyness: which terms set one group of articles apart from another, with all that is needed to judge it."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.comparing import measures
from helpers.comparing.counting import Counted, CountsError, Group, Pair, by_outlet, clusters, once, pair
from helpers.comparing.measures import Numbers
from helpers.comparing.resampling import LEAST_WITH_TERM, RESAMPLES, SEED, Design, design, too_few
from helpers.comparing.testing import adjusted, infer

_BLOCK = 2_000  # terms at a time

COLUMNS = (
    "term", "count_target", "count_reference", "per_million_target", "per_million_reference",
    "articles_target", "articles_reference", "log_ratio", "log_ratio_low", "log_ratio_high", "pct_diff",
    "log_odds", "log_odds_z", "g2", "g2_rayson", "dpnorm_target", "dpnorm_reference",
    "t", "p", "p_bh", "p_holm", "note",
)  # fmt: skip


def keyness(
    target: Counted,
    reference: Counted,
    *,
    articles: pd.DataFrame | None = None,
    copies: str = "once",
    prior: float | pd.Series | None = None,
    prior_words: float | None = None,
    resamples: int = RESAMPLES,
    level: float = 0.95,
    seed: int = SEED,
) -> pd.DataFrame:
    """Compare the terms of two groups of articles.

    Parameters
    ----------
    target, reference : rows of the table ``terms`` (``by_outlet``, ``by_voice`` and ``by_date`` pick them), or
        plain counts: a Series or mapping from term to count, or a table of term and count. Plain counts have no
        articles, so nothing is tested.
    articles : the table ``articles``, whose ``copy_group`` says which articles are copies of one another.
    copies : "once" takes the first article of each group of copies on either side, "all" takes every one. Either
        way copies are resampled together, a text that both sides print included.
    prior : of the log-odds: None is informative, ``prior_words`` words shared out as both sides together
        use the terms (Monroe et al. 2008, eq. 23); a number is flat, so much for each term; a Series gives
        each term's own, from counts of some background for instance.
    prior_words : how many words the informative prior weighs; by default the mean length of an article here
        (of plain counts, which have no articles: 1,000).
    resamples : of articles, for the intervals; 0 for none.
    level : of the intervals.
    seed : of the resamples; the same seed gives the same table.

    Returns
    -------
    One row a term; ``COLUMNS`` in this order, explained in data/README.md. Tested terms come first, by p; where
    nothing was tested the order is that of the difference in frequency, which is no evidence. ``note`` says
    why a term has no interval or p. ``attrs`` has the sizes: words, articles and units of either side.

    Raises
    ------
    CountsError : counts that cannot be compared, or an option that is not there.
    """
    if copies not in ("once", "all"):
        raise CountsError(f"copies={copies!r}: there are 'once' and 'all'")
    if articles is not None and copies == "once":
        target, reference = (_once(side, articles) for side in (target, reference))
    compared = pair(target, reference)
    plan = design(compared, clusters(articles) if articles is not None else None)
    table = described(compared, prior, prior_words)
    found = infer(compared, plan, number=resamples, level=level, seed=seed)
    table["log_ratio_low"], table["log_ratio_high"] = found.low / np.log(2), found.high / np.log(2)
    table["t"], table["p"] = found.t, found.p
    table["p_bh"], table["p_holm"] = adjusted(found.p)
    table["note"] = _notes(table, compared, plan, found.with_term, resamples)
    ordered = _in_order(table).reindex(columns=list(COLUMNS))
    ordered.attrs = _sizes(compared, plan)
    return ordered


def _once(side: Counted, articles: pd.DataFrame) -> Counted:
    return once(side, articles) if isinstance(side, pd.DataFrame) and "article_id" in side.columns else side


def each_outlet(terms: pd.DataFrame, articles: pd.DataFrame, **options: object) -> pd.DataFrame:
    """Keyness of each outlet against the rest: the rows of ``keyness`` with the column ``outlet`` before them.

    Terms are tested in each comparison by itself; so are the adjusted p.
    """
    outlets = sorted(set(articles.loc[articles["article_id"].isin(terms["article_id"].unique()), "outlet"].dropna()))
    if len(outlets) < 2:
        raise CountsError(f"{len(outlets)} outlet with words ({', '.join(outlets)}): expected two or more")
    made = [keyness(*by_outlet(terms, articles, o), articles=articles, **options) for o in outlets]  # type: ignore[arg-type]
    return pd.concat([t.assign(outlet=o) for t, o in zip(made, outlets, strict=True)], ignore_index=True)[
        ["outlet", *made[0].columns]
    ]


def described(compared: Pair, prior: float | pd.Series | None, prior_words: float | None) -> pd.DataFrame:
    """Counts, frequencies, effect sizes and the measures that take words as independent: one row a term."""
    (a, in1, dp1), (b, in2, dp2) = (_per_term(side) for side in (compared.target, compared.reference))
    n1, n2 = float(compared.target.words.sum()), float(compared.reference.words.sum())
    weights, total = _prior(compared, a + b, prior, prior_words)
    odds = measures.log_odds(a, b, n1, n2, weights, total)
    known = compared.target.articles is not None, compared.reference.articles is not None
    return pd.DataFrame(
        {
            "term": pd.Series(compared.terms, dtype="str"),
            "count_target": a.astype(np.int64),
            "count_reference": b.astype(np.int64),
            "per_million_target": measures.per_million(a, n1),
            "per_million_reference": measures.per_million(b, n2),
            "articles_target": pd.array(in1, dtype="Int64") if known[0] else pd.array([pd.NA] * len(a), dtype="Int64"),
            "articles_reference": pd.array(in2, dtype="Int64") if known[1] else pd.array([pd.NA] * len(b), "Int64"),
            "log_ratio": measures.log_ratio(a, b, n1, n2),
            "pct_diff": measures.pct_diff(a, b, n1, n2),
            "log_odds": odds.delta,
            "log_odds_z": odds.z,
            "g2": measures.g2(a, b, n1, n2),
            "g2_rayson": measures.g2_rayson(a, b, n1, n2),
            "dpnorm_target": dp1,
            "dpnorm_reference": dp2,
        }
    )


def _per_term(side: Group) -> tuple[Numbers, NDArray[np.int64], Numbers]:
    """Occurrences of each term, the articles that hold it, and its DPnorm over the articles."""
    counts = side.counts
    occurrences, spread = np.empty(counts.shape[1]), np.empty(counts.shape[1])
    share = side.words / side.words.sum()
    for start in range(0, counts.shape[1], _BLOCK):
        block = slice(start, start + _BLOCK)
        part = counts[:, block]
        occurrences[block] = part.sum(axis=0)
        columns = np.repeat(np.arange(part.shape[1]), np.diff(part.indptr))
        expected = share[part.indices]
        away = np.abs(part.data / occurrences[block][columns] - expected) - expected
        spread[block] = np.bincount(columns, weights=away, minlength=part.shape[1])
    # Articles without the term are each as far from it as their share: together one less the shares seen.
    room = 1 - share[share > 0].min()
    with np.errstate(divide="ignore", invalid="ignore"):
        dpnorm = (
            np.where(occurrences > 0, (spread + 1) / 2 / room, np.nan) if room > 0 else np.full_like(spread, np.nan)
        )
    return occurrences, np.diff(counts.indptr).astype(np.int64), dpnorm


def _prior(
    compared: Pair, both: Numbers, prior: float | pd.Series | None, prior_words: float | None
) -> tuple[Numbers | float, float]:
    """The prior's pseudo-count of each term, and their sum."""
    if prior is None:
        words = compared.target.words.sum() + compared.reference.words.sum()
        if prior_words is None:
            sides = (compared.target, compared.reference)
            number = sum(0 if side.articles is None else len(side.articles) for side in sides)
            prior_words = words / number if all(side.articles is not None for side in sides) else 1_000.0
        if not prior_words > 0:
            raise CountsError(f"a prior of {prior_words} words: expected more than none")
        return both * prior_words / words, float(prior_words)
    if isinstance(prior, pd.Series):
        weights = prior.reindex(compared.terms).to_numpy(dtype=float)
        if not (weights > 0).all():
            without = compared.terms[~(weights > 0)]
            raise CountsError(
                f"the prior has nothing above none for {len(without):,} terms, {without[0]!r} among them: "
                "add a little to every term (prior.reindex(terms, fill_value=0) + 0.01)"
            )
        return weights, float(prior.sum())
    if not prior > 0:
        raise CountsError(f"a flat prior of {prior}: expected more than none")
    return float(prior), float(prior) * len(compared.terms)


def _notes(
    table: pd.DataFrame, compared: Pair, plan: Design, with_term: NDArray[np.int64], resamples: int
) -> NDArray[np.object_]:
    """Why a term has no interval or no p; empty where it has both."""
    if compared.target.articles is None or compared.reference.articles is None:
        return np.full(len(table), "not tested: plain counts, no articles", dtype=object)
    if few := too_few(plan):
        return np.full(len(table), few, dtype=object)
    absent = np.where(table["count_target"] == 0, "no interval: not in the target", "")
    absent = np.where(table["count_reference"] == 0, "no interval: not in the reference", absent)
    unknown = table["log_ratio_low"].isna() & (absent == "")
    absent = np.where(
        unknown, "no interval: asked for none" if not resamples else "no interval: in too few articles", absent
    )
    rare = f"not tested: in fewer than {LEAST_WITH_TERM} articles"
    return np.where(with_term < LEAST_WITH_TERM, rare, absent).astype(object)


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    """Tested terms by p, then by size of effect; the others after them by difference in frequency."""
    apart = (table["per_million_target"] - table["per_million_reference"]).abs()
    order = np.lexsort(
        (table["term"].to_numpy(dtype=object), -apart, -table["t"].abs().fillna(0), table["p"].fillna(2))
    )
    return table.iloc[order].reset_index(drop=True)


def _sizes(compared: Pair, plan: Design) -> dict[str, int]:
    sizes = {}
    sides = ("target", compared.target, plan.words1), ("reference", compared.reference, plan.words2)
    for name, side, units in sides:
        sizes[f"words_{name}"] = int(side.words.sum())
        sizes[f"articles_{name}"] = 0 if side.articles is None else len(side.articles)
        sizes[f"units_{name}"] = 0 if side.articles is None else len(units)
    return sizes

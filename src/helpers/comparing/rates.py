"""Rates and shares of two groups of articles: frames, naming variants, sources and reporting verbs.

Each is a count over a size: cues over words of that voice, a variant over mentions of the thing, quotations of a
side over all quotations. As in ``keywords`` the article, or the group of copies, is the unit.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.comparing.counting import CountsError, Group, Pair, clusters, once
from helpers.comparing.describing import UNRESOLVED
from helpers.comparing.measures import Numbers
from helpers.comparing.resampling import (
    HALF,
    LEAST_ARTICLES,
    LEAST_WITH_TERM,
    RESAMPLES,
    SEED,
    TENTH,
    Design,
    Estimate,
    Sums,
    design,
    factors,
    log_rate_ratio,
    rate_difference,
    resamples,
    residuals,
    sums,
    symmetric_t,
    too_few,
    weigh,
)
from helpers.comparing.speech import SPOKEN
from helpers.comparing.testing import adjusted, by_unit, holding, score_test
from helpers.framing import TOPIC, VARIANT

_ENDS = ("rate_target", "rate_reference", "difference", "ratio")


class Counted(NamedTuple):
    """Counts by article, and what they are out of.

    ``counts`` has the columns article_id, ``what`` and count; ``sizes`` is from article_id to the size of each
    article of the group, those without a count included.
    """

    counts: pd.DataFrame
    sizes: pd.Series


def compare_rates(
    target: Counted,
    reference: Counted,
    *,
    what: str,
    per: float = 1.0,
    clusters: pd.Series | None = None,
    resamples: int = RESAMPLES,
    level: float = 0.95,
    seed: int = SEED,
) -> pd.DataFrame:
    """Compare rates, each a sum of counts over a sum of sizes.

    Parameters
    ----------
    what : the column of ``counts`` that says what is counted.
    per : by what the rates and their difference are multiplied: 1,000 for "per 1,000 words", 1 for shares.
    clusters : from article_id to what is resampled together.

    Returns
    -------
    One row for each thing counted, by name: ``what``, count_, size_, articles_ (that have it) and rate_ of
    target and reference, difference, ratio (target over reference), each of the four with _low and _high,
    p, p_bh, p_holm and note. Where the note says so, intervals and p are missing.
    """
    compared = _pair(target, reference, what)
    plan = design(compared, clusters)
    table = pd.DataFrame({what: pd.Series(compared.terms, dtype="str")})
    for name, side in (("target", compared.target), ("reference", compared.reference)):
        table[f"count_{name}"] = np.asarray(side.counts.sum(axis=0)).ravel().astype(np.int64)
        table[f"size_{name}"] = int(side.words.sum())
        table[f"articles_{name}"] = np.diff(side.counts.indptr).astype(np.int64)
        table[f"rate_{name}"] = per * table[f"count_{name}"] / table[f"size_{name}"]
    table["difference"] = table["rate_target"] - table["rate_reference"]
    with np.errstate(divide="ignore", invalid="ignore"):
        table["ratio"] = table["rate_target"].to_numpy() / table["rate_reference"].to_numpy()
    return _with_inference(table, compared, plan, (resamples, level, seed), per)


def _pair(target: Counted, reference: Counted, what: str) -> Pair:
    from scipy.sparse import coo_array

    names = pd.Index(sorted({*target.counts[what], *reference.counts[what]}), dtype="object")
    sides = []
    for which, (counts, sizes) in (("target", target), ("reference", reference)):
        kept = sizes[sizes.fillna(0) > 0].astype(float)
        if kept.empty:
            raise CountsError(f"the {which} has {len(sizes)} articles and no size above none to count out of")
        rows = counts[counts["article_id"].isin(kept.index)]
        at = kept.index.get_indexer(pd.Index(rows["article_id"])), names.get_indexer(pd.Index(rows[what]))
        matrix = coo_array((rows["count"].to_numpy(dtype=float), at), shape=(len(kept), len(names))).tocsc()
        matrix.sum_duplicates()
        sides.append(Group(matrix, kept.to_numpy(), kept.index.to_numpy(dtype=object)))
    return Pair(sides[0], sides[1], names.to_numpy())


def _with_inference(
    table: pd.DataFrame, compared: Pair, plan: Design, drawing: tuple[int, float, int], per: float
) -> pd.DataFrame:
    """The table with intervals, p and the note that says where there are none."""
    units = by_unit(compared, plan, slice(None))
    enough = holding(*units, plan) >= LEAST_WITH_TERM if plan.least >= LEAST_ARTICLES else np.zeros(len(table), bool)
    ends = np.full((len(_ENDS), 2, len(table)), np.nan)
    p = np.full(len(table), np.nan)
    if enough.any():
        some = units[0][enough], units[1][enough]
        point = sums(*some, plan, weigh(plan, np.ones((len(plan.words1), 1)), np.ones((len(plan.words2), 1))))
        p[enough] = score_test(point, plan).p
        ends[:, :, enough] = _intervals(point, sums(*some, plan, resamples(plan, *drawing[::2])), plan, drawing[1], per)
    for name, (low, high) in zip(_ENDS, ends, strict=True):
        table.insert(table.columns.get_loc(name) + 1, f"{name}_low", low)
        table.insert(table.columns.get_loc(name) + 2, f"{name}_high", high)
    table["p"] = p
    table["p_bh"], table["p_holm"] = adjusted(p)
    table["note"] = np.where(enough, "", too_few(plan) or f"not tested: in fewer than {LEAST_WITH_TERM} articles")
    return table


def _intervals(point: Sums, drawn: Sums, plan: Design, level: float, per: float) -> Numbers:
    """Low and high end of the two rates, their difference and their ratio: 4 × 2 × things."""
    share = per == 1 and bool((point.y1 <= point.n1).all() and (point.y2 <= point.n2).all())
    made = [
        *(_rate_interval(point, drawn, plan, level, side, share) for side in (0, 1)),
        symmetric_t(rate_difference(point, plan), rate_difference(drawn, plan), level),
        tuple(np.exp(end) for end in symmetric_t(log_rate_ratio(point, plan), log_rate_ratio(drawn, plan), level)),
    ]
    ends = np.array(made)
    ends[:3] *= per
    counts = np.stack([point.y1[:, 0], point.y2[:, 0]])
    for row, there in ((0, counts[0] > 0), (1, counts[1] > 0), (3, (counts > 0).all(axis=0))):
        ends[row, :, ~there] = np.nan  # what is nowhere has no rate to resample
    return np.where(np.isfinite(ends), ends, np.nan)


def _rate_interval(
    point: Sums, drawn: Sums, plan: Design, level: float, side: int, share: bool
) -> tuple[Numbers, Numbers]:
    """The interval of one side's rate, made on the log scale; of a share, on the logit scale."""
    low, high = symmetric_t(_one_rate(point, plan, side, share), _one_rate(drawn, plan, side, share), level)
    return (1 / (1 + np.exp(-low)), 1 / (1 + np.exp(-high))) if share else (np.exp(low), np.exp(high))


def _one_rate(s: Sums, plan: Design, side: int, share: bool) -> Estimate:
    y, n = (s.y1, s.n1) if side == 0 else (s.y2, s.n2)
    squares = residuals(s, s.y1 / s.n1, s.y2 / s.n2)[side]
    spread = np.sqrt(factors(plan)[side] * (squares + TENTH))
    if share:
        return Estimate(np.log((y + HALF) / (n - y + HALF)), spread * (n + 1) / ((y + HALF) * (n - y + HALF)))
    return Estimate(np.log((y + HALF) / n), spread / (y + HALF))


def _kept(articles: pd.DataFrame, copies: str) -> pd.DataFrame:
    if copies not in ("once", "all"):
        raise CountsError(f"copies={copies!r}: there are 'once' and 'all'")
    return once(articles, articles) if copies == "once" else articles


def _counted(rows: pd.DataFrame, articles: pd.DataFrame, what: str, sizes: pd.Series) -> Counted:
    own = rows[rows["article_id"].isin(articles["article_id"])]
    counts = own.groupby(["article_id", what], sort=False).size().rename("count").reset_index()
    return Counted(counts, sizes.reindex(articles["article_id"]).fillna(0))


def _clusters(*articles: pd.DataFrame) -> pd.Series:
    both = pd.concat([clusters(own) for own in articles])
    return both[~both.index.duplicated()]


def compare_frames(
    frames: pd.DataFrame,
    target: pd.DataFrame,
    reference: pd.DataFrame,
    *,
    voice: str | None = None,
    against: str | None = None,
    copies: str = "once",
    **options: float,
) -> pd.DataFrame:
    """Cues of each frame per 1,000 words of the bodies, in two groups of articles.

    Parameters
    ----------
    frames : the table ``frames``; naming variants are left out.
    target, reference : rows of the table ``articles``, as ``by_outlet(articles, articles, …)`` picks them.
    voice : count only cues in this voice, per 1,000 words of it; None for all voices.
    against : the reference's voice, if another: with the same articles on both sides, own words against quoted.
    copies : as for ``keyness``.
    options : resamples, level, seed, as for ``keyness``.

    Returns
    -------
    As ``compare_rates``, a row a frame.
    """
    cues = frames[(frames["place"] == "body") & ~frames["frame"].str.startswith((VARIANT, TOPIC))]
    sides = []
    for articles, own in ((_kept(target, copies), voice), (_kept(reference, copies), against or voice)):
        sizes = articles.set_index("article_id")[f"words_{own}" if own else "words"]
        sides.append(_counted(cues[cues["voice"] == own] if own else cues, articles, "frame", sizes))
    together = _clusters(target, reference)
    return compare_rates(*sides, what="frame", per=1000, clusters=together, **options)  # type: ignore[arg-type]


def compare_variants(
    frames: pd.DataFrame,
    target: pd.DataFrame,
    reference: pd.DataFrame,
    *,
    voice: str | None = None,
    copies: str = "once",
    **options: float,
) -> pd.DataFrame:
    """Each naming variant's share of all mentions of its thing, headlines included, in two groups of articles.

    A thing that only one side names is left out: there is nothing to compare. Parameters as ``compare_frames``.

    Returns
    -------
    As ``compare_rates``, a row a variant, with the column ``name`` before it; adjusted p are over all of them.
    """
    named = frames[frames["frame"].str.startswith(VARIANT)]
    named = named[named["voice"] == voice] if voice else named
    named = named.assign(name=named["frame"].str.removeprefix(VARIANT), variant=named["cue"].str.rstrip("*"))
    kept = [_kept(target, copies), _kept(reference, copies)]
    made = []
    for name, rows in named.groupby("name"):
        sizes = rows.groupby("article_id").size()
        sides = [_counted(rows, articles, "variant", sizes) for articles in kept]
        if all(side.sizes.sum() for side in sides):
            together = _clusters(target, reference)
            table = compare_rates(*sides, what="variant", clusters=together, **options)  # type: ignore[arg-type]
            table.insert(0, "name", name)
            made.append(table)
    if not made:
        raise CountsError(f"{named['name'].nunique()} named things, none of them on both sides")
    table = pd.concat(made, ignore_index=True)
    table["p_bh"], table["p_holm"] = adjusted(table["p"].to_numpy())
    return table


def compare_sources(
    quotes: pd.DataFrame,
    target: pd.DataFrame,
    reference: pd.DataFrame,
    *,
    by: str = "side",
    copies: str = "once",
    **options: float,
) -> pd.DataFrame:
    """The share of quotations by who speaks, in two groups of articles.

    Thoughts, scare quotes, titles and quotations inside quotations are left out.

    Parameters
    ----------
    by : side, speaker_kind or speaker; a quotation without one counts as "unresolved".

    Returns
    -------
    As ``compare_rates``, a row a side, kind or speaker.
    """
    spoken = quotes[quotes["type"].isin(SPOKEN) & quotes["within"].isna()].fillna({by: UNRESOLVED})
    return _shares(spoken, target, reference, by, copies, options)


def compare_verbs(
    quotes: pd.DataFrame,
    target: pd.DataFrame,
    reference: pd.DataFrame,
    *,
    by: str = "cue",
    copies: str = "once",
    **options: float,
) -> pd.DataFrame:
    """The share of each reporting verb (``by`` "cue") or group of them ("stance") among all cues of quotations."""
    cued = quotes[quotes["type"].isin(SPOKEN) & quotes["cue"].notna()].fillna({"stance": "unlisted"})
    return _shares(cued, target, reference, by, copies, options)


def _shares(
    rows: pd.DataFrame,
    target: pd.DataFrame,
    reference: pd.DataFrame,
    by: str,
    copies: str,
    options: dict[str, float],
) -> pd.DataFrame:
    if by not in rows.columns:
        raise CountsError(f"no column {by} to count by; there are {', '.join(rows.columns)}")
    sizes = rows.groupby("article_id").size()
    sides = [_counted(rows, _kept(articles, copies), by, sizes) for articles in (target, reference)]
    return compare_rates(*sides, what=by, clusters=_clusters(target, reference), **options)  # type: ignore[arg-type]


def cooccurrence(frames: pd.DataFrame, within: str = "sentence") -> pd.DataFrame:
    """How often cues of two frames stand in one sentence, or in one article.

    Parameters
    ----------
    frames : the table ``frames``; naming variants are left out.
    within : "sentence" or "article".

    Returns
    -------
    One row a pair of frames, a frame with itself included: frame, other, together (sentences or articles with
    both), count and count_other (with each), share (together out of those with the first).
    """
    if within not in ("sentence", "article"):
        raise CountsError(f"within={within!r}: there are 'sentence' and 'article'")
    place = ["article_id", "sentence"] if within == "sentence" else ["article_id"]
    seen = frames.loc[~frames["frame"].str.startswith((VARIANT, TOPIC)), [*place, "frame"]].drop_duplicates()
    pairs = seen.merge(seen.rename(columns={"frame": "other"}), on=place)
    table = pairs.groupby(["frame", "other"]).size().rename("together")
    names = sorted(set(seen["frame"]))
    full = pd.MultiIndex.from_product([names, names], names=["frame", "other"])
    made = table.reindex(full, fill_value=0).reset_index()
    counts = seen.groupby("frame").size()
    made["count"], made["count_other"] = made["frame"].map(counts), made["other"].map(counts)
    return made.assign(share=made["together"] / made["count"])

"""Counts as sparse matrices: rows of a table to articles × terms, never dense."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csc_array

Counted: TypeAlias = pd.DataFrame | pd.Series | Mapping[str, int]
_CHUNK = 1_000_000  # rows coded at a time, so that what lies between stays small


class CountsError(ValueError):
    """Counts that cannot be compared; the message says what was found and what was expected."""


class Group(NamedTuple):
    """One side of a comparison.

    ``counts`` is articles × terms, ``words`` the size of each article and ``articles`` its id. Plain counts
    have one row, and no ids.
    """

    counts: "csc_array"
    words: NDArray[np.float64]
    articles: NDArray[np.object_] | None


class Pair(NamedTuple):
    """Both sides of a comparison over one vocabulary."""

    target: Group
    reference: Group
    terms: NDArray[np.object_]


def pair(target: Counted, reference: Counted) -> Pair:
    """Two sets of counts over the union of their terms, in the terms' alphabetical order.

    Parameters
    ----------
    target, reference : rows of the table ``terms`` (columns article_id, a term and count; several rows of
        one article and term are added up), or plain counts: a Series or mapping from term to count, or a
        table of term and count without article_id.

    Raises
    ------
    CountsError : a column is missing, a count is negative or no whole number, or a side has no words.
    """
    names: dict[str, int] = {}
    coded = [_coded(side, names, which) for side, which in ((target, "target"), (reference, "reference"))]
    terms = np.array(list(names), dtype=object)
    order = np.argsort(terms, kind="stable")
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    ours = _group(*coded.pop(0), rank)  # one after the other, so that what is done with is freed
    return Pair(ours, _group(*coded.pop(), rank), terms[order])


_Coded: TypeAlias = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], NDArray[np.object_] | None]


def _coded(side: Counted, names: dict[str, int], which: str) -> _Coded:
    """Article, term (its place in ``names``, which grows) and count of each row; the articles' ids."""
    rows = _as_rows(side, which)
    has_articles = "article_id" in rows.columns
    ids: dict[str, int] = {}
    articles, terms, counts = (np.empty(len(rows), dtype=np.int32) for _ in range(3))
    for start in range(0, len(rows), _CHUNK):
        part = slice(start, start + _CHUNK)
        chunk = rows.iloc[part]
        terms[part] = _codes(chunk["term"], names)
        articles[part] = _codes(chunk["article_id"], ids) if has_articles else 0
        counts[part] = _whole_numbers(chunk["count"], which)
    if not counts.sum(dtype=np.int64):
        raise CountsError(f"the {which} has no words: give it at least one term with a count above none")
    return articles, terms, counts, np.array(list(ids), dtype=object) if has_articles else None


def _as_rows(side: Counted, which: str) -> pd.DataFrame:
    if isinstance(side, pd.DataFrame):
        missing = [c for c in ("term", "count") if c not in side.columns]
        if missing:
            raise CountsError(f"the {which} has no column {', '.join(missing)}; it has {', '.join(map(str, side))}")
        return side
    counts = pd.Series(side, dtype="object" if not len(side) else None)
    return pd.DataFrame({"term": counts.index.astype("str"), "count": counts.to_numpy()})


def _codes(cells: pd.Series, names: dict[str, int]) -> NDArray[np.int32]:
    """The cells by number, the numbers by ``names``, which takes in what is new."""
    codes, found = pd.factorize(cells)
    if (codes < 0).any():
        raise CountsError(f"column {cells.name} has an empty cell; every row needs one")
    numbers = [names.setdefault(name, len(names)) for name in found.tolist()]
    return np.array(numbers, dtype=np.int32)[codes] if numbers else np.empty(0, dtype=np.int32)


def _whole_numbers(cells: pd.Series, which: str) -> NDArray[np.int32]:
    numbers = cells.to_numpy(dtype=float, na_value=np.nan)
    whole = numbers.astype(np.int32, copy=False) if np.isfinite(numbers).all() else None
    if whole is None or (whole != numbers).any() or (whole < 0).any():
        raise CountsError(f"counts of the {which} are not all whole numbers from 0 to {np.iinfo(np.int32).max:,}")
    return whole


def _group(
    articles: NDArray[np.int32],
    terms: NDArray[np.int32],
    counts: NDArray[np.int32],
    ids: NDArray[np.object_] | None,
    rank: NDArray[np.int32],
) -> Group:
    from scipy.sparse import coo_array, csr_array

    shape = (len(ids) if ids is not None else 1, len(rank))
    words = np.bincount(articles, weights=counts, minlength=shape[0]).astype(float)
    if (articles[1:] >= articles[:-1]).all():  # in the tables' own order no sorting is needed
        ends = np.concatenate([[0], np.cumsum(np.bincount(articles, minlength=shape[0]))])
        matrix = csr_array((counts, rank[terms], ends.astype(np.int32)), shape=shape).tocsc()
    else:
        matrix = coo_array((counts, (articles, rank[terms])), shape=shape).tocsc()
    matrix.sum_duplicates()
    return Group(matrix, words, ids)


def once(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table without those of repeated copies: of each ``copy_group`` its first article stays.

    Which article is the first is decided within the table: one copy in each side of a comparison stays.
    """
    group = clusters(articles)
    ids = pd.Series(pd.unique(table["article_id"]), dtype="str")
    ranks = pd.Series(range(len(articles)), index=articles["article_id"].to_numpy())
    ordered = ids.iloc[ids.map(ranks).argsort(kind="stable")]
    repeated = ordered[ordered.map(group).fillna(ordered).duplicated()]
    return table[~table["article_id"].isin(repeated)] if len(repeated) else table


def clusters(articles: pd.DataFrame) -> pd.Series:
    """What is resampled together: article_id to its ``copy_group``, or to itself where it has none."""
    groups = articles["copy_group"] if "copy_group" in articles.columns else pd.Series(pd.NA, index=articles.index)
    own = articles["article_id"].astype("object")
    names = ("group " + groups.astype("object")).where(groups.notna(), "article " + own)
    return pd.Series(names.to_numpy(), index=own.to_numpy())


def sides(
    table: pd.DataFrame, chosen: pd.Series, target: Iterable[str] | str, reference: Iterable[str] | str | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A table's rows of the target and of the reference, by a label of each row.

    ``reference`` None is the rest: every other row that has a label.
    """
    wanted = {target} if isinstance(target, str) else set(target)
    against = {reference} if isinstance(reference, str) else None if reference is None else set(reference)
    labels = set(chosen.dropna())
    unknown = sorted(map(str, (wanted | (against or set())) - labels))
    if unknown or (against and wanted & against):
        found = ", ".join(sorted(map(str, labels))) or "none"
        both = sorted(wanted & (against or set()))
        said = f"no rows of {', '.join(unknown)}" if unknown else f"{', '.join(both)} on both sides"
        raise CountsError(f"{said}; there are {found}")
    rest = chosen.isin(against) if against is not None else chosen.notna() & ~chosen.isin(wanted)
    return table[chosen.isin(wanted).to_numpy()], table[rest.to_numpy()]


def by_outlet(
    table: pd.DataFrame, articles: pd.DataFrame, target: str, reference: str | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of one outlet, and those of another or of all the rest together."""
    outlets = articles.set_index("article_id")["outlet"]
    return sides(table, table["article_id"].map(outlets), target, reference)


def by_voice(
    table: pd.DataFrame, target: str = "own", reference: str | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of one voice, and those of another or of the two others together."""
    return sides(table, table["voice"], target, reference)


def by_date(table: pd.DataFrame, articles: pd.DataFrame, day: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of the articles from a day on, and of those before it.

    An article whose date, as precisely as it is known, may lie on either side is in neither.
    """
    from helpers.comparing.describing import span_of_date

    turn = pd.Timestamp(day)
    spans = {row.article_id: span_of_date(row.published) for row in articles.itertuples()}
    when = {
        article: "from" if span[0] >= turn else "before" if span[1] < turn else None
        for article, span in spans.items()
        if span
    }
    label = table["article_id"].map(when)
    return table[(label == "from").to_numpy()], table[(label == "before").to_numpy()]

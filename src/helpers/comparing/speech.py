"""The quotations that are counted, with their words by both countings: whole clauses, and what is inside marks."""

from collections.abc import Iterator, Sequence

import pandas as pd

SPOKEN = ("direct", "partial", "indirect")  # a thought, a scare quote and a title are no quotations
Spans = Sequence[tuple[int, int]]


def spoken(quotes: pd.DataFrame, place: str | None = None) -> pd.DataFrame:
    """The quotations of all tallies, without those inside other quotations.

    Parameters
    ----------
    place : headline, standfirst or body; None for all.

    Returns
    -------
    Rows of ``quotes`` with two countings: ``words`` (now of the whole attributed clause) and ``words_marked`` (of
    these, the ones inside quotation marks; none of an indirect quotation). They may be added up: what a clause has
    outside marks counts once, with the first of the fragments it holds, and what it reports of somebody else counts
    for that one alone.
    """
    kept = quotes[quotes["type"].isin(SPOKEN) & quotes["within"].isna()]
    around = _around(kept).reindex(kept.index, fill_value=0)
    marked = kept["words"].where(kept["type"] != "indirect", 0)
    kept = kept.assign(words=kept["words"] + around, words_marked=marked)
    return kept[kept["place"] == place] if place else kept


def _around(kept: pd.DataFrame) -> pd.Series:
    """The words outside marks that each row adds, by the rows' index."""
    own = kept.astype({"clause": "object"})
    ids = own.loc[own["clause"].notna(), "article_id"].unique()
    added = {at: words for article in ids for at, words in _added(own[own["article_id"] == article])}
    return pd.Series(added, dtype="int64")


def _added(own: pd.DataFrame) -> Iterator[tuple[object, int]]:
    """The first row of each clause of an article, and the clause's words less those of what stands inside it."""
    inside = [(at, _spans(p), int(n)) for at, p, n in zip(own.index, own["parts"], own["words"], strict=True)]
    clauses = own[own["clause"].notna()].drop_duplicates("clause")
    clauses = clauses.assign(length=[sum(end - start for start, end in _spans(c)) for c in clauses["clause"]])
    for row in clauses.sort_values(["length", "start"]).itertuples():  # a clause inside a clause comes first
        clause = _spans(row.clause)
        others = sum(words for at, spans, words in inside if at != row.Index and _holds(clause, spans))
        rest = max(0, int(row.clause_words) - others)
        inside.append((None, clause, rest))
        yield row.Index, rest


def _spans(cell: str) -> Spans:
    return [(int(start), int(end)) for start, _, end in (part.partition("-") for part in cell.split(";"))]


def _holds(clause: Spans, spans: Spans) -> bool:
    return all(any(a <= start and end <= b for a, b in clause) for start, end in spans)

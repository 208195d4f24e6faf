"""The import report: what became of every file of a folder, before anything is tabulated."""

import html
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers import reading
from helpers.cleaning import clean
from helpers.codebook import Codebook
from helpers.codebook import load as load_codebook
from helpers.reading.folders import Found, survey
from helpers.records import Article, SavedArticle
from helpers.tables import printable
from helpers.tabulating.copies import groups, runs_of
from helpers.tabulating.many import Item, each, no_article

COLUMNS = (
    "file", "outcome", "format", "encoding", "articles", "expected", "without_date", "without_headline",
    "without_body", "copies", "repairs", "note",
)  # fmt: skip
_UNCOUNTED = ("space", "label")  # repairs that every file has
_SHOWN = 12  # names in a list before it is cut


class ImportReport(NamedTuple):
    """What became of the files of a folder.

    ``files`` has a row for each: outcome (read, refused, left out), format and encoding, articles found and
    expected (the export's own count), those without date, headline or body, those that are copies of earlier
    ones, characters repaired by kind, and why it was left out or what to know of it. ``copies`` has a row an
    article that has copies: its group and file.
    """

    folder: str
    files: pd.DataFrame
    copies: pd.DataFrame

    def __repr__(self) -> str:
        return in_words(self)

    def _repr_html_(self) -> str:
        """As a notebook shows it: the words, then the table, no mark-up or mathematics in either obeyed."""
        with pd.option_context("display.html.use_mathjax", False, "display.max_colwidth", 120):
            table = self.files.astype(object).fillna("").to_html(index=False, max_rows=60)
        return f'<pre class="tex2jax_ignore mathjax_ignore">{html.escape(in_words(self))}</pre>\n{table}'


class _Row(NamedTuple):
    """One file's row in the making, and the hashed runs of words of its articles."""

    file: str
    outcome: str
    format: str = ""
    encoding: str = ""
    articles: int = 0
    expected: int | None = None
    without_date: int = 0
    without_headline: int = 0
    without_body: int = 0
    repairs: str = ""
    note: str = ""
    runs: tuple[frozenset[int], ...] = ()


def import_report(
    folder: str | Path,
    codebook: Codebook | None = None,
    workers: int = 1,
    settings: reading.Settings = reading.DEFAULTS,
) -> ImportReport:
    """Read and clean every file of a folder and report on it; nothing is written.

    Parameters
    ----------
    folder : the folder, with the folders in it, or a single file.
    codebook : the lines and words by which pages are known; None for the packaged ones.
    workers : processes to use; the report does not depend on it.
    settings : limits on files, and the name of a sheet's text column.

    Raises
    ------
    FileNotFoundError : no such folder.
    """
    path = Path(folder)
    if not path.exists():
        raise FileNotFoundError(f"no folder {folder}: name the folder that holds the article files")
    seen = survey(path) if path.is_dir() else [Found(path, path.name, "")]
    items: list[Item] = [(found.path, found.name) for found in seen if not found.skipped]
    rows = list(each(partial(_row, settings=settings), items, codebook or load_codebook(), workers))
    rows += [_Row(found.name, "left out", note=found.skipped) for found in seen if found.skipped]
    return _report(str(folder), sorted(rows, key=lambda row: row.file))


def _row(item: Item, codebook: Codebook, settings: reading.Settings) -> list[_Row]:
    assert not isinstance(item, SavedArticle)
    path, name = item
    try:
        saved = reading.read(path, settings=settings, name=name)
    except reading.ReadingError as error:
        return [_Row(name, "refused", note=str(error))]
    cleaned = [clean(one, codebook=codebook) for one in saved]
    articles = [article for article in cleaned if not no_article(article)]
    notes = list(dict.fromkeys(note for one in saved for note in one.notes))
    notes += [problem for article in cleaned if (problem := no_article(article))]
    return [
        _Row(
            name,
            "read" if articles else "refused",
            saved[0].format,
            saved[0].encoding,
            len(articles),
            saved[0].expected,
            sum(article.published is None for article in articles),
            sum(not article.headline for article in articles),
            sum(not _has_body(article) for article in articles),
            _repairs(articles),
            "; ".join(notes),
            tuple(runs_of(article.text) for article in articles),
        )
    ]


def _has_body(article: Article) -> bool:
    return any(row.field == "body" for row in article.ledger)


def _repairs(articles: Sequence[Article]) -> str:
    counts: Counter[str] = Counter()
    for article in articles:
        for row in article.ledger:
            for kind, number in _counted(row.repairs):
                counts[kind] += number
    return "; ".join(f"{kind} {number}" for kind, number in counts.items())


def _counted(repairs: str) -> Iterator[tuple[str, int]]:
    for one in filter(None, repairs.split("; ")):
        kind, _, number = one.rpartition(" ")
        if kind not in _UNCOUNTED:
            yield kind, int(number)


def _report(folder: str, rows: Sequence[_Row]) -> ImportReport:
    runs = {(row.file, n): one for row in rows for n, one in enumerate(row.runs, 1)}
    names = {f"{n:09}": key for n, key in enumerate(runs)}
    found = groups({name: runs[key] for name, key in names.items()})
    later = Counter(names[one][0] for one, first in found.items() if one != first)
    files = pd.DataFrame(
        [(*row[:9], later[row.file], row.repairs or None, row.note or None) for row in rows], columns=list(COLUMNS)
    ).astype({"expected": "Int64"})
    order = {first: n for n, first in enumerate(dict.fromkeys(found.values()), 1)}
    copies = pd.DataFrame(
        [(order[first], *names[one]) for one, first in sorted(found.items(), key=lambda pair: (pair[1], pair[0]))],
        columns=["group", "file", "article"],
    )
    return ImportReport(folder, files, copies)


def in_words(report: ImportReport) -> str:
    """The report in plain words, safe to print whatever the files are called or say."""
    files = report.files
    read = files[files["outcome"] == "read"]
    outcomes = files["outcome"].value_counts()
    told = [f"{outcomes.get(name, 0):,} {name}" for name in ("read", "refused", "left out")]
    lines = [f"{_n(len(files), 'file')} seen in {report.folder}: {', '.join(told)}."]
    if len(read):
        lines.append(f"{_n(int(read['articles'].sum()), 'article')} found: {_by(read, 'format', 'articles')}.")
        lines.append(f"Of these {_lacks(read.sum(numeric_only=True)) or 'all have a date, a headline and a body'}.")
        if encodings := _by(read[read["encoding"] != ""].assign(one=1), "encoding", "one"):
            lines.append(f"Encodings, in files: {encodings}.")
    lines += [_drift(row) for row in read.to_dict("records") if _has_drifted(row)]
    lines += _repaired(read) + _copied(report.copies)
    lines += [f"Note: {row.file}: {row.note}" for row in read.itertuples() if pd.notna(row.note)]
    lines += [f"Refused: {row.note}" for row in files[files["outcome"] == "refused"].itertuples()]
    left = [f"{row.file} ({row.note})" for row in files[files["outcome"] == "left out"].itertuples()]
    lines += [f"Left out: {_listed(left)}."] if left else []
    return "\n".join(map(printable, lines))


def _n(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def _by(files: pd.DataFrame, column: str, counted: str) -> str:
    sums = files.groupby(column, sort=True)[counted].sum()
    return ", ".join(f"{name} {number:,}" for name, number in sums.items())


def _lacks(row: pd.Series) -> str:
    lacking = [(int(row[f"without_{what}"]), what) for what in ("date", "headline", "body")]
    return ", ".join(f"{number:,} without a {what}" for number, what in lacking if number)


def _has_drifted(row: dict) -> bool:
    return not pd.isna(row["expected"]) and row["expected"] != row["articles"]


def _drift(row: dict) -> str:
    lacks = _lacks(pd.Series(row))
    found = f"{row['file']}: {row['articles']:,} of {row['expected']:,} expected articles"
    return f"{found}{f', {lacks}' if lacks else ''}."


def _repaired(read: pd.DataFrame) -> list[str]:
    counts: Counter[str] = Counter()
    for repairs in read["repairs"].dropna():
        counts.update(dict(_counted(repairs)))
    told = ", ".join(f"{kind} {number:,}" for kind, number in counts.most_common())
    return [f"Repaired, in characters: {told}."] if told else []


def _copied(copies: pd.DataFrame) -> list[str]:
    if copies.empty:
        return []
    shown = []
    for _, group in copies.groupby("group"):
        files = group["file"].value_counts(sort=False)
        shown.append(_listed([f"{file} ({n} articles)" if n > 1 else str(file) for file, n in files.items()], " = "))
    return [f"Copies: {_n(len(copies), 'article')} in {_n(len(shown), 'group')}: {_listed(shown, '; ')}."]


def _listed(names: Sequence[str], between: str = ", ") -> str:
    more = len(names) - _SHOWN
    return between.join(names[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")

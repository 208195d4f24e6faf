"""Many articles to tables, on one core or several with the same result."""

import sys
import time
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pandas as pd

from helpers import reading
from helpers.cleaning import clean
from helpers.codebook import Codebook
from helpers.records import Article, SavedArticle
from helpers.tables import Tables, concat, frame
from helpers.tabulating.catalogue import Entry, article_id_of, entries_by_headline, headline_key, new_entry
from helpers.tabulating.rows import Rows, annotate

Source: TypeAlias = str | Path | Sequence[str | Path] | pd.DataFrame
_BATCH = 200  # articles between two tables in the making


class SkippedFile(UserWarning):
    """A file that could not be read; the others go on."""


class Done(NamedTuple):
    """One article gone all the way, or the problem that kept its file from it."""

    file: str
    article: Article | None
    rows: Rows | None
    problem: str | None = None


def tabulate(source: Source, codebook: Codebook, catalogue: Sequence[Entry] | None = None, workers: int = 1) -> Tables:
    """Tabulate articles.

    Parameters
    ----------
    source : a folder (every file in it that is not hidden), files, or a DataFrame with a column ``text``
        and, where known, ``headline``, ``outlet``, ``byline``, ``published``, ``article_id``.
    codebook : the hand-made knowledge.
    catalogue : rows of the catalogue; an article is matched to its row by its headline. One without a row
        gets what its text states.
    workers : processes to use; the result does not depend on it.

    Returns
    -------
    The tables, articles in the order of the source.

    Warns
    -----
    SkippedFile : for each file that cannot be read, with what was found.
    """
    done = process(source, codebook, workers)
    entries = entries_by_headline(catalogue or ())
    taken: set[str] = set()
    parts = []
    while batch := list(islice(done, _BATCH)):
        named = []
        for one in batch:
            if one.problem:
                warnings.warn(one.problem, SkippedFile, stacklevel=2)
            elif one.article and one.rows:
                named.append((entry_for(one, entries, taken), one))
        parts.append(tables_of(named))
    return concat(parts) if parts else Tables(*(frame(name, []) for name in Tables._fields))


def entry_for(done: Done, entries: Mapping[str, Sequence[Entry]], taken: set[str]) -> Entry:
    """The catalogue row of an article, or a new one with an id not yet taken."""
    assert done.article is not None
    rows = [e for e in entries.get(headline_key(done.article.headline), ()) if e["article_id"] not in taken]
    if rows:  # of two outlets with one headline, the one the text states
        outlet = done.article.outlet
        fits = (e for e in rows if (e["outlet"] == outlet if outlet else e["outlet_basis"] != "stated"))
        found = next(fits, rows[0])
        taken.add(found["article_id"])
        return found
    saved = done.article.saved
    stated = saved.fields.get("article_id") if saved else None
    base = stated or article_id_of(done.article, f"{Path(done.file).stem}-{saved.position if saved else 1}")
    article_id, n = base, 2
    while article_id in taken:
        article_id, n = f"{base}-{n}", n + 1
    taken.add(article_id)
    return new_entry(done.article, article_id)


def process(source: Source, codebook: Codebook, workers: int = 1) -> Iterator[Done]:
    """Read, clean and annotate articles, in order."""
    items = _items(source)
    total = len(items)
    if workers <= 1 or total < 2:
        results: Iterable[list[Done]] = (_process(item, codebook) for item in items)
        yield from _with_progress(results, total)
        return
    chunk = max(1, min(50, total // (workers * 4)))
    with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(codebook,)) as pool:
        yield from _with_progress(pool.map(_process_in_worker, items, chunksize=chunk), total)


_codebook: Codebook | None = None


def _start_worker(codebook: Codebook) -> None:
    global _codebook
    _codebook = codebook


def _process_in_worker(item: Path | SavedArticle) -> list[Done]:
    assert _codebook is not None
    return _process(item, _codebook)


def _items(source: Source) -> list[Path | SavedArticle]:
    if isinstance(source, pd.DataFrame):
        return list(_saved_from(source))
    if not isinstance(source, (str, Path)):
        return [Path(path) for path in source]
    folder = Path(source)
    if not folder.is_dir():
        raise FileNotFoundError(f"no folder {folder}: give a folder of article files, files, or a DataFrame")
    return list(article_files(folder))


def article_files(folder: Path) -> list[Path]:
    """The files of a folder by name, hidden ones and a README left out."""
    files = (p for p in folder.iterdir() if p.is_file() and not p.name.startswith(".") and p.name != "README.md")
    return sorted(files)


def _saved_from(table: pd.DataFrame) -> Iterator[SavedArticle]:
    if "text" not in table.columns:
        raise ValueError(f"no column 'text' in the DataFrame; it has {', '.join(map(str, table.columns))}")
    known = [c for c in ("article_id", "headline", "outlet", "byline", "published") if c in table.columns]
    for n, row in enumerate(table.to_dict("records"), 1):
        fields = {c: str(row[c]) for c in known if pd.notna(row[c])}
        text = "" if pd.isna(row["text"]) else str(row["text"])
        yield SavedArticle(text, f"row {n}", position=n, fields=fields)


def _process(item: Path | SavedArticle, codebook: Codebook) -> list[Done]:
    if isinstance(item, SavedArticle):
        saved = [item]
    else:
        try:
            saved = reading.read(item)
        except reading.ReadingError as error:
            return [Done(item.name, None, None, str(error))]
    return [_one(one, codebook) for one in saved]


def _one(saved: SavedArticle, codebook: Codebook) -> Done:
    article = clean(saved, codebook=codebook)
    return Done(saved.file, article, annotate(article, codebook))


def _with_progress(results: Iterable[list[Done]], total: int) -> Iterator[Done]:
    """Pass results on; on a terminal say every few seconds how far the work is."""
    told = time.monotonic()
    for n, done in enumerate(results, 1):
        if sys.stderr.isatty() and time.monotonic() - told > 2:
            print(f"{n:,} of {total:,} files", file=sys.stderr)
            told = time.monotonic()
        yield from done


def tables_of(named: Sequence[tuple[Entry, Done]]) -> Tables:
    """The tables of articles that have their catalogue row."""
    full = [(entry, done.article, done.rows) for entry, done in named if done.article and done.rows]

    def rows_of(name: str) -> pd.DataFrame:
        return frame(name, [(e["article_id"], *row) for e, _, rows in full for row in getattr(rows, name)])

    return Tables(
        frame("articles", [_article(entry, article, rows) for entry, article, rows in full]),
        *(rows_of(name) for name in Tables._fields[1:]),
    )


def _article(entry: Entry, article: Article, rows: Rows) -> tuple:
    n = rows.counts
    facts = (entry[c] or None for c in ("outlet", "outlet_basis", "outlet_ground", "edition", "genre"))
    dated = (entry[c] or None for c in ("published", "published_basis", "published_ground"))
    return (
        entry["article_id"], *facts, article.headline, article.standfirst, article.byline, article.byline_role,
        *dated, n["words"], n["words_own"], n["words_quoted"], n["words_reported"], n["sentences"],
        n["paragraphs"], None, rows.text_sha256,
    )  # fmt: skip

"""Many articles to tables, on one core or several with the same result."""

import contextlib
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeAlias, TypeVar

import pandas as pd

from helpers import reading
from helpers.cleaning import clean
from helpers.codebook import Codebook
from helpers.reading.folders import survey
from helpers.records import Article, SavedArticle
from helpers.tables import Tables, concat, frame
from helpers.tabulating import copies
from helpers.tabulating.catalogue import Entry, article_id_of, entries_by_headline, headline_key, new_entry
from helpers.tabulating.rows import Rows, annotate

Source: TypeAlias = str | Path | Sequence[str | Path] | pd.DataFrame
Item: TypeAlias = tuple[Path, str] | SavedArticle  # a file with the name to call it by, or an article
Result = TypeVar("Result")
_BATCH = 200  # articles between two tables in the making
_EVERY = 0.5  # seconds between two words on how far the work is
_MANY = 200  # files
_LARGE = 1_000_000  # bytes of a file that may hold many articles

# Rules of cleaning for what a page shows in place of its article.
NOTICES = frozenset(("paywall", "script notice", "cookie notice", "error page", "call on the reader", "account"))


class SkippedFile(UserWarning):
    """A file that could not be read; the others go on."""


class Done(NamedTuple):
    """One article gone all the way, or the problem that kept its file from it."""

    file: str
    article: Article | None
    rows: Rows | None
    problem: str | None = None


def tabulate(
    source: Source,
    codebook: Codebook,
    catalogue: Sequence[Entry] | None = None,
    workers: int = 1,
    settings: reading.Settings = reading.DEFAULTS,
) -> Tables:
    """Tabulate articles.

    Parameters
    ----------
    source : a folder (every file in it and its folders that is not hidden), files, or a DataFrame with a
        column ``text`` and, where known, ``headline``, ``outlet``, ``byline``, ``published``, ``article_id``.
    codebook : the hand-made knowledge.
    catalogue : rows of the catalogue; an article is matched to its row by its headline. One without a row
        gets what its text states.
    workers : processes to use; the result does not depend on it.
    settings : limits on files, and the name of a sheet's text column.

    Returns
    -------
    The tables, articles in the order of the source.

    Warns
    -----
    SkippedFile : for each file that cannot be read, with what was found, and each that holds another number
        of articles than it says.
    """
    done = process(source, codebook, workers, settings)
    entries = entries_by_headline(catalogue or ())
    taken: set[str] = set()
    parts, runs = [], {}
    counts: Counter[str] = Counter()
    expected: dict[str, int | None] = {}
    while batch := list(islice(done, _BATCH)):
        named = []
        for one in batch:
            if one.problem:
                warnings.warn(one.problem, SkippedFile, stacklevel=2)
            elif one.article and one.rows:
                named.append((entry_for(one, entries, taken), one))
                counts[one.file] += 1
                expected[one.file] = one.article.saved.expected if one.article.saved else None
        parts.append(tables_of(named))
        runs.update(runs_of(named))
    for told in drifted(counts, expected):
        warnings.warn(told, SkippedFile, stacklevel=2)
    return with_groups(concat(parts), runs) if parts else Tables(*(frame(name, []) for name in Tables._fields))


def drifted(counts: Mapping[str, int], expected: Mapping[str, int | None]) -> list[str]:
    """The files that hold other numbers of articles than they themselves say."""
    return [
        f"{file}: {counts[file]:,} of {number:,} expected articles"
        for file, number in expected.items()
        if number is not None and number != counts[file]
    ]


def runs_of(named: Sequence[tuple[Entry, Done]]) -> dict[str, frozenset[int]]:
    """The hashed runs of words of articles that have their catalogue row."""
    return {entry["article_id"]: done.rows.runs for entry, done in named if done.rows}


def with_groups(tables: Tables, runs: Mapping[str, Iterable[int]]) -> Tables:
    """The tables with the group of each article that has copies among them."""
    ids = tables.articles["article_id"]
    found = copies.groups({article_id: runs.get(article_id, ()) for article_id in ids})
    return tables._replace(articles=frame("articles", tables.articles.assign(copy_group=ids.map(found))))


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


def process(
    source: Source, codebook: Codebook, workers: int = 1, settings: reading.Settings = reading.DEFAULTS
) -> Iterator[Done]:
    """Read, clean and annotate articles, in order."""
    items = _items(source)
    yield from each(partial(_process, settings=settings), _opened(items, settings), codebook, workers)


def _opened(items: Sequence[Item], settings: reading.Settings) -> list[Item]:
    """The items, large files opened into their articles, so that several processes can share them."""
    opened: list[Item] = []
    for item in items:
        saved: Sequence[Item] = [item]
        if not isinstance(item, SavedArticle) and _size(item[0]) > _LARGE:
            with contextlib.suppress(reading.ReadingError):  # told when its turn comes
                saved = reading.read(item[0], settings=settings, name=item[1])
        opened += saved
    return opened


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def process_files(
    files: Sequence[tuple[Path, str]], codebook: Codebook, workers: int, settings: reading.Settings
) -> Iterator[Done]:
    """As ``process``, for files with the names to call them by."""
    yield from each(partial(_process, settings=settings), _opened(files, settings), codebook, workers)


def each(
    work: Callable[[Item, Codebook], list[Result]], items: Sequence[Item], codebook: Codebook, workers: int
) -> Iterator[Result]:
    """Do some work on every item, on one core or several, in order."""
    total = len(items)
    if workers <= 1 or total < 2:
        yield from _with_progress((work(item, codebook) for item in items), total)
        return
    chunk = max(1, min(50, total // (workers * 4)))
    with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(codebook,)) as pool:
        yield from _with_progress(pool.map(partial(_in_worker, work), items, chunksize=chunk), total)


_codebook: Codebook | None = None


def _start_worker(codebook: Codebook) -> None:
    global _codebook
    _codebook = codebook


def _in_worker(work: Callable[[Item, Codebook], list[Result]], item: Item) -> list[Result]:
    assert _codebook is not None
    return work(item, _codebook)


def _items(source: Source) -> list[Item]:
    if isinstance(source, pd.DataFrame):
        return list(_saved_from(source))
    if not isinstance(source, (str, Path)):
        return [(Path(path), Path(path).name) for path in source]
    folder = Path(source)
    if not folder.is_dir():
        raise FileNotFoundError(f"no folder {folder}: give a folder of article files, files, or a DataFrame")
    return [(found.path, found.name) for found in survey(folder) if not found.skipped]


def article_files(folder: Path) -> dict[str, Path]:
    """The files of a folder and the folders in it by their path from there; hidden ones and the like left out."""
    return {found.name: found.path for found in survey(folder) if not found.skipped}


def _saved_from(table: pd.DataFrame) -> Iterator[SavedArticle]:
    if "text" not in table.columns:
        raise ValueError(f"no column 'text' in the DataFrame; it has {', '.join(map(str, table.columns))}")
    known = [c for c in ("article_id", "headline", "outlet", "byline", "published") if c in table.columns]
    for n, row in enumerate(table.to_dict("records"), 1):
        fields = {c: str(row[c]) for c in known if pd.notna(row[c])}
        text = "" if pd.isna(row["text"]) else str(row["text"])
        yield SavedArticle(text, f"row {n}", position=n, fields=fields)


def _process(item: Item, codebook: Codebook, settings: reading.Settings) -> list[Done]:
    if isinstance(item, SavedArticle):
        return [_one(item, codebook)]
    path, name = item
    try:
        return [_one(one, codebook) for one in reading.read(path, settings=settings, name=name)]
    except reading.ReadingError as error:
        return [Done(name, None, None, str(error))]


def _one(saved: SavedArticle, codebook: Codebook) -> Done:
    article = clean(saved, codebook=codebook)
    if problem := no_article(article):
        return Done(saved.file, None, None, problem)
    return Done(saved.file, article, annotate(article, codebook))


def no_article(article: Article) -> str | None:
    """Why a text is only what a page shows in place of an article; None where it may be one."""
    rules = [row.rule for row in article.ledger if row.action == "drop" and row.rule in NOTICES]
    if not rules or article.saved is None or any(row.field == "body" for row in article.ledger):
        return None
    return (
        f"{article.saved.file}: no article, only what the page shows in its place ({', '.join(dict.fromkeys(rules))}); "
        "open the page in a browser, log in or accept what it asks, and save it again"
    )


def _with_progress(results: Iterable[list[Result]], total: int) -> Iterator[Result]:
    """Pass results on. Of many files say how far the work is: on a terminal on one line that is written anew,
    elsewhere at every tenth of them."""
    begun = told = time.monotonic()
    live = sys.stderr.isatty()
    for n, done in enumerate(results, 1):
        now = time.monotonic()
        if live and (now - told > _EVERY or (n == total and told > begun)):
            line = f"{n:,} of {total:,} files, about {(now - begun) / n * (total - n):,.0f} seconds to go"
            print(f"\r{line:<60}", end="" if n < total else "\n", file=sys.stderr, flush=True)
            told = now
        elif not live and total >= _MANY and n * 10 // total > (n - 1) * 10 // total:
            print(f"{n:,} of {total:,} files", file=sys.stderr, flush=True)
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

"""A study's folder: its catalogue, its files in raw/, its committed tables, and ``load``, which joins them."""

import csv
import hashlib
import io
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers import codebook as codebook_room
from helpers import tables as tables_room
from helpers.codebook import Codebook
from helpers.errors import UserError
from helpers.reading import settings_of
from helpers.reading.folders import STATE  # in raw/, so never in git: what the tables were last made from
from helpers.tables import Tables, concat, only, printable, write_whole
from helpers.tabulating import copies
from helpers.tabulating.catalogue import COLUMNS as CATALOGUE_COLUMNS
from helpers.tabulating.catalogue import FACTS, Entry, as_csv, entries_by_headline, read_catalogue
from helpers.tabulating.many import (
    Done,
    article_files,
    drifted,
    entry_for,
    process_files,
    runs_of,
    tables_of,
    with_groups,
)

_MADE = "made.csv"  # in tables/: the codebook by which each article's rows were made
_RUNS = "runs.csv"  # in tables/: each article's hashed runs of words, so that its copies are found without it
_READ_TABLES = frozenset(("charts", "comparing", "coding", "__main__"))  # rooms that read tables and make none
_LONGEST_CELL = 1 << 27


class StudyError(UserError, ValueError):
    """A study folder that cannot be used."""


class Made(NamedTuple):
    """What making the tables came to."""

    tables: Tables
    fresh: list[str]  # article ids tabulated now
    kept: list[str]  # whose committed rows stand, their file not being in raw/
    stale: list[str]  # of those, made by another codebook than today's
    missing: list[str]  # in the catalogue, without file and rows
    new: list[Entry]  # articles without a catalogue row
    problems: list[str]
    drifted: list[str]  # files that hold other numbers of articles than they themselves say
    state: dict[str, Any]
    catalogued: bool  # whether there is a catalogue at all
    made_by: dict[str, str]  # article id -> fingerprint of the codebook its rows were made by
    runs: dict[str, frozenset[int]]  # article id -> its hashed runs of words


def load(data: str | Path, *, workers: int = 1) -> Tables:
    """The tables of a study, made anew where its files, codebook or code changed.

    Articles whose file lies in ``data/raw/`` are tabulated; the others of the catalogue keep the rows
    committed in ``data/tables/``. What was done is printed, a line each.

    Parameters
    ----------
    data : the study's folder, with ``articles.csv``, ``raw/``, ``tables/`` and, if it has its own,
        ``codebook/``.
    workers : processes to use; the tables do not depend on it.

    Raises
    ------
    StudyError, CatalogueError, CodebookError, TableError : with what was found and what to do.
    """
    made = make(study_folder(data), workers)
    unwritten = _save(Path(data), made)
    print(report(made))
    if unwritten:
        print(f"The tables could not be written: {unwritten}. What follows uses them all the same.")
        print("Close what has them open, see that tables/ may be written to, and run this again.")
    return made.tables


def write_study(data: str | Path, workers: int = 1) -> Tables:
    """As ``load``, for the command line: tables that cannot be written are an error.

    Raises
    ------
    OSError : the folder for the tables cannot be written.
    """
    made = make(study_folder(data), workers)
    print(report(made))
    unwritten = _save(Path(data), made)
    if unwritten:
        raise OSError(f"the tables could not be written: {unwritten}; the old ones are untouched")
    return made.tables


def codebook_of(data: str | Path) -> Codebook:
    """The codebook of a study: its own files, the packaged ones for those it does not have.

    Raises
    ------
    CodebookError : a file that cannot be used.
    """
    own = Path(data) / "codebook"
    return codebook_room.load(own if own.is_dir() else None)


def study_folder(data: str | Path) -> Path:
    """The study's folder, seen to be there."""
    folder = Path(data)
    if not folder.is_dir():
        raise StudyError(
            f"There is no study folder at {folder.resolve()}.",
            "Open the notebook in the project's notebooks/, or set DATA to a folder with articles.csv and raw/.",
        )
    return folder


def make(folder: Path, workers: int = 1) -> Made:
    """The tables of a study and what was done for them; nothing is written."""
    catalogue = read_catalogue(folder / "articles.csv")
    book = codebook_of(folder)
    old = tables_room.read(folder / "tables")
    files = raw_files(folder)
    settings = settings_of(folder / "reading.csv")
    basis = {
        "codebook": book.fingerprint,
        "code": _CODE,
        "catalogue": _digest(repr(catalogue)),
        "settings": repr(settings),
    }
    seen = _unchanged(folder, files, basis, set(old.articles["article_id"]))
    anew = [(path, name) for name, path in files.items() if name not in seen]
    named, problems = _tabulate(process_files(anew, book, workers, settings), catalogue, seen)
    fresh = [entry["article_id"] for entry, _ in named]
    listed = [entry["article_id"] for entry in catalogue]
    here = {*fresh, *(i for ids in seen.values() for i in ids)}
    have = set(old.articles["article_id"])
    again = {done.rows.text_sha256 for _, done in named if done.rows}  # under a new headline in the catalogue
    replaced = set(old.articles.loc[old.articles["text_sha256"].isin(again), "article_id"]) - here
    unlisted = sorted(have - set(listed)) if texts_hidden() else []
    kept = [i for i in [*listed, *unlisted] if i not in here and i in have - replaced]
    order = [i for i in listed if i in here or i in kept] + sorted((here | set(kept)) - set(listed))
    joined = concat([tables_of(named), only(old, set(order) - set(fresh))]) if order else tables_of(named)
    runs = {**_read_runs(folder), **runs_of(named)}
    tables = with_groups(_with_facts(_in_order(joined, order), catalogue), runs)
    made_by = {**_read_made(folder), **dict.fromkeys(here, book.fingerprint[:12])}
    ids: dict[str, list[str]] = dict(seen)
    for entry, done in named:
        ids.setdefault(done.file, []).append(entry["article_id"])
    return Made(
        tables,
        fresh,
        kept,
        [i for i in kept if made_by.get(i) != book.fingerprint[:12]],
        [i for i in listed if i not in here and i not in kept],
        [_entry_of(row) for row in tables.articles.to_dict("records") if row["article_id"] not in listed],
        problems,
        _drifted(named),
        {**basis, "files": {name: {"stamp": _stamp(path), "ids": ids.get(name, [])} for name, path in files.items()}},
        (folder / "articles.csv").exists(),
        {i: made_by.get(i, "") for i in order},
        {i: runs[i] for i in order if i in runs},
    )


def raw_files(folder: Path) -> dict[str, Path]:
    """The study's article files by their path in ``raw/``; none where ``TEXTS=no`` keeps them out of sight."""
    raw = folder / "raw"
    return {} if texts_hidden() or not raw.is_dir() else article_files(raw)


def texts_hidden() -> bool:
    """Whether ``TEXTS=no`` keeps the article files out of sight."""
    return os.environ.get("TEXTS") == "no"


def _unchanged(folder: Path, files: Mapping[str, Path], basis: dict[str, str], have: set[str]) -> dict[str, list[str]]:
    """Files tabulated before and not changed since, with the ids of their articles."""
    try:
        state = json.loads((folder / "raw" / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if any(state.get(key) != value for key, value in basis.items()):
        return {}
    before = state.get("files", {})
    return {
        name: before[name]["ids"]
        for name, path in files.items()
        if name in before
        and before[name]["stamp"] == _stamp(path)
        and set(before[name]["ids"]) <= have
        and before[name]["ids"]
    }


def _tabulate(
    results: Iterable[Done], catalogue: Sequence[Entry], seen: dict[str, list[str]]
) -> tuple[list[tuple[Entry, Done]], list[str]]:
    entries = entries_by_headline(catalogue)
    taken = {i for ids in seen.values() for i in ids}
    named, problems = [], []
    for done in results:
        if done.article is None:
            problems.append(done.problem or f"{done.file}: no article found")
        else:
            named.append((entry_for(done, entries, taken), done))
    return named, problems


def _drifted(named: Sequence[tuple[Entry, Done]]) -> list[str]:
    expected = {d.file: d.article.saved.expected for _, d in named if d.article and d.article.saved}
    return drifted(Counter(done.file for _, done in named), expected)


def _in_order(tables: Tables, order: Sequence[str]) -> Tables:
    """The rows by article in the given order; within an article as they are."""
    rank = {article_id: n for n, article_id in enumerate(order)}
    return Tables(
        *(table.iloc[table["article_id"].map(rank).argsort(kind="stable")].reset_index(drop=True) for table in tables)
    )


def _with_facts(tables: Tables, catalogue: Sequence[Entry]) -> Tables:
    """The catalogue's facts in the articles table, for committed rows too."""
    articles = tables.articles.set_index("article_id", drop=False)
    for entry in catalogue:
        if entry["article_id"] in articles.index:
            for column in FACTS:
                articles.loc[entry["article_id"], column] = entry[column] or None
    return tables._replace(articles=tables_room.frame("articles", articles))


def _entry_of(row: dict) -> Entry:
    return {column: "" if pd.isna(row[column]) else str(row[column]) for column in CATALOGUE_COLUMNS}


def _stamp(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _code_fingerprint(package: Path = Path(__file__).parents[1]) -> str:
    """A hash of the code and the weights that make the tables."""
    parts = []
    for path in sorted([*package.rglob("*.py"), *package.rglob("weights.csv")]):
        name = path.relative_to(package)
        if name.parts[0].removesuffix(".py") not in _READ_TABLES:
            parts.append(f"{name}\n{path.read_text(encoding='utf-8')}")
    return _digest("\n".join(parts))


_CODE = _code_fingerprint()  # of the code that is loaded: an edit counts once the kernel is started anew


def _read_made(folder: Path) -> dict[str, str]:
    try:
        with (folder / "tables" / _MADE).open(encoding="utf-8", newline="") as file:
            return {row["article_id"]: row["codebook"] for row in csv.DictReader(file)}
    except (OSError, KeyError):
        return {}


def _read_runs(folder: Path) -> dict[str, frozenset[int]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with (folder / "tables" / _RUNS).open(encoding="utf-8", newline="") as file:
            return {row["article_id"]: copies.unpacked(row["runs"]) for row in csv.DictReader(file)}
    except (OSError, KeyError):
        return {}


def _save(folder: Path, made: Made) -> str | None:
    """Write the tables; why not, where that cannot be."""
    state = folder / "raw" / STATE
    try:
        if state.parent.is_dir() and made.fresh:
            state.unlink(missing_ok=True)  # should the writing be cut off, all is made anew next time
        tables_room.write(made.tables, folder / "tables")
        packed = {article_id: copies.packed(runs) for article_id, runs in made.runs.items()}
        for name, column, values in ((_MADE, "codebook", made.made_by), (_RUNS, "runs", packed)):
            out = io.StringIO()
            csv.writer(out, lineterminator="\n").writerows([("article_id", column), *values.items()])
            write_whole(folder / "tables" / name, out.getvalue().encode())
        if made.state["files"]:
            write_whole(state, json.dumps(made.state, indent=1).encode())
    except OSError as error:
        return f"{error.filename or folder}: {error.strerror}"
    return None


def report(made: Made) -> str:
    """What was done, in a few lines."""
    total = len(made.tables.articles)
    unchanged = total - len(made.fresh) - len(made.kept)
    counts = (
        (len(made.fresh), "tabulated now"),
        (unchanged, "unchanged since"),
        (len(made.kept), "from committed rows"),
    )
    lines = [f"{total} article{'s' * (total != 1)}: {', '.join(f'{n} {what}' for n, what in counts if n) or 'none'}."]
    if not total and not made.missing:
        lines.append("Nothing to show yet: put article files into raw/ (make articles FROM=FOLDER) and run this again.")
    if made.kept:
        lines.append(f"Not in raw/, rows as committed: {', '.join(made.kept)}.")
    if made.stale:
        lines.append(f"Stale, the codebook changed since: {', '.join(made.stale)}. Put their files into raw/.")
    if made.missing:
        lines.append(
            f"In the catalogue, but no file in raw/ has their headline: {', '.join(made.missing)}. "
            "Put their files there (make articles FROM=FOLDER), or correct the headlines in articles.csv."
        )
    lines += [f"Skipped: {problem}" for problem in made.problems]
    lines += [f"Not as the file says: {told}." for told in made.drifted]
    if made.new:
        addable = [entry for entry in made.new if entry["headline"]]
        rows = as_csv(addable, header=not made.catalogued)
        if addable:
            lines.append(
                "Not in the catalogue, so known by what the text states alone. Complete outlet, date and genre in "
                f"these rows to add to articles.csv:\n{rows}".rstrip()
            )
        unnamed = [entry["article_id"] for entry in made.new if not entry["headline"]]
        if unnamed:
            lines.append(f"Without a headline, so no row can find them: {', '.join(unnamed)}.")
    return "\n".join(printable(line) for line in "\n".join(lines).split("\n"))

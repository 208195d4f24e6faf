"""The catalogue: which articles the study has, and their bibliographic facts, kept by hand."""

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from helpers.errors import UserError
from helpers.records import Article
from helpers.tables import inward, outward

COLUMNS = (
    "article_id", "headline", "outlet", "outlet_basis", "outlet_ground", "edition", "genre",
    "published", "published_basis", "published_ground",
)  # fmt: skip
FACTS = COLUMNS[2:]  # what the articles table takes from the catalogue
BASES = ("stated", "inferred", "unknown")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


class CatalogueError(UserError, ValueError):
    """A catalogue that cannot be used; the message says which row and column, what was found and expected."""


Entry = dict[str, str]


def read_catalogue(path: Path) -> list[Entry]:
    """The rows of a catalogue, checked; an empty list where there is no file.

    Raises
    ------
    CatalogueError : a missing column, a row too long or short, a doubled id or headline, a bad date or basis.
    """
    if not path.exists():
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{path.name}: byte {error.start} is not UTF-8.", "Save the file as UTF-8.") from error
    except OSError as error:
        raise CatalogueError(
            f"{path} cannot be read: {error.strerror}.", "Close what has it open and see that it may be read."
        ) from error
    reader = csv.reader(io.StringIO(text, newline=""))
    head = next(reader, [])
    missing = [c for c in COLUMNS if c not in head]
    if missing:
        raise CatalogueError(
            f"{path.name}: no column {', '.join(missing)}; expected {', '.join(COLUMNS)}.",
            "Let the first line name the expected columns.",
        )
    entries: list[Entry] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head):
            raise CatalogueError(
                f"{path.name}, line {reader.line_num}: {len(cells)} cells, expected {len(head)}.",
                "Put quotation marks around a cell that holds a comma.",
            )
        entry = {c: inward(cell.strip()) for c, cell in zip(head, cells, strict=True)}
        _check(f"{path.name}, line {reader.line_num}", entry, entries)
        entries.append(entry)
    return entries


def _check(where: str, entry: Entry, earlier: Sequence[Entry]) -> None:
    for column in ("article_id", "headline"):
        if not entry[column]:
            raise CatalogueError(f"{where}: {column} is empty.", "Fill the cell; every row needs one.")
    if any(e["article_id"] == entry["article_id"] for e in earlier):
        raise CatalogueError(
            f"{where}: article_id {entry['article_id']} stands in an earlier row too.",
            "Give one of the two another id, or take it out.",
        )
    same = [e for e in earlier if headline_key(e["headline"]) == headline_key(entry["headline"])]
    if any(e["outlet"] == entry["outlet"] for e in same):
        raise CatalogueError(
            f"{where}: headline and outlet stand in an earlier row too: {entry['headline']!r}.",
            "Take one of the two rows out, or give each its outlet.",
        )
    for column in ("outlet_basis", "published_basis"):
        if entry[column] not in BASES:
            raise CatalogueError(
                f"{where}: {column} is {entry[column]!r}; expected {', '.join(BASES)}.",
                "Write one of these into the cell.",
            )
    if entry["published"] and not _is_date(entry["published"]):
        raise CatalogueError(
            f"{where}: published is {entry['published']!r}; expected 2022, 2022-01 or 2022-01-09.",
            "Write the date so, or leave the cell empty.",
        )
    for fact in ("outlet", "published"):
        if entry[f"{fact}_basis"] == "inferred" and not entry[f"{fact}_ground"]:
            raise CatalogueError(
                f"{where}: {fact} is inferred but {fact}_ground is empty.", "Say there what the fact rests on."
            )


def _is_date(text: str) -> bool:
    """Whether the text is a date of the calendar, to the year, month or day."""
    if not _DATE.fullmatch(text):
        return False
    year, month, day = (int(part) for part in (text + "-01-01").split("-")[:3])
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def entries_by_headline(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """The rows by the key of their headline; two outlets may print one headline."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(headline_key(entry["headline"]), []).append(entry)
    return found


def headline_key(headline: str | None) -> str:
    """A headline by its letters and digits alone, so that marks and spacing do not matter."""
    return "".join(re.findall(r"[^\W_]+", (headline or "").casefold()))


def new_entry(article: Article, article_id: str) -> Entry:
    """The catalogue row that an article without one would get: what its text states."""
    return {
        "article_id": article_id,
        "headline": article.headline or "",
        "outlet": article.outlet or "",
        "outlet_basis": "stated" if article.outlet else "unknown",
        "outlet_ground": "",
        "edition": "",
        "genre": "",
        "published": article.published or "",
        "published_basis": article.published_basis,
        "published_ground": article.published_ground or "",
    }


def as_csv(entries: Sequence[Entry], *, header: bool = False) -> str:
    """Catalogue rows as the lines to add to the file, with its first line where there is no file yet."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", extrasaction="ignore")
    if header:
        writer.writeheader()
    writer.writerows({column: outward(cell) for column, cell in entry.items()} for entry in entries)
    return out.getvalue()


def article_id_of(article: Article, fallback: str) -> str:
    """An id made of a headline's first words and its hash, or of the file's name and its place there."""
    key = headline_key(article.headline)
    if not key:
        return fallback
    slug = "-".join(re.findall(r"[a-z0-9]+", (article.headline or "").lower())[:5])
    return f"{slug or 'article'}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"

"""How much a file may ask of the machine, and the other settings of reading."""

import csv
from pathlib import Path
from typing import Any, NamedTuple

from helpers.reading.errors import ReadingError

MEGA = 1_000_000


class Settings(NamedTuple):
    """Limits on one file, and how its text column is called. A file beyond a limit is refused with a message
    that names the limit; the others are read."""

    bytes: int = 64 * MEGA  # of the file
    unpacked: int = 128 * MEGA  # bytes of what a packed file (gzip, Word, Excel) holds
    ratio: int = 150  # unpacked bytes for one packed
    cells: int = 5 * MEGA  # of a sheet, from its first used corner to its last
    characters: int = 500_000  # of one article: more words than a novel has
    seconds: int = 20  # for one file
    memory: int = 400 * MEGA  # bytes for the process that reads Word, Excel, RTF and HTML (Linux)
    text_column: str = ""  # of a sheet, where no column has a usual name ("text", "body", "content" …)


DEFAULTS = Settings()
SMALL = 5 * MEGA  # bytes that do no harm: no bomb, whatever its ratio; text that needs no process of its own


def settings_of(path: Path) -> Settings:
    """The settings of a study: ``reading.csv`` with the columns setting and value; the usual ones without it.

    Raises
    ------
    ReadingError : an unknown setting or a value that is no whole number.
    """
    if not path.exists():
        return DEFAULTS
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if row and not row[0].startswith("#")]
    if not rows or rows[0][:2] != ["setting", "value"]:
        raise ReadingError(f"{path.name}: its first line is {rows[:1]}; expected setting,value")
    return with_settings(DEFAULTS, {row[0]: row[1] for row in rows[1:] if len(row) > 1}, path.name)


def with_settings(settings: Settings, given: dict[str, str], where: str) -> Settings:
    """The settings with some of them given as text.

    Raises
    ------
    ReadingError : an unknown setting or a value that is no whole number.
    """
    typed: dict[str, Any] = {}
    for name, value in given.items():
        if name not in Settings._fields:
            raise ReadingError(f"{where}: no setting {name!r}; expected one of {', '.join(Settings._fields)}")
        if name != "text_column" and not value.strip().isdigit():
            raise ReadingError(f"{where}: {name} is {value!r}; expected a whole number")
        typed[name] = value.strip() if name == "text_column" else int(value)
    return settings._replace(**typed)


def check_size(size: int, name: str, settings: Settings) -> None:
    """Refuse a file with too many bytes."""
    if size > settings.bytes:
        raise ReadingError(
            f"{name}: {size:,} bytes, more than the limit of {settings.bytes:,}; split the file, "
            "or raise the limit (setting bytes in reading.csv)"
        )


def check_unpacked(unpacked: int, packed: int, name: str, settings: Settings) -> None:
    """Refuse what unpacks to far more than it is."""
    if unpacked > settings.unpacked:
        raise ReadingError(
            f"{name}: unpacks to more than the limit of {settings.unpacked:,} bytes; if it is no bomb, "
            "raise the limit (setting unpacked in reading.csv)"
        )
    if unpacked > SMALL and unpacked > settings.ratio * max(packed, 1):
        raise ReadingError(
            f"{name}: unpacks to more than {settings.ratio} times its size, as archives made to fill a machine do; "
            "if it is none, raise the limit (setting ratio in reading.csv)"
        )


def check_cells(rows: int, columns: int, where: str, settings: Settings) -> None:
    """Refuse a sheet too wide and long to be one of articles."""
    if rows * columns > settings.cells:
        raise ReadingError(
            f"{where}: {rows:,} rows by {columns:,} columns, more than the limit of {settings.cells:,} cells; "
            "delete what stands far from the table and save again, or raise the limit (setting cells in reading.csv)"
        )


def check_characters(text: str, where: str, settings: Settings) -> None:
    """Refuse a text too long to be an article."""
    if len(text) > settings.characters:
        raise ReadingError(
            f"{where}: one text of {len(text):,} characters, more than the limit of {settings.characters:,} for an "
            "article; split it, or raise the limit (setting characters in reading.csv)"
        )

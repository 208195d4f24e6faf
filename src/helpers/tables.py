"""The tables: their columns, types and checks, declared once; writing and reading them.

Text that is missing is an empty cell. Numbers are written as plainly as they can be read back.
"""

import hashlib
import io
import os
import re
import tempfile
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from pathlib import Path
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import pandas as pd

from helpers.errors import UserError
from helpers.records import TABULATED_NOT, FrameCue, Quantity, Quote, Span


class TableError(UserError, ValueError):
    """A table that is not as declared; the message says what was found and what was expected."""


_MEND = "Put the file back as committed, or take it out and run again with the articles in raw/."


class Column(NamedTuple):
    """A column: ``type`` is text, integer, number or boolean; ``allowed`` the only words it may hold."""

    name: str
    type: str = "text"
    required: bool = False
    allowed: tuple[str, ...] = ()


def _id(name: str = "article_id") -> Column:
    return Column(name, required=True)


def _one_of(name: str, words: str, required: bool = True) -> Column:
    return Column(name, "text", required, tuple(words.split()))


def _whole(*names: str, required: bool = False) -> tuple[Column, ...]:
    return tuple(Column(name, "integer", required) for name in names)


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


_VOICE = _one_of("voice", "own quoted reported")


def _of_record(record: type) -> tuple[Column, ...]:
    """The columns of a record: its fields with their types, spans as text with their outer bounds."""
    columns: list[Column] = []
    for name, hint in get_type_hints(record).items():
        if name in TABULATED_NOT:
            continue
        kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
        required = type(None) not in kinds
        kind = next(k for k in kinds if k is not type(None))
        if get_origin(kind) is Literal:
            columns.append(Column(name, "text", required, get_args(kind)))
        elif get_origin(kind) is tuple:
            columns.append(Column(name, "text", name == "parts"))
        else:
            columns.append(Column(name, _KINDS[kind], required))
        if name == "parts":
            columns += _whole("start", "end", required=True)
    return tuple(columns)


_KINDS = {str: "text", int: "integer", float: "number", bool: "boolean"}


def row(record: Quote | Quantity | FrameCue) -> tuple[object, ...]:
    """A record as a row of its table, in the order of the columns."""
    cells: list[object] = []
    for name in record._fields:
        value: Any = getattr(record, name)
        if name in TABULATED_NOT:
            continue
        if name in ("parts", "clause"):
            cells.append(";".join(f"{start}-{end}" for start, end in value) or None)
        elif name == "pair":
            cells.append("-".join(f"{number:.15g}" for number in value) if value else None)
        else:
            cells.append(value)
        if name == "parts":
            cells += [value[0][0], value[-1][1]]
    return tuple(cells)


def quote(cells: Mapping[Any, Any]) -> Quote:
    """The quotation that a row of the table ``quotes`` holds; ``cells`` are by column."""
    known = {name: cells[name] for name in Quote._fields if name in cells and not pd.isna(cells[name])}
    return Quote(**{**known, **{name: _spans(known.get(name, "")) for name in ("parts", "clause")}})


def _spans(cell: str) -> tuple[Span, ...]:
    return tuple((int(start), int(end)) for start, end in (part.split("-") for part in cell.split(";") if part))


COLUMNS: dict[str, tuple[Column, ...]] = {
    "articles": (
        _id(),
        Column("outlet"),
        _one_of("outlet_basis", "stated inferred unknown"),
        *_text("outlet_ground", "edition", "genre", "headline", "standfirst", "byline", "byline_role", "published"),
        _one_of("published_basis", "stated inferred unknown"),
        Column("published_ground"),
        *_whole("words", "words_own", "words_quoted", "words_reported", "sentences", "paragraphs", required=True),
        *_text("copy_group", "text_sha256"),
    ),
    "ledger": (
        _id(),
        *_whole("line", required=True),
        *_whole("start", "end"),
        *_whole("characters", "changed", required=True),
        _one_of("action", "keep label drop"),
        Column("field", required=True),
        Column("rule", required=True),
        Column("repairs"),
    ),
    "quotes": (_id(), *_of_record(Quote)),
    "quantities": (_id(), *_of_record(Quantity)),
    "frames": (_id(), *_of_record(FrameCue)),
    "terms": (
        _id(),
        _VOICE,
        Column("term", required=True),
        Column("surface", required=True),
        *_whole("count", required=True),
    ),
}  # fmt: skip

_DTYPES = {"text": "str", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


class Tables(NamedTuple):
    """The tables of a study, each a DataFrame with the columns declared for it."""

    articles: pd.DataFrame
    ledger: pd.DataFrame
    quotes: pd.DataFrame
    quantities: pd.DataFrame
    frames: pd.DataFrame
    terms: pd.DataFrame


def frame(name: str, rows: Iterable[Sequence[object]] | pd.DataFrame) -> pd.DataFrame:
    """A checked table from rows in the declared order of columns, or from a DataFrame with those columns.

    Raises
    ------
    TableError : a column is missing, a required cell is empty, or a cell holds what it may not.
    """
    columns = COLUMNS[name]
    names = [c.name for c in columns]
    made = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows), columns=names)
    missing = [c for c in names if c not in made.columns]
    if missing:
        raise TableError(f"table {name}: no column {', '.join(missing)}; it has {', '.join(made.columns)}.", _MEND)
    typed = {}
    for column in columns:
        try:
            typed[column.name] = made[column.name].astype(_DTYPES[column.type])
        except (TypeError, ValueError) as error:
            raise TableError(f"table {name}, column {column.name}: expected {column.type}: {error}.", _MEND) from error
        _check(name, column, typed[column.name])
    return pd.DataFrame(typed).reset_index(drop=True)


def _check(name: str, column: Column, cells: pd.Series) -> None:
    empty = cells.isna()
    if column.required and empty.any():
        raise TableError(f"table {name}, row {int(empty.to_numpy().argmax()) + 1}: {column.name} is empty.", _MEND)
    if column.allowed:
        wrong = ~empty & ~cells.isin(column.allowed)
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            raise TableError(
                f"table {name}, row {row + 1}: {column.name} is {cells.iloc[row]!r}; "
                f"expected one of {', '.join(column.allowed)}.",
                _MEND,
            )


_SHEET_ROWS, _CELL_CHARACTERS = 1_048_576, 32_767  # what Excel holds
# A cell beginning with one of these is a formula to Excel and LibreOffice, or may become one there.
_FORMULA = re.compile("'*[=+@\\-\t\uff1d\uff0b\uff0d\uff20]")
# What no CSV file carries safely from one program to another: control characters and halves of surrogate pairs.
_UNSAFE = re.compile("(\\\\*)(?:([\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff])|(?=u[0-9a-f]{4}))")
_ESCAPED = re.compile(r"(\\+)u([0-9a-f]{4})")


def outward(text: str) -> str:
    """A cell as it leaves: an apostrophe before what a spreadsheet would run as a formula, control characters
    and lone surrogates as backslash, u and four digits. ``inward`` gives the text back whole."""
    text = _UNSAFE.sub(lambda m: 2 * m[1] + (f"\\u{ord(m[2]):04x}" if m[2] else ""), text)
    return f"'{text}" if _FORMULA.match(text) else text


def inward(cell: str) -> str:
    """The text of a cell that ``outward`` made."""
    if cell.startswith("'") and _FORMULA.match(cell):
        cell = cell[1:]
    return _ESCAPED.sub(_unescaped, cell) if "\\" in cell else cell


def _unescaped(match: re.Match[str]) -> str:
    half, odd = divmod(len(match[1]), 2)
    return "\\" * half + (chr(int(match[2], 16)) if odd else f"u{match[2]}")


def printable(line: str) -> str:
    """A line without anything that a terminal would obey; such characters are shown by their numbers."""
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in line)


def _each_cell(cells: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """The cells after a change; few differ, and the same ones stand in many rows."""
    changed = {cell: new for cell in cells.dropna().unique() if (new := change(cell)) != cell}
    return cells.map(lambda cell: changed.get(cell, cell), na_action="ignore") if changed else cells


def _as_csv(table: pd.DataFrame, fixed: Container[str] = ()) -> bytes:
    """A table as CSV; the text of columns that are not fixed to a list of words is made safe."""
    safe = {
        name: _each_cell(cells, outward)
        for name, cells in table.items()
        if name not in fixed and pd.api.types.is_string_dtype(cells)
    }
    return table.assign(**safe).to_csv(index=False, lineterminator="\n", float_format="%.15g").encode("utf-8")


def write_csv(table: pd.DataFrame, path: Path, *, always: bool = False) -> None:
    """Write any table as CSV, its text safe to open in a spreadsheet; replaced whole or not at all.

    Raises
    ------
    OSError : the file cannot be written.
    """
    write_whole(path, _as_csv(table), always=always)


def write_workbook(sheets: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write tables as the sheets of one Excel file, text as text and safe as in the CSV files.

    Raises
    ------
    TableError : openpyxl is missing, or Excel could not hold a table whole.
    OSError : the file cannot be written.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise TableError(
            "Excel files are written by the library openpyxl, which is not installed.",
            "Install it with: python -m pip install openpyxl",
        ) from error
    rows = {name: _sheet_rows(name, table) for name, table in sheets.items()}
    book, out = Workbook(write_only=True), io.BytesIO()
    for name, cells in rows.items():
        page = book.create_sheet(name)
        for row in cells:
            page.append(row)
    book.save(out)
    write_whole(path, out.getvalue())


def _sheet_rows(name: str, table: pd.DataFrame) -> list[list[Any]]:
    if len(table) >= _SHEET_ROWS:
        raise TableError(f"Table {name}: {len(table):,} rows, more than a sheet of Excel holds.", "Use the CSV file.")
    rows = enumerate(table.itertuples(index=False), 1)
    return [list(table.columns), *([_sheet_cell(cell, f"{name}, row {n}") for cell in row] for n, row in rows)]


def _sheet_cell(cell: Any, where: str) -> Any:
    if not isinstance(cell, str):
        return None if pd.isna(cell) else cell
    safe = outward(cell)
    if len(safe) > _CELL_CHARACTERS:
        raise TableError(
            f"Table {where}: a text of {len(safe):,} characters, more than a cell of Excel holds, which would be cut.",
            "Use the CSV file.",
        )
    return safe


def write(tables: Tables, folder: Path) -> None:
    """Check the tables and write each as CSV; a file is replaced whole or not at all.

    Cells that a spreadsheet would run as formulas leave with an apostrophe before them (``outward``), which
    ``read`` takes off. Columns with a fixed list of words ("=" among them) stay as they are: a lone sign is
    no formula.

    Raises
    ------
    TableError : a table is not as declared (nothing is written then).
    OSError : the folder cannot be written.
    """
    checked = {name: frame(name, getattr(tables, name)) for name in COLUMNS}
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in checked.items():
        fixed = {column.name for column in COLUMNS[name] if column.allowed}
        write_whole(folder / f"{name}.csv", _as_csv(table, fixed))


def fingerprint(tables: Tables) -> str:
    """Twelve letters that tell one state of the tables from another."""
    digest = hashlib.sha256()
    for name in COLUMNS:
        digest.update(_as_csv(getattr(tables, name)))
    return digest.hexdigest()[:12]


def write_whole(path: Path, content: bytes, *, always: bool = False) -> None:
    """Write a file by way of a temporary one beside it, so that nobody ever sees half of it.

    A file that is so already is left alone, unless it is to be written ``always``, so that its time tells.

    Raises
    ------
    OSError : the folder cannot be written; the old file is untouched.
    """
    if not always and path.exists() and path.read_bytes() == content:
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def read(folder: Path) -> Tables:
    """Read and check the tables of a folder; a table without a file is empty.

    Raises
    ------
    TableError : a file is not as declared.
    """
    return Tables(*(_read(name, folder / f"{name}.csv") for name in Tables._fields))


def _read(name: str, path: Path) -> pd.DataFrame:
    if not path.exists():
        return frame(name, [])
    types: Mapping[str, str] = {c.name: _DTYPES[c.type] for c in COLUMNS[name]}
    try:
        cells = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""], encoding="utf-8")
    except (ValueError, OSError) as error:
        raise TableError(f"{path.name}: cannot be read as table {name}: {error}.", _MEND) from error
    newer = [c.name for c in COLUMNS[name] if not c.required and c.name not in cells]
    cells = cells.assign(**dict.fromkeys(newer))  # columns that tables made by an earlier version lack
    text = {c.name for c in COLUMNS[name] if c.type == "text" and not c.allowed and c.name in cells}
    return frame(name, cells.assign(**{c: _each_cell(cells[c], inward) for c in text}))


def concat(many: Sequence[Tables]) -> Tables:
    """The tables of several sets of articles, one under the other."""
    return Tables(*(frame(name, pd.concat([getattr(t, name) for t in many])) for name in Tables._fields))


def only(tables: Tables, article_ids: Iterable[str]) -> Tables:
    """The rows of some articles."""
    wanted = set(article_ids)
    return Tables(*(getattr(tables, name)[lambda t: t["article_id"].isin(wanted)] for name in Tables._fields))

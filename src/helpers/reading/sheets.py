"""Sheets and records: Excel through calamine, CSV, TSV and JSON lines through the standard library.

A row is an article. Its text is in the column of a usual name or the one the user names; headline, outlet,
byline, date and id are taken from theirs, as they stand.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from helpers.reading.errors import ReadingError
from helpers.reading.libraries import require
from helpers.reading.limits import Settings, check_cells, check_characters
from helpers.records import LineMark, SavedArticle

# What columns are called, by field, the likeliest name first.
NAMES = {
    "text": "text, full text, fulltext, article text, articletext, body, body text, article body, articlebody, "
    "content, article content, maintext, main text, article, story, copy, clean text, plain text, full article, "
    "text body",
    "headline": "headline, title, heading, article title, hl, hd",
    "standfirst": "standfirst, subtitle, subheading, subheadline, sub headline, strapline, dek",
    "outlet": "outlet, newspaper, publication, source, paper, publisher, publication title, source name, media outlet, "
    "news outlet, media, medium, journal, sn",
    "byline": "byline, author, authors, journalist, writer, reporter, by, creator",
    "published": "published, date, publication date, date published, publish date, pubdate, pub date, published at, "
    "publishedat, published date, publicationdate, datepublished, timestamp, datetime, pd",
    "article_id": "article_id, id, article id, articleid, doc id, document id, docid, uid, uuid",
}
_PLAIN = {field: [name.strip() for name in names.split(",")] for field, names in NAMES.items()}
_DELIMITERS = (",", "\t", ";", "|")
_CELL_MOST = 32_767  # characters; Excel cuts what is longer
_NAME = 60  # characters that a person's or an outlet's name has at most
_MARKUP = re.compile(r"<(?:p|br|div)\b[^<>]*>", re.IGNORECASE)
Row = tuple[str, dict[str, str]]  # where it stands, and its cells by column


def looks_like_table(text: str, name: str, settings: Settings) -> bool:
    """Whether a text is a table with a column of articles; one named .csv or .tsv, also without such a column."""
    return _delimiter(text, name, settings) is not None


def looks_like_records(text: str) -> bool:
    """Whether a text is JSON: an object a line, or a list of objects."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start not in ("{", "["):
        return False
    line = text.lstrip("\ufeff \t\r\n").split("\n", 1)[0].strip()
    if start == "[":
        return bool(re.match(r"\[\s*\{", text.lstrip("\ufeff \t\r\n"))) or line == "[]"
    if line == "{":
        return bool(re.match(r'\{\s*"', text.lstrip("\ufeff \t\r\n")))
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return line.startswith('{"')


def _delimiter(text: str, name: str, settings: Settings) -> str | None:
    """What divides the cells of the first line, if that is the head of a table."""
    head = re.split("[\r\n]", _without_mark(text)[:20_000], maxsplit=1)[0]
    named = name.lower().endswith((".csv", ".tsv", ".tab"))
    best: tuple[int, str] | None = None
    for delimiter in _DELIMITERS:
        if delimiter not in head and not named:
            continue
        cells = next(csv.reader([head], delimiter=delimiter), [])
        known = _column(cells, "text", settings) is not None
        if (known and (len(cells) > 1 or named)) or (named and len(cells) > 1 and _regular(text, delimiter)):
            best = max(best or (0, ""), (len(cells) + 100 * known, delimiter))
    return best[1] if best else None


def _without_mark(text: str) -> str:
    """The text without a byte order mark, blank lines and the line by which Excel names the delimiter."""
    return re.sub(r"\A\ufeff?\s*(?:sep=.[\r\n]+)?", "", text[:200]) + text[200:]


def _regular(text: str, delimiter: str) -> bool:
    """Whether the first rows have as many cells as each other."""
    try:
        reader = csv.reader(io.StringIO(_without_mark(text), newline=""), delimiter=delimiter)
        rows = [row for row in islice(reader, 20) if row]
    except csv.Error:
        return False
    return len(rows) > 1 and len({len(row) for row in rows}) == 1


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[_\-.]+", " ", name.strip().casefold()).split())


def _column(columns: Sequence[str], field: str, settings: Settings) -> str | None:
    """The column that holds a field; the user's own choice for the text."""
    if field == "text" and settings.text_column:
        return next((c for c in columns if c.strip() == settings.text_column.strip()), None)
    by_name = {_plain(column): column for column in reversed(columns)}
    return next((by_name[_plain(name)] for name in _PLAIN[field] if _plain(name) in by_name), None)


def table(text: str, file: str, encoding: str, settings: Settings) -> list[SavedArticle]:
    """The articles of a CSV or TSV file.

    Raises
    ------
    ReadingError : no column of text, a quotation mark that is never closed, too many cells.
    """
    delimiter = _delimiter(text, file, settings) or ","
    text = _without_mark(text)
    csv.field_size_limit(max(settings.bytes, 131_072))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((before + 1, cells))
                check_cells(len(rows), len(cells), file, settings)
            before = reader.line_num
    except csv.Error as error:
        raise ReadingError(
            f"{file}, line {before + 1}: {error}; a cell that holds quotation marks or the delimiter needs "
            "quotation marks around it, those inside doubled: save the sheet again as .csv or .xlsx"
        ) from error
    head = [cell.strip() for cell in rows[0][1]] if rows else []
    wrong = [n for n, cells in rows[1:] if len(cells) != len(head)]
    notes = [f"line {n}: not as many cells as the first line has; left out" for n in wrong[:20]]
    good = [(f"line {n}", dict(zip(head, cells, strict=True))) for n, cells in rows[1:] if len(cells) == len(head)]
    return _articles(head, good, file, encoding, "tsv" if delimiter == "\t" else "csv", settings, notes, len(rows) - 1)


def records(text: str, file: str, encoding: str, settings: Settings) -> list[SavedArticle]:
    """The articles of JSON lines, or of a JSON list of objects.

    Raises
    ------
    ReadingError : no JSON, or no column of text.
    """
    rows: list[Row] = []
    notes: list[str] = []
    for where, read in _json(text.lstrip("\ufeff"), file):
        if isinstance(read, dict):
            rows.append((where, {str(key): _cell(value) for key, value in read.items()}))
        else:
            notes.append(f"{where}: {read if isinstance(read, str) else 'no object'}; left out")
    head = list(dict.fromkeys(key for _, row in rows for key in row))
    check_cells(len(rows), len(head), file, settings)
    return _articles(head, rows, file, encoding, "jsonl", settings, notes[:20], len(rows) + len(notes))


def _json(text: str, file: str) -> Iterator[tuple[str, Any]]:
    if text.lstrip()[:1] == "[" or text.lstrip().split("\n", 1)[0].strip() == "{":
        try:
            read = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ReadingError(f"{file}: no JSON ({error}); export it again as JSON lines or .csv") from error
        listed = read if isinstance(read, list) else next((v for v in read.values() if isinstance(v, list)), [read])
        yield from ((f"record {n}", one) for n, one in enumerate(listed, 1))
        return
    for n, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"line {n}", json.loads(line)
            except (ValueError, RecursionError) as error:
                yield f"line {n}", f"no JSON ({str(error)[:80]})"


def workbook(data: bytes, file: str, settings: Settings) -> list[SavedArticle]:
    """The articles of every sheet of an Excel file that has a column of text.

    Raises
    ------
    ReadingError : calamine is missing or cannot open the file; no sheet has a column of text.
    """
    require("python_calamine", "python-calamine", "an Excel sheet", file)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except CalamineError as error:
        raise ReadingError(
            f"{file}: a damaged or protected Excel file ({error}); open it in Excel and save it again as .xlsx"
        ) from error
    found: list[SavedArticle] = []
    faults = []
    for sheet in book.sheet_names:
        try:
            found += _sheet(book.get_sheet_by_name(sheet), sheet, file, settings)
        except ReadingError as error:
            faults.append(str(error))
        except CalamineError as error:
            faults.append(f"{file}, sheet {sheet}: damaged ({error}); open it in Excel and save it again")
    if not found:
        raise ReadingError(faults[0] if faults else f"{file}: no sheet with rows in it; expected a row an article")
    notes = tuple(faults)
    return [one._replace(position=n, notes=(*one.notes, *notes)) for n, one in enumerate(found, 1)]


def _sheet(sheet: Any, title: str, file: str, settings: Settings) -> list[SavedArticle]:
    check_cells(sheet.total_height, sheet.total_width, f"{file}, sheet {title}", settings)
    rows = [[_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True)]
    first = next((n for n, row in enumerate(rows[:20]) if _column(row, "text", settings)), 0)
    head = [cell.strip() for cell in rows[first]] if rows else []
    start = sheet.start[0] if sheet.start else 0
    named = [
        (f"sheet {title}, row {start + n + 1}", dict(zip(head, row, strict=False)))
        for n, row in enumerate(rows[first + 1 :], first + 1)
        if any(cell.strip() for cell in row)
    ]
    return _articles(head, named, file, "", "xlsx", settings, [], len(named)) if head else []


def _cell(value: Any) -> str:
    """A cell as text: whole numbers without a point, days without midnight, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        parts = [_cell(one) for one in value]
        return (", " if all(len(part) < _NAME for part in parts) else "\n\n").join(parts)
    if isinstance(value, dict):
        return _cell(value["name"]) if value.get("name") else json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, str) else str(value)


def _articles(
    head: list[str], rows: Iterable[Row], file: str, encoding: str, form: str, settings: Settings,
    notes: list[str], expected: int,
) -> list[SavedArticle]:  # fmt: skip
    column = _column(head, "text", settings)
    if column is None:
        wanted = settings.text_column or "one of text, body, content, article …"
        raise ReadingError(
            f"{file}: no column of articles' text; expected {wanted!r}, found {', '.join(head) or 'none'}; rename the "
            "column to text, or name it (setting text_column in reading.csv, or --text-column)"
        )
    columns = {field: name for field in NAMES if field != "text" and (name := _column(head, field, settings))}
    found: list[SavedArticle] = []
    for where, row in rows:
        text = _unmarked(row.get(column, ""))
        if not text.strip():
            notes.append(f"{where}: no text in column {column}; left out")
            continue
        check_characters(text, f"{file}, {where}", settings)
        own = [f"{where}: its text ends at Excel's limit for a cell and is cut"] if len(text) == _CELL_MOST else []
        fields = {field: row[name].strip() for field, name in columns.items() if row.get(name, "").strip()}
        found.append(_saved(text, fields, file, encoding, len(found) + 1, form, own))
    if not found:
        raise ReadingError(f"{file}: no row with text in column {column}; expected a row an article")
    shown = tuple(notes)
    return [one._replace(expected=expected, notes=(*shown, *one.notes)) for one in found]


def _saved(
    text: str, fields: dict[str, str], file: str, encoding: str, position: int, form: str, notes: list[str]
) -> SavedArticle:
    """The row as an article: its headline and standfirst as first lines, unless the text begins with them."""
    top = [(f, fields[f]) for f in ("headline", "standfirst") if f in fields]
    top = [(field, " ".join(line.split())) for field, line in top if not text.lstrip().startswith(line.split("\n")[0])]
    marks = {2 * n + 1: LineMark(field, f"column of the {field}") for n, (field, _) in enumerate(top)}
    whole = "\n\n".join([*(line for _, line in top), text])
    begins = 2 * len(top) + 1 if top else None
    return SavedArticle(whole, file, encoding, position, fields, form, marks, begins, None, tuple(notes))


def _unmarked(text: str) -> str:
    """Text without the markup of a web page that some exports leave in their cells."""
    if len(_MARKUP.findall(text[:20_000])) < 2:
        return text
    try:
        from lxml.html import fromstring
    except ImportError:
        return text
    from helpers.reading.web import page_lines

    return "\n\n".join(page_lines(fromstring(f"<div>{text}</div>")))

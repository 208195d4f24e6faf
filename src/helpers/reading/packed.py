"""Files that pack others: gzip, and the ZIP archives that Word and Excel write."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import TypeVar

from helpers.reading.errors import ReadingError
from helpers.reading.limits import Settings, check_cells, check_unpacked

Result = TypeVar("Result")
_CHUNK = 1 << 20
_DECLARED = tuple(
    word.encode(encoding)[2 * (encoding == "utf-16") :]
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16", "utf-16-be")
)
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]{0,200}?r="([A-Z]{1,3})(\d{1,7})"')
_KINDS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "sheet"),
    ("xl/workbook.bin", "sheet"),
    ("ppt/presentation.xml", "pptx"),
)


def gunzip(data: bytes, name: str, settings: Settings) -> bytes:
    """The content of a gzip file, all its members.

    Raises
    ------
    ReadingError : it unpacks to too much, or breaks off.
    """
    parts: list[bytes] = []
    total, rest = 0, data
    try:
        while rest.strip(b"\0"):
            unpacker = zlib.decompressobj(31)
            while not unpacker.eof:
                part = unpacker.decompress(rest, _CHUNK)
                rest = unpacker.unconsumed_tail
                if not part and not rest and not unpacker.eof:
                    raise ReadingError(f"{name}: the gzip archive breaks off; obtain the file again")
                parts.append(part)
                total += len(part)
                check_unpacked(total, len(data), name, settings)
            rest = unpacker.unused_data
    except zlib.error as error:
        raise ReadingError(f"{name}: a damaged gzip archive ({error}); obtain the file again") from error
    return b"".join(parts)


def office_kind_of_zip(data: bytes, name: str, settings: Settings) -> str:
    """docx or sheet, by the names of a ZIP archive's parts.

    Raises
    ------
    ReadingError : no Word or Excel file, a damaged one, or one that unpacks to too much.
    """
    return _opened(data, name, lambda archive: _kind(archive, len(data), name, settings))


def check_parts(data: bytes, name: str, settings: Settings) -> None:
    """Look through the parts of a Word or Excel file before its library does.

    Raises
    ------
    ReadingError : a part declares entities, or a sheet reaches too far.
    """

    def check(archive: zipfile.ZipFile) -> None:
        for member in archive.infolist():
            if member.filename.endswith((".xml", ".rels")):
                _check_part(archive.read(member), member.filename, name, settings)

    _opened(data, name, check)


def _opened(data: bytes, name: str, look: Callable[[zipfile.ZipFile], Result]) -> Result:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return look(archive)
    except ReadingError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise ReadingError(
            f"{name}: a damaged or cut-off Office file or ZIP archive ({error}); obtain the file again"
        ) from error
    except RuntimeError as error:  # zipfile's word for a password
        raise ReadingError(f"{name}: protected by a password; save it again without one") from error


def _kind(archive: zipfile.ZipFile, packed: int, name: str, settings: Settings) -> str:
    members = archive.infolist()
    check_unpacked(sum(member.file_size for member in members), packed, name, settings)
    names = {member.filename for member in members}
    kind = next((kind for part, kind in _KINDS if part in names), None)
    if kind not in ("docx", "sheet"):
        raise ReadingError(_other_zip(archive, names, name, kind))
    return kind


def _other_zip(archive: zipfile.ZipFile, names: set[str], name: str, kind: str | None) -> str:
    what, advice = "a ZIP archive", "unpack it and import the folder"
    if kind == "pptx":
        what, advice = "a PowerPoint file", "save the article's text as .docx or .txt"
    elif "mimetype" in names:
        form = archive.read("mimetype")[:80]
        what, advice = "an OpenDocument or e-book file", "save it as .docx"
        if b"spreadsheet" in form:
            what, advice = "an OpenDocument sheet", "save it as .xlsx or .csv"
    return f"{name}: {what}, expected text, a web page, Word, RTF or a sheet; {advice}"


def _check_part(content: bytes, part: str, name: str, settings: Settings) -> None:
    if any(word in content for word in _DECLARED):
        raise ReadingError(
            f"{name}: its part {part} declares a document type or entities, which Office never writes and which "
            "can be used to fill a machine or read other files; open it in Word or Excel and save it again"
        )
    if part.startswith("xl/worksheets/"):
        rows, columns = _extent(content)
        check_cells(rows, columns, f"{name}, {part.rsplit('/', 1)[-1]}", settings)


def _extent(sheet: bytes) -> tuple[int, int]:
    """Rows and columns from the first used corner of a sheet to its last."""
    rows, columns = set(), set()
    for match in _CELL.finditer(sheet):
        columns.add(match[1])
        rows.add(int(match[2]))
    if not rows:
        return 0, 0
    places = {_column(letters) for letters in columns}
    return max(rows) - min(rows) + 1, max(places) - min(places) + 1


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place

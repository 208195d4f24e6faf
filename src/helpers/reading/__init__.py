"""A file as obtained → saved articles, decoded and otherwise untouched.

What a file is, its content tells (``recognising``), whatever its name; each format is a module. Texts of
press databases (``nexis``, ``factiva``, ``proquest``) are told by their layout, in whichever container they
come. Word, Excel, RTF, HTML and large files are read in a process of its own, so that none can hold up the others.
"""

import stat
from pathlib import Path

from helpers.reading import factiva, nexis, packed, plain, proquest, recognising, sheets
from helpers.reading.errors import ReadingError
from helpers.reading.guard import read_guarded
from helpers.reading.libraries import require
from helpers.reading.limits import DEFAULTS, SMALL, Settings, check_characters, check_size, settings_of
from helpers.records import LineMark, SavedArticle

__all__ = ["DEFAULTS", "ReadingError", "Settings", "read", "settings_of"]

_EXPORTS = (proquest, factiva, nexis)
_SIGNS = ("document", "full text:", "length:", "length :")  # every export has one of them
_NEEDS = {
    "html": ("trafilatura", "trafilatura", "a web page"),
    "mht": ("trafilatura", "trafilatura", "a saved web page"),
    "rtf": ("striprtf", "striprtf", "rich text (RTF)"),
    "docx": ("docx", "python-docx", "a Word document"),
    "sheet": ("python_calamine", "python-calamine", "an Excel sheet"),
}


def read(path: str | Path, *, settings: Settings = DEFAULTS, name: str | None = None) -> list[SavedArticle]:
    """Read one file.

    Parameters
    ----------
    path : the file; how it is read, its content decides.
    settings : limits, and the name of a sheet's text column.
    name : how messages and the articles call the file; its own name without its folder if not given.

    Returns
    -------
    The articles it holds, in order.

    Raises
    ------
    ReadingError : no such file, a folder, no file that holds an article's text, or one beyond a limit; the
        message names what was found and what to do.
    """
    path = Path(path)
    name = name or path.name
    data = _bytes(path, name, settings)
    kind = _kind(data, name, settings)
    if kind == "text" and len(data) <= SMALL:
        return _articles(data, kind, name, settings)
    if kind in _NEEDS:
        require(*_NEEDS[kind], name)
    return read_guarded(path, name, settings)


def read_here(path: Path, name: str, settings: Settings) -> list[SavedArticle]:
    """As ``read``, in this process: for the one that reads for the others."""
    data = _bytes(path, name, settings)
    return _articles(data, _kind(data, name, settings), name, settings)


def _bytes(path: Path, name: str, settings: Settings) -> bytes:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ReadingError(f"{name} is a folder, expected a file; give the files in it one by one")
        if not stat.S_ISREG(found.st_mode):
            raise ReadingError(f"{name}: a pipe, socket or device, expected a file; leave it out")
        check_size(found.st_size, name, settings)
        return path.read_bytes()
    except FileNotFoundError as error:
        if path.is_symlink():
            raise ReadingError(f"{name}: a link to a file that is not there; put the file itself there") from error
        raise ReadingError(f"no file at {path}; check the name and the folder") from error
    except OSError as error:
        raise ReadingError(f"cannot read {name}: {error.strerror}; check its permissions") from error


def _kind(data: bytes, name: str, settings: Settings) -> str:
    """The format: gz, html, mht, rtf, docx, sheet or text.

    Raises
    ------
    ReadingError : a format that no article's text can be had from.
    """
    kind = recognising.container(data, name)
    if kind == "zip":
        return packed.office_kind_of_zip(data, name, settings)
    if kind == "office":
        return _office(data, name)
    return kind


def _office(data: bytes, name: str) -> str:
    kind = recognising.office_kind(data)
    if kind == "xls":
        return "sheet"
    what, advice = {
        "protected": ("protected by a password", "open it with the password and save it again without one"),
        "doc": ("an old Word document (.doc)", "open it in Word and save it as .docx"),
        "ppt": ("an old PowerPoint file", "save the article's text as .docx or .txt"),
    }.get(kind, ("an old Office document", "open it in the program it comes from and save it as .docx or .xlsx"))
    raise ReadingError(f"{name}: {what}, expected text, a web page, Word (.docx), RTF or a sheet; {advice}")


def _articles(data: bytes, kind: str, name: str, settings: Settings) -> list[SavedArticle]:
    """The articles of a file of a known kind."""
    found = _READERS[kind](data, name, settings)
    for one in found:
        check_characters(one.text, name if len(found) == 1 else f"{name}, article {one.position}", settings)
    return found


def _gz(data: bytes, name: str, settings: Settings) -> list[SavedArticle]:
    inner = packed.gunzip(data, name, settings)
    kind = _kind(inner, name, settings)
    if kind == "gz":
        raise ReadingError(f"{name}: a gzip archive within a gzip archive; unpack it and import what it holds")
    if kind in _NEEDS:
        require(*_NEEDS[kind], name)
    return [one._replace(format=f"{one.format}, gzip") for one in _READERS[kind](inner, name, settings)]


def _text(data: bytes, name: str, settings: Settings) -> list[SavedArticle]:
    text, encoding = plain.decode(data, name)
    if not text.strip():
        raise ReadingError(f"{name}: empty, expected an article's text; obtain the file again or leave it out")
    if sheets.looks_like_records(text):
        return sheets.records(text, name, encoding, settings)
    if sheets.looks_like_table(text, name, settings):
        return sheets.table(text, name, encoding, settings)
    return _exported(text, name, encoding, "text") or [SavedArticle(text, name, encoding)]


def _exported(text: str, name: str, encoding: str, form: str) -> list[SavedArticle]:
    """The articles of a press database's export; none where the text is laid out like none."""
    small = text.lower()
    if not any(sign in small for sign in _SIGNS):
        return []
    export = next((export for export in _EXPORTS if export.recognises(text)), None)
    return export.articles(text, name, encoding, form) if export else []


def _rtf(data: bytes, name: str, settings: Settings) -> list[SavedArticle]:
    from helpers.reading import rtf

    text = rtf.text_of(data, name)
    if not text.strip():
        raise ReadingError(f"{name}: rich text without any words; obtain the file again or leave it out")
    return _exported(text, name, "", "rtf") or [SavedArticle(text, name, "", format="rtf")]


def _docx(data: bytes, name: str, settings: Settings) -> list[SavedArticle]:
    from helpers.reading import word

    packed.check_parts(data, name, settings)
    document = word.document(data, name)
    if not document.paragraphs:
        raise ReadingError(f"{name}: a Word document without any words; obtain the file again or leave it out")
    text = "\n\n".join(document.paragraphs)
    if found := _exported(text, name, "", "docx"):
        return found
    edges = "\n\n".join(document.edges)
    whole = f"{text}\n\n{edges}" if edges else text
    own = len(plain.BREAK.findall(text)) + 1
    marks = {n: LineMark("body", "row of a table") for n, line in _numbered(whole) if line in document.rows}
    marks |= {n: LineMark("junk", "page head or foot") for n, line in _numbered(whole) if n > own and line.strip()}
    fields = {"headline": document.headline} if document.headline else {}
    note = f"tracked deletions left out: {document.deleted} characters"
    return [SavedArticle(whole, name, "", 1, fields, "docx", marks, notes=(note,) if document.deleted else ())]


def _numbered(text: str) -> list[tuple[int, str]]:
    return list(enumerate(plain.BREAK.split(text), 1))


def _html(data: bytes, name: str, settings: Settings) -> list[SavedArticle]:
    from helpers.reading import europresse, web

    html, encoding = plain.decode_page(data, name)
    if europresse.recognises(html) or "Factiva" in html[:20_000] or "articleParagraph" in html:
        from lxml.html import HTMLParser, fromstring

        tree = fromstring(html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
        if europresse.recognises(html):
            return europresse.articles(tree, name, encoding)
        if found := _exported("\n".join(web.page_lines(tree)), name, encoding, "html"):
            return found
    return [web.article(html, name, encoding)]


def _mht(data: bytes, name: str, settings: Settings) -> list[SavedArticle]:
    from helpers.reading import web

    return _html(web.page_of_archive(data, name), name, settings)


def _workbook(data: bytes, name: str, settings: Settings) -> list[SavedArticle]:
    if data.startswith(b"PK"):
        packed.check_parts(data, name, settings)
    return sheets.workbook(data, name, settings)


_READERS = {
    "text": _text, "gz": _gz, "rtf": _rtf, "docx": _docx, "html": _html, "mht": _mht, "sheet": _workbook,
}  # fmt: skip

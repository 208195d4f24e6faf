"""What a file is, by its content; its name decides nothing but whether a table may be meant."""

import re

from helpers.reading.errors import ReadingError

# How files begin that hold no article's text that could be had from them, what they are, and what to do.
REFUSED = (
    (b"%PDF-", "a PDF document", "open it, copy the article's text and save it as .txt, or obtain it as .docx"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it and import the folder"),
    (b"Rar!", "a RAR archive", "unpack it and import the folder"),
    (b"BZh", "a bzip2 archive", "unpack it and import what it holds"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it and import what it holds"),
    (b"\x89PNG", "a PNG picture", "a picture of an article has no text: type it or obtain the text"),
    (b"\xff\xd8\xff", "a JPEG picture", "a picture of an article has no text: type it or obtain the text"),
    (b"GIF8", "a GIF picture", "a picture of an article has no text: type it or obtain the text"),
    (b"RIFF", "a picture or sound", "obtain the article's text"),
    (b"II*\x00", "a TIFF picture", "a picture of an article has no text: type it or obtain the text"),
    (b"MM\x00*", "a TIFF picture", "a picture of an article has no text: type it or obtain the text"),
    (b"BM6", "a bitmap picture", "a picture of an article has no text: type it or obtain the text"),
    (b"SQLite format 3", "an SQLite database", "export its table of articles as .csv"),
    (b"PAR1", "a Parquet table", "export it as .csv or .jsonl"),
    (b"\x7fELF", "a program", "leave it out"),
    (b"MZ\x90", "a program", "leave it out"),
)

OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of Office before 2007, and of protected files
_OFFICE_STREAMS = (
    ("EncryptedPackage", "protected"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_TAG = re.compile(rb"</?(?:p|div|span|a|h[1-6]|article|section|br|ul|li|table|meta|script)\b[^<>]*>", re.IGNORECASE)
_MHT = re.compile(rb"^(?:MIME-Version|From|Subject|Snapshot-Content-Location|Content-Type)\s*:", re.IGNORECASE)
HEAD = 4096


def container(data: bytes, name: str) -> str:
    """What the bytes are: gz, zip, office, rtf, mht, html or text.

    Raises
    ------
    ReadingError : a kind of file that no article's text can be had from.
    """
    if data.startswith(b"\x1f\x8b"):
        return "gz"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(OFFICE[:4]):
        return "office"
    if data[257:262] == b"ustar":
        raise ReadingError(f"{name}: a tar archive, expected a file of its own; unpack it and import the folder")
    for signature, what, advice in REFUSED:
        if data.startswith(signature):
            raise ReadingError(f"{name}: {what}, expected text, a web page, Word, RTF or a sheet; {advice}")
    start = _plain_head(data)
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(b"<?xml") and not _HTML.search(start):
        raise ReadingError(
            f"{name}: an XML document, expected text, a web page, Word, RTF or a sheet; save its text as .txt"
        )
    if _MHT.match(start) and b"multipart/related" in start.lower():
        return "mht"
    return "html" if _is_html(start) else "text"


def _plain_head(data: bytes) -> bytes:
    """The file's beginning without a byte order mark, white space or the zero halves of UTF-16."""
    head = data[:HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1:2] == b"\0" or head[:1] == b"\0":
        head = head.replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()


def _is_html(start: bytes) -> bool:
    """A page, or a part of one that someone copied: it begins with a tag and more follow."""
    if _HTML.match(start) or (start.startswith((b"<!--", b"<?xml")) and _HTML.search(start)):
        return True
    return bool(_TAG.match(start)) and len(_TAG.findall(start)) >= 4


def office_kind(data: bytes) -> str:
    """What an old Office container holds: protected, doc, xls, ppt or something else."""
    for stream, kind in _OFFICE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return "else"

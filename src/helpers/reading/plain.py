"""Plain text in whatever encoding its bytes show."""

import codecs
import re

from helpers.reading.errors import ReadingError
from helpers.reading.layout import BREAK

__all__ = ["BREAK", "decode", "decode_page"]

# The longer mark first: UTF-32's begins with UTF-16's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

ADVICE = "open it in an editor, put the character right and save it as UTF-8"

_MAC_MARK = re.compile(rb"[A-Za-z][\xd4\xd5][a-z]|\xd2[A-Za-z]|[.,a-z!?]\xd3|[\xd0\xd1] ")
_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset=[\"']?([\w-]{3,20})", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROLS = bytes([*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])


def decode(data: bytes, file: str) -> tuple[str, str]:
    """Text and encoding: by the byte order mark, else UTF-16 where zero bytes alternate with letters, else
    UTF-8, else Mac Roman where its quotation marks are, else Windows-1252 where every byte has a character there
    and the file is no damaged UTF-8.

    Raises
    ------
    ReadingError : a binary file, or a byte that fits no encoding.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, file, len(mark)), encoding
    _refuse_binary(data, file)
    encoding = _utf16(data) or "utf-8"
    if encoding != "utf-8":
        return _strict(data, encoding, file, 0), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _eight_bit(data, file, error)


def _eight_bit(data: bytes, file: str, error: UnicodeDecodeError) -> tuple[str, str]:
    # A file with more UTF-8 sequences than stray bytes is UTF-8 with a fault in it: read as Windows-1252
    # every one of its quotation marks would come out as three wrong letters.
    sequences = _MULTIBYTE.findall(data)
    strays = sum(1 for _ in _HIGH.finditer(data)) - sum(map(len, sequences))
    if len(sequences) > strays:
        raise ReadingError(
            f"{file}: byte 0x{data[error.start]:02x} at position {error.start} is not UTF-8, in which the "
            f"rest of the file is written; {ADVICE}"
        ) from error
    if _is_macintosh(data):
        return data.decode("mac_roman"), "mac_roman"
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as windows:
        raise ReadingError(
            f"{file}: byte 0x{data[windows.start]:02x} at position {windows.start} is neither UTF-8 nor "
            f"Windows-1252 (UTF-8 already fails at position {error.start}); {ADVICE}"
        ) from windows


def _strict(data: bytes, encoding: str, file: str, offset: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(
            f"{file}: byte 0x{data[error.start]:02x} at position {error.start + offset} is not "
            f"{encoding.upper()}, as which the file begins; {ADVICE}"
        ) from error


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: the zero halves of its Latin letters stand on one side only."""
    if 0 not in data or len(data) % 2:
        return None
    even, odd, half = data[0::2].count(0), data[1::2].count(0), len(data) // 2
    if odd > 0.4 * half and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd == 0 else None


def _refuse_binary(data: bytes, file: str) -> None:
    zero = data.find(0)
    if zero >= 0 and not _utf16(data):
        raise ReadingError(
            f"{file}: binary, with byte 0x00 at position {zero}, expected plain text; "
            "save the article's text as a .txt file"
        )
    controls = len(data) - len(data.translate(None, _CONTROLS)) if zero < 0 else 0
    if controls > 0.02 * len(data) + 1:
        first = next(n for n, byte in enumerate(data) if byte in _CONTROLS)
        raise ReadingError(
            f"{file}: binary, with control byte 0x{data[first]:02x} at position {first} and "
            f"{controls - 1} more, expected plain text; save the article's text as a .txt file"
        )


def _is_macintosh(data: bytes) -> bool:
    """Whether bytes beyond ASCII read better as Mac Roman, with some of its curly quotation marks among them."""
    if not _MAC_MARK.search(data):
        return False
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return False
    best = from_bytes(data[:20_000], cp_isolation=["cp1252", "mac_roman"]).best()
    return best is not None and best.encoding == "mac_roman"


def decode_page(data: bytes, file: str) -> tuple[str, str]:
    """A web page's text and encoding: as of plain text, or else the one the page itself names."""
    try:
        return decode(data, file)
    except ReadingError:
        named = _CHARSET.search(data[:4096])
        try:
            encoding = named[1].decode("ascii").lower() if named else "utf-8"
            return data.decode(encoding, "replace"), encoding
        except LookupError:
            return data.decode("utf-8", "replace"), "utf-8"

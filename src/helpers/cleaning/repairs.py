"""Repair of one line: what copying, converting and misreading did to it, each kind named and counted."""

import html
import re
import unicodedata
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from helpers.cleaning import losses

# Windows-1252's characters by the bytes 0x80-0x9F, which mistaken decoders leave as control characters.
_WINDOWS = {b: bytes([b]).decode("cp1252", "ignore") or None for b in range(0x80, 0xA0)}
_SPACES = dict.fromkeys([*map(ord, "\t\x1f\xa0\u1680\u202f\u205f\u3000"), *range(0x2000, 0x200B)], " ")
_CONTROLS = dict.fromkeys([*range(0x00, 0x09), *range(0x0E, 0x1F), 0x7F])
_ZERO_WIDTH = dict.fromkeys([0x200B, 0x2060, *range(0x2061, 0x2065), 0xFEFF])
_DIRECTIONS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2065, 0x2070)])
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# What strip() takes for white space, without U+0085, which is a mistaken Windows-1252 ellipsis.
_WHITE = "".join(char for code in _SPACES if (char := chr(code)).isspace()) + " "
_SPACE_RUN = re.compile(" {2,}")
# Colours and other orders to a terminal: the whole sequence; of those that are one letter the sign alone goes,
# for the letter may be the article's.
_TERMINAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]{0,200}(?:\x07|\x1b\\)|[()][0AB])")
# Joiners mean something inside emoji and Eastern scripts, nothing after an English letter.
_JOINER = re.compile("(?:(?<=[\x00-\x7f])|^)[\u200c\u200d]+")
_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\u2028\u2029]")
_COMBINING = re.compile("[^\u0300-\u036f]?[\u0300-\u036f]+")
# Lines of these characters alone need no repair; others are looked at more closely.
_PLAIN = re.compile("[ -%'-~’‘“”–—£€…•éèêëáàâäíïóôöúüçñ½]*+")
# Letters and signs by which UTF-8 shows when it was read as another encoding; ftfy says whether it was.
_SUSPECT = re.compile("[\x80-\x9fÀ-ôÂÃâðï‚√¬Ääåìî‰©®±][^\x00-\x7f]|ðŸ|Ã")


class MissingLibrary(UserWarning):
    """A library that repair needs is not installed; what it would put right stays as it is."""


class Repaired(NamedTuple):
    """A line after repair."""

    text: str
    changed: int  # characters altered
    repairs: str  # each kind and its number: "soft hyphen 2; ligature 1"


def repair(raw: str) -> Repaired:
    """The line with its copying faults put right, and what that altered.

    Misread UTF-8 and HTML entities become their characters, ligatures their letters, decomposed letters
    composed ones (Unicode's NFC); marks that a conversion lost come back where their place leaves no doubt, and
    other lost characters are counted; every kind of space becomes one plain space; terminal escapes, control,
    zero-width and direction characters and soft hyphens go. Nothing else is touched.
    """
    stripped = raw.strip(_WHITE)
    text, restored, lost = losses.restored(stripped)
    plain = (text.isascii() and text.isprintable() and "&" not in text) or _PLAIN.fullmatch(text)
    if plain and "  " not in text and not restored and not lost:
        cut = len(raw) - len(text)
        return Repaired(text, cut, f"space {cut}" if cut else "")
    counts = {"space": len(raw) - len(stripped), "lost mark put back": restored, "lost character": lost}
    for name, step in _STEPS:
        text, counts[name] = step(text)
    short = _SPACE_RUN.sub(" ", text).strip()
    counts["space"] += counts.pop("odd space") + len(text) - len(short)
    found = {name: number for name, number in counts.items() if number}
    return Repaired(short, sum(found.values()), "; ".join(f"{name} {number}" for name, number in found.items()))


Step = Callable[[str], tuple[str, int]]


def _substitution(pattern: re.Pattern[str], replacement: Callable[[str], str]) -> Step:
    def step(text: str) -> tuple[str, int]:
        altered = sum(len(match[0]) for match in pattern.finditer(text) if replacement(match[0]) != match[0])
        return (pattern.sub(lambda match: replacement(match[0]), text) if altered else text), altered

    return step


def _translation(table: dict[int, str | None]) -> Step:
    characters = re.compile(f"[{''.join(re.escape(chr(code)) for code in sorted(table))}]")
    return _substitution(characters, lambda found: table[ord(found)] or "")


def _misread(text: str) -> tuple[str, int]:
    """Text that was read as another encoding than its own (ftfy: Speer 2019)."""
    if not _SUSPECT.search(text) or (ftfy := _ftfy()) is None or not ftfy.badness.is_bad(text):
        return text, 0
    fixed = ftfy.fix_encoding(text)
    if fixed == text:
        return text, 0
    words = text.split(" ")
    now = fixed.split(" ")
    same = set(now) if len(now) != len(words) else set()
    pairs = zip(words, now, strict=False) if not same else ((w, w if w in same else "") for w in words)
    return fixed, max(1, sum(sum(c > "\x7f" for c in w) for w, n in pairs if w != n))


@cache
def _ftfy() -> Any:
    try:
        import ftfy
        import ftfy.badness
    except ImportError:
        warnings.warn(
            "lines in a misread encoding stay as they are: ftfy is not installed; install it with: "
            "python -m pip install ftfy",
            MissingLibrary,
            stacklevel=2,
        )
        return None
    return ftfy


def _unescaped(entity: str) -> str:
    """The character of an HTML entity, however often that was escaped: "&amp;ldquo;"."""
    while (once := html.unescape(entity)) != entity:
        entity = once
    return _BREAK.sub(" ", entity)


def _composed(text: str) -> tuple[str, int]:
    if unicodedata.is_normalized("NFC", text):
        return text, 0
    made = unicodedata.normalize("NFC", text)
    altered = sum(len(m[0]) for m in _COMBINING.finditer(text) if unicodedata.normalize("NFC", m[0]) != m[0])
    return made, max(1, altered)


_STEPS: tuple[tuple[str, Step], ...] = (
    ("misread encoding (ftfy)", _misread),
    ("terminal escape", _substitution(_TERMINAL, lambda found: "")),
    ("HTML entity", _substitution(_ENTITY, _unescaped)),
    ("zero-width character", _substitution(_JOINER, lambda found: "")),
    ("misread character", _translation(_WINDOWS)),
    ("odd space", _translation(dict(_SPACES))),
    ("control character", _translation(_CONTROLS)),
    ("soft hyphen", _translation({0xAD: None})),
    ("zero-width mark", _translation(_ZERO_WIDTH)),
    ("direction mark", _translation(_DIRECTIONS)),
    ("ligature", _translation(dict(_LIGATURES))),
    ("composed letter", _composed),
)

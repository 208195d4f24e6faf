"""Raw lines, their repair, and which of them make one paragraph."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

# What ends a line: the usual three, the breaks of word processors (vertical tab, form feed) and Unicode's
# line and paragraph separators, which pasted web pages hold. Not U+0085: in files of today it is a mistaken
# Windows-1252 ellipsis, as HTML's standard reads it too.
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\u2028\u2029]")

# Windows-1252's characters by the bytes 0x80-0x9F, which mistaken decoders leave as control characters.
_WINDOWS = {b: bytes([b]).decode("cp1252", "ignore") or None for b in range(0x80, 0xA0)}
_SPACES = dict.fromkeys([*map(ord, "\t\x1f\xa0\u1680\u202f\u205f\u3000"), *range(0x2000, 0x200B)], " ")
_CONTROLS = dict.fromkeys([*range(0x00, 0x09), *range(0x0E, 0x1F), 0x7F])
# Zero-width marks, soft hyphens and marks of writing direction. The two joiners are dealt with apart.
_MARKS = (0xAD, 0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2060, 0x2070))
_INVISIBLE = dict.fromkeys(_MARKS)
_TABLE: dict[int, str | None] = {**_WINDOWS, **_SPACES, **_CONTROLS, **_INVISIBLE}
_TABLED = re.compile(f"[{''.join(re.escape(chr(code)) for code in sorted(_TABLE))}]")
# Joiners mean something inside emoji and Eastern scripts, nothing after an English letter.
_JOINER = re.compile("(?:(?<=[\x00-\x7f])|^)[\u200c\u200d]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# What strip() takes for white space, without U+0085.
_WHITE = "".join(char for code in _SPACES if (char := chr(code)).isspace()) + " "
_SPACE_RUN = re.compile(" {2,}")

# UTF-8 that was once read as Windows-1252 ("donâ€™t", "Â£5", "cafÃ©"). Only the lead bytes of Latin letters,
# punctuation and emoji: others would catch real words ("CAFÉ’").
_TAIL = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xC0))
_BYTES = {char: byte for byte, char in zip(range(0x80, 0xC0), _TAIL, strict=True)}
_ANY = f"[{re.escape(_TAIL)}]"
_MISREAD = re.compile(f"[ÂÃ]{_ANY}|â[€‚„]{_ANY}|ðŸ{_ANY}{{2}}|ï»¿")

# Lines of hard-wrapped text are about as long as each other; narrower or wider ones are lines of their own.
_NARROWEST, _WIDEST = 40, 120
_ENDED = re.compile(r"""[.!?…:]["'”’»)\]]*$""")


class Line(NamedTuple):
    """One non-blank raw line."""

    number: int  # from 1, blank lines counted
    raw: str
    text: str  # repaired
    changed: int  # characters altered


@dataclass(frozen=True)
class Paragraph:
    """The lines that make one paragraph, and its text: the lines joined by one space."""

    lines: tuple[Line, ...]
    text: str


def raw_lines(text: str) -> list[tuple[int, str]]:
    """Each non-blank line with its number, from 1, blank lines counted."""
    return [(number, raw) for number, raw in enumerate(_BREAK.split(text), 1) if raw.strip()]


def repair(raw: str) -> tuple[str, int]:
    """The line with its copying faults put right, and how many of its characters that altered.

    Misread UTF-8 and HTML entities become their characters; every kind of space becomes one plain space;
    control, zero-width and direction characters go. Nothing else is touched.
    """
    text = raw.strip(_WHITE)
    changed = len(raw) - len(text)
    for pattern, replacement in _REPAIRS:
        text, count = _substitute(pattern, replacement, text)
        changed += count
    short = _SPACE_RUN.sub(" ", text).strip()
    return short, changed + len(text) - len(short)


def _substitute(pattern: re.Pattern[str], replacement: Callable[[str], str], text: str) -> tuple[str, int]:
    altered = sum(len(match[0]) for match in pattern.finditer(text) if replacement(match[0]) != match[0])
    return (pattern.sub(lambda match: replacement(match[0]), text) if altered else text), altered


def _reread(found: str) -> str:
    try:
        return bytes(_BYTES.get(char, ord(char)) for char in found).decode("utf-8")
    except UnicodeDecodeError:
        return found


_REPAIRS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (_MISREAD, _reread),
    (_ENTITY, lambda found: _BREAK.sub(" ", html.unescape(found))),
    (_JOINER, lambda found: ""),
    (_TABLED, lambda found: _TABLE[ord(found)] or ""),
)


def ended(text: str) -> bool:
    """Whether the text ends as a sentence or a lead-in to one does."""
    return bool(_ENDED.search(text[-8:]))


def paragraphs(text: str, stands_alone: Callable[[str], bool]) -> list[Paragraph]:
    """The non-blank lines, grouped into paragraphs.

    Parameters
    ----------
    text : the raw text.
    stands_alone : whether a line is known to be no part of a running paragraph (page furniture).

    A line is joined to the one directly above it when it goes on in a small letter, or when the text is
    hard-wrapped and its first word would not have fitted on that line.
    """
    blocks = _blocks(text)
    wrapped = _hard_wrapped(blocks)
    found: list[Paragraph] = []
    for block in blocks:
        width = max(len(line.text) for line in block)
        group = [block[0]]
        for above, line in pairwise(block):
            if _goes_on(above, line, width if wrapped else None, stands_alone):
                group.append(line)
            else:
                found.append(_paragraph(group))
                group = [line]
        found.append(_paragraph(group))
    return found


def _paragraph(lines: list[Line]) -> Paragraph:
    return Paragraph(tuple(lines), " ".join(line.text for line in lines))


def _blocks(text: str) -> list[list[Line]]:
    """Runs of lines without a blank one between them."""
    blocks: list[list[Line]] = []
    for number, raw in raw_lines(text):
        line = Line(number, raw, *repair(raw))
        if blocks and blocks[-1][-1].number == number - 1 and line.text and blocks[-1][-1].text:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _filled(above: Line, line: Line, width: int) -> bool:
    first_word = line.text.split(" ", 1)[0]
    return _NARROWEST <= width <= _WIDEST and len(above.text) + 1 + len(first_word) > width


def _hard_wrapped(blocks: list[list[Line]]) -> bool:
    """Most lines with one below are filled, and half of those break off in mid-sentence."""
    pairs = filled = broken = 0
    for block in blocks:
        width = max(len(line.text) for line in block)
        for above, line in pairwise(block):
            pairs += 1
            if _filled(above, line, width):
                filled += 1
                broken += not ended(above.text)
    return filled >= 3 and filled >= 0.6 * pairs and broken >= 0.5 * filled


def _goes_on(above: Line, line: Line, width: int | None, stands_alone: Callable[[str], bool]) -> bool:
    if not ended(above.text) and line.text[0].islower() and not stands_alone(above.text):
        return not stands_alone(line.text)
    if width is None or not _filled(above, line, width):
        return False
    return not stands_alone(line.text) and not stands_alone(above.text)

"""Raw lines, their repair, and which of them make one paragraph."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from helpers.cleaning.repairs import repair
from helpers.records import LineMark

# What ends a line: the usual three, the breaks of word processors (vertical tab, form feed) and Unicode's
# line and paragraph separators, which pasted web pages hold. Not U+0085: in files of today it is a mistaken
# Windows-1252 ellipsis, as HTML's standard reads it too.
_RARE_BREAKS = "\r\x0b\x0c\u2028\u2029"
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\u2028\u2029]")

# Lines of hard-wrapped text are about as long as each other; narrower or wider ones are lines of their own.
_NARROWEST, _WIDEST = 40, 120
_RIGHTS = re.compile(r"\(c\)|©|copyright\b", re.IGNORECASE)
_NOTICE = 5  # lines that a notice of the page has at most
# A word divided at a line's end: its first part, and how the next line goes on.
_DIVIDED = re.compile(r"([^\W\d_]{2,})[-\u2010]$")
_SOFT_END = re.compile(r"[^\W\d_]\xad\s*$")
_WORD_ON = re.compile(r"[^\W\d_A-Z]+")
NO_MARKS: Mapping[int, LineMark] = MappingProxyType({})
_ITEM = re.compile(r"[•●*–—-]\s")
_ENDED = re.compile(r"""[.!?…:]["'”’»)\]]*$""")


class Line(NamedTuple):
    """One non-blank raw line."""

    number: int  # from 1, blank lines counted
    raw: str
    text: str  # repaired
    changed: int  # characters altered
    repairs: str = ""  # what altered them


@dataclass(frozen=True)
class Paragraph:
    """The lines that make one paragraph, and its text: the lines joined by one space, or by nothing where a
    word was divided between them."""

    lines: tuple[Line, ...]
    text: str
    glued: frozenset[int] = frozenset()  # indices of the lines that go on with the word of the one before
    mark: LineMark | None = None  # what the file's format says of them


def raw_lines(text: str) -> list[tuple[int, str]]:
    """Each non-blank line with its number, from 1, blank lines counted."""
    rare = any(sign in text for sign in _RARE_BREAKS)
    pieces = _BREAK.split(text) if rare else text.split("\n")
    return [(number, raw) for number, raw in enumerate(pieces, 1) if raw and not raw.isspace()]


def ended(text: str) -> bool:
    """Whether the text ends as a sentence or a lead-in to one does."""
    return bool(_ENDED.search(text[-8:]))


def paragraphs(
    text: str,
    stands_alone: Callable[[str], bool],
    marks: Mapping[int, LineMark] = NO_MARKS,
    keeps_hyphen: Callable[[str, str], bool] = lambda first, second: True,
) -> list[Paragraph]:
    """The non-blank lines, grouped into paragraphs.

    Parameters
    ----------
    text : the raw text.
    stands_alone : whether a line is known to be no part of a running paragraph (page furniture).
    marks : what the file's format says of lines, by number; lines of different marks are not joined.
    keeps_hyphen : whether a word divided at a line's end ("ex-", "minister") has its hyphen anyway.

    A line is joined to the one directly above it when it goes on in a small letter, or when the text is
    hard-wrapped and its first word would not have fitted on that line.
    """
    blocks = _blocks(text, marks)
    wrapped = _hard_wrapped(blocks)
    found: list[Paragraph] = []
    for block in blocks:
        width = max(len(line.text) for line in block) if wrapped else None
        running = wrapped and ended(block[-1].text)
        group = [block[0]]
        for above, line in pairwise(block):
            mark = marks.get(line.number)
            goes_on = _goes_on(above, line, width, running, stands_alone) or _is_open(group, stands_alone)
            if mark == marks.get(above.number) and (mark is not None or goes_on):
                group.append(line)
            else:
                found.append(_paragraph(group, marks, keeps_hyphen))
                group = [line]
        found.append(_paragraph(group, marks, keeps_hyphen))
    return found


def _paragraph(group: list[Line], marks: Mapping[int, LineMark], keeps_hyphen: Callable[[str, str], bool]) -> Paragraph:
    mark = marks.get(group[0].number)
    if len(group) == 1:
        return Paragraph((group[0],), group[0].text, frozenset(), mark)
    lines, glued = [group[0]], set()
    for line in group[1:]:
        divided = _DIVIDED.search(lines[-1].text) or _SOFT_END.search(lines[-1].raw)
        if divided and (goes_on := _WORD_ON.match(line.text)):
            glued.add(len(lines))
            if divided.re is _DIVIDED and not keeps_hyphen(divided[1], goes_on[0]):
                above = lines[-1]
                lines[-1] = above._replace(
                    text=above.text[:-1], changed=above.changed + 1, repairs=_added(above.repairs, "line-end hyphen 1")
                )
        lines.append(line)
    text = lines[0].text + "".join(f"{'' if n in glued else ' '}{line.text}" for n, line in enumerate(lines[1:], 1))
    return Paragraph(tuple(lines), text, frozenset(glued), mark)


def _added(repairs: str, one: str) -> str:
    return f"{repairs}; {one}" if repairs else one


def _line(number: int, raw: str, mark: LineMark | None) -> Line:
    if mark is None or not mark.cut:
        return Line(number, raw, *repair(raw))
    text, changed, repairs = repair(raw.lstrip()[mark.cut :])
    return Line(number, raw, text, changed + mark.cut, _added(repairs, f"label {mark.cut}"))


def _blocks(text: str, marks: Mapping[int, LineMark]) -> list[list[Line]]:
    """Runs of lines without a blank one between them."""
    blocks: list[list[Line]] = []
    for number, raw in raw_lines(text):
        line = _line(number, raw, marks.get(number))
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
        if len(block) == 1:
            continue
        width = max(len(line.text) for line in block)
        for above, line in pairwise(block):
            pairs += 1
            if _filled(above, line, width):
                filled += 1
                broken += not ended(above.text)
    return filled >= 3 and filled >= 0.6 * pairs and broken >= 0.5 * filled


def _is_open(group: list[Line], stands_alone: Callable[[str], bool]) -> bool:
    """Whether the lines are a notice in brackets that have not closed yet ("(Reporting by Ann Hay in")."""
    text = " ".join(line.text for line in group[:_NOTICE])
    return (
        len(group) < _NOTICE and text[:1] == "(" and text.count("(") > text.count(")") and stands_alone(group[0].text)
    )


def _goes_on(above: Line, line: Line, width: int | None, running: bool, stands_alone: Callable[[str], bool]) -> bool:
    """Whether a line goes on with the one above; ``running`` where the text is hard-wrapped and the block of lines
    ends as a sentence, so that whatever breaks off in it goes on."""
    filled = width is not None and _filled(above, line, width)
    if running and filled and not ended(above.text) and not line.text[0].isupper():
        return True
    if not ended(above.text) and line.text[0].islower():
        notice = len(above.text) >= _NARROWEST and _RIGHTS.match(above.text) is not None
        return (notice or not stands_alone(above.text)) and not stands_alone(line.text)
    broken = running and not ended(above.text) and not _ITEM.match(line.text)
    if not broken and not filled:
        return False
    return not stands_alone(line.text) and not stands_alone(above.text)

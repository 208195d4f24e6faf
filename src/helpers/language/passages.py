"""Passages between quotation marks, paired paragraph by paragraph in one sweep.

Double marks (“…” "…" „…“ «…» ``…'') are paired first. Single marks are paired apart inside and outside
them, so that each kind may hold the other. An apostrophe at a word's end (soldiers’ boots) looks like a
closing mark; it is one only where no better close follows before the next opening.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from helpers.language.spans import paragraphs
from helpers.records import Span

_DOUBLE = re.compile(r"[“”„‟«»\"″]|``|''|‘‘|’’")
_SINGLE = re.compile(r"[‘’‚‛'`]")
# Words that begin with an apostrophe of their own: '90s, 'em, 'til.
_ELISION = re.compile(r"(?:\d0s|em|til|till|tis|twas|twere|cause|cos|cuz|bout|round|n|nuff|appen|ere|ave)\b", re.I)
# How a transcript names the next speaker: "WALLACE: Governor, …".
SPEAKER_LABEL = re.compile(r"[A-Z][A-Z.'’ -]{1,30}[A-Z](?=: )")
_SPOKEN_CLOSE = re.compile(r"[.,?!…]’(?=\s|$)")  # so a wrong opening mark (’They say,’) is told from an elision
_BEFORE_OPEN = " \t\u00a0([{—–-/…\u2009\u200a\u202f"
_AFTER_CLOSE = " \t\u00a0)]}—–-/….,;:?!\u2009\u200a\u202f"


class Passage(NamedTuple):
    """Text between marks: the spans of its words, one for each paragraph it runs through."""

    parts: tuple[Span, ...]
    outer: Span  # with its marks
    closed: bool
    within: int | None  # index of the passage it is nested in


class _Pair(NamedTuple):
    opening: Span
    closing: Span | None  # None: no closing mark; the words run to ``end``
    end: int


def find_passages(text: str) -> list[Passage]:
    """All passages between quotation marks, in the order of the text, nested ones after their outer one."""
    pairs: list[list[_Pair]] = []
    bounds = paragraphs(text)
    for start, end in bounds:
        doubles = _pair_doubles(text, start, end)
        pairs.append(sorted(doubles + _pair_singles(text, start, end, doubles)))
    return _assemble(text, bounds, pairs)


def _edges(text: str, start: int, end: int, mark: Span) -> tuple[bool, bool]:
    """Whether the place before the mark suits an opening one, and the place after it a closing one."""
    before = mark[0] == start or text[mark[0] - 1] in _BEFORE_OPEN or text[mark[0] - 1] in "“\"‘'«„"
    after = mark[1] >= end or text[mark[1]] in _AFTER_CLOSE or text[mark[1]] in "”\"’'»“"
    return before, after


def _opens(glyph: str, before: bool, after: bool, is_open: bool, opened_low: bool) -> bool:
    """Whether a double mark opens: by its place, and where that says nothing by its shape."""
    if glyph in ("„", "``", "‘‘", "’’"):
        return glyph != "’’"
    if glyph == "“" and opened_low:
        return False
    if glyph in '"‟″' or glyph == "''":
        return before and not (after and is_open) if before != after or is_open else not after or not is_open
    if glyph in "“«":
        return not (is_open and after and not before)
    return before and not after and not is_open


def _pair_doubles(text: str, start: int, end: int) -> list[_Pair]:
    marks = [m.span() for m in _DOUBLE.finditer(text, start, end)]
    found: list[_Pair] = []
    opened: list[Span] = []  # marks not yet closed, outermost first
    for i, mark in enumerate(marks):
        glyph = text[mark[0] : mark[1]]
        before, after = _edges(text, start, end, mark)
        if _is_inch(text, glyph, mark, bool(opened), marks[i + 1 : i + 2], end):
            continue
        low = bool(opened) and text[opened[-1][0]] == "„"
        if not _opens(glyph, before, after, bool(opened), low):
            if opened:
                last = len(opened) - 1
                own = last - 1 if last and not _kin(text, opened[last], mark) and _kin(text, opened[0], mark) else last
                opening = opened[own]
                del opened[own:]
                if mark[0] > opening[1]:
                    found.append(_Pair(opening, mark, mark[0]))
        elif not opened or (
            len(opened) == 1 and (not _kin(text, opened[0], mark) or _closes_twice(text, marks[i + 1 : i + 3]))
        ):
            opened.append(mark)
        else:  # the earlier one was never closed: it ends where this one begins
            found += [_Pair(o, None, _trim(text, o[1], mark[0])) for o in opened[:1]]
            opened = [mark]
    if opened and not text[opened[0][1] : opened[0][1] + 1].isspace():  # else a stray mark
        found.append(_Pair(opened[0], None, end))
    return [pair for pair in found if pair.end > pair.opening[1]]


def _kin(text: str, opening: Span, mark: Span) -> bool:
    """Whether two marks are of one set: straight ones pair with straight ones, curly with curly."""
    return (text[opening[0]] == '"') == (text[mark[0]] == '"')


def _is_inch(text: str, glyph: str, mark: Span, is_open: bool, following: Sequence[Span], end: int) -> bool:
    if glyph not in ('"', "”", "''") or mark[0] == 0 or not text[mark[0] - 1].isdigit():
        return False
    if not is_open:
        return True
    rest = text[mark[1] : mark[1] + 2]
    return bool(following) and rest[:1] == " " and rest[1:].islower() and not text[following[0][1] : end][:1].isalnum()


def _closes_twice(text: str, marks: Sequence[Span]) -> bool:
    return len(marks) == 2 and all(text[a:b] in "”»" for a, b in marks)


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _pair_singles(text: str, start: int, end: int, doubles: Sequence[_Pair]) -> list[_Pair]:
    regions: dict[int, list[tuple[int, str]]] = {}
    bounds = sorted((d.opening[1], d.end, n) for n, d in enumerate(doubles))
    stack: list[tuple[int, int]] = []
    at = 0
    taken = {i for d in doubles for mark in (d.opening, d.closing) if mark for i in range(*mark)}
    for match in _SINGLE.finditer(text, start, end):
        position = match.start()
        if position in taken:
            continue
        while at < len(bounds) and bounds[at][0] <= position:
            stack.append((bounds[at][1], bounds[at][2]))
            at += 1
        while stack and stack[-1][0] <= position:
            stack.pop()
        kind = _kind_of_single(text, start, end, position)
        if kind:
            regions.setdefault(stack[-1][1] if stack else -1, []).append((position, kind))
    found: list[_Pair] = []
    for region, events in regions.items():
        limit = doubles[region].end if region >= 0 else end
        found += _pair_region(text, start, limit, events, nested=region >= 0)
    return found


def _kind_of_single(text: str, start: int, end: int, position: int) -> str:
    """open, strong (a certain close), close, weak (perhaps an apostrophe), or nothing."""
    glyph = text[position]
    prior = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    if prior.isalnum() and after.isalnum():
        return ""
    before_open = prior in _BEFORE_OPEN or prior in '“"«„'
    if before_open and not after.isspace():
        elided = _ELISION.match(text, position + 1, min(end, position + 8))
        turned = glyph == "’" and not (after.isupper() and _SPOKEN_CLOSE.search(text, position + 2, end))
        return "" if elided or turned or not (after.isalnum() or after in '“"«£$€…#@(') else "open"
    if glyph in "‘‚‛`" or prior.isspace():
        return ""
    if prior in ".,?!…":
        return "strong"
    if prior.isdigit() and glyph == "'" and (after.isdigit() or after == " "):
        return "weak"
    if prior in "sSxzXZ" and after.isspace() and text[position + 2 : position + 3].isalnum():
        return "weak"
    return "close"


def _pair_region(text: str, start: int, end: int, events: Sequence[tuple[int, str]], nested: bool) -> list[_Pair]:
    # The next event that is not weak, for each: a weak one before a close is an apostrophe.
    following: list[str] = [""] * len(events)
    for i in range(len(events) - 2, -1, -1):
        following[i] = events[i + 1][1] if events[i + 1][1] != "weak" else following[i + 1]
    found: list[_Pair] = []
    opened: int | None = None
    for (position, kind), after in zip(events, following, strict=True):
        if kind == "open":
            if opened is not None and _may_run_on(text, start, opened, nested):
                found.append(_Pair((opened, opened + 1), None, _trim(text, opened + 1, position)))
            opened = position
        elif opened is not None and (kind != "weak" or after in ("", "open")):
            if position > opened + 1:
                found.append(_Pair((opened, opened + 1), (position, position + 1), position))
            opened = None
    if opened is not None and _may_run_on(text, start, opened, nested):
        found.append(_Pair((opened, opened + 1), None, end))
    return found


def _may_run_on(text: str, start: int, opened: int, nested: bool) -> bool:
    """Whether a single mark that is never closed begins speech and is no apostrophe."""
    before = text[max(start, opened - 2) : opened].strip()
    stop = text.find("\n", opened)
    taken_up = stop > 0 and text.startswith("\n\n" + text[opened], stop)
    begins = text[opened + 1].isupper() or taken_up
    return not nested and begins and (not before or before[-1] in ".,:;?!")


def _assemble(text: str, bounds: Sequence[Span], pairs: Sequence[Sequence[_Pair]]) -> list[Passage]:
    found: list[Passage] = []
    running: int | None = None  # index of a passage left open at the end of the paragraph before
    for (start, end), here in zip(bounds, pairs, strict=True):
        still: int | None = None
        stack: list[int] = []
        for pair in here:
            part = (pair.opening[1], pair.end)
            outer_end = pair.closing[1] if pair.closing else pair.end
            while stack and found[stack[-1]].parts[-1][1] < part[1]:
                stack.pop()
            goes_on = running is not None and pair.opening[0] == start and not SPEAKER_LABEL.match(text, part[0])
            if goes_on and running is not None and _same_mark(text, found[running], pair):
                old = found[running]
                found[running] = Passage((*old.parts, part), (old.outer[0], outer_end), bool(pair.closing), old.within)
                index = running
            else:
                found.append(
                    Passage(
                        (part,),
                        (pair.opening[0], outer_end),
                        bool(pair.closing),
                        stack[-1] if stack else None,
                    )
                )
                index = len(found) - 1
            stack.append(index)
            if pair.closing is None and pair.end == end and found[index].within is None:
                still = index
        running = still
    return found


def _same_mark(text: str, passage: Passage, pair: _Pair) -> bool:
    return text[passage.outer[0]] == text[pair.opening[0]]

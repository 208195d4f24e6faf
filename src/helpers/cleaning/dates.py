"""Lines that date a page: "Published: 16:45, 14 March 2023", "Fri 3 May 2024 05.51 BST"."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from helpers.cleaning import outlets
from helpers.codebook import Codebook

_LONGEST = 160
_LONGEST_AGO = 60
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"(?<![ap]\.m)[.!?]$")
_TOKEN = re.compile(
    r"""(?P<iso>\d{4}-\d{2}-\d{2}(?:T[\d:.+Z-]*)?)
    |(?P<numeric>\d{1,4}([/.-])\d{1,2}\3\d{2,4}(?!\d))
    |(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|[+-]\d{2}:?\d{2}\b)
    |(?P<number>\d+(?:st|nd|rd|th)?\b)
    |(?P<word>[^\W\d_]+(?:[.'’-][^\W\d_]+)*)
    |(?P<other>[^\s,;|•·()\[\]–—:/.@-]\S*)""",
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN_ISO = re.compile(r"((?:1[5-9]|20)\d\d)(?:[-/]?(\d\d)(?:[-/]?(\d\d)(?:[T ]\d.*)?)?)?")
_LETTERED = re.compile(r"(?<=\d)-(?=[A-Za-z])|(?<=[A-Za-z])-(?=\d)")
_AMBIGUOUS = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_AGO = re.compile(
    r"(?:about |over )?(?:an?|\d{1,3}) ?"
    r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?) ago"
    r"|just now|yesterday|today",
    re.IGNORECASE,
)
# What a page prints after a date on the same line.
_TRAILER = re.compile(
    r"[\s|•·,–—-]+(?:\d{1,3}[ -]?min(?:ute)?s?(?: read)?|\d{1,5} (?:comments?|shares?)|pages? \d{1,3})$",
    re.IGNORECASE,
)


class DateLine(NamedTuple):
    """What a line says of its page's date."""

    before: str  # words before the date, as an author's or a paper's name
    published: str | None  # ISO, of the stated precision
    changed: str | None  # the date of a change to the page
    reason: str | None  # why a date on the line was not taken
    labelled: bool  # it says which date it is
    complete: bool  # it has a year
    paper: str | None = None  # the paper's name after the date


class _Words(NamedTuple):
    kinds: dict[str, tuple[str, str]]
    longest: int
    firsts: frozenset[str]  # the first words of them


@lru_cache(maxsize=8)
def _words(codebook: Codebook) -> _Words:
    kinds = {row["words"].lower(): (row["kind"], row["value"]) for row in codebook["date_words"]}
    firsts = frozenset(words.split()[0] for words in kinds)
    return _Words(kinds, max((len(words.split()) for words in kinds), default=1), firsts)


def parse(line: str, codebook: Codebook) -> DateLine | None:
    """Read a line that dates its page.

    Returns
    -------
    None where the line is no such line. A date whose day and month cannot be told apart, or that does not
    exist, is not taken; ``reason`` says so.
    """
    if len(line) > _LONGEST or (line.endswith((".", "!", "?")) and _SENTENCE.search(line)):
        return None
    if not _DIGIT.search(line):
        return _relative(line, codebook)
    tokens = _tokens(_TRAILER.sub("", line), codebook)
    start = len(tokens)
    while start and tokens[start - 1][0] != "other":
        start -= 1
    while start < len(tokens) and tokens[start][0] == "filler":
        start += 1
    if start == len(tokens):
        return _relative(line, codebook)
    before = line[: tokens[start][2]].strip(" ,;|•·()[]–—:/-")
    return _date_line(before, _segments(tokens[start:])) or _relative(line, codebook)


def stated(value: str, codebook: Codebook) -> tuple[str | None, str | None]:
    """The date that a file's own field gives, in ISO form, or why it gives none."""
    if match := _PLAIN_ISO.fullmatch(value.strip()):
        year, month, day = match[1], match[2], match[3]
        if day:
            return _checked(int(year), int(month), int(day))
        return (f"{year}-{month}" if month else year, None) if not month or 1 <= int(month) <= 12 else (None, None)
    found = parse(_LETTERED.sub(" ", value.strip()), codebook)
    if found is None:
        return None, None
    return found.published or found.changed, found.reason


def in_order_of(text: str, paper: str | None, codebook: Codebook) -> str | None:
    """A date in figures whose day and month cannot be told apart ("03/12/2021"), in the order that a paper is
    known to print; None where the codebook does not know the paper's."""
    match = _AMBIGUOUS.search(text)
    order = outlets.date_order(paper, codebook) if paper and match else None
    if match is None or order is None:
        return None
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    day, month = (first, second) if order == "day_first" else (second, first)
    found = _date(year, month, day)
    return found.isoformat() if found else None


def label(line: str, codebook: Codebook) -> str:
    """Which date the next line gives, where this one is only its label: stated, later, or empty."""
    kind = _words(codebook).kinds.get(line.lower().rstrip(" :."), ("", ""))[0] if len(line) <= 40 else ""
    return kind if kind in ("stated", "later") and line.lower() not in ("date", "saved") else ""


def relabelled(dated: DateLine, kind: str) -> DateLine:
    """A date line under such a label."""
    if dated.labelled or dated.before:
        return dated
    if kind == "later":
        return dated._replace(published=None, changed=dated.published, labelled=True)
    return dated._replace(labelled=True)


_Token = tuple[str, str, int]  # kind, value, position


def _tokens(line: str, codebook: Codebook) -> list[_Token]:
    words, found = _words(codebook), []
    matches = list(_TOKEN.finditer(line))
    position = 0
    while position < len(matches):
        match, taken = matches[position], 1
        kind, value = match.lastgroup or "other", match[0]
        if kind == "word":
            kind, value = "other", match[0]
            known = value.lower().rstrip(".") in words.firsts
            for length in range(min(words.longest, len(matches) - position) if known else 0, 0, -1):
                phrase = " ".join(m[0].lower().rstrip(".") for m in matches[position : position + length])
                if phrase in words.kinds:
                    kind, value = words.kinds[phrase]
                    taken = length
                    break
        found.append((kind, value, match.start()))
        position += taken
    return found


def _segments(tokens: list[_Token]) -> list[tuple[str, list[_Token]]]:
    """The tokens under each label ("" before the first, "stated" or "later" after)."""
    segments: list[tuple[str, list[_Token]]] = [("", [])]
    for token in tokens:
        if token[0] in ("stated", "later"):
            segments.append((token[0], []))
        else:
            segments[-1][1].append(token)
    return [segment for segment in segments if segment[1]]


def _date_line(before: str, segments: list[tuple[str, list[_Token]]]) -> DateLine | None:
    published = changed = reason = None
    dated = labelled = complete = False
    for label, tokens in segments:
        iso, why = _iso(tokens)
        kinds = {kind for kind, _, _ in tokens}
        full = bool(iso or why)
        if not (full or {"month", "number"} <= kinds or {"time", "zone"} <= kinds or (label and "time" in kinds)):
            return None
        dated, labelled, complete = True, labelled or bool(label), complete or full
        reason = reason or why or (None if iso else "the line gives no year")
        if label == "later":
            changed = changed or iso
        else:
            published = published or iso
    if not dated or (before and not (complete and len(before) <= 80)):
        return None
    return DateLine(before, published, changed, None if published else reason, labelled, complete)


def _iso(tokens: list[_Token]) -> tuple[str | None, str | None]:
    """The date of some tokens in ISO form, or why it cannot be had; neither where no year is given."""
    by_kind: dict[str, list[str]] = {}
    for kind, value, _ in tokens:
        by_kind.setdefault(kind, []).append(value)
    weekday = by_kind.get("weekday", [None])[0]
    if "iso" in by_kind:
        return _checked(*map(int, by_kind["iso"][0][:10].split("-")))
    if "numeric" in by_kind:
        return _numeric(by_kind["numeric"][0], weekday)
    numbers = by_kind.get("number", [])
    years = [n for n in numbers if re.fullmatch(r"(?:1[5-9]|20)\d\d", n)]
    days = [int(re.sub(r"\D", "", n)) for n in numbers if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", n.lower())]
    if len(set(by_kind.get("month", []))) != 1 or len(set(years)) != 1:
        return None, None
    year, month = int(years[0]), int(by_kind["month"][0])
    return _checked(year, month, days[0]) if len(days) == 1 else (f"{year:04}-{month:02}", None)


def _numeric(text: str, weekday: str | None) -> tuple[str | None, str | None]:
    first, second, third = (int(part) for part in re.split(r"[/.-]", text))
    if first > 31:
        return _checked(first, second, third)
    if third < 1000:
        return None, f"{text}: the century is not stated"
    choices = {(second, first), (first, second)}
    dates = [d for d in (_date(third, month, day) for month, day in sorted(choices)) if d]
    if weekday is not None and len(dates) == 2:
        dates = [d for d in dates if d.weekday() == int(weekday)]
    if len(dates) == 1:
        return dates[0].isoformat(), None
    return None, f"{text}: {'day and month cannot be told apart' if dates else 'no such date'}"


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _checked(year: int, month: int, day: int) -> tuple[str | None, str | None]:
    found = _date(year, month, day)
    return (found.isoformat(), None) if found else (None, f"{year:04}-{month:02}-{day:02}: no such date")


def _relative(line: str, codebook: Codebook) -> DateLine | None:
    """ "2 hours ago", "Updated yesterday": a line that dates the page from the day it was saved."""
    if len(line) > _LONGEST_AGO:
        return None
    label, _, rest = line.partition(" ")
    kind = _words(codebook).kinds.get(label.lower().rstrip(":"), ("", ""))[0]
    if kind not in ("stated", "later"):
        kind, rest = "", line
    if not _AGO.fullmatch(rest.strip(" :.")) or (not kind and not rest.lower().endswith("ago")):
        return None
    return DateLine("", None, None, f"{rest.strip(' :.')}: counted from an unknown day", bool(kind), False)

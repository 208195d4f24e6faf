"""Lines that date a page: "Published: 16:45, 14 March 2023", "Fri 3 May 2024 05.51 BST"."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from helpers.cleaning import outlets
from helpers.cleaning.bylines import Byline
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
# What parts the words of a date beside spaces: "3-Dec-2021", "Jan 18 '22", "2022Updated".
_LETTERED = re.compile(
    r"(?<=\d)-(?=[A-Za-z])|(?<=[A-Za-z])-(?=\d)|['’](?=\d\d\b)|(?<=\b\d{4})(?=[A-Z][a-z])|(?<=[A-Za-z]-\d\d)-(?=\d{4}\b)"
)
_OFFSET = re.compile(r"\(?\b(?:GMT|UTC) ?[+-] ?\d{1,2}(?::?\d\d)?\)?")
_AMBIGUOUS = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_AGO = re.compile(
    r"(?:about |over )?(?:an?|\d{1,3}) ?"
    r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?) ago"
    r"|just now|yesterday|today",
    re.IGNORECASE,
)
_AGO_BESIDE = re.compile(
    rf"(?:[\s|•·,/–—-]+(?:last )?(?:updated|modified|published))(?: on)?:? (?:{_AGO.pattern})", re.IGNORECASE
)
# What a page prints beside a date on the same line.
_READING = r"\d{1,3}[ -]?min(?:ute)?s?(?: read)?"
_TRAILER = re.compile(rf"[\s|•·,–—-]+(?:{_READING}|\d{{1,5}} (?:comments?|shares?)|pages? \d{{1,3}})$", re.IGNORECASE)
_LEADER = re.compile(r"^\d{1,3}[ -]?min(?:ute)?s?+(?: read)?+[\s|•·,–—-]+(?=\S)", re.IGNORECASE)
_NAMED_DAY = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)? ([A-Z][a-z]{2,8})\b|\b([A-Z][a-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?\b"
)
_WEEKDAY = re.compile(r"\bon ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_NEAR, _FAR = 1, 3  # days by which a weekday that the text names tells two readings of a date apart


class DateLine(NamedTuple):
    """What a line says of its page's date."""

    before: str  # words before the date, as an author's or a paper's name
    published: str | None  # ISO, of the stated precision
    changed: str | None  # the date of a change to the page
    reason: str | None  # why a date on the line was not taken
    labelled: bool  # it says which date it is
    complete: bool  # it has a year
    paper: str | None = None  # the paper's name after the date
    byline: Byline | None = None  # who the line says wrote it
    ground: str = ""  # why the date is inferred and not stated


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
    line = _bare(line)
    tokens = _tokens(line, codebook)
    start = len(tokens)
    while start and tokens[start - 1][0] != "other":
        start -= 1
    while start < len(tokens) and tokens[start][0] == "filler":
        start += 1
    if start == len(tokens):
        return _relative(line, codebook)
    before = line[: tokens[start][2]].strip(" ,;|•·()[]–—:/-")
    return _date_line(before, _segments(tokens[start:])) or _relative(line, codebook)


def _bare(line: str) -> str:
    """The line without what pages print beside a date: reading time, comments, a second date told as an age."""
    line = _LETTERED.sub(" ", _OFFSET.sub("", _AGO_BESIDE.sub("", _LEADER.sub("", line))))
    while (shorter := _TRAILER.sub("", line)) != line:
        line = shorter
    return line


def stated(value: str, codebook: Codebook) -> tuple[str | None, str | None]:
    """The date that a file's own field gives, in ISO form, and why it gives none or it had to be inferred."""
    if match := _PLAIN_ISO.fullmatch(value.strip()):
        year, month, day = match[1], match[2], match[3]
        if day:
            return _checked(int(year), int(month), int(day))
        return (f"{year}-{month}" if month else year, None) if not month or 1 <= int(month) <= 12 else (None, None)
    found = parse(value.strip(), codebook)
    if found is None:
        return None, None
    return found.published or found.changed, found.reason or found.ground or None


def readings(text: str) -> tuple[str, str] | None:
    """The two dates that one in figures ("03/12/2021") may be: by day and month, by month and day."""
    match = _AMBIGUOUS.search(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    both = _date(year, second, first), _date(year, first, second)
    return (both[0].isoformat(), both[1].isoformat()) if both[0] and both[1] else None


def in_order_of(text: str, paper: str | None, codebook: Codebook) -> str | None:
    """A date in figures in the order that a paper is known to print; None where the codebook does not know it."""
    order = outlets.date_order(paper, codebook) if paper else None
    both = readings(text) if order else None
    return both[order == "month_first"] if both else None


def by_days_named(text: str, article: str, codebook: Codebook) -> tuple[str, str] | None:
    """A date in figures as the days that the article names leave but one reading of it, and these days: a date
    near it, or else the weekday of the news."""
    both = readings(text)
    if both is None:
        return None
    kinds = _words(codebook).kinds
    for match in _NAMED_DAY.finditer(article):
        kind, month = kinds.get((match[2] or match[3]).lower(), ("", ""))
        near = [iso for iso in both if kind == "month" and _is_near(iso, int(month), int(match[1] or match[4]))]
        if len(near) == 1:
            return near[0], match[0]
    if weekday := _WEEKDAY.search(article):
        named = int(kinds[weekday[1].lower()][1])
        lags = sorted(((date.fromisoformat(iso).weekday() - named) % 7, iso) for iso in both)
        if lags[0][0] <= _NEAR and lags[1][0] >= _FAR:
            return lags[0][1], weekday[1]
    return None


def _is_near(iso: str, month: int, day: int) -> bool:
    found, named = date.fromisoformat(iso), _date(int(iso[:4]), month, day)
    return named is not None and abs((found - named).days) <= 7


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
    ground = ""
    dated = labelled = complete = False
    for label, tokens in segments:
        iso, why = _iso(tokens)
        if iso and why:
            ground, why = why, None
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
    return DateLine(before, published, changed, None if published else reason, labelled, complete, ground=ground)


def _iso(tokens: list[_Token]) -> tuple[str | None, str | None]:
    """The date of some tokens in ISO form, or why it cannot be had; neither where no year is given, both where
    its century is not."""
    by_kind: dict[str, list[str]] = {}
    for kind, value, _ in tokens:
        by_kind.setdefault(kind, []).append(value)
    weekday = by_kind.get("weekday", [None])[0]
    if "iso" in by_kind:
        return _checked(*map(int, by_kind["iso"][0][:10].split("-")))
    if "numeric" in by_kind:
        found = _numeric(by_kind["numeric"][0], weekday)
        return found if found[0] else _by_clock(by_kind["numeric"][0], by_kind.get("time", [])) or found
    numbers = by_kind.get("number", [])
    years = [n for n in numbers if re.fullmatch(r"(?:1[5-9]|20)\d\d", n)]
    days = [int(re.sub(r"\D", "", n)) for n in numbers if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", n.lower())]
    if len(set(by_kind.get("month", []))) != 1:
        return None, None
    if not years and len(numbers) == len(days) == 2 and re.fullmatch(r"\d\d", numbers[1]):
        return _short_year(numbers[1], int(by_kind["month"][0]), days[0])
    if len(set(years)) != 1:
        return None, None
    year, month = int(years[0]), int(by_kind["month"][0])
    return _checked(year, month, days[0]) if len(days) == 1 else (f"{year:04}-{month:02}", None)


def _by_clock(text: str, times: list[str]) -> tuple[str, str] | None:
    """A date in figures beside a clock of 24 hours, which those print who put the day first."""
    both = readings(text)
    if both is None or not times or any(re.search(r"[ap]\.?m", t, re.I) for t in times):
        return None
    return both[0], f"{text}: day before month, for the clock beside it has 24 hours"


def _short_year(year: str, month: int, day: int) -> tuple[str | None, str | None]:
    """A date whose year has two digits, of the century that leaves it within reach."""
    iso, why = _checked(int(year) + (2000 if int(year) < 50 else 1900), month, day)
    return iso, why or f"{year}: year in two digits"


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

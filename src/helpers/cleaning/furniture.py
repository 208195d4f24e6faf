"""Lines that belong to the page and not to the article, each told by itself."""

import re
from functools import lru_cache
from typing import NamedTuple

import regex

from helpers.cleaning.marks import Mark, stopped
from helpers.cleaning.outlets import is_agency, is_outlet
from helpers.codebook import Codebook, CodebookError, Row

# No line of a page's furniture is longer; a longer one is the article's.
_LONGEST = 420
_FIRST_WORD = 24  # characters in which a line's first word ends, if it has one
_SHORT_WORD = 4
_AGENCY = 60  # characters that an agency's name has at most
_TAIL = 160  # characters at a line's end in which its credit begins
_NAVIGATION = re.compile(r"\s*(?:[|>»›•·/→\\]|[ \t\xa0]{2})\s*")
_TAIL_CREDIT = re.compile(
    r"(?:[.!?…][\"'”’»)]*|[|])\s+(?P<free>[^.!?]{2,60})\.?$"
    r"|[(\[](?P<bracket>[^()\[\]]{2,80})[)\]]\.?$"
    r"|\s(?P<label>(?:photo(?:graph)?s?|pictures?|images?|pics?)(?: credit)?\s?(?::|by\b)\s?[^.!?]{2,60})$",
    re.IGNORECASE,
)
_PICTURE_LABEL = re.compile(
    r"(?:(?:file |main |composite |agency |library )?"
    r"(?:photo(?:graph)?s?|pictures?|images?|pics?|illustration|graphics?|video)"
    r"(?: credit| courtesy| source)?\s?(?:(?P<colon>[:©])|by\b|/)|(?P<credit>credits?)\s?:)\s?(?P<who>\S.*)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?:[A-ZÀ-Ý][\w.'’-]*\s?){1,4}(?:/\s?(?:[A-ZÀ-Ý][\w.'’&-]*\s?){1,5}){1,3}")
_DOTTED_CAPTION = re.compile(r"(?:[A-ZÀ-Ý][\w'’-]*[ ,]?){1,4}(?:\.{3}|…)\s?[A-ZÀ-Ý].*[^.!?…\"'”’]")
_PICTURES = re.compile(r"\b(?:photos?|images|pictures|shutterstock|alamy|getty)\b", re.IGNORECASE)
_CREDIT_WORDS = (
    "/",
    "photo",
    "pic",
    "image",
    "getty",
    "alamy",
    "shutterstock",
    "credit",
    "illustrat",
    "graphic",
    "video",
)
_JOINERS = frozenset(("and", "of", "the", "for", "by", "via", "in", "at", "&", "de", "van", "von", "al"))


class _Rule(NamedTuple):
    """A line of the codebook: its pattern and its mark."""

    needed: str  # letters without which no line fits, in small letters; looked for first, being quicker
    pattern: regex.Pattern[str]  # of the library regex, which tells beginnings too and looks for fixed words first
    mark: Mark


class _Rules(NamedTuple):
    lines: tuple[_Rule, ...]
    call: regex.Pattern[str]
    object: re.Pattern[str]
    own: re.Pattern[str]
    guard: re.Pattern[str]


@lru_cache(maxsize=8)
def _rules(codebook: Codebook) -> _Rules:
    # A line that is furniture anywhere is so by that rule, even if another holds at the edges only.
    rows = sorted(codebook["page_lines"], key=lambda row: row["place"] != "any")
    words: dict[str, list[str]] = {}
    for row in codebook["page_calls"]:
        words.setdefault(row["kind"], []).append(row["words"])
    return _Rules(
        tuple(_rule(row) for row in rows),
        regex.compile(_any_of(words.get("opening", [])).pattern, regex.IGNORECASE),
        *(_any_of(words.get(kind, [])) for kind in ("object", "own", "guard")),
    )


def _rule(row: Row) -> _Rule:
    pattern = regex.compile(_checked(row["pattern"]), regex.IGNORECASE)
    return _Rule(_needed(row["pattern"]), pattern, Mark(row["field"], row["rule"], row["place"], row["opens"]))


def _needed(pattern: str) -> str:
    """The longest run of letters that stands outside every group, class and choice of a pattern."""
    runs, depth, inside, position = [""], 0, False, 0
    while position < len(pattern):
        char = pattern[position]
        if char == "\\":
            position += 1
        inside = (inside or char == "[") and char != "]"
        depth += (char == "(") - (char == ")") if not inside and char != "\\" else 0
        if char == "|" and not depth and not inside:
            return ""
        if char in "?*{" and not inside:
            runs[-1] = runs[-1][:-1]  # the letter before may be missing
        if char.isalpha() and not depth and not inside and char != "\\":
            runs[-1] += char
        else:
            runs.append("")
        position += 1
    return max(runs, key=len).lower()


@lru_cache(maxsize=50_000)
def _possible(beginning: str, codebook: Codebook) -> tuple[tuple[_Rule, ...], bool]:
    """The rules that a line with these first words may fit, few where they are no page's own; and whether it may
    be a call on the reader."""
    rules = _rules(codebook)
    lines = tuple(r for r in rules.lines if r.pattern.fullmatch(beginning, partial=True))
    return lines, rules.call.match(beginning, partial=True) is not None


def _checked(pattern: str) -> str:
    try:
        groups = re.compile(pattern).groups
    except re.error as error:
        raise CodebookError(
            f"page_lines: {pattern!r} is no regular expression ({error}).", "Put it right in page_lines.csv."
        ) from error
    if groups:
        raise CodebookError(f"page_lines: {pattern!r} holds a capturing group.", "Write (?:…) for (…).")
    return pattern


def _any_of(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})\b", re.IGNORECASE)


def told(text: str, codebook: Codebook) -> bool:
    """Whether the line speaks of somebody, as an article's sentences do and a page's calls never do."""
    return bool(_rules(codebook).guard.search(text))


def mark(text: str, codebook: Codebook) -> Mark | None:
    """The line's mark by the codebook's lines and calls; None where it may be the article's."""
    if len(text) > _LONGEST:
        return None
    rules = _rules(codebook)
    end = text.find(" ", 0, _FIRST_WORD) + 1
    if end <= _SHORT_WORD:  # "The" begins too many lines to tell much: two words
        end = text.find(" ", end, _FIRST_WORD) + 1 or end
    possible, calls = _possible(text[:end], codebook)
    by_line, small = None, text.lower()
    for needed, pattern, found in possible:
        if needed in small and pattern.fullmatch(text):
            by_line = found
            break
    if by_line is not None and by_line.place == "any":
        return by_line
    called = _call(text, rules) if calls else None
    return called or by_line or _picture_line(text, codebook)


def _call(text: str, rules: _Rules) -> Mark | None:
    if not rules.call.match(text) or not rules.object.search(text) or rules.guard.search(text):
        return None
    if rules.own.search(text):
        return Mark("junk", "call on the reader", opens="foot")
    return None if text.endswith(".") else Mark("junk", "call on the reader", "below", "foot")


def _picture_line(text: str, codebook: Codebook) -> Mark | None:
    """A picture's credit, or a caption that is told by its credit or its form."""
    if match := _PICTURE_LABEL.fullmatch(text.strip(" ()[]")):
        return _labelled_picture(match, text, codebook)
    if _is_credit_line(text, codebook):
        return Mark("credit", "picture credit", "edge")
    if len(text) < _AGENCY and is_agency(text, codebook) and _PICTURES.search(text):
        return Mark("credit", "picture credit")
    if len(text) < 200 and not stopped(text) and _DOTTED_CAPTION.fullmatch(text):
        return Mark("caption", "dotted caption", "below")
    return Mark("caption", "caption with credit") if _has_tail_credit(text, codebook) else None


def _labelled_picture(match: re.Match[str], text: str, codebook: Codebook) -> Mark | None:
    if _is_credit(match["who"]) and len(match["who"].split()) <= 10:
        return Mark("credit", "picture credit")
    if match["colon"] and match["who"][0].isupper() and not told(text, codebook):
        return Mark("caption", "picture caption")
    return None


def _is_credit(text: str) -> bool:
    """Only names: every word begins with a capital but for small joining ones."""
    words = text.strip(" .()[]").replace("/", " ").split()
    return bool(words) and all(word in _JOINERS or not word[0].islower() for word in words)


def _is_credit_line(text: str, codebook: Codebook) -> bool:
    """ "Ida Cross / Harbour Review", "Reuters/Ann Hay": at least one side an agency's or a paper's name."""
    if len(text) > 80 or "/" not in text or not _SLASHED.fullmatch(text):
        return False
    sides = [side.strip() for side in text.split("/")]
    return any(is_agency(side, codebook) or is_outlet(side, codebook) for side in sides)


def _has_tail_credit(text: str, codebook: Codebook) -> bool:
    tail = text[-_TAIL:].lower()
    if not any(word in tail for word in _CREDIT_WORDS):
        return False
    match = _TAIL_CREDIT.search(text, max(0, len(text) - _TAIL))
    if not match or match.start() < 15:
        return False
    if match["label"]:
        return _is_credit(match["label"].partition(" ")[2]) and not told(text, codebook)
    free = (match["free"] or match["bracket"]).strip()
    if label := _PICTURE_LABEL.fullmatch(free):
        return _is_credit(label["who"])
    pictures = bool(_PICTURES.search(free)) and len(free.split()) <= 7 and _is_credit(free)
    return pictures or (not match["bracket"] and bool(_SLASHED.fullmatch(free)))


def agency_tail(text: str, codebook: Codebook) -> bool:
    """Whether the line ends in the bare name of an agency after a full stop, as a caption does."""
    match = _TAIL_CREDIT.search(text, max(0, len(text) - _TAIL)) if len(text) <= _LONGEST else None
    free = (match["free"] or match["bracket"] or "").strip() if match and match.start() >= 15 else ""
    return bool(free) and (is_agency(free, codebook) or is_outlet(free, codebook))


def is_navigation(raw: str) -> bool:
    """Three or more short names in a row: "News | Sport | Jobs", "HOME > NEWS > HARBOUR"."""
    text = raw.strip()
    if len(text) > 200 or stopped(text):
        return False
    parts = [part for part in _NAVIGATION.split(text) if part]
    return len(parts) >= 3 and all(len(part.split()) <= 4 and len(part) <= 30 for part in parts)

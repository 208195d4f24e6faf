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
_BULLETS = "•●*-–— "
_AGENCY = 60  # characters that an agency's name has at most
_TAIL = 160  # characters at a line's end in which its credit begins
_CAPTION, _CAPTION_WORDS = 15, 35  # characters of a caption at least, and words at most
_NAVIGATION = re.compile(r"\s*(?:[|>»›•·/→\\]|[ \t\xa0]{2})\s*")
_WORDS_OF_PICTURES = r"(?:photo(?:graph)?s?|pictures?|images?|pics?|illustrations?|graphics?|screengrab|footage)"
# A caption's credit at its end: after a full stop or a dash, in brackets, behind a label, or two names with a stroke.
_TAIL_CREDIT = re.compile(
    rf"[(\[](?P<bracket>[^()\[\]]{{2,80}})[)\]]\.?$"
    rf"|\s(?P<label>(?:{_WORDS_OF_PICTURES}(?: credits?| courtesy(?: of)?)?\s?(?::|by\b)|credits?\s?:|©)"
    r"\s?[^.!?]{2,60})$"
    r"|(?P<stop>[.!?…][\"'”’»)]*|[|])\s*(?P<free>[^.!?\s][^.!?]{1,60})\.?$"
    r"|\s[-–—]\s(?P<dash>[^.!?]{2,60})\.?$"
    r"|\s(?P<slashed>(?-i:[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+){0,3} ?/ ?[A-ZÀ-Ý][\w'’&/ -]{1,40}))$",
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
_NEXT_SENTENCE = re.compile(r"(?<=[.!?]) ")
_JOINERS = frozenset(
    "and of the for by via in at & de van von al archive archives handout file library supplied courtesy family "
    "stock photo agencies from".split()
)


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


def opens_as_call(text: str, codebook: Codebook) -> bool:
    """Whether the line, or a sentence in it, begins as a page's calls on the reader do."""
    rules = _rules(codebook)
    return any(rules.call.match(one) for one in _NEXT_SENTENCE.split(text.lstrip(_BULLETS)))


def is_call(text: str, codebook: Codebook) -> bool:
    """Whether the line calls on the reader, wherever it stands."""
    return _call(text.lstrip(_BULLETS), _rules(codebook)) is not None


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
    return _tail_credit(text, codebook)


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


def _tail_credit(text: str, codebook: Codebook) -> Mark | None:
    """The mark of a caption that ends in a credit. Where the words before it end as a sentence the line may be an
    article's last: it is a caption only with sentences to come."""
    match = _TAIL_CREDIT.search(text, max(0, len(text) - _TAIL))
    if not match or match.start() < _CAPTION or not _credits(match, codebook):
        return None
    ended = match["stop"] or stopped(text[: match.start()])
    labelled = match["label"] or any(
        match[kind] and _PICTURE_LABEL.fullmatch(match[kind].strip()) for kind in ("bracket", "free", "dash")
    )
    if not ended or labelled:
        return Mark("caption", "caption with credit")
    if told(text, codebook) or len(text.split()) > _CAPTION_WORDS:
        return None
    return Mark("caption", "caption with credit", "inside")


def _credits(match: re.Match[str], codebook: Codebook) -> bool:
    """Whether the end of a line names photographers, agencies or papers and nothing else."""
    if match["label"]:
        return _is_credit(re.sub(r"^.*?(?::|by\b|©)\s?", "", match["label"], flags=re.IGNORECASE))
    free = next(filter(None, (match[kind] for kind in ("bracket", "free", "dash", "slashed")))).strip()
    if label := _PICTURE_LABEL.fullmatch(free):
        return bool(match["bracket"]) or _is_credit(label["who"])
    if is_agency(free, codebook) or (_SLASHED.fullmatch(free) and (match["dash"] or match["bracket"])):
        return True
    if _SLASHED.fullmatch(free):
        sides = [side.strip() for side in free.split("/")]
        return match["slashed"] is None or any(is_agency(s, codebook) or is_outlet(s, codebook) for s in sides)
    return bool(_PICTURES.search(free)) and len(free.split()) <= 7 and _is_credit(free)


def is_navigation(raw: str) -> bool:
    """Short names in a row, three or more ("News | Sport | Jobs"), or two with an arrow ("Gulf › Oman")."""
    text = raw.strip()
    if len(text) > 200 or stopped(text):
        return False
    parts = [part for part in _NAVIGATION.split(text) if part]
    few = 2 if any(arrow in text for arrow in " › » > → ".split()) else 3
    return len(parts) >= few and all(len(part.split()) <= 4 and len(part) <= 30 for part in parts)

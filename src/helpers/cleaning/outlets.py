"""Names of newspapers and agencies as a page states them."""

import re
from functools import lru_cache
from typing import NamedTuple

from helpers.codebook import Codebook

_JOINERS = frozenset("of and & the on for".split())
_NAME_WORD = re.compile(r"[A-ZÀ-Ý0-9][\w'’&.-]*")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s*(?:©|\(c\)|copyright|:))*\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?[\s,:]*"
    r"(?P<name>[^.,|\d©]{2,60}?)[\s,]*(?:\d{4}|[.|,]|all rights|$)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"\bfollow\b.{0,20}@(\w{3,30})", re.IGNORECASE)
_PLACED = re.compile(r"(.{2,60}?) ?\(([^()]{2,40})\)")
_DATELINE = re.compile(r"[A-Z][A-Z .'’/-]{2,40}(?:, [^()]{2,30})? \((?P<name>[^()]{2,30})\) ?[-–—]")
_SHORT = re.compile(r"[A-Z]{1,4}")  # a company's letters
_STEP = re.compile(r"\s+[/›>»|–—-]\s+")
_FOLIO = re.compile(
    r"(?P<name>\D{4,40}?)[ |,•·–—-]+(?:page |p ?)?\d{1,3}"
    r"|(?:page |p ?)?\d{1,3}[ |,•·–—-]+(?P<after>\D{4,40})",
    re.IGNORECASE,
)


class _Words(NamedTuple):
    names: frozenset[str]
    nouns: frozenset[str]
    firsts: frozenset[str]
    tails: re.Pattern[str]
    agencies: frozenset[str]
    companies: frozenset[str]
    homes: frozenset[str]
    orders: dict[str, str]


@lru_cache(maxsize=8)
def _words(codebook: Codebook) -> _Words:
    of_kind: dict[str, list[str]] = {}
    for row in codebook["outlet_words"]:
        of_kind.setdefault(row["kind"], []).append(row["words"].lower())
    lower = {kind: frozenset(words) for kind, words in of_kind.items()}
    none: frozenset[str] = frozenset()
    tails = "|".join(map(re.escape, of_kind.get("tail", []))) or "(?!)"
    return _Words(
        lower.get("name", none),
        lower.get("noun", none),
        lower.get("first", none),
        re.compile(rf"\s+(?:{tails})$", re.IGNORECASE),
        lower.get("agency", none),
        lower.get("company", none),
        lower.get("home", none),
        {name: kind for kind in ("day_first", "month_first") for name in lower.get(kind, none)},
    )


def is_agency(text: str, codebook: Codebook) -> bool:
    """Whether the text is the name of a news or picture agency."""
    return text.lower().strip(" .") in _words(codebook).agencies


def is_title(text: str) -> bool:
    """Up to six words that all begin with a capital, small joining words aside, and no sentence's end."""
    words = text.split()
    if not 1 <= len(words) <= 6 or len(text) > 60:
        return False
    return all(_NAME_WORD.fullmatch(w) or (i and w in _JOINERS) for i, w in enumerate(words)) and text[-1] not in ".:"


def is_known(text: str, codebook: Codebook) -> bool:
    """Whether the text is the name of a newspaper or agency that the codebook lists."""
    words = _words(codebook)
    return text.lower() in words.names or text.lower() in words.agencies


def is_outlet(text: str, codebook: Codebook) -> bool:
    """Whether the text is a newspaper's name: a known one, or one made as they are made."""
    if is_known(text, codebook):
        return True
    if not is_title(text):
        return False
    words = _words(codebook)
    stem = words.tails.sub("", text).lower().split()
    if len(stem) < 2:
        return len(stem) < len(text.split()) and stem[:1] != [] and stem[0] in words.nouns
    tidy = stem[1:] if stem[0] == "the" else stem
    return stem[-1] in words.nouns or (len(tidy) == 2 and tidy[0] in words.firsts) or _joined(tidy, words)


def _joined(stem: list[str], words: _Words) -> bool:
    """ "Chronicle & Mail of Somewhere": a paper's noun before "of"."""
    return "of" in stem[1:] and stem[stem.index("of") - 1] in words.nouns


def split_title(text: str, codebook: Codebook) -> tuple[str, str | None]:
    """A web page's title, as "Headline | Outlet", and the outlet at its end."""
    title, mark, name = text.rpartition(" | ") if " | " in text else text.rpartition(" - ")
    return (title.rstrip(), name) if mark and title and is_outlet(name, codebook) else (text, None)


def folio(text: str, codebook: Codebook) -> str | None:
    """The outlet of a line that holds just a name and a page number."""
    match = _FOLIO.fullmatch(text) if len(text) <= 60 else None
    name = (match["name"] or match["after"]).strip() if match else ""
    return name if name and is_outlet(name, codebook) else None


def of_path(text: str, codebook: Codebook) -> str | None:
    """The outlet with which a page's navigation begins: "The Quay Press / Harbour", "The Quay Press – Home"."""
    name, mark, _ = _STEP.sub("\n", text, count=1).partition("\n")
    return name if mark and is_outlet(name, codebook) and not is_agency(name, codebook) else None


def of_copyright(text: str, codebook: Codebook) -> str | None:
    """The outlet that a line of copyright names; not its publisher."""
    match = _COPYRIGHT.match(text)
    if not match:
        return None
    words, name = _words(codebook), match["name"].strip()
    stem = name.split()
    while stem and stem[-1].lower().strip(".") in words.companies:
        stem.pop()
    if len(stem) < len(name.split()):
        return " ".join(stem) if is_outlet(" ".join(stem), codebook) else None
    return (
        name
        if is_title(name) and not _SHORT.fullmatch(name) and not {w.lower() for w in stem} & words.companies
        else None
    )


def of_handle(text: str) -> str | None:
    """The outlet's account on a line that asks to follow it: "Like us … and follow @TheQuay"."""
    match = _HANDLE.search(text) if re.search(r"\bus\b", text, re.IGNORECASE) else None
    return match[1] if match else None


def of_dateline(text: str) -> str | None:
    """The agency of a story's dateline: "PORT CARRICK, Oct 9 (Seawire) - "."""
    match = _DATELINE.match(text[:120])
    return match["name"] if match else None


def without_home(name: str, codebook: Codebook) -> str:
    """An outlet's name as a database gives it, without the place of British and Gulf papers: "The Guardian
    (London)"; elsewhere the place tells two papers of one name apart."""
    match = _PLACED.fullmatch(name)
    if match and match[2].lower() in _words(codebook).homes and is_outlet(match[1], codebook):
        return match[1]
    return name


def date_order(name: str, codebook: Codebook) -> str | None:
    """day_first or month_first, as the outlet prints dates in figures; None where the codebook does not say."""
    plain = name.lower().removeprefix("the ").removesuffix(" online")
    return _words(codebook).orders.get(plain)


def is_section(text: str, codebook: Codebook) -> bool:
    """Whether the text is a section's name or a kicker of the codebook."""
    label = text.lower()
    return label in _sections(codebook) or label.removesuffix(" news") in _sections(codebook)


@lru_cache(maxsize=8)
def _sections(codebook: Codebook) -> frozenset[str]:
    return frozenset(row["label"].lower() for row in codebook["section_labels"])

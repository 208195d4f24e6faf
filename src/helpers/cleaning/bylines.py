"""Bylines: whose names a line gives, and their jobs."""

import re
from functools import lru_cache
from typing import NamedTuple

from helpers.cleaning.outlets import is_agency, is_outlet
from helpers.codebook import Codebook

_LONGEST, _ADDITION = 200, 8  # characters; words
_ADDRESS = re.compile(r"\(?\S*@\S+|https?://\S+|\([^()]*\)")
# What is left of the date when its line is cut, and the reading time.
_TAIL = re.compile(r"(?:[\s,|•·–—-]+\d{1,3}[ -]?(?:min(?:ute)?s?(?: read)?|[dhmw])|\s+(?:on|at))$", re.IGNORECASE)
_PAPER = re.compile(r"(?:,|\||\b(?:for|special to))\s+((?:[^\s,|]+\s*){2,6})$", re.IGNORECASE)
_SEPARATOR = re.compile(r"(\s*(?:,\s*(?:and|&)\s|[,;|•·/]|\s[-–—]\s|\s(?:and|AND|And|&)(?=\s))\s*)")
_UNFINISHED = re.compile(r"[!?:\"'”’]$|(?<!\bJr)(?<!\bSr)(?<!\b[A-Z])\.$")
_CAPITALS = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý'’.-]+")
_PLACE = re.compile(r"[A-ZÀ-Ý][\w'’.-]*(?: [A-ZÀ-Ý][\w'’.-]*){0,2}")
_JOINED = re.compile(r"([^\W\d_]+)['’-](?=[A-ZÀ-Ý])")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’.-]+[^\W\d_]+)*\.?")


class Byline(NamedTuple):
    """The people a byline names, and the job it gives them. None where it gives none."""

    names: str | None
    role: str | None


class _Part(NamedTuple):
    """What one part of a byline gives, and whether "and" stands before it."""

    name: str
    role: str
    joined: bool


class _Words(NamedTuple):
    opening: re.Pattern[str]
    firsts: tuple[str, ...]  # the first letters of the openings
    role: frozenset[str]
    of_role: frozenset[str]
    place: re.Pattern[str]
    particle: frozenset[str]
    staff: frozenset[str]
    never: frozenset[str]
    unlikely: frozenset[str]
    given: frozenset[str]


@lru_cache(maxsize=8)
def _words(codebook: Codebook) -> _Words:
    of_kind: dict[str, list[str]] = {kind: [] for kind in _Words._fields if kind != "firsts"}
    for row in codebook["byline_words"]:
        of_kind[row["kind"]].append(row["words"].lower())
    openings = "|".join(map(_opening, sorted(of_kind["opening"], key=len, reverse=True))) or "(?!)"
    places = [re.escape(form) for word in of_kind["place"] for form in (word, word.capitalize(), word.upper())]
    sets = {kind: frozenset(words) for kind, words in of_kind.items() if kind not in ("opening", "place")}
    sets["given"] = frozenset(row["name"].lower() for row in codebook["given_names"])
    return _Words(
        opening=re.compile(rf"(?:exclusive\W{{1,3}})?(?:{openings})(?:\s+|$)", re.IGNORECASE),
        firsts=tuple(sorted({opening[:3].lower().rstrip() for opening in [*of_kind["opening"], "exclusive"]})),
        place=re.compile(rf"(?:^|\.?\s+)(?:{'|'.join(places) or '(?!)'})\s.*$"),
        **sets,
    )


def _opening(words: str) -> str:
    """The pattern of words before a name; a colon may follow, or must where the codebook gives it one."""
    return re.escape(words) if words.endswith(":") else rf"{re.escape(words)}\b\s*:?"


def parse(line: str, codebook: Codebook, *, bare: bool = False) -> Byline | None:
    """Read a byline.

    Parameters
    ----------
    line : a whole line.
    bare : whether a line of names without "By" is one, too, which only its place on the page can tell.

    Returns
    -------
    None where the line is no byline.
    """
    if len(line) > _LONGEST:
        return None
    words = _words(codebook)
    text = line.strip(" -–—•*|_")
    match = words.opening.match(text) if text[:3].lower().startswith(words.firsts) else None
    if not match and not bare:
        return None
    rest = _ADDRESS.sub("", text[match.end() :] if match else text).strip(" ,;|•·-–—")
    rest = _TAIL.sub("", rest)
    if not rest or _UNFINISHED.search(rest):
        return None
    return _read(rest, words, codebook, explicit=bool(match))


def without_opening(line: str, codebook: Codebook) -> str:
    """The line without what stands before the names."""
    match = _words(codebook).opening.match(line)
    return line[match.end() :] if match and match.end() < len(line) else line


def opens(line: str, codebook: Codebook) -> bool:
    """Whether the line is only what stands before a name: "By"."""
    match = _words(codebook).opening.fullmatch(line) if len(line) <= 40 else None
    return match is not None


def role(line: str, codebook: Codebook) -> str | None:
    """The job that a line gives, where it holds nothing else but a paper's name or a place."""
    words = _words(codebook)
    first, _, rest = line.partition(",")
    if len(line) > 80 or not _is_role(first, words, known_name=True):
        return None
    return _role_cased(first) if not rest or _PLACE.fullmatch(rest.strip()) else None


def _read(rest: str, words: _Words, codebook: Codebook, *, explicit: bool) -> Byline | None:
    pieces = _pieces(rest, words)
    names: list[str] = []
    roles: list[str] = []
    known = False
    for index, (piece, joined) in enumerate(pieces):
        if not (own := words.place.sub("", piece)) and names:
            continue
        part = _part(own, joined, bool(names), words, codebook, explicit=explicit)
        if part is None:
            if not names or not _PLACE.fullmatch(piece):
                return None
        elif not (names and _is_place(part, pieces[index + 1 :], words)):
            known = True
            names.extend([part.name] if part.name else [])
            roles.extend([part.role] if part.role else [])
    if not names and not (known and explicit):
        return None
    return Byline(_listed(names), "; ".join(dict.fromkeys(roles)) or None)


def _pieces(rest: str, words: _Words) -> list[tuple[str, bool]]:
    """The byline's parts, each with whether "and" stands before it; a job that "and" divides ("Health and
    Science Editor") is one part."""
    split = ["", *_SEPARATOR.split(rest)]
    pieces: list[tuple[str, bool]] = []
    for separator, piece in zip(split[::2], split[1::2], strict=True):
        joined = re.search(r"and|AND|And|&", separator) is not None
        whole = pieces and joined and _is_role(piece, words, known_name=False) and _is_half_role(pieces[-1][0], words)
        if whole:
            pieces[-1] = (f"{pieces[-1][0]} {separator.strip()} {piece}", pieces[-1][1])
        elif piece:
            pieces.append((piece, joined))
    return pieces


def _ends_in_role(piece: str, words: _Words) -> bool:
    return piece.lower().split()[-1:] != [] and piece.lower().split()[-1] in words.role


def _is_half_role(piece: str, words: _Words) -> bool:
    last = piece.lower().split()[-1:]
    return last != [] and last[0] not in words.role and last[0] in words.of_role


def _part(
    piece: str, joined: bool, known_name: bool, words: _Words, codebook: Codebook, *, explicit: bool
) -> _Part | None:
    """What one part of a byline gives; None where it is neither a name, a job nor an agency."""
    paper = is_outlet(piece, codebook) and piece.split()[0].lower() not in words.given
    if is_agency(piece, codebook) or (paper and not _ends_in_role(piece, words)):
        return _Part("", "", joined)
    if piece.lower() in words.staff or _is_role(piece, words, known_name=known_name):
        return _Part("", _role_cased(piece), joined)
    parts = piece.split()
    cut = _role_starts(parts, words) if _ends_in_role(piece, words) else len(parts)
    name, job = parts[:cut], " ".join(parts[cut:])
    if not job and (end := _paper_starts(parts, words, codebook)):
        name = parts[:end]
    if job and is_outlet(" ".join(name), codebook) and name[0].lower() not in words.given:
        return _Part("", piece, joined)
    if not _is_name(name, words, explicit=explicit) or (job and job.split()[0].lower() in words.never):
        return None
    return _Part(_cased(name, words), _role_cased(job), joined)


def _paper_starts(parts: list[str], words: _Words, codebook: Codebook) -> int:
    """Where after a name of two words or more the paper's name begins; 0 where none does."""
    ends = range(2, len(parts)) if parts and parts[0].lower() in words.given else ()
    return next((n for n in ends if is_outlet(" ".join(parts[n:]), codebook)), 0)


def paper(line: str, codebook: Codebook) -> str | None:
    """The paper that a byline names after its people: "Ann Hay, Quay Press", "By ANN HAY FOR THE QUAY PRESS"."""
    last = _PAPER.search(line)
    name = last[1].strip(" .") if last else ""
    if not name or is_agency(name, codebook) or _ends_in_role(name, _words(codebook)):
        return None
    return name if is_outlet(name, codebook) else None


def is_staff(line: str, codebook: Codebook) -> bool:
    """Whether a line names no person but the staff: "Staff Reporter", "Our Correspondent"."""
    return line.lower().removeprefix("a ") in _words(codebook).staff


def is_known(byline: Byline, codebook: Codebook) -> bool:
    """Whether a line of names alone is surely one: it gives a job, or begins with a given name or an initial."""
    first = (byline.names or "").split(" ")[0]
    return bool(byline.role) or first.lower() in _words(codebook).given or first.endswith(".")


def is_addition(line: str, codebook: Codebook) -> bool:
    """Whether a line under a byline only adds to it: "Special to the Quay Press", "in Oslo"."""
    return len(line.split()) <= _ADDITION and _words(codebook).place.fullmatch(line) is not None


def _is_place(part: _Part, later: list[tuple[str, bool]], words: _Words) -> bool:
    """Whether a part that could be a name is the place of writing: it stands after a comma with no "and" to
    come, and begins with no given name."""
    if part.role or part.joined or any(joined for _, joined in later) or not part.name:
        return False
    return part.name.split()[0].lower() not in words.given


def _is_role(piece: str, words: _Words, *, known_name: bool) -> bool:
    """Only words of a job ("Deputy Political Editor"); after a name one other word may stand among them
    ("Harbour Correspondent")."""
    parts = piece.lower().split()
    if not parts or parts[-1] not in words.role:
        return False
    return sum(part not in words.of_role for part in parts[:-1]) <= known_name


def _role_starts(parts: list[str], words: _Words) -> int:
    """Where the job begins: at the change of case after capitals, else at the longest run of a job's words
    that leaves two words for the name."""
    capitals = 0
    while capitals < len(parts) and _CAPITALS.fullmatch(parts[capitals]):
        capitals += 1
    if 2 <= capitals < len(parts):
        return capitals
    # A job printed in small letters begins at the word before them ("Local government correspondent").
    small = (i - 1 for i, p in enumerate(parts) if p[0].islower() and p not in words.particle)
    cut = max(2, min(next(small, len(parts)), len(parts) - 1))
    while cut > 2 and parts[cut - 1].lower() in words.of_role:
        cut -= 1
    if cut > 2 and not any(p.lower() in words.particle for p in parts[:cut]):
        # A third word is the name's where the second is a given name too ("Mary Jane Watts").
        third = cut == 3 and (parts[1].lower() in words.given or parts[2].lower() not in words.of_role)
        return cut if third and not _is_beat(parts, words) else 2
    return cut


def _is_beat(parts: list[str], words: _Words) -> bool:
    """Whether the word before a job belongs to it ("Ann Hay Leisure Editor"): after a given name and a surname."""
    return parts[0].lower() in words.given and parts[1].lower() not in words.given and len(parts) == 4


def _is_name(parts: list[str], words: _Words, *, explicit: bool) -> bool:
    if not 2 <= len(parts) <= 6 or not all(map(_LETTERS.fullmatch, parts)):
        return False
    small = [part for part in parts if not part[0].isupper() and not _has_particle(part, words)]
    if len(parts) - len(small) < 2 or any(part not in words.particle for part in small):
        return False
    lower = {part.lower().rstrip(".") for part in parts}
    return not lower & words.never and (explicit or (not lower & words.unlikely and len(parts) <= 5))


def _has_particle(part: str, words: _Words) -> bool:
    """ "al-Hadidi", "d'Arcy": a small word joined to the name."""
    match = _JOINED.match(part)
    return match is not None and match[1] in words.particle


def _cased(parts: list[str], words: _Words) -> str:
    """The name in common case where it is printed in capitals."""
    if not all(_CAPITALS.fullmatch(p) or p.lower() in words.particle for p in parts):
        return " ".join(parts)
    return " ".join(_one_cased(p) for p in parts)


def _one_cased(part: str) -> str:
    if len(part) <= 2 or "." in part:
        return part
    cased = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), part)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), cased)


def _role_cased(job: str) -> str:
    return job.title() if job.isupper() and len(job) > 4 else job


def _listed(names: list[str]) -> str | None:
    if len(names) < 2:
        return names[0] if names else None
    return f"{', '.join(names[:-1])} and {names[-1]}"

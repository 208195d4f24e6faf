"""Names in a text: capitalised words in a row, their titles, and whether they name a person or an organisation."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from helpers.codebook import Codebook
from helpers.language import verb_forms

_PARTICLE = r"(?:van|von|de|der|den|del|della|di|da|dos|la|le|al|el|bin|ibn|du|ter|of the|of)"
_WORD = r"(?:(?:[A-Z]\.)+|[A-ZÀ-ÖØ-ÞĀ-Ž][^\W_]*(?:[-’'&](?!s\b)[^\W_]+)*)\.?"
_OF_MANY = (
    r"(?:(?<=s)[’'](?= (?:Union|Association|Federation|Alliance|Society|Trust|Club|Guild|League|Council|Forum)\b))?"
)
_FOR = (
    r"(?:(?:Department|Ministry|Cent(?:re|er)|Institute|Campaign|Office|Foundation|Council|Fund) (?:for|on)(?: the)? )?"
)
_SEQUENCE = re.compile(
    rf"(?=[A-ZÀ-ÖØ-ÞĀ-Ž])(?<![\w’'-]){_FOR}{_WORD}{_OF_MANY}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])*{_WORD}{_OF_MANY})*"
    r"(?:[ \u00a0]\d+\b(?!-))?"
)
_ENDS_SENTENCE = re.compile(r"[^\s.]{3,}\.$")
_PIECE = re.compile(r"[^ \u00a0]+")
_INNER_STOP = re.compile(r"\.\w")
_WORD_BEFORE = re.compile(r"([A-Za-z]?[a-z-]+),? $")
AGE = re.compile(r",? \(?(?:aged )?(\d{1,3})\b\)?(?=[,.)]|$)")


class Name(NamedTuple):
    """A name where it stands: ``words`` without titles, ``title`` the words dropped before them."""

    begin: int  # with its titles
    start: int
    end: int
    words: tuple[str, ...]
    title: str
    gender: str  # m, f or unknown ("")
    kind: str  # person, organisation, unknown


class NameWords(NamedTuple):
    """The codebook's word lists for names."""

    titles: Mapping[str, tuple[str, str]]  # lower-case title -> gender, kind
    given: Mapping[str, str]
    roles: Mapping[str, tuple[str, str]]  # role noun -> kind, gender
    organisation: frozenset[str]
    name_ends: frozenset[str]  # last words of organisations' names, those included that say nothing elsewhere
    function: frozenset[str]
    metonyms: Mapping[str, str]  # lower-case metonym -> organisation
    verbs: frozenset[str]  # forms of reporting verbs
    demonyms: frozenset[str]
    ranks: Mapping[str, str]  # lower-case short title -> the role noun it stands for


@lru_cache(maxsize=8)
def name_words(codebook: Codebook) -> NameWords:
    """Compile the codebook's word lists for names."""
    function = {
        word
        for row in codebook["function_words"]
        if row["class"] not in ("work", "naming", "past", "present")
        for word in row["words"].split()
    }
    return NameWords(
        {row["title"].lower(): (row["gender"], row["kind"]) for row in codebook["titles"]},
        {row["name"].lower(): row["gender"] for row in codebook["given_names"]},
        {row["noun"]: (row["kind"], row["gender"]) for row in codebook["roles"]},
        frozenset(row["word"] for row in codebook["organisation_words"] if not row["name_only"]),
        frozenset(row["word"] for row in codebook["organisation_words"]),
        frozenset(function),
        {row["metonym"].lower(): row["organisation"] or row["metonym"] for row in codebook["metonyms"]},
        frozenset(
            form
            for row in codebook["reporting_verbs"]
            for form, kind in verb_forms(row["verb"], row["irregular"].split())
            if kind in ("past", "s")
        ),
        frozenset(row["demonym"].lower() for row in codebook["demonyms"]),
        {row["title"].lower(): row["role"] for row in codebook["titles"] if row["role"]},
    )


def find_names(text: str, known: NameWords) -> list[Name]:
    """The names of a text in order."""
    found: list[Name] = []
    for match in _SEQUENCE.finditer(text):
        sequence = match.group()
        if " " in sequence or "\u00a0" in sequence or sequence[-1] == ".":
            found += _split(text, match.start(), sequence, known)
        elif _may_name(text, match.start(), sequence.lower(), known):
            words, start = (sequence,), match.start()
            found.append(
                Name(start, start, match.end(), words, "", "", _kind(text, start, match.end(), words, "", known))
            )
    return _typed_by_context(text, found, known)


def _may_name(text: str, start: int, low: str, known: NameWords) -> bool:
    """Whether one capitalised word can be a name: "Farmers" at the beginning of a sentence is none."""
    if low in known.function or low in known.roles or low in known.titles:
        return False
    opens = start == 0 or text[start - 1] in "\n“‘" or text[max(0, start - 2)] in ".?!"
    return not (opens and low.endswith("s") and low[:-1] in known.roles)


def _typed_by_context(text: str, names: list[Name], known: NameWords) -> list[Name]:
    """Names of unknown kind that the text shows to be people, wherever it does, made so throughout.

    So are organisations, told by ", which" or by a plural before them. A person's name follows a role or kin
    word, is followed by an age or "who", or shares its last word with somebody called Mr or Ms.
    """
    bodies = {n.words for n in names if n.kind == "unknown" and _shown_as_body(text, n, known)}
    if bodies:
        names = [n._replace(kind="organisation") if n.kind == "unknown" and n.words in bodies else n for n in names]
    surnames = {n.words[-1] for n in names if n.kind == "person" and n.title}
    people = {n.words for n in names if n.kind == "unknown" and _shown_as_person(text, n, surnames, known)}
    people -= {n.words for n in names if n.kind == "organisation"}
    if not people:
        return names
    lasts = {words[-1] for words in people}
    return [
        n._replace(kind="person")
        if n.kind == "unknown" and (n.words in people or (len(n.words) == 1 and n.words[0] in lasts))
        else n
        for n in names
    ]


def _shown_as_body(text: str, name: Name, known: NameWords) -> bool:
    """Whether the name is that of a body of people: "the consultants Arden Lowe", "Tarrant Care, which runs"."""
    if text[max(0, name.start - 2) : name.start] == "s ":
        before = _WORD_BEFORE.search(text[max(0, name.start - 24) : name.start])
        role = before.group(1).lower()[:-1] if before else ""
        if known.roles.get(role, ("",))[0] == "person":
            return re.match(r",| and\b", text[name.end : name.end + 5]) is None
    return text.startswith(", which", name.end) and _SHOWS_BODY.match(text, name.end) is not None


_SHOWS_BODY = re.compile(r", which (?:has|is|was|owns|runs|makes|had|said|says|represents|employs|operates|sells)\b")
_SHOWS_PERSON = re.compile(r",? \(?(?:aged )?\d{1,3}\)?(?=[,.)])|,? (?:who|whose)\b")


def _shown_as_person(text: str, name: Name, surnames: set[str], known: NameWords) -> bool:
    if not all(
        w[0].isupper() and w.replace("-", "").replace("’", "").replace("'", "").isalpha() for w in name.words[:1]
    ):
        return False
    before = _WORD_BEFORE.search(text[max(0, name.start - 24) : name.start])
    role = before.group(1).lower().rpartition("-")[2] if before else ""
    kin = role in known.roles and known.roles[role][0] == "person"
    if len(name.words) == 1:
        return kin and bool(known.roles[role][1]) and name.words[0].isalpha()
    if len(name.words) > 3:
        return False
    return kin or name.words[-1] in surnames or bool(_SHOWS_PERSON.match(text, name.end))


def _split(text: str, offset: int, sequence: str, known: NameWords) -> list[Name]:
    """The names in one run of capitalised words; a title begins a new one ("Moscow Mr Putin")."""
    words = [(m.start(), m.group()) for m in _PIECE.finditer(sequence)]
    pieces: list[list[tuple[int, str]]] = [[]]
    for n, (at, word) in enumerate(words):
        prior = words[n - 1][1] if n else ""
        if _ENDS_SENTENCE.search(prior) and prior[:-1].lower() not in known.titles:
            pieces.append([])
        if (
            _is_title(word, known)
            and pieces[-1]
            and not _is_title(prior, known)
            and known.titles[_bare(word)][1] in ("courtesy", "honour")
        ):
            pieces.append([])
        pieces[-1].append((at, word))
    return [name for piece in pieces if piece for name in _name(text, offset, piece, known)]


@lru_cache(maxsize=65_536)
def _bare(word: str) -> str:
    return word.rstrip(".").lower()


def _is_title(word: str, known: NameWords) -> bool:
    return _bare(word) in known.titles and word[:1].isupper()


def _name(text: str, offset: int, piece: list[tuple[int, str]], known: NameWords) -> list[Name]:
    while piece and _bare(piece[0][1]) in known.function and not (len(piece) > 1 and _is_given(piece, known)):
        if len(piece) > 1 and _bare(piece[0][1]) == "no" and piece[1][1].isdigit():
            at = offset + piece[0][0]
            return [Name(at, at, offset + piece[1][0] + len(piece[1][1]), ("No", piece[1][1]), "", "", "organisation")]
        piece = piece[1:]
    while piece and (piece[-1][1] in ("of", "the") or _bare(piece[-1][1]) in known.function):
        piece = piece[:-1]
    honour = known.titles.get(_bare(piece[0][1]), ("", "")) if piece else ("", "")
    if len(piece) > 2 and honour[1] == "honour" and piece[1][1] == "of":  # the Duke of Ashby
        at, end = offset + piece[0][0], offset + piece[-1][0] + len(piece[-1][1])
        return [Name(at, at, end, tuple(w for _, w in piece), "", honour[0], "person")]
    if not piece or _bare(piece[-1][1]) in known.roles or _bare(piece[-1][1]) in known.titles:
        return []
    while len(piece) > 2 and piece[-1][1].rstrip(".") in _AFTER_NAME:
        piece = piece[:-1]
    head = 0
    opener = _bare(piece[0][1]).rpartition("-")[2]
    if len(piece) == 2 and "-" in piece[0][1] and opener in known.roles:
        head = 1  # Ex-minister Crane
    if (
        len(piece) > 2
        and piece[0][1].lower() not in known.given
        and (piece[1][1].lower() in known.given or opener in known.roles)
    ):
        head = 1  # Regular Steve Nairn, Ex-pitman Jack Dunnock, Swimmer Tilly Brack
    for n in range(min(len(piece) - 1, 6)):
        bare = _bare(piece[n][1])
        if bare in known.titles or (bare in known.roles and (n or head or piece[1][1].lower() in known.given)):
            head = n + 1
    if head and len(piece) > head + 2 and piece[head][1] == "of":  # Secretary of State X
        head += 2
    if len(piece) > head + 2 and piece[head][1].lower() in known.given:  # Dilys Carne of Kent
        of = next((n for n in range(head + 2, len(piece)) if piece[n][1] == "of"), len(piece))
        piece = piece[:of]
    start = offset + piece[head][0]
    raw = [word for _, word in piece[head:]]
    end = offset + piece[-1][0] + len(piece[-1][1])
    if raw[-1].endswith(".") and len(raw[-1]) > 2 and not _INNER_STOP.search(raw[-1]):
        raw[-1], end = raw[-1][:-1], end - 1
    if ("of" in raw[1:] and raw[0].lower() in known.given) or (
        "of" in raw[1:] and head and _courtesy(piece[0][1], known)
    ):
        cut = raw.index("of", 1)  # "Brian Oduya of Crewe"
        raw, end = raw[:cut], offset + piece[head + cut - 1][0] + len(raw[cut - 1])
    title = text[offset + piece[0][0] : start].strip()
    gender = next((known.titles[_bare(w)][0] for _, w in piece[:head] if known.titles.get(_bare(w), ("",))[0]), "")
    words = tuple(_settle_case(raw, text, start, known))
    return [
        Name(
            offset + piece[0][0],
            start,
            end,
            words,
            title,
            gender or _gender_of(words, known),
            _kind(text, start, end, words, title, known),
        )
    ]


def _courtesy(word: str, known: NameWords) -> bool:
    return known.titles.get(_bare(word), ("", ""))[1] == "courtesy"


_AFTER_NAME = frozenset("KC QC MP MPs MEP MSP MS TD OBE CBE MBE KBE DBE Jr Sr II III PhD".split())


def _is_given(piece: list[tuple[int, str]], known: NameWords) -> bool:
    return piece[0][1].lower() in known.given and piece[1][1].isalpha() and piece[1][1].lower() not in known.function


def _settle_case(words: list[str], text: str, start: int, known: NameWords) -> list[str]:
    """LIZ Truss, as papers open a story, is Liz Truss."""
    first = words[0]
    shouted = first.isupper() and len(first) > 2 and len(words) > 1 and not words[1].isupper()
    if shouted and (first.lower() in known.given or start == 0 or text[start - 1] == "\n"):
        return [first.capitalize(), *words[1:]]
    return words


def _gender_of(words: tuple[str, ...], known: NameWords) -> str:
    return known.given.get(words[0].lower(), "") if len(words) > 1 else ""


def _kind(text: str, start: int, end: int, words: tuple[str, ...], title: str, known: NameWords) -> str:
    last, lows = words[-1].lower(), [w.lower() for w in words]
    after_the = text[max(0, start - 4) : start].lower().endswith("the ") and not title
    if " ".join(lows) in known.metonyms or f"the {' '.join(lows)}" in known.metonyms:
        return "organisation"
    if title and not known.organisation.intersection(lows[-1:]):
        return "person"
    of_body = known.organisation.intersection(lows) or (len(words) > 1 and last in known.name_ends)
    if of_body or (len(words) == 1 and last.isupper()):
        return "organisation"
    if len(words) == 1 and words[0].isupper() and len(words[0]) <= 6:
        return "organisation"
    if len(words) > 1 and (lows[0] in known.given or AGE.match(text, end)) and not after_the:
        return "person"
    before = _WORD_BEFORE.search(text[max(0, start - 24) : start])
    if len(words) > 1 and before and before.group(1) in known.roles and not after_the:
        return "person"
    return "organisation" if after_the and not last.endswith("s") else "unknown"

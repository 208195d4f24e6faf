"""Noun phrases around a verb, by closed-class words and capitals alone (no parser).

All positions are items of a stream; a phrase is a half-open range of items.
"""

from collections.abc import Iterator

from helpers.quotes.lexicon import (
    ADV,
    AUX,
    CAP,
    CONJ,
    CUE,
    DET,
    FUNCTION,
    ING,
    NUM,
    OBJ,
    ORG,
    POSS,
    PREP,
    PRON,
    PUNCT,
    QUOTE,
    REL,
    ROLE,
    TIME,
    TITLE,
    UNSURE,
)
from helpers.quotes.stream import Stream
from helpers.records import Span

_LINKS = {
    "of",
    "for",
    "to",
    "with",
    "at",
    "in",
    "from",
    "on",
    "within",
    "inside",
    "behind",
    "against",
    "familiar",
}
NAME_LINKS = {
    "van",
    "von",
    "de",
    "der",
    "den",
    "del",
    "della",
    "di",
    "da",
    "dos",
    "la",
    "le",
    "al",
    "el",
    "bin",
    "ben",
    "ibn",
    "du",
    "ter",
}
_COURTESY = frozenset("mr mrs ms miss dr".split())
_LONGEST = 24  # items in a noun phrase


def is_noun(s: Stream, i: int) -> bool:
    """Whether the item can stand inside a noun phrase as its noun or name."""
    flag = s.flag[i]
    if flag & (PUNCT | QUOTE):
        return False
    if flag & CAP and not flag & (PRON | DET | CONJ | PREP | AUX | REL | OBJ):
        return not flag & TIME
    return (not flag & (FUNCTION & ~DET) and not flag & DET) or bool(flag & NUM)


def before(s: Stream, j: int, low: int) -> Span | None:
    """The noun phrase that ends at item ``j``, no part of it left of ``low``."""
    if j < low:
        return None
    flag = s.flag[j]
    if flag & PRON and not (flag & CAP and s.low[j] == "us"):
        return (j, j + 1)
    if flag & (PUNCT | QUOTE | AUX | PREP | CONJ | OBJ) and not flag & CAP:
        return (j, j + 1) if flag & DET and not flag & CONJ else None
    start: int | None = None
    k = j
    while k >= low and j - k < _LONGEST:
        flag, word = s.flag[k], s.low[k]
        if flag & REL and not flag & CAP and start == k + 1:  # "…, which critics said was": its own subject
            break
        if flag & REL and not flag & CAP:  # the clause hangs on the phrase before it
            head = k - 2 if k - 1 >= low and s.low[k - 1] == "," else k - 1
            return before(s, head, low) if head >= low and is_noun(s, head) else None
        if flag & PUNCT:
            if word in ".&" and k > low and (s.flag[k - 1] & (TITLE | CAP)):
                k -= 1
                continue
            break
        if flag & QUOTE:
            break
        if word == "that" and start is not None and s.flag[start] & (CAP | PRON):
            break  # the conjunction
        if flag & DET and not flag & ROLE:
            start = k
            if k - 1 >= low and s.flag[k - 1] & DET:
                k -= 1
                continue
            if k - 2 >= low and s.low[k - 1] in _LINKS and _links(s, k - 2, low):
                k -= 2
                continue
            break
        if word in _LINKS or (flag & PREP and not flag & CAP):
            if word in _LINKS and k - 1 >= low and _links(s, k - 1, low):
                k -= 1
                continue
            break
        if word == "and" and start is not None and k > low and (_joins_names(s, k) or _joins_adjectives(s, k)):
            k -= 1
            continue
        if flag & (CONJ | AUX | PRON | OBJ) and not (flag & CAP and k > low and not flag & (CONJ | PRON)):
            break
        if flag & TIME and not flag & ROLE:
            break
        if flag & ADV and not flag & (CAP | ROLE):
            break
        if flag & CUE and not flag & (CAP | ROLE | ORG | POSS) and start is not None and not _is_modifier(s, k, low):
            break
        start = k
        k -= 1
    return (start, j + 1) if start is not None else None


def _links(s: Stream, k: int, low: int) -> bool:
    """Whether a preposition after item ``k`` ties its phrase to a noun there."""
    if s.low[k] in ("close", "loyal", "familiar", "close-knit"):
        return k > low
    if s.flag[k] & (ING | CUE) and not s.flag[k] & (CAP | ROLE):
        return False
    return is_noun(s, k) and bool(s.flag[k] & (ROLE | ORG | CAP) or s.low[k].endswith("s") or k - 1 >= low)


def _joins_names(s: Stream, k: int) -> bool:
    return bool(s.flag[k - 1] & CAP and s.flag[k + 1] & (CAP | TITLE) and not s.flag[k - 1] & FUNCTION)


def _joins_adjectives(s: Stream, k: int) -> bool:
    return s.low[k - 1] in _PAIRED and s.low[k + 1] in _PAIRED


_PAIRED = frozenset("current former serving retired present past senior junior local national old young".split())


def share(s: Stream, j: int, low: int) -> Span | None:
    """The share of a group that ends at item ``j``: "26%", "nearly a third", "31 per cent of those surveyed"."""
    for head in range(j, max(low, j - _LONGEST) - 1, -1):
        if head < j and s.low[head + 1] != "of":
            continue
        begin = _share_begins(s, head, low)
        if begin is not None:
            while begin > low and s.low[begin - 1] in _ABOUT:
                begin -= 1
            return (begin, j + 1)
    return None


_ABOUT = frozenset("about around almost nearly roughly some only just over under more than fewer less".split())
_FRACTIONS = frozenset("third quarter fifth half thirds quarters fifths majority minority proportion".split())


def _share_begins(s: Stream, head: int, low: int) -> int | None:
    """Where the share begins whose last word is the item ``head``; None where none ends there."""
    word = s.low[head]
    if word in ("%", "percent", "pc") and head > low:
        return head - 1
    if word == "cent" and head - 2 >= low and s.low[head - 1] == "per":
        return head - 2
    if word in _FRACTIONS:
        k = head
        while k > low and (s.flag[k - 1] & DET or s.low[k - 1] in ("large", "small", "vast", "clear", "slim")):
            k -= 1
        return k if k < head or word == "half" else None
    counts = s.flag[head] & (NUM | DET) and head - 2 >= low and s.low[head - 1] == "in"
    return head - 2 if counts and (s.flag[head - 2] & (NUM | DET) or s.low[head - 2] == "one") else None


def _is_modifier(s: Stream, k: int, low: int) -> bool:
    """A word that could be a cue verb but stands behind a determiner or adjective inside a phrase."""
    return k > low and bool(s.flag[k - 1] & (DET | POSS))


def after(s: Stream, k: int, high: int) -> Span | None:
    """The noun phrase that begins at item ``k``, no part of it at or right of ``high``."""
    while k < high and s.low[k] in ("both", "even", "only") and not s.flag[k] & CAP:
        k += 1
    if k >= high:
        return None
    flag = s.flag[k]
    if flag & PRON and not (flag & CAP and s.low[k] == "us"):
        return (k, k + 1)
    if flag & (PUNCT | QUOTE) or (flag & (AUX | CONJ | PREP | REL) and not flag & (DET | TITLE)):
        return None
    start, name_end, role_end = k, None, None
    while k < high and k - start < _LONGEST:
        flag, word = s.flag[k], s.low[k]
        if flag & PUNCT:
            if word in ".&" and k > start and k + 1 < high and s.flag[k + 1] & CAP and s.flag[k - 1] & (TITLE | CAP):
                k += 1
                continue
            break
        if flag & QUOTE or (flag & (PRON | REL | OBJ | AUX) and not ((flag & CAP and k > start) or flag & DET)):
            break
        if word == "of" or (word in _LINKS and role_end == k and k + 1 < high):
            following = s.flag[k + 1] if k + 1 < high else PUNCT
            if not following & (DET | CAP | ROLE | ORG) or following & (PUNCT | TIME):
                break
        elif word == "and":
            if not (k > start and k + 1 < high and _joins_names(s, k)):
                break
        elif flag & ING and k > start and not flag & CAP and _hangs_on(s, k, high):
            break
        elif flag & CAP or flag & TITLE:
            if k > start and (flag & TIME or (word in _COURTESY and s.flag[k - 1] & CAP)):
                break
            name_end = k + 1
        elif word in NAME_LINKS and k + 1 < high and s.flag[k + 1] & CAP:
            pass
        elif flag & (PREP | CONJ | ADV | TIME) and not flag & (DET | ROLE):
            break
        elif flag & ROLE or flag & ORG:
            role_end = name_end = k + 1
        elif (flag & CUE and k > start and not s.flag[k - 1] & (DET | POSS)) or (
            flag & DET and k > start and s.low[k - 1] != "of" and s.low[k - 1] not in _LINKS and not s.flag[k - 1] & DET
        ):
            break
        k += 1
    end = k
    if name_end is not None and name_end < end and not s.flag[start] & POSS:
        end = name_end
    return (start, end) if end > start else None


def _hangs_on(s: Stream, k: int, high: int) -> bool:
    """Whether a participle goes on with words of its own: "landlords trying to …", not "a leading expert"."""
    return (
        k + 1 < high
        and not s.flag[k - 1] & (DET | POSS)
        and bool(s.flag[k + 1] & (PREP | DET | OBJ) or s.flag[k + 1] & PRON)
    )


def chunks(s: Stream, low: int, high: int) -> list[Span]:
    """The stretches between commas and other stops."""
    found, begin = [], low
    for k in range(low, high + 1):
        if k == high or ((s.flag[k] & PUNCT and s.low[k] in ",;:()[]—–-") or s.low[k] == "--"):
            if k > begin:
                found.append((begin, k))
            begin = k + 1
    return found


def main_subject(s: Stream, low: int, high: int) -> Span | None:
    """The subject of the clause that begins at ``low``: the first noun phrase that is no adjunct.

    One that can name a speaker goes before one that cannot ("Hours later, Mr Cole …").
    """
    first: Span | None = None
    for found in _subjects(s, low, high):
        if names_someone(s, found):
            return found
        first = first or found
    return first


def names_someone(s: Stream, phrase: Span) -> bool:
    """Whether a phrase can name a speaker: a pronoun, a name, a role, an organisation."""
    a, b = phrase
    if b - a == 1 and s.flag[a] & PRON:
        return s.low[a] in ("he", "she", "they", "it", "we", "i", "who", "you")
    return any(
        s.flag[k] & (ROLE | ORG | TITLE) or (s.flag[k] & CAP and not s.flag[k] & (FUNCTION | UNSURE))
        for k in range(a, b)
    )


def _subjects(s: Stream, low: int, high: int) -> Iterator[Span]:
    for a, b in chunks(s, low, high):
        k = a
        while k < b and (s.low[k] in ("but", "and", "yet", "so", "or") or (s.flag[k] & ADV and not s.flag[k] & DET)):
            k += 1
        if k >= b or s.flag[k] & (QUOTE | PUNCT):
            continue
        if (s.flag[k] & (PREP | CONJ | AUX | REL) and not s.flag[k] & (DET | PRON)) or (
            s.flag[k] & ING and not s.flag[k] & (DET | ROLE)
        ):
            nested = _subject_after_adjunct(s, k, b)
            if nested:
                yield nested
            continue
        if s.flag[k] & TIME or (
            s.low[k] in ("last", "this", "next", "late", "early") and k + 1 < b and s.flag[k + 1] & TIME
        ):
            while k < b and (
                s.flag[k] & TIME or s.low[k] in ("last", "this", "next", "late", "early") or s.flag[k] & NUM
            ):
                k += 1
        found = after(s, k, b)
        if found:
            yield found


def _subject_after_adjunct(s: Stream, k: int, b: int) -> Span | None:
    """In "On Monday Mr Smith denied …": the titled name or pronoun behind a short adjunct without a comma."""
    for i in range(k + 1, min(k + 6, b)):
        if s.flag[i] & TITLE and s.flag[i] & CAP and not s.flag[i - 1] & (CAP | DET | PREP):
            return after(s, i, b)
        if s.low[i] in ("he", "she", "they", "it") and s.flag[i - 1] & TIME:
            return (i, i + 1)
        if s.low[i - 1] in ("yesterday", "today", "tonight") and is_noun(s, i):
            return after(s, i, b)
    return None

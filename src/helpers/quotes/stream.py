"""A text as a stream of words and marks in which each quoted passage is one item, cut into sentences."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from helpers.language import ABBREVIATIONS, paragraphs
from helpers.quotes.lexicon import (
    ADV,
    AUX,
    CAP,
    CONJ,
    CUE,
    DET,
    FUNCTION,
    ING,
    NOUN_CUE,
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
    Lexicon,
)
from helpers.records import Span

_ITEM = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[-'’.&][^\W_]+|['’](?=\s|,))*|--+|[^\w\s]")
_TERMINAL = ".?!…"
LONGEST_SENTENCE = 300  # items; no sentence is longer, but a text without stops may be
_REMEMBERED = 200_000  # words whose class is kept
DASHES = frozenset(("—", "–", "―", "-", "--"))


class Stream(NamedTuple):
    """Parallel lists, one entry an item; sentences and paragraphs as ranges of items and sentences."""

    text: str
    start: list[int]
    end: list[int]
    low: list[str]
    flag: list[int]
    passage: list[int]  # index of the passage an item stands for, else -1
    part: list[int]
    sentences: list[Span]  # ranges of items
    paragraphs: list[Span]  # ranges of sentences


def build(text: str, parts: Sequence[tuple[Span, Span, int, int]], lex: Lexicon, region: Span | None = None) -> Stream:
    """The stream of a text or of a region in it.

    ``parts`` are the passages of this level in order: (outer span, inner span, passage, number of the part).
    """
    stream = Stream(text, [], [], [], [], [], [], [], [])
    at = 0
    for low, high in [region] if region else paragraphs(text):
        first_sentence, first_item = len(stream.sentences), len(stream.start)
        position = low
        while at < len(parts) and parts[at][0][0] < high:
            outer, _, passage, number = parts[at]
            _words(stream, lex, position, outer[0])
            _append(stream, outer[0], min(outer[1], high), "", QUOTE, passage, number)
            position = outer[1]
            at += 1
        _words(stream, lex, position, high)
        _cut(stream, first_item)
        if len(stream.sentences) > first_sentence:
            stream.paragraphs.append((first_sentence, len(stream.sentences)))
    _mark_unsure(stream)
    return stream


def _mark_unsure(s: Stream) -> None:
    """Mark first words of sentences that are capitalised for that alone: "Asked", "Shares", "Flowers".

    One that is capitalised elsewhere too, or begins a row of capitalised words, is a name.
    """
    firsts = {a for a, _ in s.sentences}
    named = {s.low[i] for i, flag in enumerate(s.flag) if flag & CAP and i not in firsts}
    for i in firsts:
        flag = s.flag[i]
        if flag & CAP and not flag & (TITLE | ROLE | ORG | FUNCTION | POSS) and s.low[i] not in named:
            beyond = s.flag[i + 1] if i + 1 < len(s.flag) else 0
            shouted = s.text[s.start[i] : s.end[i]].isupper()
            if (not beyond & CAP and not shouted) or s.low[i].endswith(("ed", "ing")):
                s.flag[i] |= UNSURE


def _append(s: Stream, start: int, end: int, low: str, flag: int, passage: int = -1, part: int = 0) -> None:
    s.start.append(start)
    s.end.append(end)
    s.low.append(low)
    s.flag.append(flag)
    s.passage.append(passage)
    s.part.append(part)


def _words(s: Stream, lex: Lexicon, low: int, high: int) -> None:
    known = lex.words
    if len(known) > _REMEMBERED:
        known.clear()
    matches = list(_ITEM.finditer(s.text, low, high))
    classed = [known.get(word) or _remember(word, lex) for word in [m.group() for m in matches]]
    s.start.extend([m.start() for m in matches])
    s.end.extend([m.end() for m in matches])
    s.low.extend([what[0] for what in classed])
    s.flag.extend([what[1] for what in classed])
    s.passage.extend([-1] * len(matches))
    s.part.extend([0] * len(matches))


def _remember(word: str, lex: Lexicon) -> tuple[str, int]:
    lex.words[word] = what = classify(word, lex)
    return what


def classify(word: str, lex: Lexicon) -> tuple[str, int]:
    """A word or mark in its look-up form (lower case, straight apostrophe), and what it may be."""
    first = word[0]
    if not first.isalnum():
        return word, PUNCT
    lower = word.lower().replace("’", "'")
    flag = lex.flags.get(lower, 0)
    stem, _, ending = lower.partition("'")
    if ending in ("s", "re", "ll", "ve", "d", "m") and lex.flags.get(stem, 0) & (PRON | REL | OBJ) and stem != "us":
        flag = PRON | AUX
    elif stem in ("that", "there", "let", "here") and ending == "s":
        flag = CONJ | AUX
    elif lower.endswith("'s") or lower.endswith("s'"):
        flag = lex.flags.get(lower[:-2], 0) & ~(FUNCTION | CUE | NOUN_CUE) | POSS
    elif lower.endswith("ly") and len(lower) > 4 and not first.isupper() and lower not in lex.flags:
        flag |= ADV
    elif lower.endswith(("-year-old", "-year-olds")):
        flag |= ROLE
    elif lower.endswith("ing"):
        flag |= ING
    if first.isupper():
        flag |= CAP
    elif first.isdigit():
        flag |= NUM
    return lower, flag


def _cut(s: Stream, first: int) -> None:
    """Cut the items of one paragraph, from ``first`` on, into sentences."""
    begin, total = first, len(s.start)
    flags, low = s.flag, s.low
    dateline = _dateline_end(s, first, total)
    if dateline:
        s.sentences.append((begin, dateline))
        begin = dateline
    for i in range(first, total):
        if flags[i] & CAP and flags[i] & _AMBIGUOUS and i > begin:
            _settle_name(s, i)
        may_end = flags[i] & (PUNCT | QUOTE) or low[i][-1:] == "."
        if i + 1 == total or i - begin >= LONGEST_SENTENCE or (may_end and _ends_sentence(s, i)):
            s.sentences.append((begin, i + 1))
            begin = i + 1


def _dateline_end(s: Stream, first: int, total: int) -> int | None:
    """Where the story begins behind "LEEDS, Feb 2 (Northwire) - "; None without a dateline."""
    if first >= total or not s.text[s.start[first] : s.end[first]].isupper():
        return None
    dash = next((k for k in range(first + 1, min(first + 12, total)) if s.low[k] in DASHES), None)
    dated = dash is not None and any(s.flag[k] & (TIME | NUM) or s.low[k] == "(" for k in range(first, dash))
    return dash + 1 if dash is not None and dated and dash + 1 < total else None


_AMBIGUOUS = AUX | TIME | CONJ | PREP | ADV | CUE | REL


def _settle_name(s: Stream, i: int) -> None:
    """A capitalised function word right after a name or title is part of the name (Theresa May)."""
    if s.flag[i - 1] & (CAP | TITLE) and not s.flag[i - 1] & (FUNCTION | POSS):
        s.flag[i] &= ~_AMBIGUOUS


def _ends_sentence(s: Stream, i: int) -> bool:
    after = s.flag[i + 1]
    if s.flag[i] & QUOTE:
        if s.low[i + 1] in DASHES:  # a name may sign the passage
            return False
        last = s.text[s.start[i] : s.end[i]].rstrip("\"”’'»“` ")[-1:]
        if last in "?!…" and i and s.low[i - 1] == ":" and not s.text[s.start[i + 1]].islower():
            return True
        return last == "." or (last in "?!…" and not s.text[s.start[i + 1]].islower() and not _attributes(s, i + 1))
    if s.low[i].endswith(".") and len(s.low[i]) > 1 and not s.flag[i] & PUNCT:  # "in the U.S. The vote …"
        return bool(after & CAP and after & (DET | PRON | CONJ | PREP))
    if s.low[i] not in _TERMINAL or not s.flag[i] & PUNCT:
        return False
    if s.flag[i + 1] & PUNCT and s.low[i + 1] not in "([“\"‘'•*—–--":
        return False
    if s.low[i] == "." and i and s.end[i - 1] == s.start[i]:
        before = s.low[i - 1]
        short = s.flag[i - 1] & TITLE and len(before) <= 4
        if (before == "no" and after & NUM) or before in ABBREVIATIONS or (len(before) == 1 and s.flag[i - 1] & CAP):
            return False
        if short and s.flag[i - 1] & CAP:
            return bool(after & QUOTE)
    return not s.text[s.start[i + 1]].islower()


def _attributes(s: Stream, i: int) -> bool:
    """Whether a cue verb stands near the beginning of what follows a passage that ends in ? or !"""
    for j in range(i, min(i + 14, len(s.start))):
        if s.flag[j] & QUOTE or (s.flag[j] & PUNCT and s.low[j] in ".;:"):
            return False
        if s.flag[j] & CUE and not s.flag[j] & CAP:
            return True
    return False

"""Cues of the codebook's frames, and naming variants, where they stand and in whose voice.

A cue is no proof of a frame; the codebook's lists are hand-made and unvalidated.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from helpers.codebook import Codebook
from helpers.language.voices import voices
from helpers.records import FrameCue, Quote

# What opens the frame's name in rows that are no cue of one of the study's own frames.
VARIANT = "variant: "  # a name for something that has several
TOPIC = "topic: "  # what an article speaks of: "topic: history: 14,000 dead"
GENERIC = "generic: "  # a generic news frame, so named in frames.csv


class _Matcher(NamedTuple):
    """One pattern for all cues of a frame, the longest first, and what each alternative's cue is called."""

    frame: str
    pattern: re.Pattern[str]
    cues: tuple[str, ...]


def find_frames(text: str, quotes: Sequence[Quote], codebook: Codebook) -> list[FrameCue]:
    """Find the cues of frames and the naming variants of an article.

    Parameters
    ----------
    text : the article's clean text.
    quotes : its quotations, for the voice that uses a cue and the speaker.
    codebook : its files ``frames``, ``variants`` and ``topics``.

    Returns
    -------
    Rows in the order of the text. Within a frame the longest cue at a place wins and no word counts twice;
    different frames may share a word. The frame of a naming variant is "variant: " and its name, that of a topic
    "topic: ", its kind and its item.
    """
    at = voices(quotes)
    found = []
    for matcher in _matchers(codebook):
        for match in matcher.pattern.finditer(text):
            voice, quote = at(match.start())
            cue = matcher.cues[int(match.lastgroup[1:])] if match.lastgroup else match.group()
            speaker = quote.speaker if quote else None
            found.append(FrameCue(matcher.frame, cue, match.start(), match.end(), voice, speaker=speaker))
    return sorted(found, key=lambda row: (row.start, row.end, row.frame))


@lru_cache(maxsize=8)
def _matchers(codebook: Codebook) -> tuple[_Matcher, ...]:
    cues: dict[str, list[str]] = {}
    for row in codebook["frames"]:
        cues.setdefault(row["frame"], []).append(row["cue"])
    for row in codebook["variants"]:
        cues.setdefault(VARIANT + row["name"], []).append(row["variant"])
    for row in codebook["topics"]:
        cues.setdefault(f"{TOPIC}{row['kind']}: {row['item']}", []).append(row["cue"])
    return tuple(_matcher(frame, sorted(own, key=lambda cue: (-len(cue), cue))) for frame, own in cues.items())


def _matcher(frame: str, cues: Sequence[str]) -> _Matcher:
    ignore_case = not frame.startswith((VARIANT, TOPIC))
    parts = (f"(?P<c{n}>{_as_pattern(cue, ignore_case)})" for n, cue in enumerate(cues))
    return _Matcher(frame, re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?!\w|-\w)"), tuple(cues))


def _as_pattern(cue: str, ignore_case: bool) -> str:
    words = [re.escape(word.rstrip("*")) + (r"\w*(?:-\w+)*" if word.endswith("*") else "") for word in cue.split()]
    pattern = r"\s+".join(words)
    # A variant with a capital is a spelling (Nato, NATO); any other may open a sentence.
    return f"(?i:{pattern})" if ignore_case or cue.islower() else pattern

"""Names as printed: their words without titles, the gender and kind that they tell."""

import math
import re
from functools import lru_cache
from typing import NamedTuple

from helpers.codebook import Codebook
from helpers.language import Layer, Lexicon, WordClass
from helpers.language.mentions import Mention

_CAP = int(WordClass.CAPITAL)
PARTICLES = frozenset(
    "van von de der den del della di da dos la le al el bin bint ibn du ter ten te ap ben zu abu".split()
)
_LATER = re.compile(r"(?:jr|sr|ii|iii|iv|kc|qc|sc|mp|obe|mbe|cbe|phd|md|msp|td|mep)\.?$", re.I)


class Name(NamedTuple):
    """A name where it stands, as a person's or an organisation's."""

    words: tuple[str, ...]  # without titles, possessive endings and letters after the name
    title: str  # the titles before it, lower case
    gender: str  # as the title tells it: m, f or ""
    before: tuple[str, ...]  # lower-case words of the phrase before the name: roles and what qualifies them

    @property
    def key(self) -> str:
        """The whole name, lower case."""
        return " ".join(self.words).lower()

    @property
    def surname(self) -> str:
        return surname(self.words)


@lru_cache(maxsize=65_536)
def surname(words: tuple[str, ...]) -> str:
    """The last name with its particles, lower case: "van haren", "al nuwairi"."""
    k = len(words) - 1
    while k > 0 and words[k - 1].lower() in PARTICLES:
        k -= 1
    return " ".join(words[k:]).lower()


def bare(word: str) -> str:
    """A word without its possessive ending."""
    for ending in ("'s", "’s", "'", "’"):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def name_of(layer: Layer, m: Mention, lex: Lexicon) -> Name:
    """The name in a mention."""
    items = [k for k in range(m.name, m.head + 1) if layer.shape[k] in "NUGk&" and k not in layer.passage]
    words = [bare(layer.surface(k)) for k in items if layer.low[k] != "."]
    if len(words) > 1 and words[0].isupper() and len(words[0]) > 2 and not words[-1].isupper():
        words[0] = words[0].capitalize()  # LIZ Truss, as a story's first word is printed
    while len(words) > 1 and _LATER.match(words[-1]):
        words.pop()
    before = [k for k in range(m.start, m.name) if layer.shape[k] not in "D#"]
    titles = [k for k in before if layer.flag[k] & _CAP and layer.low[k].rstrip(".") in lex.titles]
    gender = next((g for k in titles if (g := lex.titles[layer.low[k].rstrip(".")][0])), "")
    return Name(
        tuple(words),
        " ".join(layer.low[k] for k in titles),
        gender,
        tuple(bare(layer.low[k]) for k in before),
    )


class Given(NamedTuple):
    """What given names tell of gender: those listed, and how often each ending is a woman's."""

    listed: dict[str, str]
    endings: dict[str, float]

    def gender(self, word: str) -> tuple[str, bool]:
        """The gender a given name tells, and whether a list says so: m, f or "" where it does not tell."""
        low = word.lower()
        if low in self.listed:
            return self.listed[low], True
        first = low.partition("-")[0]
        if first in self.listed:
            return self.listed[first], True
        odds = sum(self.endings.get(low[-n:], 0.0) for n in (1, 2, 3) if len(low) > n)
        return ("f" if odds > 1.5 else "m" if odds < -1.5 else ""), False


@lru_cache(maxsize=8)
def given(codebook: Codebook) -> Given:
    """The given names by gender; log odds of each ending among those listed, one and two letters less than seen."""
    listed = {row["name"].lower(): row["gender"] for row in codebook["given_names"]}
    counts: dict[str, list[float]] = {}
    for name, gender in listed.items():
        for n in (1, 2, 3):
            if gender and len(name) > n:
                counts.setdefault(name[-n:], [1.0, 1.0])["mf".index(gender)] += 1
    return Given(listed, {end: math.log(f / m) for end, (m, f) in counts.items() if m + f > 6})

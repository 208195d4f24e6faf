"""Words divided at a line's end: whether the hyphen is the word's own ("ex-minister") or the printer's."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from helpers.codebook import Codebook

_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def keeper(text: str, codebook: Codebook) -> Callable[[str, str], bool]:
    """A judge of divided words for one article.

    The word as it stands elsewhere in the article decides, else a word list of English: the hyphen goes where
    that makes a known word, or where the parts are no words and none of the codebook's prefixes (ex, non).
    """
    elsewhere: set[str] = set()

    def keeps(first: str, second: str) -> bool:
        if not elsewhere:
            elsewhere.update(word.lower() for word in _WORDS.findall(text))
        whole, divided = (first + second).lower(), f"{first}-{second}".lower()
        if (whole in elsewhere) != (divided in elsewhere):
            return divided in elsewhere
        return _keeps(first.lower(), second.lower(), codebook)

    return keeps


def _keeps(first: str, second: str, codebook: Codebook) -> bool:
    prefixes, particles = _words(codebook)
    known = _known()
    if second in particles or known is None:
        return True
    return not known(first + second) and (first in prefixes or (known(first) and known(second)))


@lru_cache(maxsize=8)
def _words(codebook: Codebook) -> tuple[frozenset[str], frozenset[str]]:
    rows = codebook["hyphenation"]
    of_kind = {kind: frozenset(r["word"] for r in rows if r["kind"] == kind) for kind in ("prefix", "particle")}
    return of_kind["prefix"], of_kind["particle"]


@cache
def _known() -> Callable[[str], bool] | None:
    """Whether a word is English, by pyspellchecker's list; None where that is not installed."""
    try:
        from spellchecker import SpellChecker
    except ImportError:
        return None
    checker: Any = SpellChecker(language="en")
    return lambda word: bool(checker.known([word]))

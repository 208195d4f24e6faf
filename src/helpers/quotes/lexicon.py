"""The codebook's words as the look-ups that quotation finding needs, compiled once a codebook."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from helpers.codebook import Codebook
from helpers.language import plural, verb_forms

# What a word may be; a word may be several.
DET, PRON, OBJ, REL, PREP, CONJ, AUX, ADV, TIME, TITLE, ROLE, ORG, CUE, NOUN_CUE = (1 << n for n in range(14))
CAP, PUNCT, QUOTE, POSS, NUM, ING, BE, WORK, NAMING, FINITE, UNSURE = (1 << n for n in range(14, 25))
FUNCTION = DET | PRON | OBJ | REL | PREP | CONJ | AUX | ADV | TIME

_CLASS = {
    "determiner": DET, "pronoun": PRON, "object": OBJ, "relative": REL, "preposition": PREP,
    "conjunction": CONJ, "auxiliary": AUX, "adverb": ADV, "time": TIME, "work": WORK, "naming": NAMING,
    "past": FINITE, "present": FINITE, "noun": 0,
}  # fmt: skip


class CueVerb(NamedTuple):
    """One reading of a reporting verb's form."""

    lemma: str
    particle: str
    takes: str  # clause, ask, speech, object, thought
    hearer: bool  # whether the addressee follows it
    stance: str
    form: str  # base, s, past, ing


class Lexicon(NamedTuple):
    flags: Mapping[str, int]
    verbs: Mapping[str, tuple[CueVerb, ...]]
    nouns: Mapping[str, str]  # cue noun, singular or plural -> stance
    roles: Mapping[str, str]  # role noun, singular or plural -> kind
    words: dict[str, tuple[str, int]]  # words met so far with their class: a cache, filled as texts are read


@lru_cache(maxsize=8)
def lexicon(codebook: Codebook) -> Lexicon:
    """Compile the codebook's word lists."""
    flags: dict[str, int] = {}

    def mark(word: str, flag: int) -> None:
        flags[word] = flags.get(word, 0) | flag

    for row in codebook["function_words"]:
        for word in row["words"].split():
            mark(word, _CLASS[row["class"]])
    for word in ("is", "are", "was", "were", "be", "been", "being"):
        mark(word, BE)
    for row in codebook["titles"]:
        mark(row["title"].lower(), TITLE)
    for row in codebook["organisation_words"]:
        if not row["name_only"]:
            mark(row["word"], ORG)
    roles = {form: row["kind"] for row in codebook["roles"] for form in (row["noun"], plural(row["noun"]))}
    nouns = {form: row["stance"] for row in codebook["cue_nouns"] for form in (row["noun"], plural(row["noun"]))}
    verbs: dict[str, list[CueVerb]] = {}
    for row in codebook["reporting_verbs"]:
        for form, kind in verb_forms(row["verb"], row["irregular"].split()):
            verbs.setdefault(form, []).append(
                CueVerb(row["verb"], row["particle"], row["takes"], bool(row["hearer"]), row["stance"], kind)
            )
    for words, flag in ((roles, ROLE), (nouns, NOUN_CUE), (verbs, CUE)):
        for word in words:
            mark(word, flag)
    return Lexicon(flags, {form: tuple(v) for form, v in verbs.items()}, nouns, roles, {})

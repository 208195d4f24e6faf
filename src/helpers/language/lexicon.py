"""What a word may be: the codebook's word lists as look-ups, compiled once a codebook."""

from collections.abc import Iterable, Mapping
from enum import IntFlag, auto
from functools import lru_cache
from typing import NamedTuple

from helpers.codebook import Codebook
from helpers.language.forms import plural, verb_forms, without_the


class WordClass(IntFlag):
    """The classes of a word; a word may be of several."""

    DETERMINER = auto()
    PRONOUN = auto()
    OBJECT = auto()
    RELATIVE = auto()
    PREPOSITION = auto()
    CONJUNCTION = auto()
    AUXILIARY = auto()
    ADVERB = auto()
    TIME = auto()
    TITLE = auto()
    ROLE = auto()
    CLASS = auto()  # a role noun in the plural: residents
    ORGANISATION = auto()
    CUE = auto()
    NOUN_CUE = auto()
    CAPITAL = auto()
    MARK = auto()  # punctuation
    QUOTE = auto()  # a passage between quotation marks, taken as one item
    POSSESSIVE = auto()
    NUMBER = auto()
    FINITE = auto()
    WORK = auto()  # announces the name of a work: film
    NAMING = auto()  # announces a name: called
    PARTICLE = auto()  # small words inside names: van, bin
    BE = auto()
    OFFICE = auto()  # a role that one person holds by appointment: judge
    DOCUMENT = auto()  # something written that speaks for who wrote it: letter


W = WordClass
_CLASSES = {
    "determiner": W.DETERMINER, "pronoun": W.PRONOUN, "object": W.OBJECT, "relative": W.RELATIVE,
    "preposition": W.PREPOSITION, "conjunction": W.CONJUNCTION, "auxiliary": W.AUXILIARY, "adverb": W.ADVERB,
    "time": W.TIME, "work": W.WORK, "naming": W.NAMING, "past": W.FINITE, "present": W.FINITE,
    "particle": W.PARTICLE, "document": W.DOCUMENT, "office": W.OFFICE, "noun": W(0),
}  # fmt: skip
# How a word's classes show in a layer's ``shape``, the first that fits; capitalised words come before.
_LETTERS = (
    (W.POSSESSIVE, "G"), (W.RELATIVE, "w"), (W.PRONOUN, "P"), (W.DETERMINER, "D"), (W.OBJECT, "o"),
    (W.AUXILIARY, "a"), (W.PREPOSITION, "p"), (W.CONJUNCTION, "c"), (W.ADVERB, "v"), (W.TIME, "t"), (W.NUMBER, "#"),
)  # fmt: skip
_CAPITALS = ((W.ROLE, "R"), (W.CLASS, "C"), (W.TITLE, "T"))
_LOWER = (
    (W.ROLE, "r"), (W.CLASS, "C"), (W.ORGANISATION, "g"), (W.CUE, "s"), (W.NOUN_CUE, "n"), (W.FINITE, "f"),
    (W.PARTICLE, "k"),
)  # fmt: skip
_MARKS = {",": ",", ":": ":", ";": ";", "(": "(", ")": ")", "[": "(", "]": ")", "&": "&", "%": "#", "@": "D"}
_DASHES = frozenset(("—", "–", "―", "-", "--", "---"))
_ENDS = frozenset(".!?…")
FUNCTION = int(
    W.DETERMINER | W.PRONOUN | W.OBJECT | W.RELATIVE | W.PREPOSITION | W.CONJUNCTION | W.AUXILIARY | W.ADVERB | W.TIME
)
_REMEMBERED = 200_000  # words whose class is kept


class CueVerb(NamedTuple):
    """One reading of a reporting verb's form."""

    lemma: str
    particle: str
    takes: str  # clause, ask, speech, object, thought
    hearer: bool  # whether the addressee follows it
    stance: str
    form: str  # base, s, past, ing


class Word(NamedTuple):
    """A word or mark: its look-up form (lower case, straight apostrophe), classes and letter in the shape."""

    low: str
    flag: int
    letter: str


class Lexicon(NamedTuple):
    """The codebook's word lists."""

    flags: Mapping[str, int]
    verbs: Mapping[str, tuple[CueVerb, ...]]  # by form
    nouns: Mapping[str, str]  # cue noun, singular or plural -> stance
    roles: Mapping[str, tuple[str, str]]  # role noun, singular or plural -> kind, gender
    titles: Mapping[str, tuple[str, str, str]]  # lower-case title -> gender, kind, the role it stands for
    given: Mapping[str, str]  # lower-case given name -> gender
    metonyms: Mapping[str, str]  # lower-case metonym -> organisation, without "the"
    alike: Mapping[str, frozenset[str]]  # role noun -> those that papers vary it with
    demonyms: frozenset[str]
    places: frozenset[str]  # countries, regions and great cities, lower case
    organisations: frozenset[str]  # last words of organisations' names
    known: dict[str, Word]  # words met so far: a cache, filled as texts are read

    def word(self, surface: str) -> Word:
        """What a token is."""
        found = self.known.get(surface)
        if found is None:
            if len(self.known) > _REMEMBERED:
                self.known.clear()
            found = self.known[surface] = _classify(surface, self)
        return found

    def metonym(self, name: str) -> str | None:
        """The organisation that a name stands for, listed with or without "the"."""
        low = name.lower()
        return self.metonyms.get(low) or self.metonyms.get(f"the {low}")


@lru_cache(maxsize=8)
def lexicon(codebook: Codebook) -> Lexicon:
    """Compile the codebook's word lists."""
    flags: dict[str, int] = {}

    def mark(words: Mapping[str, object] | list[str], flag: int) -> None:
        for word in words:
            flags[word] = flags.get(word, 0) | int(flag)

    for row in codebook["function_words"]:
        mark(row["words"].split(), _CLASSES[row["class"]])
    mark("is are was were be been being".split(), W.BE)
    titles = {row["title"].lower(): (row["gender"], row["kind"], row["role"]) for row in codebook["titles"]}
    singular = {row["noun"]: (row["kind"], row["gender"]) for row in codebook["roles"]}
    several = {plural(noun): ("class", "") for noun, (kind, _) in singular.items() if kind != "class"}
    several |= {noun: what for noun, what in singular.items() if what[0] == "class"}
    singular = {noun: what for noun, what in singular.items() if what[0] != "class"}
    nouns = {form: row["stance"] for row in codebook["cue_nouns"] for form in (row["noun"], plural(row["noun"]))}
    verbs: dict[str, list[CueVerb]] = {}
    for row in codebook["reporting_verbs"]:
        for form, kind in verb_forms(row["verb"], row["irregular"].split()):
            reading = CueVerb(row["verb"], row["particle"], row["takes"], bool(row["hearer"]), row["stance"], kind)
            verbs.setdefault(form, []).append(reading)
    mark(titles, W.TITLE)
    mark([row["word"] for row in codebook["organisation_words"] if not row["name_only"]], W.ORGANISATION)
    for words, flag in ((singular, W.ROLE), (several, W.CLASS), (nouns, W.NOUN_CUE), (verbs, W.CUE)):
        mark(words, flag)
    return Lexicon(
        flags,
        {form: tuple(readings) for form, readings in verbs.items()},
        nouns,
        {**several, **singular},
        titles,
        {row["name"].lower(): row["gender"] for row in codebook["given_names"]},
        {row["metonym"].lower(): without_the(row["organisation"] or row["metonym"]) for row in codebook["metonyms"]},
        _alike(row["roles"].split() for row in codebook["role_groups"]),
        frozenset(row["demonym"].lower() for row in codebook["demonyms"]),
        frozenset(row["place"].lower() for row in codebook["places"]),
        frozenset(row["word"] for row in codebook["organisation_words"]),
        {},
    )


def _alike(groups: Iterable[list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        for role in group:
            found[role] = found.get(role, frozenset()) | frozenset(group)
    return found


def _classify(surface: str, lex: Lexicon) -> Word:
    first = surface[0]
    if not first.isalnum() and len(surface) < 3:
        letter = _MARKS.get(surface) or ("-" if surface in _DASHES else "." if first in _ENDS else "x")
        return Word(surface, int(W.MARK), letter)
    low = surface.lower().replace("’", "'")
    flag = lex.flags.get(low, 0) or _by_ending(low, surface, lex)
    if first.isupper() or _has_prefix(surface):
        flag |= int(W.CAPITAL)
    elif first.isdigit() and not flag & W.ROLE:
        flag |= int(W.NUMBER)
    return Word(low, flag, letter_of(low, flag))


def _by_ending(low: str, surface: str, lex: Lexicon) -> int:
    stem, _, ending = low.rpartition("'")
    own = lex.flags.get(stem, 0)
    if ending in ("s", "re", "ll", "ve", "d", "m") and own & (W.PRONOUN | W.RELATIVE) and stem != "us":
        return int(W.PRONOUN | W.AUXILIARY)
    if stem in ("that", "there", "let", "here") and ending == "s":
        return int(W.CONJUNCTION | W.AUXILIARY)
    if low.endswith(("'s", "s'")):
        return int(W.POSSESSIVE) | own & int(W.ROLE | W.ORGANISATION | W.TITLE)
    if low.endswith("ly") and len(low) > 4 and surface[0].islower():
        return int(W.ADVERB)
    if low.endswith(("-year-old", "-yr-old", "-something")):
        return int(W.ROLE)
    if low.endswith(("-year-olds", "somethings")):
        return int(W.CLASS)
    bare = low.partition("-of-")[0]
    for prefix in ("ex-", "co-", "vice-", "deputy-", "then-", "sub-", "super-"):
        bare = bare.removeprefix(prefix)
    if bare == low and surface[0].islower():
        bare = low.rpartition("-")[2]
    return lex.flags.get(bare, 0) & int(W.ROLE | W.CLASS) if bare != low else 0


def _has_prefix(surface: str) -> bool:
    """Whether the word is a name with a small prefix: al-Hadidi, d’Arcy."""
    stem, mark, rest = surface.replace("’", "'").replace("'", "-").partition("-")
    return bool(mark) and stem in _PREFIXES and rest[:1].isupper()


_PREFIXES = frozenset("al el an as at ad ar ash az d dell dall de l o t n bin ben ibn abu ould ap ab mac mc".split())


def letter_of(low: str, flag: int) -> str:
    """The word's letter in a layer's shape."""
    for classes, letter in _LETTERS:
        if flag & classes:
            return letter
    if flag & W.CAPITAL:
        return next((letter for classes, letter in _CAPITALS if flag & classes), "N")
    for classes, letter in _LOWER:
        if flag & classes:
            return letter
    return "i" if low.endswith("ing") else "e" if low.endswith("ed") and len(low) > 3 else "j"

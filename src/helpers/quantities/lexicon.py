"""The codebook's number words, units, modifiers and context words, made ready for look-up once."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple, cast

from helpers.codebook import Codebook, Row
from helpers.quantities.tokens import Tokens, tokenise
from helpers.records import Category


class Unit(NamedTuple):
    name: str
    category: Category
    factor: float
    glued: bool  # a form that counts only straight after digits
    code: bool  # a form that counts only as printed


class Form(NamedTuple):
    """A phrase as tokens; a code or a form of one or two letters is matched as printed, others in any case."""

    tokens: tuple[str, ...]
    exact: bool
    tight: bool  # printed without a space: km/h, m2
    meaning: Any


Forms = Mapping[str, tuple[Form, ...]]


class Lexicon(NamedTuple):
    numbers: Mapping[str, tuple[str, float | None]]
    units: Forms
    currencies: Forms
    modifiers: Forms
    tails: Forms
    verbs: Forms  # of a figure that they bound
    words: Mapping[str, Mapping[str, str]]
    cues: Mapping[str, str]  # reporting verb -> what it takes
    idioms: Mapping[str, tuple[tuple[tuple[str, ...], int, Row], ...]]  # number word -> phrases and its place there
    people: frozenset[str]  # nouns for people
    told: frozenset[str]  # the past forms of reporting verbs

    def has(self, role: str, word: str) -> bool:
        """Whether the codebook gives the word that role."""
        return word in self.words.get(role, {})

    def role(self, word: str) -> str:
        """The role of a number word; empty for other words."""
        return self.numbers.get(word, ("", None))[0]


@lru_cache(maxsize=8)
def lexicon_of(codebook: Codebook) -> Lexicon:
    """Look-up tables of a codebook's number words, units, modifiers and context words."""
    units = codebook["units"]
    modifiers = codebook["figure_modifiers"]
    words = _words(codebook["figure_words"])
    return Lexicon(
        {row["word"]: (row["role"], _value(row["value"])) for row in codebook["number_words"]},
        _forms(_unit_forms(units, ("after", "glued", "code")), 0),
        _forms(_unit_forms(units, ("before", "code")), -1),
        _forms(((row["phrase"], row["bound"]) for row in modifiers if row["place"] == "before"), -1),
        _forms(((row["phrase"], row["bound"]) for row in modifiers if row["place"] == "after"), 0),
        _forms(((form, row) for row in codebook["figure_verbs"] for form in row["forms"].split("|")), -1),
        words,
        {f"{row['verb']} {row['particle']}".strip(): row["takes"] for row in codebook["reporting_verbs"]},
        _idioms(codebook["figure_idioms"], {row["word"] for row in codebook["number_words"]}),
        frozenset(row["noun"] for row in codebook["roles"]) | words["person"].keys() | {"person"},
        frozenset(form for row in codebook["reporting_verbs"] for form in _past(row)),
    )


def _past(row: Row) -> Iterable[str]:
    irregular = row["irregular"].split()
    return irregular or (row["verb"].removesuffix("e") + "ed",)


def _idioms(rows: Iterable[Row], numbers: set[str]) -> dict[str, tuple[tuple[tuple[str, ...], int, Row], ...]]:
    """Phrases by the first number in them, since reading stops at numbers only; longest first."""
    found: dict[str, list[tuple[tuple[str, ...], int, Row]]] = {}
    for row in rows:
        phrase = tuple(tokenise(row["phrase"]).low[:-1])
        place = next((i for i, word in enumerate(phrase) if word in numbers or word[-1].isdecimal()), 0)
        found.setdefault(phrase[place], []).append((phrase, place, row))
    return {word: tuple(sorted(phrases, key=lambda entry: -len(entry[0]))) for word, phrases in found.items()}


def _value(text: str) -> float | None:
    return float(Fraction(text)) if text else None


def _words(rows: Iterable[Row]) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for row in rows:
        for entry in row["words"].split():
            word, _, meaning = entry.partition("=")
            words.setdefault(row["role"], {})[word] = meaning
    return words


def _unit_forms(rows: Iterable[Row], places: tuple[str, ...]) -> Iterable[tuple[str, Unit]]:
    for row in rows:
        if row["place"] in places:
            glued, code = (row["place"] == place for place in ("glued", "code"))
            unit = Unit(row["unit"], cast(Category, row["category"]), float(row["factor"]), glued, code)
            yield from ((form, unit) for form in row["forms"].split("|"))


def _forms(phrases: Iterable[tuple[str, Any]], key: int) -> Forms:
    """Phrases by their first (key 0) or last (key -1) token, longest first."""
    found: dict[str, list[Form]] = {}
    for phrase, meaning in phrases:
        tokens = tokenise(phrase)
        exact = sum(len(word) for word in tokens.words[:-1]) <= 2 or (isinstance(meaning, Unit) and meaning.code)
        form = Form(tuple((tokens.words if exact else tokens.low)[:-1]), exact, " " not in phrase, meaning)
        found.setdefault(tokens.low[:-1][key], []).append(form)
    return {word: tuple(sorted(forms, key=lambda form: -len(form.tokens))) for word, forms in found.items()}


def form_at(tokens: Tokens, i: int, forms: Forms) -> tuple[Any, int] | None:
    """Meaning of the longest form that begins at token i, and the token after it."""
    for form in forms.get(tokens.at(i), ()):
        end = i + len(form.tokens)
        if _stands(tokens, i, end, form):
            return form.meaning, end
    return None


def idiom_at(tokens: Tokens, i: int, lexicon: "Lexicon") -> tuple[int, int, Row] | None:
    """First token, one past the last, and entry of the set phrase whose number is token i."""
    for phrase, place, row in lexicon.idioms.get(tokens.at(i), ()):
        first = i - place
        if first >= 0 and tuple(tokens.low[first : first + len(phrase)]) == phrase:
            return first, first + len(phrase), row
    return None


def form_before(tokens: Tokens, i: int, forms: Forms) -> tuple[Any, int] | None:
    """Meaning of the longest form that ends before token i, and its first token."""
    for form in forms.get(tokens.before(i), ()):
        start = i - len(form.tokens)
        if start >= 0 and _stands(tokens, start, i, form):
            return form.meaning, start
    return None


def _stands(tokens: Tokens, start: int, end: int, form: Form) -> bool:
    words = tokens.words if form.exact else tokens.low
    if words[start] != form.tokens[0] or (end - start > 1 and tuple(words[start:end]) != form.tokens):
        return False
    return not form.tight or all(tokens.touches(i) for i in range(start + 1, end))

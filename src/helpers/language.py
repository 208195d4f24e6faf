"""Words, sentences, paragraphs and voices as spans over a text; the forms of nouns and verbs.

Sentences and words are NLTK's (Bird, Klein & Loper 2009); Punkt (Kiss & Strunk 2006) is given the
abbreviations of news prose instead of a trained model, so nothing is downloaded.
"""

import bisect
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from nltk.tokenize import NLTKWordTokenizer
from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

from helpers.records import Quote, Span

# Abbreviations that do not end a sentence when a capital follows: titles, ranks, months, measures and
# Latin forms as British, American and Gulf papers print them. Compiled by hand.
ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev hon st sr jr gen lt col maj capt cmdr adm sgt cpl pte brig gov sen rep pres supt
    insp pc messrs mme mlle m.p u.s u.k u.n e.u u.a.e d.c a.m p.m vs v inc ltd co corp bros jan
    feb mar apr jun jul aug sept sep oct nov dec approx dept univ assn ave blvd rd mt ft e.g i.e etc cf
    pp vol
    """.split()
)


class _NewsPrint(PunktLanguageVars):
    """Punkt's defaults, with the curly closing marks that newspapers print after a full stop."""

    sent_end_chars = (".", "?", "!", "…")
    re_boundary_realignment = re.compile(r"""["'”’»)\]}]+?(?:\s+|(?=--)|$)""", re.MULTILINE)


@cache
def _punkt() -> PunktSentenceTokenizer:
    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    return PunktSentenceTokenizer(parameters, lang_vars=_NewsPrint())


def paragraphs(text: str) -> list[Span]:
    """Spans of the text's paragraphs: its non-blank lines, without the white space around them."""
    return [m.span() for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def end_of_headlines(text: str) -> int:
    """Where the first paragraph begins that ends with a full stop, after headline and standfirst at most."""
    first = paragraphs(text)[:3]
    for start, end in first[:2]:
        if text[start:end].rstrip("’'”\"").endswith((".", "!")) or re.search(r"[.?!]\s", text[start:end]):
            return start
    return first[2][0] if len(first) > 2 else len(text)


def sentences(text: str) -> list[Span]:
    """Spans of the text's sentences. None crosses a paragraph, none begins with a small letter
    unless its paragraph does (``"Why?" he asked`` is one sentence)."""
    found: list[Span] = []
    for start, end in paragraphs(text):
        first = True
        for s, e in _punkt().span_tokenize(text[start:end]):
            number = text[start + s].isdigit() and text[start : start + s].rstrip().lower().endswith("no.")
            if first or not (text[start + s].islower() or number):
                found.append((start + s, start + e))
            else:
                found[-1] = (found[-1][0], start + e)
            first = False
    return found


def words(text: str) -> list[Span]:
    """Spans of NLTK's word tokens, punctuation included; the full stop is its own only at a sentence's end."""
    tokenizer = NLTKWordTokenizer()
    return [
        (start + s, start + e) for start, end in sentences(text) for s, e in tokenizer.span_tokenize(text[start:end])
    ]


def plural(noun: str) -> str:
    """The noun's regular plural; people and men as English has them."""
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if re.search(r"(s|x|ch|sh)$", noun):
        return noun + "es"
    return re.sub(r"([^aeiou])y$", r"\1ie", noun) + "s"


def verb_forms(verb: str, irregular: list[str]) -> list[tuple[str, str]]:
    """(form, kind) for each form of a verb; kind is base, s, past or ing."""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    past = irregular or [re.sub(r"([^aeiou])y$", r"\1i", stem) + ("d" if stem.endswith("ee") else "ed")]
    doubled = next((form[:-2] for form in irregular if form.endswith("ed") and form[-3:-2] == form[-4:-3]), None)
    third = "goes" if verb == "go" else plural(verb)
    present = {stem + "ing", (doubled or stem) + "ing"}
    return [
        (verb, "base"),
        (third, "s"),
        *((form, "past") for form in past),
        *((form, "ing") for form in sorted(present)),
    ]


def span_at(spans: Sequence[Span], position: int) -> int | None:
    """Index of the span that holds the position, of spans in order that do not overlap; None between them."""
    index = bisect.bisect_right(spans, position, key=lambda span: span[0]) - 1
    return index if index >= 0 and position < spans[index][1] else None


def voices(quotes: Iterable[Quote]) -> Callable[[int], tuple[str, Quote | None]]:
    """A lookup from a position to the voice that speaks there and its innermost quotation.

    The voice is ``quoted`` inside the marks of a direct or partial quotation, ``reported`` inside an
    indirect clause, else ``own`` (scare quotes and titles included), with no quotation.
    """
    spoken = [(start, -end, q) for q in quotes if q.type not in ("scare", "title") for start, end in q.parts]
    pieces: list[tuple[int, int]] = []
    owners: list[Quote] = []
    stack: list[tuple[int, Quote]] = []
    position = 0

    def advance(to: int) -> None:
        nonlocal position
        while stack and position < to:
            end, owner = stack[-1]
            upto = min(end, to)
            if upto > position:
                pieces.append((position, upto))
                owners.append(owner)
                position = upto
            if end <= to:
                stack.pop()
        position = max(position, to)

    for start, minus_end, quote in sorted(spoken, key=lambda piece: piece[:2]):
        advance(start)
        stack.append((-minus_end, quote))
    advance(max((-minus_end for _, minus_end, _ in spoken), default=0))

    def at(where: int) -> tuple[str, Quote | None]:
        index = span_at(pieces, where)
        if index is None:
            return "own", None
        owner = owners[index]
        return ("reported" if owner.type == "indirect" else "quoted"), owner

    return at

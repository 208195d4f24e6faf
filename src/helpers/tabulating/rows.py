"""One article to its rows. Pure, given the codebook: no files, no network."""

import hashlib
import re
from collections import Counter
from typing import NamedTuple, TypeVar, cast

from helpers import framing, people, quantities, quotes, tables
from helpers.codebook import Codebook
from helpers.language import Doc, read, span_at, voices
from helpers.records import Article, FrameCue, Place, Quantity, Quote, Span
from helpers.tabulating.copies import runs_of

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_HAS_LETTER = re.compile(r"[^\W\d_]")
Located = TypeVar("Located", Quote, Quantity, FrameCue)
OPENING = 5  # words of a quotation that the tables may hold


class Rows(NamedTuple):
    """The rows of one article for each table, without its id; ``counts`` are the article's measures."""

    counts: dict[str, int]
    ledger: list[tuple]
    quotes: list[tuple]
    quantities: list[tuple]
    frames: list[tuple]
    terms: list[tuple]
    text_sha256: str
    runs: frozenset[int] = frozenset()  # hashed runs of words, by which copies are found


def annotate(article: Article, codebook: Codebook) -> Rows:
    """Every annotation of a cleaned article, as rows in the order of the tables' columns."""
    kept = [(r.start, r.end, r.field) for r in article.ledger if r.start is not None and r.end is not None]
    doc = read(article.text, codebook, kept)
    found = people.resolve(doc, quotes.find_quotes(doc, codebook), codebook)
    counts, terms = _words_by_voice(doc, found)
    return Rows(
        counts,
        [(*row[:-1], row.repairs or None) for row in article.ledger],
        [tables.row(_counted(doc, q)) for q in found],
        [tables.row(_placed(doc, q)) for q in quantities.find_quantities(doc, found, codebook)],
        [tables.row(_placed(doc, c)) for c in framing.find_frames(doc.text, found, codebook)],
        terms,
        hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest(),
        runs_of(doc.text),
    )


def _placed(doc: Doc, found: Located) -> Located:
    """A row with where in the article it lies."""
    return found._replace(place=cast(Place, doc.place(found.start)), sentence=doc.sentence_at(found.start))


def _counted(doc: Doc, q: Quote) -> Quote:
    said = [w for start, end in q.parts for w in _WORD.findall(doc.text[start:end])]
    around = [m for start, end in q.clause for m in _WORD.finditer(doc.text, start, end)]
    outside = sum(not any(start <= m.start() < end for start, end in q.parts) for m in around)
    opening = " ".join(said[:OPENING]) or None
    return _placed(doc, q)._replace(words=len(said), clause_words=outside, opening=opening)


def _words_by_voice(doc: Doc, found: list[Quote]) -> tuple[dict[str, int], list[tuple]]:
    """Words of the body by voice, and the count of each term in each voice."""
    at = voices(found)
    body = [(start, end) for start, end, field in doc.fields if field == "body"]
    counts = Counter(at(m.start())[0] for start, end in body for m in _WORD.finditer(doc.text, start, end))
    shapes: dict[tuple[str, str], Counter[str]] = {}
    plain = doc.text.replace("’", "'")
    for start, end in doc.words:
        token = plain[start:end]
        if _HAS_LETTER.search(token) and token.lower() != "'s" and span_at(body, start) is not None:
            shapes.setdefault((at(start)[0], token.lower()), Counter())[token] += 1
    terms = [
        (voice, term, min(seen, key=lambda s: (-seen[s], s)), seen.total())
        for (voice, term), seen in sorted(shapes.items())
    ]
    in_body = [s for s in doc.sentences if span_at(body, s[0]) is not None]
    measures = {
        "words": counts.total(),
        **{f"words_{voice}": counts[voice] for voice in ("own", "quoted", "reported")},
        "sentences": len(in_body),
        "paragraphs": _paragraphs(doc.text, body),
    }
    return measures, terms


def _paragraphs(text: str, body: list[Span]) -> int:
    """Body lines that begin a paragraph: those not joined to the line before by a mere space."""
    return sum(text[max(0, start - 1) : start] in ("", "\n") for start, _ in body)

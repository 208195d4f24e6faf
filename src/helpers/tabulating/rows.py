"""One article to its rows. Pure, given the codebook: no files, no network."""

import hashlib
import re
from collections import Counter
from typing import NamedTuple

from helpers import framing, people, quantities, quotes
from helpers.codebook import Codebook
from helpers.language import sentences, span_at, voices, words
from helpers.records import Article, FrameCue, Quantity, Quote, Span
from helpers.tabulating.copies import runs_of

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_HAS_LETTER = re.compile(r"[^\W\d_]")
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


class _Places(NamedTuple):
    """Where in the article a position lies: its sentence, from 1, and headline, standfirst or body."""

    sentences: list[Span]
    lines: list[Span]
    fields: list[str]

    def at(self, position: int) -> tuple[str, int]:
        line = span_at(self.lines, position)
        sentence = span_at(self.sentences, position)
        before = sum(start <= position for start, _ in self.sentences) if sentence is None else sentence + 1
        return ("body" if line is None else self.fields[line]), before


def annotate(article: Article, codebook: Codebook) -> Rows:
    """Every annotation of a cleaned article, as rows in the order of the tables' columns."""
    text = article.text
    found = people.resolve(text, quotes.find_quotes(text, codebook), codebook)
    kept = [row for row in article.ledger if row.start is not None and row.end is not None]
    places = _Places(sentences(text), [(row.start or 0, row.end or 0) for row in kept], [row.field for row in kept])
    counts, terms = _words_by_voice(text, found, places)
    return Rows(
        counts,
        [(*row[:-1], row.repairs or None) for row in article.ledger],
        [_quote(text, q, places) for q in found],
        [_quantity(q, places) for q in quantities.find_quantities(text, found, codebook)],
        [_cue(c, places) for c in framing.find_frames(text, found, codebook)],
        terms,
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        runs_of(text),
    )


def _quote(text: str, q: Quote, places: _Places) -> tuple:
    said = [w for start, end in q.parts for w in _WORD.findall(text[start:end])]
    place, sentence = places.at(q.start)
    return (
        q.quote_id, ";".join(f"{start}-{end}" for start, end in q.parts), q.start, q.end, len(said), q.type,
        q.within, q.unclosed, place, " ".join(said[:OPENING]), q.cue, q.cue_start, q.cue_end, q.stance,
        q.mention_start, q.mention_end, q.speaker, q.speaker_kind, q.speaker_basis, q.role, q.side, q.relayed_by,
        sentence,
    )  # fmt: skip


def _quantity(q: Quantity, places: _Places) -> tuple:
    pair = "-".join(f"{number:.15g}" for number in q.pair) if q.pair else None
    return (
        q.start, q.end, q.surface, q.value, q.low, q.high, q.bound, q.modifier, pair, q.unit, q.noun, q.adjective,
        q.kind, q.category, q.claimant, q.claimant_basis, q.voice, *places.at(q.start),
    )  # fmt: skip


def _cue(c: FrameCue, places: _Places) -> tuple:
    place, sentence = places.at(c.start)
    return (c.frame, c.cue, c.start, c.end, c.voice, place, c.speaker, sentence)


def _words_by_voice(text: str, found: list[Quote], places: _Places) -> tuple[dict[str, int], list[tuple]]:
    """Words of the body by voice, and the count of each term in each voice."""
    at = voices(found)
    body = [span for span, field in zip(places.lines, places.fields, strict=True) if field == "body"]
    counts = Counter(at(m.start())[0] for start, end in body for m in _WORD.finditer(text, start, end))
    shapes: dict[tuple[str, str], Counter[str]] = {}
    plain = text.replace("’", "'")
    for start, end in words(plain):
        token = plain[start:end]
        if _HAS_LETTER.search(token) and span_at(body, start) is not None and token.lower() != "'s":
            shapes.setdefault((at(start)[0], token.lower()), Counter())[token] += 1
    terms = [
        (voice, term, min(seen, key=lambda s: (-seen[s], s)), seen.total())
        for (voice, term), seen in sorted(shapes.items())
    ]
    in_body = [s for s in places.sentences if span_at(body, s[0]) is not None]
    measures = {
        "words": counts.total(),
        **{f"words_{voice}": counts[voice] for voice in ("own", "quoted", "reported")},
        "sentences": len(in_body),
        "paragraphs": _paragraphs(text, body),
    }
    return measures, terms


def _paragraphs(text: str, body: list[Span]) -> int:
    """Body lines that begin a paragraph: those not joined to the line before by a mere space."""
    return sum(text[max(0, start - 1) : start] in ("", "\n") for start, _ in body)

"""Predictions of this project in the formats of the gold data's scorers.

usage: python benchmarks/predict.py uk|quotes|quantities GOLD.jsonl > predictions.jsonl

``uk`` takes the raw files beside the gold file (raw/FILE) through reading, cleaning and every annotation;
``quotes`` and ``quantities`` annotate the text of each gold line.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from predict_quantities import newsquant

from helpers import cleaning, codebook, people, quantities, quotes, reading
from helpers.codebook import Codebook
from helpers.language import read
from helpers.records import Quantity, Quote


def predict_quotes(line: dict, book: Codebook) -> dict:
    """Quotations with the words that name their speaker; those carried on, by the speaker's name.

    PolNeAR takes the co-ordinate clauses of one cue ("said that A and that B") as one content, this project
    as two; they are joined here.
    """
    doc = read(line["text"], book)
    found = people.resolve(doc, quotes.find_quotes(doc, book), book)
    joined: list[Quote] = []
    for quote in (q for q in found if q.type not in ("scare", "title", "thought")):
        if joined and _co_ordinate(line["text"], joined[-1], quote):
            whole = (joined[-1].parts[0][0], quote.parts[0][1])
            joined[-1] = joined[-1]._replace(parts=(whole,))
        else:
            joined.append(quote)
    return {"id": line["id"], "quotes": [_quote(line["text"], q) for q in joined]}


def _co_ordinate(text: str, one: Quote, other: Quote) -> bool:
    """Whether two reported clauses hang on one cue with no more than a conjunction between them."""
    same = one.type == other.type == "indirect" and one.cue_start == other.cue_start
    if not same or len(one.parts) > 1 or len(other.parts) > 1:
        return False
    between = text[one.parts[0][1] : other.parts[0][0]]
    return bool(re.fullmatch(r",? (?:and|but)(?: that)? ", between))


def _quote(text: str, quote: Quote) -> dict:
    said = {
        "start": quote.start,
        "end": quote.end,
        "parts": [list(part) for part in quote.parts],
        "speaker": None,
    }
    if quote.mention_start is not None and quote.mention_end is not None:
        mention = text[quote.mention_start : quote.mention_end]
        name = quote.speaker if quote.basis != "cue" and quote.speaker and quote.speaker_kind == "person" else None
        said |= {
            "speaker": name or mention,
            "speaker_start": quote.mention_start,
            "speaker_end": quote.mention_end,
        }
    return said


def predict_quantities(line: dict, book: Codebook) -> dict:
    """Figures in NewsQuant's form."""
    found = quantities.find_quantities(line["text"], [], book)
    return {"id": line["id"], "pred": [p for q in found if (p := newsquant(q, line["text"])) is not None]}


def predict_uk(line: dict, book: Codebook, raw: Path) -> dict:
    """A whole reading of one raw file."""
    article = cleaning.clean(reading.read(raw / line["file"])[0])
    fields = [(row.start, row.end, row.field) for row in article.ledger if row.start is not None]
    doc = read(article.text, book, fields)
    found = people.resolve(doc, quotes.find_quotes(doc, book), book)
    figures = quantities.find_quantities(doc, found, book)
    return {
        "id": line["id"],
        "metadata": {key: getattr(article, key) for key in ("outlet", "published", "byline", "headline")},
        "lines": [{"line": row.line, "action": row.action} for row in article.ledger],
        "quotes": [_uk_quote(article.text, q) for q in found if q.type != "thought"],
        "reported": list(_reported(article.text, found)),
        "quantities": [_uk_quantity(q) for q in figures],
    }


def _uk_quote(text: str, quote: Quote) -> dict:
    return {
        "parts": [text[start:end] for start, end in quote.parts],
        "type": quote.type,
        "speaker": quote.speaker,
        "speaker_kind": quote.speaker_kind,
    }


def _reported(text: str, found: Sequence[Quote]) -> Iterator[str]:
    """The words of each attributed clause of speech that stand outside marks."""
    inside = {k for q in found if q.type in ("direct", "partial") for a, b in q.parts for k in range(a, b)}
    for quote in found:
        spans = quote.parts if quote.type == "indirect" else quote.clause
        for start, end in spans if quote.type in ("indirect", "partial") else ():
            yield "".join(" " if k in inside else text[k] for k in range(start, end))


def _uk_quantity(quantity: Quantity) -> dict:
    fields = ("surface", "value", "low", "high", "bound", "unit", "noun", "claimant")
    category = quantity.category if quantity.kind == "figure" else quantity.kind
    return {**{field: getattr(quantity, field) for field in fields}, "category": category}


def predictions(kind: str, gold: Path, book: Codebook) -> Iterator[dict]:
    """One prediction for each line of the gold file."""
    with gold.open(encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            if kind == "uk":
                yield predict_uk(line, book, gold.parent / "raw")
            else:
                yield (predict_quotes if kind == "quotes" else predict_quantities)(line, book)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=["uk", "quotes", "quantities"])
    parser.add_argument("gold", type=Path, help="the gold file, JSON lines")
    options = parser.parse_args()
    if not options.gold.is_file():
        parser.error(f"no file {options.gold}: give the gold set's .jsonl file")
    for prediction in predictions(options.kind, options.gold, codebook.load()):
        sys.stdout.write(json.dumps(prediction, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

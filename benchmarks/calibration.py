"""How often the speaker is right by margin, and how that grows with the articles the weights are fitted on.

usage: python benchmarks/calibration.py [GOLD.jsonl below benchmarks/gold] [--curve N [N ...]]

Without ``--curve`` the committed weights are used; with it weights are fitted on the first N articles of the
training files, for each N. Only totals are printed, so that a gold file held apart stays unread. A speaker is right
when the gold's name and his end in the same word, or both are unnamed.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from fit import fit_all
from gold_texts import TRAIN, Answer, Gold, texts

from helpers import codebook, people
from helpers.codebook import Codebook
from helpers.language.ranking import Weights, weights
from helpers.quotes import find_with
from helpers.records import Quote

BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)
UNNAMED = ("anonymous", "group")
Models = Mapping[str, Weights]


def judged(gold: Gold, quotes: Sequence[Quote]) -> Iterator[tuple[Answer, Quote | None, bool]]:
    """Each answer with a speaker, the quotation of the same words, and whether its speaker is right."""
    for answer in gold.answers:
        if answer.speaker is None or answer.arguable:
            continue
        alike = [(share, n) for n, q in enumerate(quotes) if (share := _shared(answer, q)) > 0.75]
        found = quotes[max(alike)[1]] if alike else None
        yield answer, found, found is not None and _same(answer, found)


def _shared(answer: Answer, quote: Quote) -> float:
    if (quote.type == "indirect") != (answer.type == "indirect") or quote.type in ("scare", "title", "thought"):
        return 0.0
    one = {k for start, end in answer.parts for k in range(start, end)}
    other = {k for start, end in quote.parts for k in range(start, end)}
    return len(one & other) / max(len(one), len(other))


def _same(answer: Answer, quote: Quote) -> bool:
    if answer.kind in UNNAMED and quote.speaker_kind in UNNAMED:
        return True
    wanted, found = (name.lower().split() or [""] for name in (answer.speaker or "", quote.speaker or ""))
    return wanted[-1].replace("woman", "man") == found[-1] and (len(found) < 2 or found[0] in wanted)


def run(golds: Sequence[Gold], quotes: Models, speakers: Models, book: Codebook) -> list[tuple[float | None, bool]]:
    """(margin, right) of every answer; no margin where the quotation is not found."""
    told = []
    for gold in golds:
        found = people.resolve_with(gold.doc, find_with(gold.doc, quotes), book, speakers)
        told += [(q.margin if q else None, right) for _, q, right in judged(gold, found)]
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", default="news/dev.jsonl")
    parser.add_argument("--curve", type=int, nargs="+", default=[], metavar="N")
    options = parser.parse_args()
    book = codebook.load()
    golds = list(texts([options.gold], book))
    if options.curve:
        trained = list(texts(TRAIN, book))
        for size in options.curve:
            step = max(1, len(trained) // size)
            told = run(golds, *fit_all(trained[::step][:size], book), book)
            print(f"{size} articles: {sum(right for _, right in told) / len(told):.1%} right of {len(told)}")
        return
    told = run(golds, weights("quotes"), weights("people"), book)
    for low, high in pairwise(BINS):
        here = [right for margin, right in told if margin is not None and low <= margin < high]
        if here:
            share = sum(here) / len(here)
            print(f"margin {low:.1f} to {min(high, 1):.1f}: {len(here):4} quotations, {share:.0%} right")
    missed = sum(margin is None for margin, _ in told)
    print(f"not found: {missed}; right in all: {sum(right for _, right in told) / len(told):.1%}")


if __name__ == "__main__":
    main()

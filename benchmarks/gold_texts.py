"""The invented gold articles as the project reads them, their answers moved onto the clean text."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from helpers import cleaning, reading
from helpers.codebook import Codebook
from helpers.language import Doc, read
from helpers.records import Article, Span

HERE = Path(__file__).parent / "gold"
TRAIN = ("uk/gold.jsonl", "news/train.jsonl", "more/gold.jsonl")


class Answer(NamedTuple):
    """A quotation of the gold, in the clean text."""

    parts: tuple[Span, ...]
    type: str
    mention: Span | None
    cue: Span | None
    speaker: str | None
    kind: str | None
    relayed_by: str | None
    arguable: bool


class Gold(NamedTuple):
    """An article with its answers."""

    name: str
    doc: Doc
    answers: list[Answer]


def texts(files: Sequence[str], book: Codebook) -> Iterator[Gold]:
    """The articles of some gold files (below ``benchmarks/gold``)."""
    for file in files:
        source = HERE / file
        for line in source.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            path = source.parent / "raw" / gold["file"]
            article = cleaning.clean(reading.read(path)[0])
            raw = path.read_bytes().decode("utf-8")
            fields = [(r.start, r.end, r.field) for r in article.ledger if r.start is not None and r.end is not None]
            moved = [answer for q in gold["quotes"] if (answer := _moved(q, raw, article))]
            yield Gold(gold["id"], read(article.text, book, fields), moved)


def _moved(quote: dict, raw: str, article: Article) -> Answer | None:
    starts = [0]
    for line in raw.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    rows = {row.line: row for row in article.ledger}

    def place(span: Sequence[int]) -> Span | None:
        ends = [_at(position, raw, starts, rows, article.text) for position in span]
        return (ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None

    parts = [place(part) for part in quote["parts"]]
    if any(part is None for part in parts):
        return None
    mention = place(quote["mention"]) if quote["mention"] else None
    cue = place(quote["cue"]) if quote.get("cue") else None
    kept = tuple(part for part in parts if part)
    return Answer(
        kept, quote["type"], mention, cue, quote["speaker"], quote["speaker_kind"], quote["relayed_by"],
        bool(quote.get("arguable")),
    )  # fmt: skip


def _at(position: int, raw: str, starts: Sequence[int], rows: dict, text: str) -> int | None:
    """A raw position in the clean text; None where its line was not kept."""
    line = max(n for n, start in enumerate(starts) if start <= position)
    row = rows.get(line + 1)
    if row is None or row.start is None:
        return None
    own = raw[starts[line] : starts[line + 1] - 1]
    offset = position - starts[line] - (len(own) - len(own.lstrip()))
    near = own.lstrip()[max(0, offset - 12) : offset]
    found = text.rfind(near, row.start, min(row.end, row.start + offset + 4)) if near else row.start
    return found + len(near) if found >= 0 else row.start + offset

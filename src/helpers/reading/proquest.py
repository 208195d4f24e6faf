"""Text exports of ProQuest: documents between lines of underscores, each of labelled paragraphs."""

import re

from helpers.reading.layout import DATE, Draft, drafts, line_spans, pattern_of, saved
from helpers.records import SavedArticle

_RULE = re.compile(r"\s*_{10,}\s*")
_NUMBER = re.compile(r"\s*Document (\d{1,6}) of (\d{1,6})\s*", re.I)
_LABELS = {
    "author": "byline", "publication info": "source", "publication title": "outlet", "publication date": "date",
    "title": "title", "full text": "body", "abstract": "junk", "links": "junk", "subject": "junk", "location": "junk",
    "people": "junk", "company / organization": "junk", "company": "junk", "pages": "junk", "first page": "junk",
    "publication year": "junk", "section": "junk", "publisher": "junk", "place of publication": "junk",
    "country of publication": "junk", "publication subject": "junk", "issn": "junk", "e-issn": "junk",
    "source type": "junk", "language of publication": "junk", "document type": "junk", "dateline": "junk",
    "proquest document id": "junk", "document url": "junk", "copyright": "junk", "last updated": "junk",
    "database": "junk", "classification": "junk", "identifier / keyword": "junk", "number of pages": "junk",
    "document feature": "junk", "accession number": "junk", "column": "junk", "volume": "junk", "issue": "junk",
    "correspondence author": "junk", "credit": "junk", "caption": "junk", "alternate title": "junk", "edition": "junk",
    "business indexing term": "junk", "duns": "junk", "ticker": "junk", "language": "junk", "publication": "outlet",
    "document id": "junk", "publication type": "junk", "online publication date": "junk", "milestone dates": "junk",
}  # fmt: skip
_LABEL = pattern_of(_LABELS)
_COVER = re.compile(r"(?:Report Information from ProQuest|Table of contents)\b.*", re.I)


def recognises(text: str) -> bool:
    """Whether the text is laid out as ProQuest does."""
    head = text[:200_000]
    lines = [line.strip() for line in head.splitlines()]
    labels = {match[1].lower() for line in lines if (match := _LABEL.match(line))}
    own = "proquest document id" in labels or any(_COVER.fullmatch(line) for line in lines)
    return "full text" in labels and (own or any(_RULE.fullmatch(line) for line in lines))


def articles(text: str, file: str, encoding: str, form: str) -> list[SavedArticle]:
    """The export's documents; what stands around them belongs to the nearest."""
    spans = line_spans(text)
    lines = [text[start:end] for start, end in spans]
    expected = max((int(m[2]) for line in lines if (m := _NUMBER.fullmatch(line))), default=None)
    rules = [i for i, line in enumerate(lines) if _RULE.fullmatch(line)]
    holds = [i for i, after in zip(rules, [*rules[1:], len(lines)], strict=False) if _is_document(lines[i + 1 : after])]
    found = drafts(text, holds[1:] if not _is_document(lines[: (rules or [0])[0]]) else holds, spans)
    for draft in found:
        _read(draft)
    return saved(found, file=file, encoding=encoding, form=f"ProQuest {form}", expected=expected)


def _is_document(lines: list[str]) -> bool:
    labels = {match[1].lower() for line in lines if (match := _LABEL.match(line.strip()))}
    return bool(labels & {"full text", "proquest document id", "publication info"})


def _read(draft: Draft) -> None:
    filled = draft.filled()
    begin = max((n + 1 for n, i in enumerate(filled) if _ends_cover(draft, filled, n)), default=0)
    draft.mark(filled[:begin], "junk", "proquest cover or rule")
    label = ""
    values: dict[str, str] = {}
    for index in filled[begin:]:
        line, cut = draft.lines[index], 0
        if _RULE.fullmatch(line):
            label = "rule"
        elif match := _LABEL.match(line):
            label, cut = match[1].lower(), match.end()
        what = _LABELS.get(label, "junk" if label else "headline")
        values[what] = f"{values.get(what, '')} {line[cut:]}"
        _mark(draft, index, what, label, cut)
    draft.state("headline", values.get("headline") or values.get("title", ""))
    draft.state("byline", _turned(values.get("byline", "")))
    source = values.get("source", "")
    draft.state("outlet", re.split(r"[;:\[]", values.get("outlet") or source)[0])
    dated = DATE.search(values.get("date") or source)
    draft.state("published", dated[0] if dated else values.get("date", ""))


def _ends_cover(draft: Draft, filled: list[int], place: int) -> bool:
    """Whether the head of a document begins after this line: its number, or a rule with no label before."""
    line = draft.lines[filled[place]]
    labelled = any(_LABEL.match(draft.lines[i]) for i in filled[:place])
    return bool(_NUMBER.fullmatch(line)) or (not labelled and bool(_RULE.fullmatch(line)))


def _mark(draft: Draft, index: int, what: str, label: str, cut: int) -> None:
    rule = f"proquest {label or 'headline'}"
    if what == "body":
        if cut == len(draft.lines[index]):
            draft.mark([index], "junk", rule)
            return
        draft.body = index if draft.body is None else draft.body
        if cut:
            draft.mark([index], "body", rule, cut)
        return
    draft.mark([index], {"source": "junk", "title": "junk"}.get(what, what), rule)


def _turned(authors: str) -> str:
    """ "Lister, Sam; Pike, Tom" → "Sam Lister and Tom Pike"."""
    names = []
    for author in filter(None, (part.strip(" .") for part in authors.split(";"))):
        last, _, first = author.partition(",")
        names.append(f"{first.strip()} {last.strip()}".strip())
    return " and ".join(names)

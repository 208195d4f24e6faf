"""Exports of Factiva: RTF, text or HTML, with two-letter codes (HD, BY, PD, SN, LP, TD) or without.

Without codes an article is: headline, byline, "450 words", date, time, source, its code, page, language,
copyright, then the body. Every article ends in "Document GRDN000020211203ehc300012".
"""

import re

from helpers.reading.layout import COPYRIGHT, DATE, Draft, drafts, line_spans, saved
from helpers.records import SavedArticle

_END = re.compile(r"(?:AN\s+)?Document [A-Z]{2,10}\d{8,20}[a-z0-9]{4,20}", re.I)
_WORDS = re.compile(r"[\d,.]{1,7} words", re.I)
_CODE = re.compile(
    r"(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|CX|LP|TD|CT|RF|ART|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM|DLN|RST)"
    r"(?:\s{1,}|$)"
)
_PLAIN_CODE = re.compile(r"(?:HD|LP|TD|PD|SN)(?:[ \t]{1,}\S.*)?")
_TIME = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?(?: GMT)?|\d{1,2}[:.]\d\d", re.I)
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_PAGE = re.compile(r"(?:pg?\.? ?)?[A-Z]?\d{1,4}(?:[-,;] ?[A-Z]?\d{1,4})*|(?:First|Second|Third|\d)\w* edition", re.I)
_LANGUAGE = re.compile(r"(?:English|Arabic|French|German|Russian|Spanish)", re.I)
_RESULTS = re.compile(r"results found\s*:?\s*(\d{1,6})", re.I)
_SUMMARY = re.compile(r"search summary", re.I)
_FOOT = re.compile(r"© ?\d{4} Factiva.*|Page \d+ of \d+ ?©? ?.*Factiva.*", re.I)
_FIELDS = {"HD": "headline", "BY": "byline", "PD": "date", "SN": "outlet", "LP": "body", "TD": "body"}


def recognises(text: str) -> bool:
    """Whether the text is laid out as Factiva does."""
    lines = [line.strip() for line in text.splitlines()]
    if not any(_END.fullmatch(line) for line in lines):
        return False
    return any(_WORDS.fullmatch(line) or _PLAIN_CODE.fullmatch(line) for line in lines)


def articles(text: str, file: str, encoding: str, form: str) -> list[SavedArticle]:
    """The export's articles; what stands after the last belongs to it."""
    spans = line_spans(text)
    lines = [text[start:end].strip() for start, end in spans]
    ends = [i for i, line in enumerate(lines) if _END.fullmatch(line)]
    flat = " ".join(lines[ends[-1] :])
    stated = _RESULTS.search(flat)
    found = drafts(text, [i + 1 for i in ends[:-1]], spans)
    for draft in found:
        _read(draft)
    expected = int(stated[1]) if stated else None
    return saved(found, file=file, encoding=encoding, form=f"Factiva {form}", expected=expected)


def _read(draft: Draft) -> None:
    filled = draft.filled()
    end = next((n for n, i in enumerate(filled) if _END.fullmatch(draft.lines[i])), len(filled))
    draft.mark(filled[end:], "junk", "factiva document number or summary")
    filled = filled[:end]
    feet = [i for i in filled if _FOOT.fullmatch(draft.lines[i])]
    draft.mark(feet, "junk", "factiva page foot")
    filled = [i for i in filled if i not in feet]
    if sum(bool(_PLAIN_CODE.fullmatch(draft.lines[i])) for i in filled) >= 2:
        _read_codes(draft, filled)
    else:
        _read_plain(draft, filled)


def _read_codes(draft: Draft, filled: list[int]) -> None:
    """Every line belongs to the code above it."""
    code = ""
    values: dict[str, str] = {}
    for index in filled:
        match = _CODE.match(draft.lines[index])
        cut = 0
        if match:
            code, cut = match[1], match.end()
        rest = draft.lines[index][cut:]
        what = _FIELDS.get(code, "junk")
        if not rest:
            draft.mark([index], "junk", f"factiva {code}")
            continue
        if what == "body":
            draft.body = index if draft.body is None else draft.body
        if what != "body" or cut:
            draft.mark([index], what, f"factiva {code or 'heading'}", cut if what in ("headline", "body") else 0)
        values[what] = f"{values.get(what, '')} {rest}"
    for what, name in (("headline", "headline"), ("byline", "byline"), ("date", "published"), ("outlet", "outlet")):
        draft.state(name, values.get(what, ""))


def _read_plain(draft: Draft, filled: list[int]) -> None:
    """Without codes the number of words is the line to count from."""
    words = next((n for n, i in enumerate(filled) if _WORDS.fullmatch(draft.lines[i])), None)
    if words is None:
        return
    _read_above(draft, filled[:words])
    draft.mark([filled[words]], "junk", "factiva number of words")
    place = words + 1
    while place < len(filled) and (mark := _head_mark(draft, draft.lines[filled[place]])):
        draft.mark([filled[place]], mark, f"factiva {mark}" if mark != "junk" else "factiva label")
        place += 1
    draft.body = filled[place] if place < len(filled) else None


def _read_above(draft: Draft, above: list[int]) -> None:
    signed = [i for i in above if re.match(r"by\b", draft.lines[i], re.I)]
    if not signed and len(above) > 1 and len(draft.lines[above[-1]].split()) <= 6:
        signed = above[-1:]
    titles = [i for i in above if i not in signed]
    kickers = titles[:-1]
    draft.mark(kickers, "junk", "factiva section")
    draft.mark(titles[-1:], "headline", "factiva headline")
    draft.mark(signed, "byline", "factiva byline")
    draft.state("headline", " ".join(draft.lines[i] for i in titles[-1:]))
    draft.state("byline", " ".join(draft.lines[i] for i in signed))


def _head_mark(draft: Draft, line: str) -> str | None:
    """What a line between the number of words and the body is; None where the body begins."""
    if "published" not in draft.fields and (dated := DATE.fullmatch(line)):
        draft.state("published", dated[0])
        return "date"
    if COPYRIGHT.fullmatch(line) or _TIME.fullmatch(line) or _LANGUAGE.fullmatch(line) or _PAGE.fullmatch(line):
        return "junk"
    if "outlet" in draft.fields:
        return "junk" if _SOURCE_CODE.fullmatch(line) else None
    if len(line.split()) <= 10 and not line.endswith("."):
        draft.state("outlet", line)
        return "outlet"
    return None

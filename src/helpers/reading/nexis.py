"""Exports of Nexis and Nexis Uni: text, Word or RTF, older and newer layouts, any number of articles.

Older: "1 of 100 DOCUMENTS", outlet, date, headline, labels (BYLINE:, SECTION:, LENGTH:), the body, labels,
copyright; or HEADLINE: and BODY: as labels. Newer (Nexis Uni): a cover page, then headline, outlet, date,
copyright, labels, "Body", the text, "Classification" and "End of Document".
"""

import re

from helpers.reading.layout import COPYRIGHT, DATE, Draft, drafts, line_spans, pattern_of, saved
from helpers.records import SavedArticle

# "1 of 100 DOCUMENTS", "Document 1 of 100", and the same in the database's other languages.
_COUNT = re.compile(
    r"\s*(?:document )?(\d{1,6}) (?:of|von|de|sur|di) (\d{1,6}) do[ck]ument\w*\s*"
    r"|\s*do[ck]ument\w* (\d{1,6}) (?:of|von|de|sur|di) (\d{1,6})\s*",
    re.IGNORECASE,
)
_END = re.compile(r"\s*End of Document\s*", re.I)
_PAGE = re.compile(r"Page \d{1,5} of \d{1,5}", re.I)
_DOCUMENTS = re.compile(r"\s*(?:number of )?documents\s*(?:\((\d{1,6})\)|: ?(\d{1,6}))\s*", re.I)
_COVER_END = re.compile(r".*(?:About LexisNexis|©? ?\d{4} LexisNexis).*", re.I)
_COVER = re.compile(
    r"(?:user name|date and time|job number|client/matter|search terms|search type|narrowed by|content type|"
    r"timeline|source|sources|language|documents?)\b.*|\d{1,6}\. .*",
    re.I,
)
_HEAD = {
    "section": "junk", "length": "junk", "byline": "byline", "author": "byline", "dateline": "junk",
    "headline": "headline", "highlight": "standfirst", "series": "junk", "edition": "junk", "column": "junk",
    "type": "junk", "distribution": "junk", "source": "junk", "website": "junk", "page": "junk",
}  # fmt: skip
_TAIL = (
    "load-date", "load date", "language", "graphic", "publication-type", "journal-code", "document-type",
    "subject", "company", "organization", "organisation", "person", "people", "industry", "geographic", "ticker",
    "country", "state", "city", "classification", "notes", "correction", "correction-date", "url", "pub-type",
    "acc-no", "journal code", "publication type", "type", "series", "document-id", "isbn", "issn",
)  # fmt: skip
_HEAD_LABEL = pattern_of(_HEAD)
_TAIL_LABEL = pattern_of(_TAIL)
_BODY = re.compile(r"body\s*:?\s*", re.I)
_CLASSIFICATION = re.compile(r"Classification|Graphic", re.I)
_RELEVANCE = re.compile(r".*\(\d{1,3}%\).*")
_EDITION = re.compile(
    r"(?:.{0,40}\b(?:edition|final|version)\b.{0,40}|.{0,20}correction appended.{0,20}|[A-Z]{0,3}\d{0,2})", re.I
)
_FIGURES = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_CAPTIONS = 12  # lines under "Graphic"
_WRAPPED = 4  # lines that a label may take
_WORDS = re.compile(r"\s*length\s*:\s*[\d,]+ words?\s*", re.I)


def recognises(text: str) -> bool:
    """Whether the text is laid out as Nexis does."""
    lines = text[:200_000].splitlines()
    if any(_COUNT.fullmatch(line) or _END.fullmatch(line) for line in lines):
        return any(_HEAD_LABEL.match(line.strip()) or COPYRIGHT.fullmatch(line.strip()) for line in lines)
    tail = any(_TAIL_LABEL.match(line.strip()) for line in lines)
    return tail and any(_WORDS.fullmatch(line) for line in lines)


def articles(text: str, file: str, encoding: str, form: str) -> list[SavedArticle]:
    """The export's articles, in order; every line of the file belongs to one of them."""
    spans = line_spans(text)
    lines = [text[start:end] for start, end in spans]
    counts = [(i, m) for i, line in enumerate(lines) if (m := _COUNT.fullmatch(line))]
    expected = max((int(m[2] or m[4]) for _, m in counts), default=None)
    if counts:
        starts = [i for i, _ in counts][1:]
    else:
        ends = [i for i, line in enumerate(lines) if _END.fullmatch(line)]
        starts = [i + 1 for i in ends if _more(lines[i + 1 :])]
        expected = next((int(m[1] or m[2]) for line in lines if (m := _DOCUMENTS.fullmatch(line))), None)
    found = drafts(text, starts, spans)
    for draft in found:
        _read(draft)
    lengths = sum(bool(_WORDS.fullmatch(line)) for line in lines)
    if lengths > len(found):  # separators of a layout that is not known: the report names the difference
        expected = max(expected or 0, lengths)
    return saved(found, file=file, encoding=encoding, form=f"Nexis {form}", expected=expected)


def _more(lines: list[str]) -> bool:
    """Whether another article follows, not only page numbers."""
    return any(line.strip() and not _PAGE.fullmatch(line.strip()) for line in lines)


def _read(draft: Draft) -> None:
    """Mark what stands before and after the body."""
    filled = _without_pages(draft, draft.filled())
    older = any(_COUNT.fullmatch(draft.lines[i]) for i in filled)
    filled = _without_cover(draft, filled)
    tail = _tail(draft, filled)
    rest = filled[: filled.index(tail[0])] if tail else filled
    draft.mark(tail, "junk", "nexis labels")
    for index in tail:
        if _TAIL_LABEL.match(draft.lines[index]) and draft.lines[index].lower().startswith("graphic"):
            draft.mark([index], "caption", "nexis graphic")
    rest = _without_graphic(draft, rest)
    head, body = _head_and_body(draft, rest)
    _read_head(draft, head, older)
    draft.body = body[0] if body else None


def _without_pages(draft: Draft, filled: list[int]) -> list[int]:
    pages = [i for i in filled if _PAGE.fullmatch(draft.lines[i]) or _END.fullmatch(draft.lines[i])]
    draft.mark(pages, "junk", "nexis page or end")
    return [i for i in filled if i not in set(pages)]


def _without_cover(draft: Draft, filled: list[int]) -> list[int]:
    """Mark the export's cover page and the document's number; the lines after them."""
    number = next((i for i in filled if _COUNT.fullmatch(draft.lines[i])), None)
    stop = number
    if stop is None and any(_DOCUMENTS.fullmatch(draft.lines[i]) or _is_user(draft.lines[i]) for i in filled[:12]):
        before = [i for i in filled if not _BODY.fullmatch(draft.lines[i])]
        ended = [i for i in before if _COVER_END.fullmatch(draft.lines[i])]
        covered = list(_first_run(draft, filled))
        stop = ended[0] if ended else (covered[-1] if covered else None)
    if stop is None:
        return filled
    draft.mark([i for i in filled if i <= stop], "junk", "nexis cover or number")
    return [i for i in filled if i > stop]


def _is_user(line: str) -> bool:
    return line.lower().startswith(("user name:", "job number:"))


def _first_run(draft: Draft, filled: list[int]) -> list[int]:
    """The lines of a cover page without an end of its own: those in its form, up to the first other two."""
    run = []
    for index in filled:
        if not _COVER.fullmatch(draft.lines[index]):
            break
        run.append(index)
    return run


def _tail(draft: Draft, filled: list[int]) -> list[int]:
    """The labels and copyright after the body: the last blocks, as far up as they are such."""
    first = len(filled)
    for place in range(len(filled) - 1, -1, -1):
        line = draft.lines[filled[place]]
        if (
            _TAIL_LABEL.match(line) or COPYRIGHT.fullmatch(line) or _CLASSIFICATION.fullmatch(line)
            or _RELEVANCE.fullmatch(line)
        ):  # fmt: skip
            first = place
        elif not _continues(draft, filled, place):
            break
    return filled[first:]


def _without_graphic(draft: Draft, filled: list[int]) -> list[int]:
    """Mark what stands under "Graphic" at the article's end, its pictures' captions; the lines above."""
    place = next((n for n, i in enumerate(filled) if draft.lines[i] == "Graphic"), len(filled))
    if len(filled) - place > _CAPTIONS:
        return filled
    draft.mark(filled[place:], "caption", "nexis graphic")
    return filled[:place]


def _continues(draft: Draft, filled: list[int], place: int) -> bool:
    """Whether a line goes on with a label a few lines above it in the same block."""
    for above in range(place - 1, max(-1, place - 1 - _WRAPPED), -1):
        if filled[above] != filled[above + 1] - 1:
            return False
        line = draft.lines[filled[above]]
        if _TAIL_LABEL.match(line) or (above == place - 1 and COPYRIGHT.fullmatch(line)):
            return True
    return False


def _head_and_body(draft: Draft, filled: list[int]) -> tuple[list[int], list[int]]:
    """The lines above the body, and its own."""
    for place, index in enumerate(filled):
        if match := _BODY.match(draft.lines[index]):
            if match.end() == len(draft.lines[index]):
                draft.mark([index], "junk", "nexis BODY")
                return filled[:place], filled[place + 1 :]
            if draft.lines[index].startswith("BODY:"):
                draft.mark([index], "body", "nexis BODY", match.end())
                return filled[:place], filled[place:]
    place, seen = 0, False
    while place < len(filled):
        if _HEAD_LABEL.match(draft.lines[filled[place]]):
            seen = True
            place = _after_label(draft, filled, place)
        elif seen:
            break
        else:
            place += 1
    return (filled[:place], filled[place:]) if seen else _unlabelled(draft, filled)


def _after_label(draft: Draft, filled: list[int], place: int) -> int:
    """The place after a label and the lines that go on with it."""
    if _WORDS.fullmatch(draft.lines[filled[place]]):
        return place + 1
    place += 1
    while place < len(filled) and filled[place] == filled[place - 1] + 1:
        if _HEAD_LABEL.match(draft.lines[filled[place]]):
            break
        place += 1
    return place


def _unlabelled(draft: Draft, filled: list[int]) -> tuple[list[int], list[int]]:
    """Without any label the head ends with the line after the date, the headline."""
    for place, index in enumerate(filled[:8]):
        if _date(draft.lines[index]):
            return filled[: place + 2], filled[place + 2 :]
    return filled[:2], filled[2:]


def _date(line: str) -> str | None:
    match = DATE.match(line) or _FIGURES.fullmatch(line)
    if not match or ((rest := line[match.end() :].strip(" ,;")) and not _EDITION.fullmatch(rest)):
        return None
    return match[0]


def _read_head(draft: Draft, head: list[int], older: bool) -> None:
    free = _read_labels(draft, head)
    owners = [i for i in free if COPYRIGHT.fullmatch(draft.lines[i])]
    draft.mark(owners, "junk", "nexis copyright")
    free = [i for i in free if i not in owners]
    dated = next((i for i in free if _date(draft.lines[i])), None)
    above = [i for i in free if dated is None or i < dated]
    below = [i for i in free if dated is not None and i > dated]
    if dated is not None:
        draft.mark([dated], "date", "nexis date")
        draft.state("published", _date(draft.lines[dated]) or "")
    if dated is None and older:
        above, below = above[:1], above[1:]
    if above:
        draft.mark(above[-1:], "outlet", "nexis outlet")
        draft.state("outlet", _outlet(draft.lines[above[-1]]))
    titles = above[:-1] or [i for i in below if not _EDITION.fullmatch(draft.lines[i])]
    if "headline" not in draft.fields:
        draft.mark(titles, "headline", "nexis headline")
        draft.state("headline", " ".join(draft.lines[i] for i in titles))
    draft.mark([i for i in free if i not in draft.marks], "junk", "nexis edition")


def _outlet(line: str) -> str:
    """The outlet's name without the edition that may follow it, a space between name and place."""
    name = re.sub(r"\s+-\s+.*edition.*$", "", line, flags=re.I)
    return re.sub(r"(?<=\w)\(", " (", name)


def _read_labels(draft: Draft, head: list[int]) -> list[int]:
    """Mark the labelled lines; the others."""
    free, place = [], 0
    while place < len(head):
        match = _HEAD_LABEL.match(draft.lines[head[place]])
        if not match:
            free.append(head[place])
            place += 1
            continue
        after = _after_label(draft, head, place)
        label, indices = match[1].lower(), head[place:after]
        value = " ".join(draft.lines[i] for i in indices)[match.end() :]
        what = _HEAD[label]
        alone = match.end() == len(draft.lines[indices[0]])
        draft.mark(indices[:alone], "junk", f"nexis {label.upper()}")
        cut = 0 if alone or what not in ("headline", "standfirst") else match.end()
        draft.mark(indices[alone:], what, f"nexis {label.upper()}", cut)
        if what in ("headline", "byline", "standfirst"):
            draft.state(what, value)
        place = after
    return free

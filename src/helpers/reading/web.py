"""Saved web pages: the article's body by trafilatura, what the page states of it by its own metadata.

Trafilatura: Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery
and Extraction", ACL demos. Lines of the page that it leaves out stay in the ledger as dropped.
"""

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.policy import default as email_policy
from typing import Any

from helpers.reading.errors import ReadingError
from helpers.reading.libraries import require
from helpers.reading.metadata import page_facts
from helpers.records import LineMark, SavedArticle

_BLOCKS = frozenset(
    """address article aside blockquote body br button center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav noscript ol option p pre section
    select summary table tbody td tfoot th thead title tr ul video""".split()
)
_UNSEEN = frozenset("script style template head svg iframe object math datalist audio canvas".split())
_KEY = re.compile(r"[^\W_]+")
_LONG = 20  # letters that tell a line's words apart from a chance meeting


def page_of_archive(data: bytes, name: str) -> bytes:
    """The web page in an .mht archive.

    Raises
    ------
    ReadingError : there is none in it.
    """
    for part in message_from_bytes(data, policy=email_policy).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            charset = part.get_content_charset() or "utf-8"
            if isinstance(content, bytes):
                try:
                    return content.decode(charset).encode("utf-8")
                except (UnicodeDecodeError, LookupError):
                    return content
    raise ReadingError(f"{name}: a saved-page archive (.mht) without a page in it; save the page again as .html")


def article(html: str, file: str, encoding: str) -> SavedArticle:
    """The page's article.

    Raises
    ------
    ReadingError : trafilatura is missing, or the page holds no article.
    """
    require("trafilatura", "trafilatura", "a web page", file)
    from trafilatura import extract, load_html

    tree = load_html(html)
    if tree is None:
        raise ReadingError(f"{file}: no web page that can be read; save it again, or the article's text as .txt")
    facts, given = page_facts(tree)
    seen = list(page_lines(tree))
    body = [line for one in (extract(html, include_comments=False) or "").splitlines() if (line := _row(one)).strip()]
    if given and (not body or _key("".join(body)) == _key(given)):
        body = [line for line in given.splitlines() if line.strip()]
    if not body:
        raise ReadingError(
            f"{file}: a web page without an article's text ({_sample(seen)}); open the page in a browser, "
            "log in or let it load, and save it again"
        )
    facts["headline"] = headline = _headline(tree, facts)
    merged = _merged(body, seen)
    marks = _marks(merged, headline, facts.pop("standfirst", ""))
    text = "\n\n".join(line for line, _ in merged)
    stated = {key: value for key, value in facts.items() if value}
    notes = ("the page says that it is not free to read: the text may be cut",) if stated.pop("paid", "") else ()
    return SavedArticle(text, file, encoding, 1, stated, "web page", marks, None, None, notes)


def page_lines(tree: Any) -> Iterator[str]:
    """The lines of a page that a reader sees, in order: its blocks' texts."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else None
        block = tag in _BLOCKS
        if block and (line := " ".join("".join(parts).split())):
            yield line
        if block:
            parts = []
        if event == "start":
            if tag is None or tag in _UNSEEN:
                walk.skip_subtree()
            else:
                parts.append(element.text or "")
        else:
            parts.append(element.tail or "")
    if line := " ".join("".join(parts).split()):
        yield line


def _row(line: str) -> str:
    """A line; of a table, which comes as "| 2020 | 12 |", its cells with tabs between them, and nothing of the
    line under its head."""
    text = line.strip()
    if len(text) < 3 or text[0] != "|" or text[-1] != "|":
        return line
    cells = [cell.strip() for cell in text[1:-1].split("|")]
    return "" if all(set(cell) <= set("-:") for cell in cells) else "\t".join(cells)


def _key(line: str) -> str:
    return "".join(_KEY.findall(line.casefold()))


def _merged(body: Sequence[str], seen: Sequence[str]) -> list[tuple[str, bool]]:
    """The body's lines, with the page's other lines where they stand; whether each is of the body."""
    keys = [_key(line) for line in body]
    place_of: dict[str, list[int]] = {}
    for n, line in enumerate(body):
        for key in filter(None, map(_key, [line, *line.split("\t")])):  # a table's cells are lines of the page
            place_of.setdefault(key, []).append(n)
    merged: list[tuple[str, bool]] = []
    done = 0
    for line in seen:
        place = _place(_key(line), keys, place_of, done)
        if place is None:
            merged.append((line, False))
        elif place >= done:
            merged += [(one, True) for one in body[done : place + 1]]
            done = place + 1
    return merged + [(one, True) for one in body[done:]]


def _place(key: str, keys: list[str], place_of: dict[str, list[int]], done: int) -> int | None:
    """Which line of the body a line of the page is, or is in, or holds; None where it is no part of it."""
    if key in place_of:
        return next((place for place in place_of[key] if place >= done), place_of[key][0])
    if len(key) < _LONG:
        return None
    for n in (*range(max(0, done - 1), len(keys)), *range(max(0, done - 1))):
        if key in keys[n]:
            return n
        if len(keys[n]) >= _LONG and keys[n] in key:
            return max(m for m in range(n, len(keys)) if m == n or (keys[m] and keys[m] in key))
    return None


def _headline(tree: Any, facts: dict[str, str]) -> str:
    """The page's main heading where it is the stated headline's or none is stated; else the stated one."""
    stated = facts.get("headline", "")
    titles = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    words = set(_KEY.findall(stated.casefold()))
    for title in filter(None, titles):
        own = set(_KEY.findall(title.casefold()))
        if not words or len(own & words) >= 0.5 * min(len(own), len(words)):
            return title
    return stated or next((" ".join(t.text_content().split()) for t in tree.iter("title")), "")


def _marks(merged: list[tuple[str, bool]], headline: str, standfirst: str) -> dict[int, LineMark]:
    """Marks by the line's number, a blank line between any two."""
    key, under = _key(headline), _key(standfirst)
    title = next((n for n, (line, _) in enumerate(merged) if key and _key(line) == key), None)
    first = next((n for n, (line, inside) in enumerate(merged) if inside and n != title and _is_prose(line)), 0)
    marks = {}
    for n, (line, inside) in enumerate(merged):
        if n == title:
            marks[2 * n + 1] = LineMark("headline", "page's heading")
        elif not inside and under and _key(line) == under and n < first:
            marks[2 * n + 1] = LineMark("standfirst", "page's description")
        elif inside and "\t" in line:
            marks[2 * n + 1] = LineMark("body", "row of a table")
        elif not inside:
            head = title is not None and title < n < first
            marks[2 * n + 1] = LineMark("head" if head else "junk", "outside the article")
    return marks


def _is_prose(line: str) -> bool:
    return len(line) > 60 and line.rstrip("\"'”’)").endswith((".", "!", "?", "…"))


def _sample(lines: Sequence[str]) -> str:
    shown = " ".join(" ".join(lines[:5]).split()[:5])
    return f"it begins {shown!r}" if shown else "it shows nothing: empty, or nested too deep to be read"

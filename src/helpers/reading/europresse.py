"""HTML exports of Europresse: an element <article> an article, its parts told by their classes."""

import re
from typing import Any

from helpers.reading.layout import DATE
from helpers.reading.web import page_lines
from helpers.records import LineMark, SavedArticle

_FRENCH = {
    "janvier": "01", "février": "02", "mars": "03", "avril": "04", "mai": "05", "juin": "06", "juillet": "07",
    "août": "08", "septembre": "09", "octobre": "10", "novembre": "11", "décembre": "12",
}  # fmt: skip
_FRENCH_DATE = re.compile(rf"(\d{{1,2}})(?:er)? ({'|'.join(_FRENCH)}) (\d{{4}})", re.IGNORECASE)
_PARTS = (
    ("outlet", ("DocPublicationName", "rdp__DocPublicationName")),
    ("date", ("DocHeader", "rdp__DocHeader")),
    ("headline", ("titreArticleVisu", "rdp__articletitle", "titreArticle")),
    ("standfirst", ("rdp__subtitle", "titreArticleSub")),
    ("byline", ("docAuthors", "sm-margin-bottomNews", "rdp__byline")),
)
_BODY = ("docOcurrContainer", "DocText", "clearfix")
_FOUND = re.compile(r"\b(\d{1,5}) (?:documents?|articles?|résultats?)\b", re.IGNORECASE)


def recognises(html: str) -> bool:
    """Whether the page is an export of Europresse."""
    return "<article" in html and ("DocPublicationName" in html or "titreArticle" in html)


def articles(tree: Any, file: str, encoding: str) -> list[SavedArticle]:
    """The export's articles."""
    found = list(tree.iter("article"))
    stated = next((m for h in tree.iter("title", "h1") if (m := _FOUND.search(h.text_content()))), None)
    expected = int(stated[1]) if stated else None
    return [_article(element, n, file, encoding, expected) for n, element in enumerate(found, 1)]


def _article(element: Any, position: int, file: str, encoding: str, expected: int | None) -> SavedArticle:
    values = {name: _part(element, classes) for name, classes in _PARTS}
    keys = {value: name for name, value in reversed(values.items()) if value}
    body = " ".join(_part(element, (name,)) for name in _BODY)
    lines = list(page_lines(element))
    marks = {}
    for n, line in enumerate(lines):
        name = keys.get(line)
        if name:
            marks[2 * n + 1] = LineMark(name, f"europresse {name}")
        elif line not in body:
            marks[2 * n + 1] = LineMark("junk", "europresse label")
    fields = {name: values[name] for name in ("outlet", "headline", "standfirst", "byline")}
    fields["published"] = _date(values["date"])
    start = next((2 * n + 1 for n in range(len(lines)) if 2 * n + 1 not in marks), None)
    stated = {name: value for name, value in fields.items() if value}
    return SavedArticle(
        "\n\n".join(lines), file, encoding, position, stated, "Europresse html", marks, start, expected
    )  # fmt: skip


def _part(element: Any, classes: tuple[str, ...]) -> str:
    """The text of the first element with one of the classes."""
    for name in classes:
        for found in element.iter():
            if isinstance(found.tag, str) and name in (found.get("class") or "").split():
                return " ".join(found.text_content().split())
    return ""


def _date(header: str) -> str:
    if match := _FRENCH_DATE.search(header):
        return f"{match[3]}-{_FRENCH[match[2].lower()]}-{int(match[1]):02}"
    found = DATE.search(header)
    return found[0] if found else ""

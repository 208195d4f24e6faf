"""Word documents: paragraphs and tables in their order, with what a reader of the final version sees.

Tracked insertions are in, deletions out; links, text boxes and tables keep their words.
"""

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from helpers.reading.errors import ReadingError
from helpers.reading.libraries import require

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = (f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")


class Document(NamedTuple):
    """What a document holds."""

    paragraphs: list[str]
    rows: frozenset[str]  # those of them that are rows of tables
    edges: list[str]  # the head and foot of its pages
    headline: str | None  # where a style names it
    deleted: int  # characters of tracked deletions


def document(data: bytes, name: str) -> Document:
    """Read a document.

    Raises
    ------
    ReadingError : python-docx is missing, or cannot open the document.
    """
    require("docx", "python-docx", "a Word document", name)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        opened = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, PackageNotFoundError) as error:
        raise ReadingError(
            f"{name}: a damaged Word document ({error}); open it in Word and save it again, or save it as .txt"
        ) from error
    body = opened.element.body
    paragraphs = [text.strip("\n") for text in _blocks(body) if text.strip()]
    edges: list[str] = []
    for section in opened.sections:
        for part in (section.header, section.footer):
            if not part.is_linked_to_previous:
                edges += [text for text in _blocks(part._element) if text.strip() and text not in edges]
    deleted = sum(len(element.text or "") for element in body.iter(f"{_W}delText"))
    rows = frozenset(row for table in body.iter(f"{_W}tbl") for row in _rows(table) if "\t" in row)
    return Document(paragraphs, rows, edges, _titled(opened), deleted)


def _blocks(parent: Any) -> Iterator[str]:
    """The text of each paragraph, and of each row of a table with tabs between its cells."""
    for element in parent.iterchildren():
        if element.tag == f"{_W}p":
            yield _text(element)
            for box in element.iter(f"{_W}txbxContent"):
                if not _gone(box, element):
                    yield from _blocks(box)
        elif element.tag == f"{_W}tbl":
            yield from _rows(element)
        elif element.tag not in _GONE:
            yield from _blocks(element)


def _rows(table: Any) -> Iterator[str]:
    """The rows of a table that are not deleted."""
    for element in table.iterchildren():
        if element.tag == f"{_W}tr":
            if element.find(f"{_W}trPr/{_W}del") is None:
                yield from _row(element)
        elif element.tag not in _GONE:
            yield from _rows(element)


def _row(row: Any) -> Iterator[str]:
    """A row of short cells as one line; cells of several paragraphs are layout, and read one by one."""
    cells = [[t for t in _blocks(cell) if t.strip()] for cell in row.iterchildren(f"{_W}tc")]
    if any(len(cell) > 1 for cell in cells):
        yield from (text for cell in cells for text in cell)
    else:
        yield "\t".join(text for cell in cells for text in cell)


def _text(paragraph: Any) -> str:
    """The words of a paragraph as the final version has them."""
    from docx.text.run import Run

    runs = (run for run in paragraph.iter(f"{_W}r") if not _gone(run, paragraph) and not _boxed(run, paragraph))
    return "".join(Run(run, paragraph).text for run in runs)


def _gone(element: Any, top: Any) -> bool:
    """Whether an element is deleted, moved away or a second form of what stands there already."""
    while element is not None and element is not top:
        if element.tag in _GONE:
            return True
        element = element.getparent()
    return False


def _boxed(element: Any, top: Any) -> bool:
    while element is not None and element is not top:
        if element.tag == f"{_W}txbxContent":
            return True
        element = element.getparent()
    return False


def _titled(opened: Any) -> str | None:
    """The one paragraph in the style Title, else the one in Heading 1."""
    for style in ("Title", "Heading 1"):
        found = [p for p in opened.paragraphs if p.style is not None and p.style.name == style]
        texts = [text for p in found if (text := _text(p._p).strip())]
        if len(texts) == 1:
            return texts[0]
    return None

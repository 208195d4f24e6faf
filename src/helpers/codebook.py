"""The study's hand-made knowledge: frame cues, names, verbs, units. Plain CSV files, checked on loading.

Each file opens with lines beginning ``#`` that say where its entries come from. A study's own folder
may hold any of the files; a file it does not hold is the packaged one.
"""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from helpers.errors import UserError

Row = Mapping[str, str]


class CodebookError(UserError, ValueError):
    """A codebook file that cannot be used; the message says which line, what was found and expected."""


STANCES = (
    "neutral|signalling|assertive|doubting|conceding|denying|committing|warning|directive|expressive|"
    "prosodic|paralinguistic"
)

# file -> its columns. A column's value is None (free, may be empty), "required" (free, not empty) or the
# words it may hold (of which an empty one must be named).
COLUMNS: dict[str, dict[str, str | None]] = {
    "frames": {"frame": "required", "cue": "required"},
    "variants": {"name": "required", "variant": "required"},
    "topics": {"kind": "actor|place|matter|history", "item": "required", "cue": "required"},
    "coded": {
        "article_id": "required",
        "function": "problem|cause|judgement|remedy",
        "wording": "required",
        "voice": "own|reported|quoted",
        "speaker": None,
        "sentence": "required",
        "ground": None,
    },
    "events": {
        "article_id": "required",
        "part": "headline|standfirst|lead|opening",
        "sentence": "required",
        "subject": "required",
        "verb": "required",
        "object": None,
        "voice": "own|reported|quoted",
    },
    "outlets": {"outlet": "required", "colour": None},
    "reporting_verbs": {
        "verb": "required",
        "irregular": None,
        "particle": None,
        "takes": "clause|ask|speech|object|thought",
        "hearer": "yes|",
        "stance": STANCES,
    },
    "cue_nouns": {"noun": "required", "stance": STANCES},
    "function_words": {"class": "required", "words": "required"},
    "titles": {"title": "required", "gender": "m|f|", "kind": "courtesy|honour|rank|office", "role": None},
    "given_names": {"name": "required", "gender": "m|f|"},
    "roles": {"noun": "required", "kind": "person|unnamed|spokes|class", "gender": "m|f|"},
    "role_groups": {"roles": "required"},
    "demonyms": {"demonym": "required"},
    "places": {"place": "required"},
    "metonyms": {"metonym": "required", "organisation": None},
    "organisation_words": {"word": "required", "name_only": "yes|"},
    "people": {
        "name": "required",
        "kind": "person|organisation|group|anonymous",
        "gender": "m|f|",
        "aliases": None,
        "role": None,
        "side": None,
    },
    "number_words": {
        "word": "required",
        "role": "digit|teen|ten|hundred|scale|suffix|money|dozen|score|fraction|vague|amount|multiple|multiplying|once|"
        "ordinal|vulgar|period|decade",
        "value": None,
    },
    "units": {
        "unit": "required",
        "category": "money|percentage|duration|distance|rate|temperature|other",
        "place": "before|after|glued|code",
        "factor": "required",
        "forms": "required",
    },
    "figure_modifiers": {"phrase": "required", "bound": "=|~|>|<|span|moved", "place": "before|after"},
    "figure_verbs": {"forms": "required", "bound": "=|~|>|<", "denied": "=|~|>|<", "object": "any|measure"},
    "figure_words": {"role": "required", "words": "required"},
    "figure_idioms": {"phrase": "required", "kind": "idiom|name", "value": None},
    "page_lines": {
        "rule": "required",
        "field": "junk|credit|caption",
        "place": "any|edge|foot|below",
        "opens": "teasers|foot|",
        "pattern": "required",
    },
    "line_weights": {"choice": "headline|outlet|page", "feature": "required", "weight": "required"},
    "page_calls": {"kind": "opening|object|own|guard", "words": "required"},
    "outlet_words": {"kind": "name|noun|first|tail|agency|company|home|day_first|month_first", "words": "required"},
    "section_labels": {"label": "required"},
    "hyphenation": {"kind": "prefix|particle", "word": "required"},
    "byline_words": {"kind": "opening|role|of_role|place|particle|staff|never|unlikely", "words": "required"},
    "date_words": {"kind": "month|weekday|zone|stated|later|filler", "words": "required", "value": None},
}


@dataclass(frozen=True, eq=False)
class Codebook:
    """The loaded files by name, and a fingerprint of their contents.

    ``codebook["frames"]`` is a tuple of rows, each a mapping from column to text ("" where empty).
    """

    files: Mapping[str, tuple[Row, ...]]
    fingerprint: str

    def __getitem__(self, name: str) -> tuple[Row, ...]:
        return self.files[name]


def packaged_folder() -> Path:
    """Where the packaged files lie: inside an installed package, or in the repository's data folder."""
    inside = Path(__file__).parent / "packaged_codebook"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "data" / "codebook"


# Files the notebooks set beside the tables: no row is made by them, so none grows stale when they change.
_READ_WITH_THE_TABLES = frozenset({"coded", "events", "outlets"})


def load(folder: str | Path | None = None) -> Codebook:
    """Load and check every codebook file.

    Parameters
    ----------
    folder : a study's own codebook folder, whose files take the place of the packaged ones by name;
        None for the packaged files alone.

    Raises
    ------
    CodebookError : a folder that is not there, or a file with a missing column or a bad entry.
    """
    own = Path(folder) if folder is not None else None
    if own is not None and not own.is_dir():
        raise CodebookError(
            f"There is no codebook folder at {own}.", "Name a folder of CSV files, or none for the packaged ones."
        )
    found = []
    for name in sorted(COLUMNS):
        path = own / f"{name}.csv" if own is not None else None
        if path is None or not path.exists():
            path = packaged_folder() / f"{name}.csv"
        found.append((name, _bytes(path)))
    return _made(tuple(found))


@lru_cache(maxsize=8)
def _made(contents: tuple[tuple[str, bytes], ...]) -> Codebook:
    """The codebook of some files; the same bytes give the same one, so that what is compiled from it is kept too."""
    files, digest = {}, hashlib.sha256()
    for name, content in contents:
        files[name] = _rows(f"{name}.csv", content, COLUMNS[name])
        if name not in _READ_WITH_THE_TABLES:
            digest.update(f"{name}\n{[dict(row) for row in files[name]]}\n".encode())
    return Codebook(files, digest.hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CodebookError(
            f"{path} cannot be read: {error.strerror}.", "Close what has it open and see that it may be read."
        ) from error


def _rows(file: str, content: bytes, columns: Mapping[str, str | None]) -> tuple[Row, ...]:
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise CodebookError(f"{file}: byte {error.start} is not UTF-8.", "Save the file as UTF-8.") from error
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    reader = csv.reader(line for _, line in numbered)
    head = next(reader, [])
    missing = [column for column in columns if column not in head]
    if missing:
        raise CodebookError(
            f"{file}: no column {', '.join(missing)}; found {', '.join(head) or 'no header'}, "
            f"expected {', '.join(columns)}.",
            "Let the first line that does not begin with # name the expected columns.",
        )
    rows = []
    for (number, _), cells in zip(numbered[1:], reader, strict=False):
        if len(cells) != len(head):
            raise CodebookError(
                f"{file}, line {number}: {len(cells)} cells, expected {len(head)} ({', '.join(head)}).",
                "Put quotation marks around a cell that holds a comma.",
            )
        row = dict(zip(head, (cell.strip() for cell in cells), strict=True))
        _check(file, number, row, columns)
        rows.append(row)
    return tuple(rows)


def _check(file: str, number: int, row: Row, columns: Mapping[str, str | None]) -> None:
    for column, allowed in columns.items():
        value = row[column]
        if allowed == "required" and not value:
            raise CodebookError(f"{file}, line {number}: {column} is empty.", "Fill the cell, or take the line out.")
        if allowed not in (None, "required") and value not in allowed.split("|"):
            raise CodebookError(
                f"{file}, line {number}: {column} is {value!r}; expected one of "
                f"{', '.join(word or 'nothing' for word in allowed.split('|'))}.",
                "Write one of these into the cell, or take the line out.",
            )

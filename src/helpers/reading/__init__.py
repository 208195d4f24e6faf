"""A file as obtained → saved articles, decoded and otherwise untouched.

Each format is a module with ``recognises(data)`` and ``articles(data, file)``; the first that
recognises a file's content reads it, whatever the file is called. Plain text comes last.
"""

from pathlib import Path

from helpers.reading import plain
from helpers.reading.errors import ReadingError
from helpers.records import SavedArticle

__all__ = ["ReadingError", "read"]

FORMATS = (plain,)


def read(path: str | Path) -> list[SavedArticle]:
    """Read one file.

    Parameters
    ----------
    path : the file; its name plays no part in how it is read.

    Returns
    -------
    The articles it holds, in order. ``file`` is the file's name without its folder.

    Raises
    ------
    ReadingError : no such file, a folder, an empty or binary file, bytes in no known encoding.
    """
    path = Path(path)
    data = _bytes(path)
    form = next(form for form in FORMATS if form.recognises(data))
    return form.articles(data, path.name)


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise ReadingError(f"{path.name} is a folder, expected a file; give the files in it one by one")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadingError(f"no file at {path}; check the name and the folder") from error
    except OSError as error:
        raise ReadingError(f"cannot read {path.name}: {error.strerror}; check its permissions") from error

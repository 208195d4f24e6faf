"""Errors that a user can mend: what is wrong in one line, what to do in the next."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class UserError(Exception):
    """Something about the user's files, in two lines: ``wrong`` says what was found, ``mend`` what to do.

    In a notebook it stands as these lines alone, without the calls that led to it.
    """

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong, mend)  # both, so that it survives the way out of a worker process

    def __str__(self) -> str:
        return "\n".join(self.args)

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in the place of a traceback."""
        return [f"{type(self).__name__}: {self}"]


class UnwrittenError(UserError, OSError):
    """A file or folder that cannot be written."""


@contextmanager
def writing() -> Iterator[None]:
    """Say it in two lines where files cannot be written; around the lines that write, or over a function.

    Raises
    ------
    UnwrittenError : in the place of the system's own error.
    """
    try:
        yield
    except OSError as error:
        raise UnwrittenError(
            f"{_written(error)} cannot be written: {error.strerror or error}.",
            "Close what has it open, see that its folder may be written to and has room, and run this cell again.",
        ) from error


def _written(error: OSError) -> str:
    """The file that was to be written, not the hidden one that was to take its place."""
    path = Path(error.filename2 or error.filename or "A file")
    return str(path.with_name(path.name.removeprefix(".")))

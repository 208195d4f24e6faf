"""The libraries that formats need, named where one is missing."""

import importlib.util

from helpers.reading.errors import ReadingError


def require(module: str, package: str, what: str, name: str) -> None:
    """Refuse a file whose format needs a library that is not installed.

    Raises
    ------
    ReadingError : with the command that installs it.
    """
    try:
        found = importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        found = False
    if not found:
        raise ReadingError(
            f"{name}: {what} is read by the library {package}, which is not installed; install it with: "
            f"python -m pip install {package}"
        )

"""What lies in a folder: the files to read, and those left out with the reason."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_JUNK = {
    "thumbs.db": "Windows's store of small pictures",
    "ehthumbs.db": "Windows's store of small pictures",
    "desktop.ini": "Windows's settings of a folder",
    "icon\r": "a folder's picture",
    "readme.md": "a README",
}
_LINKS = (".url", ".webloc", ".lnk", ".desktop")
STATE = ".tabulated.json"  # this project's own note in a study's raw/, and its temporary: no file of anybody's
_PARTIAL = (".part", ".crdownload", ".download", ".partial")


class Found(NamedTuple):
    """One thing in a folder: where it is, its path from the folder, and why it is not read ("" where it is)."""

    path: Path
    name: str
    skipped: str


def survey(folder: Path) -> list[Found]:
    """Everything in a folder and the folders in it, by name; links to folders are not followed."""
    return sorted(_survey(folder, ""), key=lambda found: found.name)


def _survey(folder: Path, above: str) -> Iterator[Found]:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        yield Found(folder, above.rstrip("/") or folder.name, f"a folder that cannot be read ({error.strerror})")
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.name.lstrip(".").startswith(STATE.lstrip(".")):
            continue
        path, name = Path(entry.path), f"{above}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if reason := _skipped_folder(entry.name, names):
                yield Found(path, name, reason)
            else:
                yield from _survey(path, f"{name}/")
        else:
            yield Found(path, name, _skipped(entry))


def _skipped_folder(name: str, beside: set[str]) -> str:
    if name.startswith("."):
        return "a hidden folder"
    if name == "__MACOSX":
        return "a folder that macOS puts into archives"
    for ending in ("_files", ".files", "_Files", "-Dateien"):
        stem = name.removesuffix(ending)
        if stem != name and beside & {f"{stem}.html", f"{stem}.htm", f"{stem}.xhtml"}:
            return "the pictures and scripts of a saved page"
    return ""


def _skipped(entry: "os.DirEntry[str]") -> str:
    name = entry.name
    if name.startswith(("~$", ".~lock.")):
        return "a lock file of an open document"
    if name.startswith("._"):
        return "macOS's notes on a file"
    if name.startswith("."):
        return "a hidden file"
    if reason := _JUNK.get(name.lower()):
        return reason
    if name.lower().endswith(_LINKS):
        return "a link to a page, not the page"
    if name.lower().endswith(_PARTIAL):
        return "a download that was not finished"
    return _no_file(entry)


def _no_file(entry: "os.DirEntry[str]") -> str:
    """Why something that is no folder is no file either."""
    try:
        mode = entry.stat().st_mode
    except OSError:
        return "a link that leads nowhere" if entry.is_symlink() else ""
    if stat.S_ISDIR(mode):
        return "a link to a folder, which is not followed"
    return "" if stat.S_ISREG(mode) else "a pipe, socket or device"

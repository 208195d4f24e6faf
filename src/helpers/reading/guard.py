"""Reading in a process of its own, with a limit on its time and memory.

Parsers of Word, Excel, RTF and HTML cannot be held from outside: a file may take them minutes, fill the
machine or end the process. So one process a reader serves them all, and is ended and begun anew where a
file takes too much.
"""

import atexit
import contextlib
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from helpers.reading.errors import ReadingError
from helpers.reading.limits import Settings
from helpers.records import SavedArticle

_server: "subprocess.Popen[bytes] | None" = None
_owner = 0  # the process that began it: one forked off later must not talk into the same pipes
_lock = threading.Lock()


def read_guarded(path: Path, name: str, settings: Settings) -> list[SavedArticle]:
    """Read a file in the other process.

    Raises
    ------
    ReadingError : as from the format's own reader, or that the file took too long or too much memory.
    """
    with _lock:
        server = _started()
        late = threading.Event()

        def end() -> None:
            late.set()
            server.kill()

        timer = threading.Timer(settings.seconds, end)
        timer.start()
        try:
            answer = _asked(server, (path, name, settings))
        finally:
            timer.cancel()
    if answer is None:
        raise ReadingError(_why_ended(late.is_set(), name, settings))
    if isinstance(answer, str):
        raise ReadingError(answer)
    return answer


def _asked(server: "subprocess.Popen[bytes]", question: tuple) -> Any:
    """The server's answer; None where it ended without one."""
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        pickle.dump(question, server.stdin)
        server.stdin.flush()
        return pickle.load(server.stdout)
    except (OSError, EOFError, pickle.UnpicklingError):
        stop()
        return None


def _why_ended(late: bool, name: str, settings: Settings) -> str:
    if late:
        return (
            f"{name}: not read within {settings.seconds} seconds; open it, save the article's text alone as .txt "
            "or .docx, or raise the limit (setting seconds in reading.csv)"
        )
    return (
        f"{name}: its reader broke off, as at a file nested too deep or one that needs more than "
        f"{settings.memory:,} bytes of memory; open it and save the article's text alone as .txt or .docx, or raise "
        "the limit (setting memory in reading.csv)"
    )


def _started() -> "subprocess.Popen[bytes]":
    global _server, _owner
    if _server is None or _owner != os.getpid() or _server.poll() is not None:
        _owner = os.getpid()
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([_package_parent(), *filter(None, sys.path)])}
        _server = subprocess.Popen(
            [sys.executable, "-m", "helpers.reading.guard"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        atexit.register(stop)
    return _server


def _package_parent() -> str:
    return str(Path(__file__).parents[2])


def stop() -> None:
    """End the other process, if there is one."""
    global _server
    if _server is not None and _owner == os.getpid():
        _server.kill()
        _server.wait()
        for stream in (_server.stdin, _server.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
    _server = None
    atexit.unregister(stop)


def serve() -> None:
    """The other process: read one file after the other until nobody asks any more."""
    from helpers.reading import read_here

    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the answers
    while True:
        try:
            path, name, settings = pickle.load(questions)
        except EOFError:
            return
        _limit_memory(settings.memory)
        try:
            answer: Any = read_here(path, name, settings)
        except ReadingError as error:
            answer = str(error)
        except (MemoryError, RecursionError):
            os._exit(1)
        except Exception as error:
            answer = f"{name}: damaged or of an unknown make ({type(error).__name__}: {str(error)[:200]}); " + (
                "open it in the program it comes from and save it again, or save the article's text as .txt"
            )
        pickle.dump(answer, answers)
        answers.flush()


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; that on seconds holds
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    serve()

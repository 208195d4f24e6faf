"""What many tests need: the packaged codebook, loaded once."""

import os
import sys
from collections.abc import Callable

import pytest
from hypothesis import settings

from helpers import codebook as room
from helpers.codebook import Codebook

# In CI the same examples on every run: what a search for new ones finds is for whoever runs it at home.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")

# Files whose tests share what is dear to make, or a folder that they write; on several processes each stays on one.
# The longest come first, so that no process is left alone with one of them at the end.
GROUPS = ("test_rerunning", "test_notebooks", "test_readme", "test_lab", "test_weights", "test_charts", "test_errors")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def rank(item: pytest.Item) -> int:
        return GROUPS.index(item.path.stem) if item.path.stem in GROUPS else len(GROUPS)

    items.sort(key=rank)
    for item in items:
        if item.path.stem in GROUPS:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="session")
def book() -> Codebook:
    return room.load()


@pytest.fixture(scope="session")
def lines_run() -> Callable[[Callable[[], object]], int]:
    """How many lines of Python a call runs: a measure of work that no busy machine can disturb."""

    def count(call: Callable[[], object]) -> int:
        lines = 0

        def trace(*_: object) -> object:
            nonlocal lines
            lines += 1
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            call()
        finally:
            sys.settrace(before)
        return lines

    return count

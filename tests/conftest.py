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

# The files that take longest, longest first: of several processes none is left alone with one of them at the end.
LONGEST = ("test_rerunning", "test_notebooks", "test_readme", "test_lab", "test_charts", "test_weights")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {name: n for n, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


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

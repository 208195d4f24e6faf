"""What many tests need: the packaged codebook, loaded once."""

import pytest

from helpers import codebook as room
from helpers.codebook import Codebook


@pytest.fixture(scope="session")
def book() -> Codebook:
    return room.load()

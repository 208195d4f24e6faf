"""How newspapers framed a developing story: articles in, tables and figures out.

The rooms of the house are modules of this package; each is imported when it is first named, so that
``import helpers`` is quick and ``helpers.quotes.find_quotes`` works without a further import.
"""

import importlib
from types import ModuleType

ROOMS = (
    "records", "language", "tables", "codebook", "reading", "cleaning", "quotes", "people", "quantities",
    "framing", "tabulating", "comparing", "charts",
)  # fmt: skip


def __getattr__(name: str) -> ModuleType:
    if name in ROOMS:
        return importlib.import_module(f"helpers.{name}")
    raise AttributeError(f"module 'helpers' has no room {name!r}; it has {', '.join(ROOMS)}")


def __dir__() -> list[str]:
    return sorted([*globals(), *ROOMS])

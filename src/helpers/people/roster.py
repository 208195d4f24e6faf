"""The study's own people and organisations: one name, a role and a side for each."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from helpers.codebook import Codebook
from helpers.people.speakers import Speaker


class Listed(NamedTuple):
    """A row of the codebook's people file."""

    name: str
    role: str | None
    side: str | None


class Roster(NamedTuple):
    """The codebook's people by each name they go by, lower case."""

    people: Mapping[str, Listed]

    def find(self, speaker: Speaker) -> Listed | None:
        """The listed person or organisation of that name."""
        return self.people.get(speaker.name.lower()) if speaker.name else None


@lru_cache(maxsize=8)
def roster(codebook: Codebook) -> Roster:
    """Compile the codebook's people file."""
    people: dict[str, Listed] = {}
    for row in codebook["people"]:
        listed = Listed(row["name"], row["role"] or None, row["side"] or None)
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                people.setdefault(name.lower(), listed)
    return Roster(people)

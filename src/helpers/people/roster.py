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
    """The codebook's people by each name they go by, and whose each alias is; both lower case."""

    people: Mapping[str, Listed]
    roles: Mapping[str, str]

    def find(self, speaker: Speaker) -> Listed | None:
        """The listed person or organisation of that name."""
        return self.people.get(speaker.name.lower()) if speaker.name else None


@lru_cache(maxsize=8)
def roster(codebook: Codebook) -> Roster:
    """Compile the codebook's people file."""
    people: dict[str, Listed] = {}
    roles: dict[str, str] = {}
    for row in codebook["people"]:
        listed = Listed(row["name"], row["role"] or None, row["side"] or None)
        aliases = [name for name in row["aliases"].split("|") if name]
        for alias in aliases:
            roles.setdefault(alias.lower(), row["name"])
        if row["kind"] == "person":  # a role is its holder's only where the article names him
            aliases = [name for name in aliases if name.split()[-1] == row["name"].split()[-1]]
        for name in (row["name"], *aliases):
            people.setdefault(name.lower(), listed)
    return Roster(people, roles)

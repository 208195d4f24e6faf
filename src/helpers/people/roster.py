"""The study's own people and organisations: one name, a role and a side for each."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from helpers.codebook import Codebook


class Listed(NamedTuple):
    """A row of the codebook's people file."""

    name: str
    kind: str
    gender: str
    role: str | None
    side: str | None


class Roster(NamedTuple):
    """The codebook's people by each name they go by, and by each role; lower case."""

    people: Mapping[str, Listed]
    roles: Mapping[str, Listed]

    def find(self, name: str | None) -> Listed | None:
        """The listed person or organisation of that name."""
        return self.people.get(name.lower()) if name else None


@lru_cache(maxsize=8)
def roster(codebook: Codebook) -> Roster:
    """Compile the codebook's people file. A person's alias without a word of the name is a role, and is the
    holder's only where the article names him or her."""
    people: dict[str, Listed] = {}
    roles: dict[str, Listed] = {}
    for row in codebook["people"]:
        listed = Listed(row["name"], row["kind"], row["gender"], row["role"] or None, row["side"] or None)
        own = set(row["name"].lower().split())
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            role = row["kind"] == "person" and not own & set(name.lower().split())
            (roles if role else people).setdefault(name.lower(), listed)
    return Roster(people, roles)

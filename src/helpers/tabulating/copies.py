"""Articles that are copies of one another: whole, cut, edited, or one within another.

Runs of five words are hashed and some of them chosen by winnowing (Schleimer, Wilkerson & Aiken 2003,
"Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD), so that any eight words in common share one.
Two articles are copies where a third of the shorter one's chosen runs stand in the other (Broder 1997, "On the
resemblance and containment of documents"). Quoted words do not count: reports of one statement are no copies.
"""

import hashlib
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

RUN = 5  # words hashed together
WINDOW = 4  # of so many neighbouring runs the one with the least hash is chosen
SHARE = 1 / 3  # of the shorter one's runs that stand in the other
FEWEST = 6  # runs in common; fewer may be chance
OFTEN = 12  # a run in more articles than this is compared between neighbours alone, so that time stays linear
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[“\"][^“”\"\n]{0,2000}[”\"\n]|(?<!\w)‘[^‘\n]{0,2000}?’(?!\w)")
_BITS = 48


def runs_of(text: str) -> frozenset[int]:
    """The chosen runs of a text, as numbers from which its words cannot be had back."""
    own = [word.lower() for word in _WORD.findall(_QUOTED.sub(" ", text))]
    words = own if len(own) >= 40 else [word.lower() for word in _WORD.findall(text)]
    hashes = [_hash(" ".join(words[i : i + RUN])) for i in range(len(words) - RUN + 1)]
    if len(hashes) < WINDOW:
        return frozenset(hashes)
    return frozenset(min(hashes[i : i + WINDOW]) for i in range(len(hashes) - WINDOW + 1))


def _hash(run: str) -> int:
    digest = hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=_BITS // 8).digest()
    return int.from_bytes(digest, "big")


def groups(runs: Mapping[str, Iterable[int]]) -> dict[str, str]:
    """Groups of copies.

    Parameters
    ----------
    runs : for each article id its chosen runs, in the order of the articles.

    Returns
    -------
    For each id that has copies its group's name, the id of the group's first article in that order. The same
    for the same articles in the same order, however they were made.
    """
    ids = list(runs)
    chosen = [frozenset(runs[article_id]) for article_id in ids]
    find, join = _sets(len(ids))
    for (one, other), shared in sorted(_shared(chosen).items()):
        if shared >= _least(len(chosen[one]), len(chosen[other])):
            join(one, other)
    members: dict[int, list[int]] = defaultdict(list)
    for place in range(len(ids)):
        members[find(place)].append(place)
    return {ids[place]: ids[first] for first, group in members.items() if len(group) > 1 for place in group}


def _least(one: int, other: int) -> float:
    """How many runs two articles must share; of very short ones all but one."""
    shorter = min(one, other)
    return max(SHARE * shorter, min(FEWEST, shorter - 1), 1)


def _shared(chosen: Sequence[frozenset[int]]) -> Counter[tuple[int, int]]:
    """How many runs each pair of articles shares."""
    holders: dict[int, list[int]] = defaultdict(list)
    for place, runs in enumerate(chosen):
        for run in runs:
            holders[run].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        if len(places) > OFTEN:
            shared.update(itertools.pairwise(places))
        else:
            shared.update((a, b) for n, a in enumerate(places) for b in places[n + 1 :])
    return shared


def _sets(size: int) -> tuple[Callable[[int], int], Callable[[int, int], None]]:
    """Disjoint sets of numbers; each is named by its least."""
    parent = list(range(size))

    def find(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def join(one: int, other: int) -> None:
        first, second = sorted((find(one), find(other)))
        parent[second] = first

    return find, join


def packed(runs: Iterable[int]) -> str:
    """Runs as one line of text, for the file beside the tables."""
    return "".join(f"{run:0{_BITS // 4}x}" for run in sorted(runs))


def unpacked(text: str) -> frozenset[int]:
    """The runs of such a line; none of a damaged one."""
    size = _BITS // 4
    if len(text) % size or not re.fullmatch(r"[0-9a-f]*", text):
        return frozenset()
    return frozenset(int(text[i : i + size], 16) for i in range(0, len(text), size))

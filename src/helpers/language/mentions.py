"""Phrases that may name somebody: one pattern over the letters of a layer's shape."""

import re
from typing import TYPE_CHECKING, NamedTuple

from helpers.language.lexicon import WordClass

if TYPE_CHECKING:
    from helpers.language.doc import Layer

# A noun phrase: determiners and owners, modifiers, then a head: a name, a role, an organisation. Words in -ed and
# -ing modify only before the first head ("the retired farmer"), plain words after one only before another.
_PHRASE = re.compile(
    r"""(?P<det>(?:[D#]|[TRNU][NUk&]{0,4}G|[gjrC]?G)*+)
        (?P<core>
            (?:[jniev]|[NURrgC](?=[NURrgC]{0,2}[jn]?C))*[jn]?C(?![rR])
            |(?:[jniev]|[NUTRrg&]|C(?=[rR])|k(?=[NUT]))
            (?:(?<![rgRNUC])[jniev]|[jn](?=[jn]?[rgRC])|(?<![gC])[NU]|(?<![gCNU])T|R|[rg&]|k(?=[NUT])|C(?=[rR]))*
            (?<=[rgRNU])\#?+(?!-)
            |)
    """,
    re.VERBOSE,
)
_KINDS = {"r": "role", "R": "role", "C": "class"}
_OWNERS = frozenset(("his", "her", "its", "their"))
_SPOKEN = re.compile("[jie]*n")
_CUED = re.compile("[va]*s")
_PLAIN = re.compile(r"[jnie]*[jn]")
_FURTHER = frozenset("of for at in from with to inside within on behind close".split())
_SHARES = frozenset(
    "one some many most all both several none half few two three four five six others each any another neither "
    "either those these".split()
)


class Mention(NamedTuple):
    """A phrase that may name somebody, as ranges of a layer's items."""

    start: int
    end: int
    # name, unsure (a word capitalised only at a sentence's start), role, class, organisation, pronoun, quantity, thing
    kind: str
    head: int  # item of its last name word, role noun or other head
    name: int  # where the name begins; ``end`` of the phrase where it holds none
    owner: bool = False  # followed by 's: the owner of what comes next


def find_mentions(layer: "Layer") -> list[Mention]:
    """The phrases of a layer that may name somebody, in order; owners inside a phrase stand before it."""
    found: list[Mention] = []
    shape = layer.shape
    for i, high in layer.sentences:
        while i < high:
            letter = shape[i]
            if letter == "D" and layer.low[i] in _OWNERS and _SPOKEN.match(shape, i + 1, high):
                found.append(Mention(i, i + 1, "pronoun", i, i + 1, True))  # "her warning that"
            if letter in _BEGINS:
                i = _phrase(layer, i, high, found)
            else:
                if letter in "Po" and layer.low[i] not in ("us", "there"):
                    found.append(Mention(i, i + 1, "pronoun", i, i + 1))
                i += 1
    return found


_BEGINS = frozenset("D#GTRNUjniegrCv")


def _phrase(layer: "Layer", i: int, high: int, found: list[Mention]) -> int:
    """Take down the phrase that begins at item ``i``; returns where to look on."""
    shape = layer.shape
    match = _PHRASE.match(shape, i, high)
    begin, stop = match.span() if match else (i, i)
    if stop == begin:
        return _bare(layer, i, high, found)
    cored = match is not None and match.end("core") > match.start("core")
    owners = [k for k in range(begin, match.end("det") if match else begin) if shape[k] == "G"]
    for k in owners:
        _own(layer, begin, k, found)
    if not cored:
        return _uncored(layer, begin, stop, high, found)
    while shape[stop - 1] == "#" and stop - 1 > begin:
        stop -= 1
    head = stop - 1
    name = _name_start(layer, begin, stop)
    if name < stop and shape[head] in "NU":
        kind = "unsure" if shape[name:stop] == "U" and begin == name else "name"
    else:
        kind = _KINDS.get(shape[head], "organisation")
    if shape[stop : stop + 1] == "G":  # "Ms Truss’s claim": the pattern takes owners only where a head follows
        return stop
    end = _extend(layer, stop, high) if kind in ("role", "class") else stop
    found.append(Mention(begin, end, kind, head, name if kind in ("name", "unsure") else end))
    return stop


def _bare(layer: "Layer", i: int, high: int, found: list[Mention]) -> int:
    """A noun without an article beside a cue: "study says", "medics said"."""
    plain = _PLAIN.match(layer.shape, i, high)
    if plain is None:
        return i + 1
    end = plain.end()
    if _CUED.match(layer.shape, end, high) or (i and layer.shape[i - 1] == "s"):
        found.append(Mention(i, end, "thing", end - 1, end))
    return end


def _own(layer: "Layer", begin: int, k: int, found: list[Mention]) -> None:
    """The owner that item ``k`` ends: "the council’s", "Ms Truss’s"."""
    start = k
    while start > begin and layer.shape[start - 1] in "TRNUk&jrgD#" and layer.shape[start - 1] != "G":
        start -= 1
    capital = layer.flag[k] & int(WordClass.CAPITAL)
    kind = (
        "name"
        if capital
        else "role"
        if layer.flag[k] & int(WordClass.ROLE)
        else "organisation"
        if layer.flag[k] & int(WordClass.ORGANISATION)
        else "thing"
    )
    if kind != "thing":
        name = _name_start(layer, start, k + 1) if capital else k + 1
        found.append(Mention(start, k + 1, kind, k, name, True))


def _uncored(layer: "Layer", begin: int, stop: int, high: int, found: list[Mention]) -> int:
    """A phrase whose head no list knows: "the grocer", "others", "one of the first doctors"."""
    plain = _PLAIN.match(layer.shape, stop, high)
    if layer.shape[stop - 1] == "G" and not plain:
        return stop
    end = plain.end() if plain else stop
    word = layer.low[stop - 1]
    if (plain is None and word in ("the", "a", "an", "that", "this")) or (plain and layer.low[end - 1] in _NO_HEADS):
        return stop
    kind = "thing" if plain else "quantity"
    if plain is None and word not in _SHARES and not _is_share(layer, stop):
        return stop
    extended = _extend(layer, end, high) if kind == "quantity" else end
    found.append(Mention(begin, extended, kind, end - 1, extended))
    return end


def _is_share(layer: "Layer", stop: int) -> bool:
    """Whether a number is a share or sum of people: "26%", "two in five"."""
    return layer.low[stop - 1] == "%" or layer.low[stop : stop + 1] == ["per"] or layer.low[stop : stop + 1] == ["in"]


_NO_HEADS = frozenset("there so such here".split())


def _extend(layer: "Layer", end: int, high: int) -> int:
    """Where the phrase ends with what hangs on its head: "a spokesman for the council", "one of the doctors"."""
    for _ in range(2):
        if end + 1 >= high or layer.low[end] not in _FURTHER:
            return end
        at = end + 1
        if layer.shape[at] == "p":  # close to
            at += 1
        match = _PHRASE.match(layer.shape, at, high)
        stop = match.end() if match else at
        if layer.shape[at] == "o":
            return at + 1
        if match and match.end("core") == match.start("core"):
            plain = _PLAIN.match(layer.shape, stop, high)
            stop = plain.end() if plain else stop
        if stop == at or layer.shape[at] == "t":
            return end
        end = stop
    return end


def _name_start(layer: "Layer", begin: int, stop: int) -> int:
    """Where the name inside a phrase begins, its titles and roles left out; ``stop`` where it holds none."""
    k = stop
    while k > begin and (layer.shape[k - 1] in "NUk&" or (layer.shape[k - 1] == "G" and k == stop)):
        k -= 1
    while k < stop and layer.shape[k] == "k" and layer.low[k] not in _LEADING:
        k += 1
    return k


_LEADING = frozenset("van von de der den del al el bin ibn du ap ben zu di da la le".split())

"""Attributed clauses: the finite clause that a cue reports, where it begins and where the paper's own words go on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from helpers.language import Layer, WordClass
from helpers.language.mentions import Mention
from helpers.language.ranking import Weights, first_fit, patterns, score
from helpers.quotes.cues import Cue, Scene, between
from helpers.records import Span

_REACH = 16  # items after a cue within which its clause must begin
_WH = frozenset("if whether how why what when where who which".split())
_COMMON = frozenset(
    "say tell add claim insist admit argue warn reckon ask suggest find show know deny agree accept".split()
)
_STOPS = frozenset(",;:-.")


class Clause(NamedTuple):
    """A way to read what a cue reports: the items of its parts, and how it is told."""

    parts: tuple[Span, ...]
    shape: str  # that, wh, bare, before, around, after, relative
    features: list[str]


def find_clause(
    scene: Scene, n: int, cue: Cue, models: Mapping[str, Weights], within: bool = False
) -> list[tuple[Span, ...]]:
    """The clauses a cue reports, each as the items of its parts; none where it reports none.

    ``within`` another's clause only a relative one is told apart: "the build-up, which Moscow says is defensive".
    """
    options = clause_options(scene, n, cue)
    if len(options) < 2:
        return []
    best = max(options, key=lambda option: score(option.features, models["clause"]))
    if best.shape == "none" or (within and best.shape != "relative"):
        return []
    *whole, (start, stop) = best.parts
    ends = end_options(scene, n, cue, best)
    end = max(ends, key=lambda option: score(option[1], models["end"]))[0] if ends else stop
    pieces = [piece for a, b in _split(scene.layer, start, end) if (piece := _trim(scene.layer, a, b))[1] > piece[0]]
    return [(*whole, pieces[0]), *((piece,) for piece in pieces[1:])] if pieces else []


def clause_options(scene: Scene, n: int, cue: Cue) -> list[Clause]:
    """The ways to read what a cue of sentence ``n`` reports, with their features; the first is nothing."""
    layer = scene.layer
    low, high = layer.sentences[n]
    who = cue.subject
    subject = who.kind if who else "none"
    common = cue.lemma if cue.lemma in _COMMON else "say" if cue.takes == "thought" else "other"
    takes = "clause" if cue.takes == "thought" else cue.takes  # a clause under "fears" is built as one under "says"
    cue = cue._replace(takes=takes)
    base = [f"takes {cue.takes}", f"{cue.takes}: {subject}", f"form {cue.form}", f"form {cue.form}: {subject}"]
    none = Clause((), "none", ["none", *(f"none: {f}" for f in base), f"none: {common}"])
    found = [none]
    if who is None and cue.takes != "according":
        return found
    ahead = list(_ahead(scene, n, cue, low, high))
    told = any(option.shape == "relative" for option in ahead)  # the clause's subject stands before the cue
    for option in (*ahead, *(() if told else _behind(scene, cue, low, high))):
        features = [
            option.shape,
            f"{option.shape}: takes {cue.takes}",
            f"{option.shape}: {common}",
            f"{option.shape}: {subject}",
            *(f"{option.shape}: {f}" for f in option.features if f),
        ]
        if any(layer.shape[k] == "q" for a, b in option.parts for k in range(a, b)):
            features.append(f"{option.shape}: holds a passage")
        found.append(option._replace(features=features))
    return found


def _behind(scene: Scene, cue: Cue, low: int, high: int) -> Iterator[Clause]:
    """Clauses that begin behind a cue: at once, after "that", after whom it addresses."""
    layer, shape = scene.layer, scene.layer.shape
    if cue.takes == "according":
        return
    first = cue.last
    near = scene.within(first, min(high, first + _REACH))
    mentions = {m.start: m for m in near}
    inside = {k for m in near for k in range(m.start + 1, m.head + 1)}
    prior = layer.low[cue.first - 1] if cue.first > low else "^"
    prior = "^" if prior in ("and", "but", "so", "yet") else prior
    prior = prior if prior in ("as", ",", "^", "who", "which", "that") else "other"
    for k in range(first, min(high - 1, first + _REACH)):
        gap = shape[first:k]
        if "q" in gap or "." in gap or ";" in gap:
            return
        word = layer.low[k]
        kind = (
            "that"
            if word == "that"
            else "wh"
            if word in _WH
            else "bare"
            if _may_open(shape, k, k == first, mentions, inside)
            else ""
        )
        if not kind or (kind == "bare" and gap and gap[-1] in "pDGsaf#"):
            continue
        at = k if kind != "that" or (k == first and _pronoun_that(layer, k, high)) else k + 1
        if kind == "wh" and ((word == "how" and cue.lemma == "tell") or word == "when"):
            at = k + 1 if word == "how" else k
        if at >= high:
            continue
        verb = _verb_after(layer, at, high, mentions)
        if kind == "bare" and verb == "none" and any(mark in shape[at : at + 4] for mark in ",.;:"):  # "said goodbye."
            continue
        place = first_fit(_GAPS, gap)
        hearer = "addressed" if cue.hearer else "said"
        opens = "a pronoun" if shape[at] == "P" else "a phrase" if at in mentions else "another word"
        features = [
            f"gap {place}",
            f"gap {place}, takes {cue.takes}",
            f"{hearer}, gap {place}",
            f"verb {verb}",
            f"verb {verb}, gap {place}",
            f"verb {verb}, opens {opens}",
            f"verb {verb}, {hearer}",
            f"cue after {prior}",
            "after a noun of speech" if k > first and shape[k - 1] == "n" else "",
            f"inverted {cue.inverted}",
            f"word {word}" if kind == "wh" else "",
            f"{cue.form}",
        ]
        yield Clause(((at, high),), kind, features)


def _may_open(shape: str, k: int, first: bool, mentions: Mapping[int, Mention], inside: set[int]) -> bool:
    if first or k in mentions:
        return shape[k] not in ",.;:-)fo"
    return k not in inside and shape[k] in "PDGjirqCgevcn"


def _pronoun_that(layer: Layer, k: int, high: int) -> bool:
    """Whether "that" is the clause's own subject: "said that was a shame"."""
    return k + 1 < high and layer.shape[k + 1] == "a" and layer.low[k + 1] not in ("no", "not")


_GAPS = patterns(
    {
        "none": r"$",
        "adverb": r"[vt]+$",
        "pronoun": r"[oPD]$",
        "phrase": r"[DNUTRrgCjnGkit#&]+$",
        "phrases": r"[DNUTRrgCjnGkit#&pvoc]+$",
        "comma": r"[^q.;]*,$",
        "other": r"",
    }
)


def _verb_after(layer: Layer, k: int, high: int, mentions: Mapping[int, Mention]) -> str:
    """How soon a finite verb follows where a clause would begin."""
    shape = layer.shape
    mention = mentions.get(k)
    at = mention.end if mention else k
    while at < high and shape[at] == "v":
        at += 1
    if shape[k] == "P" and layer.flag[k] & int(WordClass.AUXILIARY):
        return "at once"
    if at < high and shape[at] in "afs":
        return "at once"
    if at < high and shape[at] == "e":
        return "in -ed"
    stop = next((j for j in range(k, high) if shape[j] in ",;:-q."), high)
    near = shape[k:stop]
    if any(letter in near for letter in "af"):
        return "near"
    if any(letter in near for letter in "se"):
        return "perhaps"
    if any(letter in shape[k:high] for letter in "afs"):
        return "far"
    return "none"


class _Inserted(NamedTuple):
    """A cue clause beside the words it may report, as items of the layer."""

    begin: int  # of the words before it
    stop: int  # of the words before it
    after: int  # the first stop behind it
    lead: str  # what parts it from the words before: comma, as; first where it opens the sentence; none


def _inserted(layer: Layer, cue: Cue, low: int, high: int) -> _Inserted:
    shape, first, last = layer.shape, cue.first, cue.last
    begin = low
    while begin < first and (shape[begin] in "c-.x" or layer.low[begin] in ("but", "and")) and shape[begin] != "w":
        begin += 1
    begin = max([begin, *(k + 1 for k in range(begin, first - 1) if shape[k] in ":;")])
    loose = not cue.inverted and between(layer, cue) in ("far", "comma")  # "A, B and C, all angry, condemned it"
    if first > low and shape[first - 1] in ",-" and not loose:
        lead, stop = "comma", first - 1
    elif first > low and layer.low[first - 1] == "as":
        lead, stop = "as", first - 1
        if stop > low and shape[stop - 1] == ",":
            stop -= 1
    else:
        lead, stop = "first" if first == low else "none", first
    after = (k for k in range(last, high) if shape[k] in _STOPS and (k + 1 == high or shape[k] != "-" or k > last))
    return _Inserted(begin, max(stop, begin), next(after, high), lead)


def _ahead(scene: Scene, n: int, cue: Cue, low: int, high: int) -> Iterator[Clause]:
    """Clauses before a cue clause, around it, and behind one that only opens the sentence."""
    layer = scene.layer
    at = _inserted(layer, cue, low, high)
    features = _inserted_features(scene, n, cue, low, at)
    before = (at.begin, at.stop)
    parted = at.lead != "none" or cue.takes == "according"
    rest = (min(at.after + 1, high), high)
    goes_on = _goes_on(layer, rest)
    verb = _has_verb(layer.shape[at.begin : at.stop])
    if at.stop - at.begin >= 2 and parted:
        yield Clause((before,), "before", [*features, f"then {goes_on}", f"clause {verb}, then {goes_on}"])
    if at.stop > at.begin and at.after < high - 2 and parted and layer.shape[at.after] in ",-;":
        yield Clause((before, rest), "around", [*features, f"goes on {goes_on}", f"verb {verb}, goes on {goes_on}"])
    opens = at.lead in ("as", "first") or cue.takes == "according"
    if opens and at.after < high - 2 and layer.shape[at.after] == ",":
        yield from _behind_opening(layer, cue, at, high, features)
    yield from _relative(layer, cue, low, high)


def _inserted_features(scene: Scene, n: int, cue: Cue, low: int, at: _Inserted) -> list[str]:
    layer, shape, lead = scene.layer, scene.layer.shape, at.lead
    before, tail = shape[at.begin : at.stop], shape[cue.last : at.after]
    earlier = any(at.begin < c.end and c.start < cue.start and c.takes in ("clause", "ask") for c in scene.cues[n])
    return [
        f"lead {lead}",
        f"lead {lead}, takes {cue.takes}",
        f"clause {_has_verb(before)}",
        f"tail {'none' if not tail else 'short' if len(tail) < 5 else 'long'}",
        f"tail verb {any(c in 'sfaw' for c in tail)}",
        f"tail opens {tail[:1] or 'not'}, inverted {cue.inverted}",
        f"tail opens {tail[:1] or 'not'}, {'addressed' if cue.hearer else 'said'}",
        f"inverted {cue.inverted}",
        f"inverted {cue.inverted}, lead {lead}",
        f"form {cue.form}",
        f"quotation behind {'q' in shape[cue.last : cue.last + 3] or ':' in shape[cue.last : cue.last + 2]}",
        f"subject {'behind' if cue.inverted else between(layer, cue)}",
        f"length {min(len(before), 4)}",
        f"relative {'w' in before[-1:]}",
        f"quotation before {shape[at.stop - 1 : at.stop] == 'q'}",
        f"opens with {'an adjunct' if before[:1] in 'pciet' else 'a subject'}",
        f"earlier cue {earlier}",
    ]


def _behind_opening(layer: Layer, cue: Cue, at: _Inserted, high: int, features: list[str]) -> Iterator[Clause]:
    """What follows one of the first commas behind a cue clause that opens the sentence."""
    commas = [k for k in range(at.after, high - 2) if layer.shape[k] == ","][:4]
    for order, k in enumerate(commas):
        behind = (k + 1, high)
        until = commas[order + 1] if order + 1 < len(commas) else high
        own = [
            f"goes on {_goes_on(layer, behind)}",
            f"short {cue.first - at.begin < 3 or at.lead == 'as'}",
            f"comma {order} of {len(commas)}",
            f"clause behind {_has_verb(layer.shape[k + 1 : until])}",
            f"skipped {_goes_on(layer, (at.after + 1, k)) if order else 'nothing'}",
        ]
        yield Clause((behind,), "after", [*features, *own])


def _relative(layer: Layer, cue: Cue, low: int, high: int) -> Iterator[Clause]:
    """A relative clause whose subject stands before the cue: "the build-up, which Moscow says is defensive"."""
    first = cue.first
    if first <= low or layer.shape[first - 1] != "w" or cue.inverted:
        return
    verb = cue.end
    while verb < high and layer.shape[verb] == "v":
        verb += 1
    if verb < high and layer.shape[verb] in "afs":
        features = [f"after {layer.low[first - 1]}", f"form {cue.form}"]
        yield Clause(((first - 1, first), (cue.end, high)), "relative", features)


def _has_verb(shape: str) -> str:
    return "finite" if any(c in "af" for c in shape) else "perhaps" if any(c in "seP" for c in shape) else "none"


def _goes_on(layer: Layer, rest: Span) -> str:
    """What the words behind an inserted cue clause look like."""
    a, b = rest
    if b - a < 2:
        return "end"
    letter = layer.shape[a]
    if letter in "cw":
        return layer.low[a] if layer.low[a] in ("and", "but", "who", "which", "as", "while") else letter
    kind = {"a": "verb", "f": "verb", "s": "verb", "i": "participle", "p": "preposition", "P": "pronoun", "t": "time"}
    verb = any(c in "afs" for c in layer.shape[a:b])
    return kind.get(letter, "phrase" if verb else "name" if letter in "NTU" else "phrase without verb")


def end_options(scene: Scene, n: int, cue: Cue, clause: Clause) -> list[tuple[int, list[str]]]:
    """Where a clause may end, each with its features: at the sentence's end, or where the paper may take over."""
    layer, shape = scene.layer, scene.layer.shape
    start, high = clause.parts[-1]
    others = {c.first: c for c in scene.cues[n] if c.first > start and c is not cue and c.subject}
    options = [(high, ["end", f"end: {clause.shape}", f"end: takes {cue.takes}"])]
    verbs = 0
    for k in range(start + 2, high - 1):
        letter = shape[k]
        if cue.takes == "noun" and letter in "afs" and shape[k - 1] not in "av":
            verbs += 1
            if (
                verbs > 1 or _has_verb(shape[start : start + 2]) == "finite"
            ):  # "her claim that it was safe drew laughter"
                options.append(
                    (k, ["second verb", f"second verb {letter}", f"second verb {letter} after {shape[k - 1]}"])
                )
        if letter in ",;-" or (letter == "c" and layer.low[k] in ("and", "but", "as", "while", "because", "after")):
            if letter == "c" and shape[k - 1] in ",;-":
                continue
            if "that" in layer.low[k + 1 : k + 3] and layer.low[k : k + 3][-2 if letter == "," else 0] in (
                "and",
                "but",
            ):
                continue  # "that A, and that B" is split, not ended
            options.append((k, _end_features(layer, k, start, high, cue, clause, scene.cues[n], others)))
        elif k in others and shape[k - 1] not in ",;-c" and others[k].takes in ("according",):
            options.append((k, ["at according"]))
    return options


def _end_features(
    layer: Layer,
    k: int,
    start: int,
    high: int,
    cue: Cue,
    clause: Clause,
    own: Sequence[Cue],
    others: Mapping[int, Cue],
) -> list[str]:
    shape = layer.shape
    mark = shape[k] if shape[k] in ",;-" else "word"
    at = k + 1 if mark != "word" else k
    word, letter = layer.low[at], shape[at]
    joined = at + 1 if letter == "c" and at + 1 < high else at
    following = (
        word
        if letter in "cw" and word in _JOINTS
        else {
            "i": "participle",
            "e": "participle",
            "P": "pronoun",
            "q": "passage",
            "v": "adverb",
            "p": "preposition",
            "a": "verb",
            "s": "verb",
            "f": "verb",
            "c": "conjunction",
            "w": "relative",
        }.get(letter, "phrase")
    )
    cues = others.get(at) or others.get(joined)
    same = cues is not None and cue.subject is not None and cues.subject == cue.subject
    coordinate = any(c.start in (at, joined) and c.subject == cue.subject for c in own)
    before = _has_verb(shape[start:k])
    later = next((j for j in range(at, high) if shape[j] in ",;-"), high)
    own_verb = _has_verb(shape[joined:later])
    return [
        f"{mark}",
        f"{mark} {following}",
        f"{mark} {following}, verb {own_verb}",
        f"verb before {before}",
        f"{mark} {following}, {clause.shape}",
        "cue clause" if cues else "",
        f"cue clause {'same' if same else 'other'}, {cues.takes}" if cues else "",
        f"co-ordinate cue, {following}" if coordinate else "",
        f"rest {'short' if high - k < 5 else 'long'}",
        f"word {word}" if word in _JOINTS else "",
        f"subject clause {clause.shape}"
        if layer.low[max(cue.first - 1, 0)] in ("who", "which", "while", "although", "when", "if")
        else "",
    ]


_JOINTS = frozenset(
    "and but as while which who though although after before because when adding compared so whose where if that "
    "since".split()
)


def _split(layer: Layer, start: int, end: int) -> Iterator[Span]:
    """Co-ordinate clauses on their own: "that A, and that B"."""
    begin = start
    for k in range(start + 3, end - 2):
        if layer.low[k] in ("and", "but") and layer.low[k + 1] == "that" and layer.shape[k + 2] != "a":
            yield begin, k
            begin = k + 2
    yield begin, end


def _trim(layer: Layer, a: int, b: int) -> Span:
    while a < b and layer.shape[a] in ",.;:-)x":
        a += 1
    while b > a and layer.shape[b - 1] in ",.;:-(x" and layer.low[b - 1] not in ("£", "$"):
        b -= 1
    if b > a and layer.low[b - 1] in ("and", "but", "or", "as", "while"):
        return _trim(layer, a, b - 1)
    return a, b


def trimmed(layer: Layer, parts: Sequence[Span]) -> tuple[Span, ...]:
    """The parts without the marks at their edges, empty ones left out."""
    return tuple(piece for a, b in parts if (piece := _trim(layer, a, b))[1] > piece[0])

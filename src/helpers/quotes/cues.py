"""Cues of a layer: reporting verbs with their subjects, "according to", nouns such as "warning"."""

import bisect
import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.language import Layer, Lexicon, WordClass
from helpers.language.mentions import Mention
from helpers.language.ranking import Weights, first_fit, patterns, score

_CUE, _NOUN_CUE, _CAP, _BE, _POSS = (
    int(c) for c in (WordClass.CUE, WordClass.NOUN_CUE, WordClass.CAPITAL, WordClass.BE, WordClass.POSSESSIVE)
)
_NEAREST = 7  # mentions looked at on either side of a cue


class Cue(NamedTuple):
    """A cue, as a range of items, and the phrase that names its speaker."""

    start: int
    end: int
    lemma: str
    takes: str  # clause, ask, speech, object, thought; noun; according
    stance: str
    form: str  # base, s, past, ing; passive; noun
    hearer: bool
    subject: Mention | None = None
    opens: int = -1  # where an apposition to the subject begins before it: "his lawyer, Andrei Hrynko, said"

    @property
    def inverted(self) -> bool:
        """Whether its subject stands behind it."""
        return self.subject is not None and self.subject.start >= self.end

    @property
    def first(self) -> int:
        """Where the cue clause begins."""
        if self.opens >= 0:
            return self.opens
        return min(self.start, self.subject.start) if self.subject else self.start

    @property
    def last(self) -> int:
        """Where the cue and its subject end."""
        return max(self.end, self.subject.end) if self.subject else self.end


class Scene(NamedTuple):
    """A layer with its mentions and the cues of each sentence."""

    layer: Layer
    mentions: list[Mention]
    starts: list[int]  # where each mention starts
    cues: list[list[Cue]]  # by sentence

    def within(self, low: int, high: int) -> list[Mention]:
        """The mentions that begin in a range of items."""
        return self.mentions[bisect.bisect_left(self.starts, low) : bisect.bisect_left(self.starts, high)]


def survey(layer: Layer, lex: Lexicon, model: Weights) -> Scene:
    """The mentions and cues of a layer, each cue with the subject that ranks first."""
    mentions = layer.mentions
    scene = Scene(layer, mentions, [m.start for m in mentions], [])
    for low, high in layer.sentences:
        here = []
        for cue in candidates(layer, low, high, lex):
            options = subject_options(scene, cue, low, high)
            best = max(options, key=lambda option: score(option[1], model))
            if best[0] is not None:
                here.append(cue._replace(subject=best[0], opens=_apposition(scene, best[0], cue, low)))
        scene.cues.append(here)
    return scene


def _apposition(scene: Scene, subject: Mention, cue: Cue, low: int) -> int:
    """Where the role told before a subject's name begins; -1 without one."""
    shape = scene.layer.shape
    if subject.kind != "name" or subject.start >= cue.start or shape[subject.start - 1 : subject.start] != ",":
        return -1
    before = [
        m for m in scene.within(low, subject.start) if m.end == subject.start - 1 and m.kind in ("role", "organisation")
    ]
    return before[0].start if before and shape[subject.end : subject.end + 1] == "," else -1


def candidates(layer: Layer, low: int, high: int, lex: Lexicon) -> Iterator[Cue]:
    """Words of a sentence that may be cues, without their subjects."""
    for i in range(low, high):
        flag = layer.flag[i]
        if flag & _CUE and not flag & _POSS and (verb := _verb(layer, i, low, high, lex)):
            yield verb
        elif layer.low[i] == "according" and i + 2 < high and layer.low[i + 1] == "to":
            yield Cue(i, i + 2, "according to", "according", "neutral", "past", False)
        elif flag & _NOUN_CUE and not flag & _CAP:
            yield Cue(i, i + 1, layer.low[i], "noun", lex.nouns[layer.low[i]], "noun", False)


def _verb(layer: Layer, i: int, low: int, high: int, lex: Lexicon) -> Cue | None:
    """The cue verb at an item: the reading whose particle follows, unless the form is a noun or adjective there."""
    if layer.flag[i] & _CAP and layer.shape[i] in "NRT":
        return None
    reading = None
    for verb in lex.verbs[layer.low[i]]:
        if not verb.particle:
            reading = reading or verb
        elif i + 1 < high and layer.low[i + 1] == verb.particle:
            reading = verb
            break
    if reading is None or _is_noun(layer, i, low, reading.form):
        return None
    end = i + 1 + bool(reading.particle)
    lemma = f"{reading.lemma} {reading.particle}".strip()
    form = "passive" if reading.form == "past" and _is_passive(layer, i, low) else reading.form
    return Cue(i, end, lemma, reading.takes, reading.stance, form, reading.hearer)


_OPEN = frozenset("that all some many others both one few most several none two three".split())


def _is_noun(layer: Layer, i: int, low: int, form: str) -> bool:
    """Whether the form is a noun or adjective at this place: "the claim", "a promised tax"."""
    if i == low:
        return form == "base" and layer.shape[i + 1 : i + 2] not in ("q", "w")
    prior, after = layer.shape[i - 1], layer.shape[i + 1 : i + 2]
    if prior in "DG":
        return layer.low[i - 1] not in _OPEN or (form != "past" and after in ("N", "p"))
    if prior == "p" and form != "ing":
        return layer.low[i - 1] != "to"
    return prior in "jeN#" and form in ("base", "s") and after in ("p", ".", ",", "c", "") and prior != "N"


def _is_passive(layer: Layer, i: int, low: int) -> bool:
    k = i - 1
    while k > low and layer.shape[k] == "v":
        k -= 1
    return k >= low and bool(layer.flag[k] & _BE) and "'" not in layer.low[k]


# What stands between a mention and a cue behind it, by the letters there; the first pattern that fits.
_BEFORE = patterns(
    {
        "next": r"[va]*$",
        "aside": r"(?:,#,?|\(#\),?|,v+,|p?[vt#D]*t)[va]*$",
        "and": r"(?:[^q.;:]*[,sfae])?c[va]*$",
        "inserted": r"(?:,[^q.;:]*,|\([^q)]*\),?|-[^q-]*-)[vat]*$",
        "who": r",?p?w[va]*$",
        "phrase": r"[pDNUTRrgCjneiG#kv&to]*[va]*$",
        "clause": r"w[^q,.;:]*$",
        "quoted": r".*q",
        "comma": r".*[,:;-][va]*$",
        "far": r"",
    }
)
_BEHIND = patterns({"next": r"v*$", "phrase": r"[^,.;:q]*$", "far": r""})
_THEN = {",": "comma", "w": "relative", "p": "preposition", "a": "verb", "s": "verb", "f": "verb", "e": "participle",
         "c": "conjunction", "(": "comma", "-": "comma"}  # fmt: skip
_PRIOR = dict.fromkeys("sfea", "verb") | {
    "p": "preposition", "q": "quotation", "c": "conjunction", ",": "comma", "^": "first", "w": "relative",
}  # fmt: skip
_FINITE = re.compile("[sfa]+")
_ENDS = {",": "stop", ".": "stop", "": "stop", "p": "preposition", "w": "relative", "-": "stop", "q": "quotation"}


def subject_options(scene: Scene, cue: Cue, low: int, high: int) -> list[tuple[Mention | None, list[str]]]:
    """Who may be the subject of a cue, each with its features; None where it has none here."""
    layer = scene.layer
    around = [m for m in scene.within(low, high) if not m.owner or cue.takes == "noun"]
    before = [m for m in around if m.end <= cue.start or m.start < cue.start][-_NEAREST:]
    behind = [m for m in around if m.start >= cue.end][:3]
    kind = cue.takes if cue.takes in ("noun", "according") else cue.form if cue.form in ("ing", "passive") else "verb"
    adjacent = any(first_fit(_BEFORE, layer.shape[m.end : cue.start]) == "next" and not m.owner for m in before)
    options: list[tuple[Mention | None, list[str]]] = [(None, _none_features(layer, cue, low, kind))]
    if kind != "according":
        for rank, mention in enumerate(reversed(before)):
            if mention.end <= cue.start:
                options.append((mention, _before_features(scene, mention, cue, low, kind, rank)))
    for rank, mention in enumerate(behind):
        options.append((mention, _behind_features(layer, mention, cue, low, kind, rank, adjacent)))
    return options


def between(layer: Layer, cue: Cue) -> str:
    """What stands between a subject and the cue behind it."""
    return first_fit(_BEFORE, layer.shape[cue.subject.end : cue.start]) if cue.subject else "none"


def _none_features(layer: Layer, cue: Cue, low: int, kind: str) -> list[str]:
    prior = layer.low[cue.start - 1] if cue.start > low else ""
    features = ["none", f"none: {kind}", f"none: takes {cue.takes}"]
    if prior == "to":
        features.append("none: to")
    if prior in ("when", "if", "once", "as"):
        features.append("none: when")
    if not prior:
        features.append("none: first")
    return features


def _inside(scene: Scene, m: Mention) -> bool:
    at = bisect.bisect_left(scene.starts, m.start)
    return any(other.end >= m.end and other.start < m.start for other in scene.mentions[max(0, at - 3) : at])


def _before_features(scene: Scene, m: Mention, cue: Cue, low: int, kind: str, rank: int) -> list[str]:
    layer, shape = scene.layer, scene.layer.shape
    place = first_fit(_BEFORE, shape[m.end : cue.start])
    prior = shape[m.start - 1] if m.start > low else "^"
    verbs = len(_FINITE.findall(shape[m.end : cue.start].rstrip("va")))
    prior = _PRIOR.get(prior, "other")
    return [
        f"before {kind}: {place}",
        f"{place}: {m.kind}" + (" owner" if m.owner else ""),
        f"{kind} owner" if m.owner else "no owner",
        f"after {prior}",
        f"{place} after {prior}",
        f"before, rank {min(rank, 4)}",
        f"{kind}: rank {min(rank, 2)}",
        f"verbs between: {min(verbs, 3)}",
        "object form" if shape[m.start] == "o" else "",
        f"form {cue.form} {'plural' if _is_plural(layer, m) else 'single'}" if place == "next" else "",
        "first phrase" if m.start == low else "",
        "inside another phrase" if _inside(scene, m) else "",
        f"{place}, inside another phrase" if _inside(scene, m) else "",
        f"{place}, then {_THEN.get(shape[m.end : m.end + 1], 'other')}",
        f"first phrase, then {_THEN.get(shape[m.end : m.end + 1], 'other')}" if m.start == low else "",
    ]


def _is_plural(layer: Layer, m: Mention) -> bool:
    return m.kind in ("class", "quantity") or layer.low[m.head] in ("they", "we", "i", "you", "police")


def _behind_features(layer: Layer, m: Mention, cue: Cue, low: int, kind: str, rank: int, adjacent: bool) -> list[str]:
    shape = layer.shape
    place = first_fit(_BEHIND, shape[cue.end : m.start])
    if shape[m.start - 1] == "p" and layer.low[m.start - 1] in ("by", "from"):
        place = "by"
    k = cue.start - 1
    while k > low and shape[k] in "v":
        k -= 1
    prior = shape[k] if k >= low else "^"
    if prior in ",-" and k > low:
        prior = "quotation" if shape[k - 1] == "q" else "comma"
    prior = {"q": "quotation", "^": "first"}.get(prior, prior if len(prior) > 1 else "other")
    follows = _ENDS.get(shape[m.end : m.end + 1], "other")
    return [
        f"behind {kind}: {place}",
        f"behind {place}: {m.kind}",
        f"{place} behind, cue after {prior}",
        f"{place} behind, cue after {prior}, {'addressed' if cue.hearer else 'said'}",
        f"{place} behind, cue after {prior}, takes {cue.takes}",
        f"{place} behind, then {follows}, cue after {prior}",
        f"{place} behind{', subject before' if adjacent else ''}",
        f"behind, rank {rank}",
        "object form" if shape[m.start] == "o" else "",
        f"{kind} owner" if m.owner else "",
    ]

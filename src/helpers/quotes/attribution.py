"""Whose words a passage between marks is: every phrase that may name the speaker, described and ranked.

Candidates are the subjects of the cues in its sentence, a name before a colon or after a dash, the speakers and
subjects of the sentences around it; or nobody, where the marks set off a title or words so called.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from helpers.language import SPEAKER_LABEL, Doc, Layer, WordClass, span_at
from helpers.language.mentions import Mention
from helpers.language.ranking import first_fit, patterns
from helpers.quotes.cues import Cue, Scene

_WORK, _NAMING = int(WordClass.WORK), int(WordClass.NAMING)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_VERB = re.compile("[sfa]")  # in a layer's shape
_MARKS = "“”„‟«»\"‘’‚‛'`″ \u200b"
_SPEAKERS = frozenset(("pronoun", "name", "unsure", "role", "class", "organisation", "quantity"))


class Option(NamedTuple):
    """One answer to whose words a passage is."""

    kind: str  # how it was found: cue, label, colon, signed, carried …; scare, title
    mention: Mention | None
    cue: Cue | None
    features: list[str]

    @property
    def spoken(self) -> bool:
        """Whether it is somebody's words."""
        return self.kind not in ("scare", "title")


# An answer before the features that all of a passage's answers share: how it was found, mention, cue, own features.
Bare: TypeAlias = tuple[str, Mention | None, Cue | None, list[str]]


class Passed(NamedTuple):
    """What attribution has seen so far: the last speakers, by the paragraph they spoke in."""

    item: int
    paragraph: int
    option: Option


Decide = Callable[[int, Sequence[Option]], int]


def attribute(doc: Doc, scene: Scene, decide: Decide) -> dict[int, Option]:
    """The answer for each passage item of a layer; ``decide`` gives the index of the option it takes."""
    found: dict[int, Option] = {}
    layer = scene.layer
    spoken: list[Passed] = []
    paragraphs = [span_at(doc.paragraphs, layer.start[low]) or 0 for low, _ in layer.sentences]
    places = [doc.place(layer.start[low]) for low, _ in layer.sentences]
    said: dict[str, list[tuple[str, Option]]] = {}
    for n in sorted(range(len(places)), key=lambda n: places[n] != "body"):  # a headline takes up what the body says
        low, high = layer.sentences[n]
        if n and places[n] != "body" and places[n - 1] == "body":
            spoken = []
        for q in range(low, high):
            if layer.shape[q] not in "qk" or q not in layer.passage or layer.part[q]:
                continue
            words = [w.lower() for w in _WORD.findall(content(layer, q))]
            options = speaker_options(doc, scene, n, q, paragraphs, spoken, _elsewhere(words, said))
            choice = options[decide(q, options)]
            found[q] = choice
            if choice.spoken and choice.mention:
                spoken.append(Passed(q, paragraphs[n], choice))
                for word in set(words):
                    said.setdefault(word, []).append((f" {' '.join(words)} ", choice))
    return found


def _elsewhere(words: Sequence[str], said: dict[str, list[tuple[str, Option]]]) -> list[tuple[Option, bool]]:
    """The quotations that hold the same words in the same order, and whether they hold no others."""
    if not words:
        return []
    sought = f" {' '.join(words)} "
    return [(option, held == sought) for held, option in said.get(words[0], [])[:40] if sought in held][:3]


def speaker_options(
    doc: Doc,
    scene: Scene,
    n: int,
    q: int,
    paragraphs: Sequence[int],
    spoken: Sequence[Passed],
    elsewhere: Sequence[tuple[Option, bool]] = (),
) -> list[Option]:
    """Everything a passage's words may be, with features."""
    layer = scene.layer
    low, high = layer.sentences[n]
    about = _about(doc, layer, q, low, high)
    own = scene.cues[n]
    bare: list[Bare] = [("title", None, None, [])]
    if layer.shape[q] == "k":  # a nickname inside a name
        return [Option("title", None, None, ["title"])]
    bare += [("scare", None, None, []), ("unnamed", None, None, list(_spoken_signs(layer, q, low, high)))]
    bare += [("cue", cue.subject, cue, list(_cue_features(layer, q, high, cue, own))) for cue in own if cue.subject]
    bare += _beside(scene, q, low, high)
    bare += _unlisted(scene, q, high)
    bare += _around(scene, n, q, paragraphs, spoken)
    place = doc.place(layer.start[q])
    bare += [
        ("elsewhere", option.mention, None, [f"whole {whole}", f"{place}, whole {whole}", f"{place}, {option.kind}"])
        for option, whole in elsewhere
    ]
    crowd = f"cues {min(len(own), 2)}"
    return [
        Option(
            kind,
            mention,
            cue,
            [
                kind,
                *(f"{kind}: {feature}" for feature in about if feature),
                *(f"{kind}: {feature}" for feature in special),
                f"{kind}: {crowd}",
                f"{kind}: {mention.kind if mention else 'nobody'}",
                f"{kind}: owner" if mention and mention.owner else "",
            ],
        )
        for kind, mention, cue, special in bare
    ]


def _spoken_signs(layer: Layer, q: int, low: int, high: int) -> Iterator[str]:
    """What shows that a passage is said by somebody, even if nobody can be read."""
    behind = layer.shape[q + 1 : q + 4].lstrip(",-v")
    verb = behind[:1] == "s" or bool(re.match(r"[,-]?[DjNTRrUGnC]{1,6}[vac]*s", layer.shape[q + 1 : min(q + 10, high)]))
    closed = content(layer, q)[-1:] in ",?!"
    yield f"verb behind {verb}, closed {closed}"
    yield f"verb before {'s' in layer.shape[max(low, q - 4) : q]}"


def content(layer: Layer, q: int) -> str:
    """The words of a passage item, without its marks."""
    return layer.surface(q).strip(_MARKS)


def _about(doc: Doc, layer: Layer, q: int, low: int, high: int) -> list[str]:
    """What a passage looks like, whoever speaks."""
    said = content(layer, q)
    words = _WORD.findall(said)
    first = said[:1]
    ends = said[-1:]
    heavy = [w for w in words if len(w) > 3 or w[0].isupper()]
    prior, after = layer.shape[q - 1 : q] if q > low else "^", layer.shape[q + 1 : q + 2] if q + 1 < high else "$"
    alone = all(layer.shape[k] in "q,.;:-x" for k in range(low, high))
    near = any(layer.flag[k] & _WORK for k in range(max(low, q - 5), q))
    naming = q > low and bool(layer.flag[q - 1] & _NAMING)
    size = len(words)
    capitals = bool(heavy) and all(w[0].isupper() or w[0].isdigit() for w in heavy)
    begins = "small" if first.islower() else "capital"
    stop = "comma" if ends == "," else "stop" if ends == "." else "question" if ends in "?!…—–" and ends else "open"
    length = "1" if size < 2 else "2-3" if size < 4 else "4-7" if size < 8 else "8+"
    return [
        f"{length} words",
        f"{begins}, {stop}",
        f"{begins}, {length} words",
        "all capitals" + (" several" if len(heavy) > 1 else "") if capitals else "",
        f"all capitals, {stop}" if capitals else "",
        f"after {_PRIOR.get(prior, 'other')}",
        f"then {'noun' if after in 'jnrgCNRe' else 'end' if after in '.$' else 'other'}",
        f"determiner, then {'noun' if after in 'jnrgCNRe' else 'other'}" if prior in "DG" else "",
        "alone" if alone else "in a sentence",
        f"alone, {begins}, {stop}" if alone else "",
        "work near" if near else "",
        "naming" if naming or (q - 1 > low and layer.low[q - 1] in _SELF and layer.flag[q - 2] & _NAMING) else "",
        "so-called" if q > low and layer.low[q - 1] in ("so-called", "supposed", "quote-unquote", "aka") else "",
        doc.place(layer.start[q]),
        f"headline, {length} words" if doc.place(layer.start[q]) != "body" else "",
        "unclosed" if ends and layer.surface(q)[-1:] == ends else "",
        "inside a name" if layer.shape[q] == "k" else "",
    ]


_SELF = frozenset(("himself", "herself", "itself", "themselves", "him", "her", "it", "them"))


_PRIOR = {
    "^": "nothing", ":": "colon", ",": "comma", "D": "determiner", "G": "owner", "p": "preposition", "s": "cue",
    "q": "passage", "-": "dash", "w": "that", "a": "auxiliary", "c": "conjunction", "N": "name",
}  # fmt: skip


_GAP_BEHIND = patterns(
    {"at once": r"$", "comma": r"[,\-—]+[v]*$", "adverb": r"v+$", "colon": r"[:)]+$", "passage": r".*q",
     "inserted": r",.*,$", "far": r""}
)  # fmt: skip
_GAP_BEFORE = patterns(
    {"at once": r"$", "colon": r".*:$", "passage": r".*q", "semicolon": r".*;", "comma": r"[^sfa]*,$",
     "that": r"[^,]*w", "phrase": r"[^sfa,]*$", "clause": r""}
)  # fmt: skip


def _cue_features(layer: Layer, q: int, high: int, cue: Cue, own: Sequence[Cue]) -> Iterator[str]:
    """How a cue of the sentence stands to a passage."""
    shape = layer.shape
    kind = cue.takes
    if cue.first > q:
        begin = cue.first
        gap = first_fit(_GAP_BEHIND, shape[q + 1 : begin])
        closed = content(layer, q)[-1:] in ",?!…—–-." or shape[q + 1 : q + 2] in (",", "-")
        order = sum(q < c.first < begin for c in own)
        side = "behind"
        rest = shape[cue.last : high]
        yield f"behind {gap}, {'closed' if closed else 'open'}, {'inverted' if cue.inverted else 'straight'}"
        yield f"behind, {'short' if len(rest) < 8 and not re.search('[sf]', rest) else 'long'} rest"
        yield f"behind, comma before {shape[begin - 1] == ','}"
    elif cue.start > q:  # the passage stands between subject and verb
        side, gap, order = "around", "inside", 0
    else:
        reach = cue.last
        inner = shape[min(reach, q) : q]
        gap = first_fit(_GAP_BEFORE, inner)
        order = sum(cue.start < c.start < q for c in own)
        side = "before"
        enclosing = [c for c in own if c.end <= cue.first and c.takes in ("clause", "ask")]
        yield f"before {gap}, takes {kind}"
        yield f"before {gap}, {'inverted' if cue.inverted else 'straight'}"
        yield f"before, inside another cue's clause, {kind}" if enclosing else "before, outermost cue"
        yield f"before, distance {min(len(inner) // 5, 3)}"
        if enclosing and "q" not in shape[enclosing[-1].end : cue.first]:
            yield f"before, inside, {gap}"
    yield f"{side} {gap}"
    yield f"{side} {gap}, form {cue.form}"
    yield f"{side}, order {min(order, 3)}"
    yield f"{side}, takes {kind}"
    yield f"{side} {gap}, takes {kind}, order {min(order, 1)}"
    subject = cue.subject
    if subject:
        yield f"{side}, {subject.kind}"
        if (subject.start and shape[subject.start - 1] == "w") or shape[cue.start - 1] == "w":
            yield f"{side}, in a relative clause"


def _beside(scene: Scene, q: int, low: int, high: int) -> Iterator[Bare]:
    """Names beside a passage without a verb: "Ms Parfitt: “…”", "“…” — Ms Dimmock"."""
    shape = scene.layer.shape
    if q - 1 > low and shape[q - 1] == ":":
        ahead = [m for m in scene.within(low, q - 1) if m.end <= q - 1 and m.kind in _SPEAKERS]
        for place, mention in (("first", ahead[:1]), ("last", ahead[-1:])):
            for m in mention:
                yield (
                    "colon",
                    m,
                    None,
                    [place, f"ends {m.end == q - 1}", f"verb {_VERB.search(shape[low : q - 1]) is not None}"],
                )
    if q + 2 < high and shape[q + 1] in "-(":
        for m in scene.within(q + 2, q + 3):
            yield "signed", m, None, [f"ends {shape[m.end : m.end + 1] in ('', '.', ',', ')')}"]


def _unlisted(scene: Scene, q: int, high: int) -> Iterator[Bare]:
    """A cue clause behind a passage with a verb no list holds: "“…!” squeaked a tiny figure"."""
    layer, shape = scene.layer, scene.layer.shape
    k = q + 1
    while k < high and shape[k] in ",-v":
        k += 1
    if k >= high or shape[k] in "q.:;":
        return
    closed = content(layer, q)[-1:] in ",?!…—–." or k > q + 1
    for m in scene.within(k, k + 3):
        if m.start == k:
            verb = m.end
            while verb < high and shape[verb] == "v":
                verb += 1
            if verb < high and shape[verb] in "efj" and layer.low[verb].endswith(("ed", "s", "t", "e")):
                cue = Cue(verb, verb + 1, layer.low[verb], "speech", "", "past", False, m)
                then = shape[verb + 1 : verb + 2] or "."
                yield (
                    "unlisted",
                    m,
                    cue,
                    [
                        f"subject first, closed {closed}",
                        f"then {then if then in '.,p' else 'other'}",
                        f"verb {shape[verb]}",
                    ],
                )
        elif shape[k] in "efj" and m.start in (k + 1, k + 2) and layer.low[k].endswith(("ed", "s", "t", "e", "d")):
            cue = Cue(k, k + 1, layer.low[k], "speech", "", "past", False, m)
            then = shape[m.end : m.end + 1] or "."
            yield (
                "unlisted",
                m,
                cue,
                [f"verb first, closed {closed}", f"then {then if then in '.,p' else 'other'}", f"verb {shape[k]}"],
            )


def _around(scene: Scene, n: int, q: int, paragraphs: Sequence[int], spoken: Sequence[Passed]) -> Iterator[Bare]:
    """Speakers and subjects of the sentences around a passage."""
    layer = scene.layer
    low, _ = layer.sentences[n]
    begin = layer.start[q] + 1
    lead = "starts paragraph" if n == 0 or paragraphs[n - 1] != paragraphs[n] else "within paragraph"
    opening = f"opens {layer.text[begin : begin + 7].split(' ')[0].lower() in _HE}"
    if spoken and not SPEAKER_LABEL.match(layer.text, begin):
        yield from _carried(layer, n, q, paragraphs[n], spoken, lead, opening)
    subject = _main_subject(scene, low, q)
    if subject:
        verb, distance = _VERB.search(layer.shape[low:q]) is not None, min((q - subject.end) // 4, 3)
        yield "subject here", subject, None, [f"verb {verb}", f"distance {distance}"]
    if n:
        yield from _sentence_before(scene, n - 1, lead, opening)
    if n + 1 < len(layer.sentences) and paragraphs[n + 1] == paragraphs[n]:
        after = [c for c in scene.cues[n + 1] if c.subject]
        start, end = layer.sentences[n + 1]
        if after and "q" in layer.shape[start:end]:
            first = f"passage first {layer.shape[start] == 'q'}, {lead}"
            yield "speaker behind", after[0].subject, None, [lead, first]


def _carried(
    layer: Layer, n: int, q: int, paragraph: int, spoken: Sequence[Passed], lead: str, opening: str
) -> Iterator[Bare]:
    """The last speaker, who may go on; the one before, who may answer."""
    low, high = layer.sentences[n]
    last = spoken[-1]
    mention, cue = last.option.mention, last.option.cue
    between = layer.shape[last.item + 1 : q]
    question = layer.surface(last.item)
    asked = question.rstrip(_MARKS)[-1:] == "?" or "?”" in question[-2:]
    gap = paragraph - last.paragraph
    near = (
        "same sentence"
        if last.item >= low
        else "same paragraph"
        if gap == 0
        else "paragraph before"
        if gap == 1
        else "further"
    )
    company = f"{near}, {'alone' if high - low < 3 else 'in company'}"
    if gap == 0 and cue and cue.first > last.item and "q" not in between:
        yield "resumed", mention, cue, list(_resumes(layer, last.item, cue, q))
    joined = f"joined {last.item >= low and re.fullmatch(r'[,c]*', between) is not None}"
    own = [near, f"{near}, {lead}", f"{near}, asked {asked}", joined, f"{near}, {opening}", company]
    yield "carried", mention, None, own
    other = next((p for p in reversed(spoken[:-1]) if p.option.mention != mention), None)
    if other and paragraph - other.paragraph < 4:
        yield "carried from the one before", other.option.mention, None, [near, f"{near}, asked {asked}", company]


def _sentence_before(scene: Scene, n: int, lead: str, opening: str) -> Iterator[Bare]:
    """Subject, people and speakers of the sentence before a passage's, which is sentence ``n``."""
    layer = scene.layer
    low, high = layer.sentences[n]
    near = ("quoted" if "q" in layer.shape[low:high] else "plain") + ", " + lead
    subject = _main_subject(scene, low, high)
    speech = any(c.takes != "object" for c in scene.cues[n])
    others = [("object before", m) for m in _others(scene, low, high, subject)]
    for kind, mention in (("subject before", subject), *others):
        if mention:
            prior = layer.shape[mention.start - 1] if mention.start > low else "^"
            after = f"after {prior if prior in 'psf^,c' else 'other'}"
            stop = f"stop {layer.low[high - 1]}"
            yield kind, mention, None, [near, after, f"{near}, {opening}", stop, f"{near}, speech {speech}"]
    said = [c for c in scene.cues[n] if c.subject]
    if said:
        yield "speaker before", said[-1].subject, None, [near, f"takes {said[-1].takes}", f"{near}, {opening}"]
    nouns = [c for c in said if c.takes == "noun"]
    if nouns:
        yield "word of speech before", nouns[-1].subject, None, [near]


def _resumes(layer: Layer, first: int, cue: Cue, q: int) -> Iterator[str]:
    """Whether a passage only takes up the one before behind its cue clause: "“…,” she said. “…”"."""
    rest = layer.shape[cue.last : q]
    stops = rest.count(".")
    end = rest[-1:] if rest[-1:] in (".", ",", ":", "-") else "none" if not rest else "other"
    verb = rest.find("s")
    again = verb >= 0 and "w" not in rest[:verb] and not (verb and rest[verb - 1] in "Dpj")
    small = content(layer, q)[:1].islower()
    before = content(layer, first)[-1:]
    yield f"stops {min(stops, 2)}, ends {end}"
    yield f"stops {min(stops, 2)}, ends {end}, length {min(len(rest) // 5, 4)}"
    yield f"speaks again {again}"
    yield f"speaks again {again}, ends {end}"
    yield f"finite {'f' in rest or 'a' in rest}"
    yield f"small {small}, ends {end}"
    yield f"first closed {before if before in ',?!.' else 'open'}"


_HE = frozenset("he she he's she's he'd she'd he’s she’s he’d she’d".split())


def _main_subject(scene: Scene, low: int, high: int) -> Mention | None:
    """The first phrase of a sentence that may speak and hangs on no preposition."""
    shape = scene.layer.shape
    named = [
        m
        for m in scene.within(low, high)
        if m.kind in _SPEAKERS and not m.owner and m.end <= high and shape[m.start] != "o"
    ]
    free = [m for m in named if m.start == low or shape[m.start - 1] not in "pf"]
    return next(iter(free or named), None)


def _others(scene: Scene, low: int, high: int, subject: Mention | None) -> list[Mention]:
    """The other people of a sentence, the last three."""
    found = [m for m in scene.within(low, high) if m.kind in ("name", "role", "pronoun") and not m.owner]
    return [m for m in found if m != subject][-3:]

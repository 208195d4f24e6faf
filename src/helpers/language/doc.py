"""One article as every later room reads it: fields, paragraphs, sentences, words and passages between marks.

The text outside quotation marks is a layer in which each quoted passage is one item; the words inside a passage
are a layer of their own, in which passages nested there are items again. So a sentence of the paper's runs on
across the quotation it holds, and no word stands in two layers.
"""

import bisect
import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import pairwise

from helpers.codebook import Codebook, load
from helpers.language.lexicon import FUNCTION, Lexicon, Word, WordClass, letter_of, lexicon
from helpers.language.mentions import Mention, find_mentions
from helpers.language.passages import Passage, find_passages
from helpers.language.spans import paragraphs, span_at
from helpers.records import Span

# Abbreviations that do not end a sentence when a capital follows: titles, ranks, months, measures and
# Latin forms as British, American and Gulf papers print them. Compiled by hand.
ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev hon st sr jr gen lt col maj capt cmdr adm sgt cpl pte brig gov sen rep pres supt
    insp pc messrs mme mlle m.p u.s u.k u.n e.u u.a.e d.c a.m p.m vs v inc ltd co corp bros jan
    feb mar apr jun jul aug sept sep oct nov dec approx dept univ assn ave blvd rd mt ft e.g i.e etc cf
    pp vol sec det cllr dep asst lieut sens reps fr
    """.split()
)
_ITEM = re.compile(
    r"""\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?![\d.,]\d|\d))++ # 14 000
    | (?:[^\W\d_]\.){2,}(?:['’]s)?                            # U.S.
    | [^\W_]+(?:(?:[-'’&]|\.(?![A-Z][a-z])|(?<=\d),(?=\d{3}(?!\d)))[^\W_]+)*(?:['’](?=\s|,|$))?
    | (?<![\w.)])\.\d+ | --+ | \.(?:\ ?\.)+ | [^\w\s]""",
    re.VERBOSE,
)
_LONGEST = 300  # items; no sentence is longer, but a text without stops may be
_DASHES = frozenset(("—", "–", "―", "-", "--"))
_CLITIC = re.compile(r"(?:n't|'(?:s|m|d|ll|re|ve)?)$")
_ABOUT = re.compile(
    r"(?<![^ ])(?:at (?:least|most)|as (?:many|much|few) as|up to(?= \S*\d)|more than|fewer than|less than)(?![^ ])"
)
_STOP = re.compile(r"[.?!…]+")

_CAP, _QUOTE, _MARK = int(WordClass.CAPITAL), int(WordClass.QUOTE), int(WordClass.MARK)
_TITLE, _CUE, _TIME, _NUM = (int(c) for c in (WordClass.TITLE, WordClass.CUE, WordClass.TIME, WordClass.NUMBER))
_NAMED = int(WordClass.TITLE | WordClass.ROLE | WordClass.ORGANISATION)
_OPENS = int(WordClass.DETERMINER | WordClass.PRONOUN | WordClass.CONJUNCTION | WordClass.PREPOSITION)


class Layer:
    """Words and marks of one level as parallel lists; ``shape`` has one letter an item.

    Letters: N capitalised word, U one that only begins a sentence, T title, R capitalised role, r role, C roles in
    the plural, g organisation, G possessive, P pronoun, o object pronoun, D determiner or number word, # number,
    a auxiliary, s reporting verb, f other finite verb, e and i words in -ed and -ing, n noun of speech, w relative,
    p preposition, c conjunction, v adverb, t time, k particle inside a name, q passage, j any other word; marks
    stand for themselves.
    """

    __slots__ = ("_mentions", "end", "flag", "low", "part", "passage", "sentences", "shape", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.start: list[int] = []
        self.end: list[int] = []
        self.low: list[str] = []
        self.flag: list[int] = []
        self.passage: dict[int, int] = {}  # item -> the passage it stands for
        self.part: dict[int, int] = {}  # item -> which part of it
        self.sentences: list[Span] = []  # ranges of items
        self.shape = ""
        self._mentions: list[Mention] | None = None

    @property
    def mentions(self) -> list[Mention]:
        """The phrases that may name somebody, in order."""
        if self._mentions is None:
            self._mentions = find_mentions(self)
        return self._mentions

    def surface(self, i: int) -> str:
        """An item as printed."""
        return self.text[self.start[i] : self.end[i]]

    def span(self, items: Span) -> Span:
        """The place in the text of a range of items."""
        return self.start[items[0]], self.end[items[1] - 1]


class Doc:
    """An article's text as ``read`` takes it apart."""

    def __init__(self, text: str, lex: Lexicon, fields: Sequence[tuple[int, int, str]]) -> None:
        self.text, self.lex = text, lex
        self.paragraphs = paragraphs(text)
        self.fields = list(fields) or _fields_by_stops(text, self.paragraphs)
        self.field_spans = [(start, end) for start, end, _ in self.fields]
        self.passages = find_passages(text)
        children: dict[int | None, list[int]] = {}
        for n, passage in enumerate(self.passages):
            children.setdefault(passage.within, []).append(n)
        heads = [(start, end) for start, end, field in self.fields if field != "body"]
        self.small = frozenset(
            w for start, end, f in self.fields if f == "body" for w in _SMALL.findall(text, start, end)
        )
        # "small" are words printed small in the body: a headline in capitals does not tell names from other words
        self.outer = _build(text, lex, self.paragraphs, self.passages, children.get(None, ()), heads, self.small)
        self.inner = [
            _build(text, lex, passage.parts, self.passages, children.get(n, ()), heads, self.small)
            for n, passage in enumerate(self.passages)
        ]

    def place(self, position: int) -> str:
        """The field a position lies in: headline, standfirst or body."""
        line = span_at(self.field_spans, position)
        return "body" if line is None else self.fields[line][2]

    @cached_property
    def sentences(self) -> list[Span]:
        """Spans of the text's sentences, those inside quotations on their own; none crosses a paragraph."""
        starts = {layer.start[a] for layer in (self.outer, *self.inner) for a, _ in layer.sentences}
        inside = {part[0] for passage in self.passages for part in passage.parts}
        found: list[Span] = []
        cuts = sorted(starts - inside | {start for start, _ in self.paragraphs})
        ends = iter(self.paragraphs)
        paragraph = next(ends, (0, 0))
        for n, start in enumerate(cuts):
            while start >= paragraph[1]:
                paragraph = next(ends)
            end = min(cuts[n + 1] if n + 1 < len(cuts) else paragraph[1], paragraph[1])
            while self.text[end - 1].isspace():
                end -= 1
            found.append((start, end))
        return found

    def sentence_at(self, position: int) -> int:
        """The number of the sentence a position lies in, from 1; between two that of the first."""
        return max(1, bisect.bisect_right(self.sentences, position, key=lambda span: span[0]))

    @cached_property
    def words(self) -> list[Span]:
        """The text's tokens as NLTK's word tokenizer cuts them: "’s", "n’t" and the like stand on their own."""
        found: list[Span] = []
        for start, end, low in self.tokens:
            clitic = _CLITIC.search(low)
            cut = end - len(clitic.group()) if clitic and len(clitic.group()) < end - start else end
            found.append((start, cut))
            if cut < end:
                found.append((cut, end))
        return found

    @cached_property
    def tokens(self) -> list[tuple[int, int, str]]:
        """(start, end, look-up form) of every word and mark of the text but the quotation marks, in order."""
        layers = (self.outer, *self.inner)
        return sorted(
            item for layer in layers for item in zip(layer.start, layer.end, layer.low, strict=True) if item[2]
        )


def read(text: str, codebook: Codebook, fields: Iterable[tuple[int, int, str]] = ()) -> Doc:
    """Take an article apart.

    Parameters
    ----------
    text : the article's clean text.
    codebook : the word lists by which words are classed.
    fields : (start, end, field) of its kept lines, as the ledger has them. Without any, lines before the first
        that ends in a full stop are taken for headline and standfirst.
    """
    return Doc(text, lexicon(codebook), tuple(fields))


def as_doc(text: "str | Doc", codebook: Codebook) -> Doc:
    """The text taken apart, unless it is already."""
    return text if isinstance(text, Doc) else read(text, codebook)


@cache
def _packaged() -> Codebook:
    return load()


def sentences(text: str) -> list[Span]:
    """Spans of a text's sentences, by the packaged word lists."""
    return read(text, _packaged()).sentences


def words(text: str) -> list[Span]:
    """Spans of a text's words and marks, by the packaged word lists."""
    return read(text, _packaged()).words


def _fields_by_stops(text: str, bounds: Sequence[Span]) -> list[tuple[int, int, str]]:
    """Fields of a text without a ledger: a first line that no stop ends is a headline, a second a standfirst."""
    heads = 0
    while heads < min(2, len(bounds) - 1) and not _STOP.search(text[bounds[heads][1] - 2 : bounds[heads][1]]):
        heads += 1
    names = ("headline", "standfirst")
    return [(start, end, names[n] if n < heads else "body") for n, (start, end) in enumerate(bounds)]


_SMALL = re.compile(r"(?<![\w’'-])[a-z][a-z’'-]+")


def _build(
    text: str,
    lex: Lexicon,
    regions: Sequence[Span],
    passages: Sequence[Passage],
    chosen: Sequence[int],
    heads: Sequence[Span],
    lower: frozenset[str],
) -> Layer:
    layer = Layer(text)
    words: list[Word] = []
    items = sorted(_items(text, passages, chosen))
    at = 0
    bounds: list[int] = []
    for low, high in regions:
        bounds.append(len(layer.start))
        position = low
        while at < len(items) and items[at][0] < high:
            start, end, passage, part = items[at]
            _words(layer, words, lex, position, start)
            layer.passage[len(layer.start)], layer.part[len(layer.start)] = passage, part
            layer.start.append(start)
            layer.end.append(min(end, high))
            words.append(_PASSAGE)
            position = end
            at += 1
        _words(layer, words, lex, position, high)
    bounds.append(len(layer.start))
    layer.low = [word.low for word in words]
    layer.flag = [word.flag for word in words]
    shape = [word.letter for word in words]
    for first, last in pairwise(bounds):
        if first < last:
            _cut(layer, first, last)
    _settle(layer, shape, lex, heads, lower)
    layer.shape = "".join(shape)
    return layer


_PASSAGE = Word("", _QUOTE, "q")


def _items(text: str, passages: Sequence[Passage], chosen: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """(start, end, passage, part) of each part of the chosen passages, marks included."""
    found = []
    for n in chosen:
        passage = passages[n]
        last = len(passage.parts) - 1
        for number, (start, end) in enumerate(passage.parts):
            low = passage.outer[0] if number == 0 else _mark_before(text, start)
            found.append((low, passage.outer[1] if number == last else end, n, number))
    return found


def _mark_before(text: str, start: int) -> int:
    return start - 2 if text[max(0, start - 2) : start] in ("``", "''", "‘‘") else start - 1


def _words(layer: Layer, words: list[Word], lex: Lexicon, low: int, high: int) -> None:
    matches = list(_ITEM.finditer(layer.text, low, high))
    layer.start.extend([m.start() for m in matches])
    layer.end.extend([m.end() for m in matches])
    known, word = lex.known, lex.word
    words.extend([known.get(surface) or word(surface) for surface in [m.group() for m in matches]])


def _cut(layer: Layer, first: int, last: int) -> None:
    """Cut the items of one paragraph into sentences."""
    begin = first
    dateline = _dateline_end(layer, first, last)
    if dateline:
        layer.sentences.append((begin, dateline))
        begin = dateline
    flags, low = layer.flag, layer.low
    for i in range(first, last):
        may_end = flags[i] & (_MARK | _QUOTE) or low[i][-1:] == "."
        if i + 1 == last or i - begin >= _LONGEST or (may_end and i >= begin and _ends_sentence(layer, i)):
            layer.sentences.append((begin, i + 1))
            begin = i + 1


def _dateline_end(layer: Layer, first: int, last: int) -> int | None:
    """Where the story begins behind "LEEDS, Feb 2 (Northwire) - "; None without a dateline."""
    colon = next((k for k in range(first + 1, min(first + 5, last - 1)) if layer.low[k] == ":"), None)
    if colon and not layer.flag[colon + 1] & _QUOTE and all(layer.flag[k] & _CAP for k in range(first, colon)):
        return colon + 1  # "Abu Dhabi: Two ships …"
    if not layer.surface(first).isupper():
        return None
    dash = next((k for k in range(first + 1, min(first + 12, last)) if layer.low[k] in _DASHES), None)
    dated = dash is not None and any(layer.flag[k] & (_TIME | _NUM) or layer.low[k] == "(" for k in range(first, dash))
    return dash + 1 if dash is not None and dated and dash + 1 < last else None


def _ends_sentence(layer: Layer, i: int) -> bool:
    """Whether a sentence ends with item ``i``, which is a mark, a passage or an abbreviation with its stop."""
    flag, low, text = layer.flag, layer.low, layer.text
    after = flag[i + 1]
    small = text[layer.start[i + 1]].islower()
    if flag[i] & _QUOTE:
        return _ends_with_passage(layer, i, small)
    if not flag[i] & _MARK:  # "in the U.S. The vote …", "It left the U.S. He cried"
        return low[i].endswith(".") and bool(after & _CAP and after & _OPENS)
    if not _STOP.fullmatch(low[i]):
        return False
    if flag[i + 1] & _MARK and low[i + 1] not in "([“\"‘'•*—–--":
        return False
    if low[i] == "." and i and layer.end[i - 1] == layer.start[i]:
        before = low[i - 1]
        initials = after & _CAP and len(low[i + 1]) == 1 and low[i + 2 : i + 3] == ["."]
        initial = (
            len(before) == 1 and flag[i - 1] & _CAP and (initials or not (i > 1 and text[layer.start[i - 2]].islower()))
        )
        if (before == "no" and after & _NUM) or before in ABBREVIATIONS or initial:
            return False
        if flag[i - 1] & _TITLE and len(before) <= 4 and flag[i - 1] & _CAP:
            return bool(after & _QUOTE)
    return not small


def _ends_with_passage(layer: Layer, i: int, small: bool) -> bool:
    if layer.low[i + 1] in _DASHES or small:  # a name may sign the passage; a small letter goes on
        return False
    last = layer.surface(i).rstrip("\"”’'»“` ″")[-1:]
    if last in "?!…" and last and i and layer.low[i - 1] == ":":
        return True
    return last == "." or (last in "?!…" and last != "" and not _attributes(layer, i + 1))


def _attributes(layer: Layer, i: int) -> bool:
    """Whether a cue verb stands near the beginning of what follows a passage that ends in ? or !"""
    for j in range(i, min(i + 14, len(layer.start))):
        if layer.flag[j] & _QUOTE or layer.low[j] in (".", ";", ":"):
            return False
        if layer.flag[j] & _CUE and not layer.flag[j] & _CAP:
            return True
    return False


def _settle(layer: Layer, shape: list[str], lex: Lexicon, heads: Sequence[Span], lower: frozenset[str]) -> None:
    """Settle by their company the letters that a word alone leaves open."""
    firsts = {a for a, _ in layer.sentences}
    named = {layer.low[i] for i, flag in enumerate(layer.flag) if flag & _CAP and i not in firsts}
    for i, flag in enumerate(layer.flag):
        if flag & _CAP:
            _settle_capital(layer, shape, i, lex, i in firsts and layer.low[i] not in named)
    for match in _ABOUT.finditer(" ".join(layer.low)):  # "at least six", "as many as 40": adverbs of the number
        i = match.string.count(" ", 0, match.start())
        shape[i : i + match.group().count(" ") + 1] = "v" * (match.group().count(" ") + 1)
    for i in range(1, len(shape)):  # No 10
        if shape[i] == "#" and layer.low[i - 1] in ("no", "number") and layer.flag[i - 1] & _CAP:
            shape[i - 1 : i + 1] = "NN"
    for i in range(len(shape)):  # "the accused", but "a man accused of theft"
        if shape[i] == "r" and layer.low[i].endswith("ed") and shape[i - 1 : i] != ["D"]:
            shape[i] = "e"
        elif (
            shape[i] == "s"
            and i
            and shape[i - 1] in "DG"
            and layer.low[i - 1] not in _ALONE
            and not layer.flag[i] & _CAP
        ):
            shape[i] = "n" if layer.flag[i] & int(WordClass.NOUN_CUE) else "j"  # "the report", "its claims"
        elif shape[i] == "G" and layer.low[i].endswith("s'") and layer.flag[i] & _CAP and i + 1 < len(shape):
            if layer.flag[i + 1] & _CAP and layer.low[i + 1] in lex.organisations:  # the Farmers' Union
                shape[i] = "N"
        elif shape[i] == "C" and layer.flag[i] & _CAP and i and shape[i - 1] in "N&" and layer.surface(i)[1:].islower():
            shape[i] = "N"
    for start, end in heads:
        _settle_head(layer, shape, start, end, lower)
    for i in range(1, len(shape) - 1):
        if shape[i - 1] in "NU" and shape[i + 1] in "NTU" and (joined := _joins(layer, shape, i, lex)):
            shape[i] = joined


_ALONE = frozenset("all some many others both few several most none two three this one".split())  # may be subjects


def _settle_capital(layer: Layer, shape: list[str], i: int, lex: Lexicon, unsure: bool) -> None:
    flag, low = layer.flag[i], layer.low[i]
    after = shape[i + 1] if i + 1 < len(shape) else ""
    if flag & FUNCTION and shape[i] not in "NP":  # Theresa May, Will Smith
        if flag & _TIME and low not in ("may", "march", "april", "june", "august"):
            return
        if (i and shape[i - 1] in "NT" and not flag & _OPENS and not _begins(layer, i)) or (
            after == "N" and low in lex.given and layer.flag[i + 1] & _CAP
        ):
            shape[i] = "N"
    elif shape[i] == "N" and unsure and after not in "NTR#k&":
        shape[i] = "N" if low in lex.given or (layer.surface(i).isupper() and len(low) > 1) else "U"
        if shape[i] == "U" and flag & int(WordClass.CUE | WordClass.FINITE):
            shape[i] = letter_of(low, flag & ~_CAP)
    elif shape[i] == "N" and unsure and low.endswith(("ed", "ing")) and low not in lex.given and after != "G":
        shape[i] = letter_of(low, flag & ~_CAP)


def _begins(layer: Layer, i: int) -> bool:
    return any(a == i for a, _ in layer.sentences) if layer.low[i - 1] in (".", "?", "!") else False


def _settle_head(layer: Layer, shape: list[str], start: int, end: int, lower: frozenset[str]) -> None:
    """In a headline in capitals only words that the body never prints small are names."""
    here = [i for i in range(len(shape)) if start <= layer.start[i] < end]
    words = [i for i in here if layer.surface(i)[0].isalpha() and len(layer.low[i]) > 3]
    if len(words) < 4 or sum(layer.flag[i] & _CAP > 0 for i in words) < 0.7 * len(words):
        return
    for i in here:
        known = layer.flag[i] & int(WordClass.CUE | WordClass.FINITE | WordClass.NOUN_CUE)
        if shape[i] in "NU" and (layer.low[i] in lower or known):
            shape[i] = letter_of(layer.low[i], layer.flag[i] & ~_CAP)


def _joins(layer: Layer, shape: Sequence[str], i: int, lex: Lexicon) -> str:
    """The letter of an item that stands inside a name: an initial's stop, a particle, "of", a nickname."""
    low, before = layer.low[i], layer.low[i - 1]
    if low == "." and len(before) == 1:
        return "k"
    if layer.flag[i] & int(WordClass.PARTICLE) or low == "&":
        return "k"
    peer = i > 1 and lex.titles.get(layer.low[i - 2], ("", ""))[1] == "honour"
    if low in ("of", "for") and (before in lex.organisations or layer.flag[i - 1] & _NAMED or (peer and low == "of")):
        return "k"
    if shape[i] == "q":
        words = layer.surface(i).strip("“”\"‘’'«»")
        nick = words[:1].isupper() and words[-1:].isalnum() and len(words.split()) <= 3
        return "k" if nick else ""
    return ""

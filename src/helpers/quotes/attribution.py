"""Which cue a passage between marks belongs to, and whose words it is said to be.

A passage takes, in this order: the cue clause that follows it at once, the nearest cue before it in its
sentence, a later one in its sentence; without any, the speaker of the sentence or paragraph before it.
"""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from helpers.quotes import phrases
from helpers.quotes.cues import Cue
from helpers.quotes.lexicon import (
    ADV,
    AUX,
    CAP,
    DET,
    FUNCTION,
    NAMING,
    NOUN_CUE,
    POSS,
    PREP,
    PUNCT,
    QUOTE,
    REL,
    TIME,
    WORK,
)
from helpers.quotes.stream import DASHES, Stream
from helpers.records import Span

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Attribution(NamedTuple):
    """What was found of one passage; positions are items of the stream."""

    type: str
    cue: Cue | None = None
    mention: Span | None = None
    basis: str = "none"  # cue, carried, none
    follows: bool = False  # the cue stands behind the passage
    relay: Span | None = None  # who passes the words on


def attribute(s: Stream, cues: Sequence[Sequence[Cue]]) -> dict[int, Attribution]:
    """Attribution of each passage item of the stream, by its index; ``cues`` are those of each sentence."""
    found = in_sentences(s, cues)
    _carry(s, cues, found)
    return found


def in_sentences(s: Stream, cues: Sequence[Sequence[Cue]]) -> dict[int, Attribution]:
    """Attribution of each passage item by the cues of its own sentence alone."""
    return {
        q: _in_sentence(s, q, low, high, cues[n])
        for n, (low, high) in enumerate(s.sentences)
        for q in range(low, high)
        if s.flag[q] & QUOTE
    }


def content(s: Stream, q: int) -> str:
    """The words of a passage item, without its marks."""
    return s.text[s.start[q] : s.end[q]].strip("“”„‟«»\"‘’‚‛'` \u200b")


def word_count(s: Stream, q: int) -> int:
    """Number of words in a passage item, counted to ten at most."""
    found = 0
    for _ in _WORD.finditer(s.text, s.start[q], s.end[q]):
        found += 1
        if found == 10:
            break
    return found


def is_sentence(s: Stream, q: int) -> bool:
    """Whether the passage reads as a sentence of its own: a capital first, a stop last."""
    words = content(s, q)
    first = next((c for c in words if c.isalnum()), "")
    return (first.isupper() or first.isdigit()) and words[-1:] in ".?!…,—–-"


def _in_sentence(s: Stream, q: int, low: int, high: int, cues: Sequence[Cue]) -> Attribution:
    if _so_called(s, q, low):
        return Attribution("scare")
    signed = _signature(s, q, high)
    if signed:
        return Attribution("direct", None, signed, "cue", True)
    before = _cue_ahead(s, q, low, cues)
    after = None if before and not before.inverted and _runs_on(s, q) else _cue_behind(s, q, high, cues)
    if after:
        return Attribution(_type(s, q, True), after, after.mention, "cue", True)
    if _is_title(s, q, low, before):
        return Attribution("title")
    attributive = s.flag[q - 1] & DET and q + 1 < high and phrases.is_noun(s, q + 1)
    if before and before.takes == "thought" and attributive:  # "MPs feared the “x” row would …"
        return Attribution("scare")
    if before:
        relay = _relay(s, q, high, before, cues)
        return Attribution(_type(s, q, _adjoins(s, q, before)), before, before.mention, "cue", relay=relay)
    twin = next((k for k in range(q - 1, low, -1) if s.flag[k] & QUOTE), None)
    if twin is not None and all(s.low[k] in (",", "and", "or", "then") for k in range(twin + 1, q)):
        return _in_sentence(s, twin, low, high, cues)
    speaker = _speaker_by_colon(s, q, low)
    if speaker:
        return Attribution("direct", None, speaker, "cue")
    later = next((c for c in cues if c.span[0] > q and _closes_sentence(s, c, high)), None)
    if later:
        return Attribution(_type(s, q, False), later, later.mention, "cue", True)
    return Attribution("scare")


def _signature(s: Stream, q: int, high: int) -> Span | None:
    """The name after a dash that signs a passage: "“…” — Ms Dimmock"."""
    if q + 2 >= high or s.low[q + 1] not in DASHES or not is_sentence(s, q):
        return None
    who = phrases.after(s, q + 2, high)
    ends = who is not None and all(s.flag[k] & PUNCT for k in range(who[1], high))
    return who if ends and who is not None and phrases.names_someone(s, who) else None


def _runs_on(s: Stream, q: int) -> bool:
    """Whether the passage goes on in the paper's own sentence: it begins with a small letter."""
    return content(s, q)[:1].islower()


def _type(s: Stream, q: int, adjoins: bool) -> str:
    words = content(s, q)
    first = next((c for c in words if c.isalnum()), "")
    capital = first.isupper() or first.isdigit() or not words[:1].isalnum()
    whole = words[-1:] in ".?!…,—–" or word_count(s, q) > 2
    return "direct" if capital and adjoins and whole else "partial"


def _so_called(s: Stream, q: int, low: int) -> bool:
    return q > low and s.low[q - 1] in ("so-called", "quote-unquote", "supposed")


def _adjoins(s: Stream, q: int, cue: Cue) -> bool:
    """Whether nothing but a comma, colon or short adjunct stands between a cue and the passage after it."""
    return s.low[q - 1] in (":", ",") or cue.span[1] == q


def _cue_behind(s: Stream, q: int, high: int, cues: Sequence[Cue]) -> Cue | None:
    """The cue clause that follows the passage at once: "said X", "X said", ", X, who …, said"."""
    k = q + 1
    comma = content(s, q)[-1:] in ",?!…—–-" or (k < high and s.low[k] in (",", "–", "—", "--", ":"))
    while (k < high and s.flag[k] & PUNCT and s.low[k] in ",–—:-)'’") or (k < high and s.low[k] == "--"):
        k += 1
    if k >= high or s.flag[k] & QUOTE:
        return None
    while k < high and s.flag[k] & ADV and not s.flag[k] & (CAP | DET):
        k += 1
    for cue in cues:
        if cue.span[0] < k or cue.mention is None:
            continue
        if any(s.flag[i] & QUOTE for i in range(k, cue.span[0])):
            return None
        if cue.form in ("ing", "noun") or (not comma and not cue.inverted):
            return None
        if s.flag[cue.span[0] - 1] & REL and any(c.mention == cue.mention and c is not cue for c in cues):
            continue  # "…, Dr Lawati, who advised the ministry, said"
        starts = cue.span[0] if cue.inverted or cue.takes == "according" else cue.mention[0]
        return cue if k <= starts <= k + (1 if comma else 0) else None
    return _unlisted_verb(s, k, high) if comma and content(s, q)[-1:] in ",?!" else None


def _unlisted_verb(s: Stream, k: int, high: int) -> Cue | None:
    """A cue clause with a verb the codebook does not list: "“…,” an angry Mr Cole retaliated."""
    who = phrases.after(s, k, high)
    if who is None or not phrases.names_someone(s, who) or who[1] >= high:
        return None
    verb = who[1]
    while verb < high and s.flag[verb] & ADV:
        verb += 1
    after = s.flag[verb + 1] if verb + 1 < high else PUNCT
    if verb >= high or s.flag[verb] & (FUNCTION | CAP | PUNCT | QUOTE) or not s.low[verb].endswith(("ed", "s")):
        return None
    return (
        Cue((verb, verb + 1), s.low[verb], "speech", "unlisted", who) if after & (PUNCT | PREP | ADV | TIME) else None
    )


def _cue_ahead(s: Stream, q: int, low: int, cues: Sequence[Cue]) -> Cue | None:
    """The nearest cue before the passage whose clause reaches it."""
    for cue in reversed(cues):
        if cue.span[1] > q or cue.mention is None:
            continue
        if cue.inverted and not _leads_on(s, q, cue):
            continue
        if cue.takes == "speech" and not (
            _adjoins(s, q, cue) or s.low[cue.span[1]] in ("that", "as", "with", "at", "of")
        ):
            continue
        if _is_inside(s, cue, cues):
            continue
        if any(s.low[k] == ";" for k in range(cue.span[1], q)):
            return None
        return cue
    return None


def _relay(s: Stream, q: int, high: int, cue: Cue, cues: Sequence[Cue]) -> Span | None:
    """Who passes the words on: "D said X told Y of her “z”", "X repeated “z”, D said"."""
    for other in cues:
        if other.mention is None or other.mention == cue.mention or other.takes != "clause":
            continue
        if other.span[1] <= q and cue.mention and 0 <= cue.mention[0] - other.span[1] <= 1:
            return other.mention
        begins = min(other.span[0], other.mention[0])
        if begins > q and s.low[begins - 1] == "," and _closes_sentence(s, other, high) and other.form != "ing":
            return other.mention
    return None


def _is_inside(s: Stream, cue: Cue, cues: Sequence[Cue]) -> bool:
    """Whether a weak cue only stands inside what an earlier cue of the sentence reports.

    Weak are nouns, verbs of thought, verbs of which "it" or a relative clause's "who" is the subject.
    """
    if cue.mention is None or not any(
        c.span[0] < cue.span[0] and c.mention and c.takes in ("clause", "ask") for c in cues
    ):
        return False
    if cue.form == "base" and s.flag[cue.span[0] - 1] & AUX:  # "she vowed her country would answer"
        return True
    relative = bool(s.flag[cue.span[0] - 1] & REL) and not s.flag[cue.span[0] - 1] & CAP
    return cue.takes in ("noun", "thought") or relative or s.low[cue.mention[0]] in ("it", "that", "this", "which")


def _leads_on(s: Stream, q: int, cue: Cue) -> bool:
    """After "“X,” said Y," the same clause leads on to the next passage."""
    return cue.mention is not None and cue.mention[1] <= q


def _speaker_by_colon(s: Stream, q: int, low: int) -> Span | None:
    """The speaker of "Ms Parfitt: “…”", where no verb stands."""
    if q - 1 <= low or s.low[q - 1] != ":":
        return None
    if q + 1 < len(s.flag) and s.flag[q + 1] & NOUN_CUE:  # "Storm Edwin: ‘Stay off the roads’ warning"
        return None
    a, b = phrases.chunks(s, low, q - 1)[-1:][0] if phrases.chunks(s, low, q - 1) else (low, low)
    while a < b and s.low[a] in ("from", "more", "here's", "via", "by", "per", "also"):
        a += 1
    for found in (phrases.after(s, a, b), phrases.main_subject(s, low, q - 1)):
        if found and phrases.names_someone(s, found):
            return found
    return None


def _closes_sentence(s: Stream, cue: Cue, high: int) -> bool:
    """Whether a cue clause ends its sentence (", he said on Monday.")."""
    if cue.mention is None or s.low[min(cue.span[0], cue.mention[0]) - 1] != ",":
        return cue.takes == "according"
    end = max(cue.span[1], cue.mention[1])
    return cue.takes == "according" or sum(not s.flag[k] & PUNCT for k in range(end, high)) <= 6


def _is_title(s: Stream, q: int, low: int, cue: Cue | None) -> bool:
    """Whether the passage is the name of a work or a nickname: capitals throughout and no cue beside it."""
    words = _WORD.findall(content(s, q))
    heavy = [w for w in words if len(w) > 3 or w[0].isupper()]
    if not heavy or not all(w[0].isupper() or w[0].isdigit() for w in heavy) or content(s, q)[-1:] in "?!":
        return False
    if cue and (_adjoins(s, q, cue) or cue.takes == "object") and not s.flag[cue.span[0]] & NAMING:
        return False
    near = any(s.flag[k] & WORK for k in range(max(low, q - 5), q))
    last, flag = (s.low[q - 1], s.flag[q - 1]) if q > low else ("", 0)
    if flag & NAMING or near:
        return last not in ("called", "dubbed", "named") or (q - 2 >= low and not s.flag[q - 2] & FUNCTION)
    behind = flag & PREP and not (cue and _adjoins(s, q, cue))
    return len(heavy) >= 3 or (len(heavy) == 2 and bool(flag & POSS or behind))


def _carry(s: Stream, cues: Sequence[Sequence[Cue]], found: dict[int, Attribution]) -> None:
    """Give passages without a cue the speaker of the passage, sentence or paragraph before them."""
    previous: Span | None = None  # speaker of the paragraph before
    for first, last in s.paragraphs:
        current: Span | None = None
        for n in range(first, last):
            low, high = s.sentences[n]
            items = [q for q in range(low, high) if s.flag[q] & QUOTE]
            for q in items:
                here = found[q]
                if here.type == "scare" and here.basis == "none" and _needs_speaker(s, q, low, high):
                    whole = _only_quotation(s, s.sentences[first][0], s.sentences[last - 1][1])
                    speaker = (
                        current
                        or _ahead(s, n, last, found)
                        or (previous if n == first else _subject_before(s, n))
                        or (previous if whole or n > first else None)
                    )
                    alone = _only_quotation(s, low, high)
                    own = _own_subject(s, low, q) if not alone or not is_sentence(s, q) else None
                    kind = "direct" if is_sentence(s, q) else "partial"
                    if own and (not speaker or not alone):
                        found[q] = Attribution(kind, None, own, "cue")
                    elif speaker or (kind == "direct" and whole):
                        found[q] = Attribution(kind, None, speaker, "carried" if speaker else "none")
                if found[q].mention and found[q].type not in ("scare", "title"):
                    current = found[q].mention
            asks = s.low[high - 1] == "?" and not cues[n]  # "How? “Loudly.”"
            current = _speaker_of_sentence(s, low, high, cues[n], bool(items)) or (current if items or asks else None)
        previous = current or _last_subject(s, first, last)


def _needs_speaker(s: Stream, q: int, low: int, high: int) -> bool:
    """A whole sentence in marks, or a stretch too long for a scare quote."""
    if _so_called(s, q, low):
        return False
    return (is_sentence(s, q) and _only_quotation(s, low, high)) or word_count(s, q) >= 4


def _only_quotation(s: Stream, low: int, high: int) -> bool:
    return all(s.flag[k] & (QUOTE | PUNCT) for k in range(low, high))


def _ahead(s: Stream, n: int, last: int, found: dict[int, Attribution]) -> Span | None:
    """The speaker of the next sentence of the paragraph, where a cue names one behind a passage."""
    if n + 1 >= last:
        return None
    low, high = s.sentences[n + 1]
    return next((found[q].mention for q in range(low, high) if q in found and found[q].follows), None)


def _subject_before(s: Stream, n: int) -> Span | None:
    low, high = s.sentences[n - 1]
    opening = content(s, s.sentences[n][0])[:6].replace("’", "'").lower() if s.flag[s.sentences[n][0]] & QUOTE else ""
    if opening.startswith(("he ", "she ", "he'd ", "she'd ", "he's ", "she's ")):
        return None  # whoever is spoken of does not speak
    found = phrases.main_subject(s, low, high)
    return found if found and phrases.names_someone(s, found) else None


def _own_subject(s: Stream, low: int, q: int) -> Span | None:
    found = phrases.main_subject(s, low, q)
    return found if found and phrases.names_someone(s, found) else None


def _speaker_of_sentence(s: Stream, low: int, high: int, cues: Sequence[Cue], quoted: bool) -> Span | None:
    """Who speaks in a sentence without marks, so that a passage after it is carried on from them."""
    if quoted:
        return None
    spoken = [c for c in reversed(cues) if c.mention and c.takes not in ("noun", "object")]
    named = [c for c in spoken if c.mention and phrases.names_someone(s, c.mention)]
    return (named or spoken)[0].mention if spoken else None


def _last_subject(s: Stream, first: int, last: int) -> Span | None:
    for n in range(last - 1, first - 1, -1):
        found = phrases.main_subject(s, *s.sentences[n])
        if found and phrases.names_someone(s, found):
            return found
    return None


def join_split(
    s: Stream, cues: Sequence[Sequence[Cue]], found: dict[int, Attribution]
) -> list[list[tuple[int, Attribution]]]:
    """Passages as quotations: fragments with only a cue clause between them are one.

    Further paragraphs of a passage (its later parts) are left out: they go with its first.
    """
    groups: list[list[tuple[int, Attribution]]] = []
    speech = {
        c.span[0] for here in cues for c in here if c.mention and c.takes in ("clause", "ask") and c.form != "ing"
    }
    for q in sorted(q for q in found if not s.part[q]):
        if groups and _split_by_cue(s, speech, groups[-1], q, found[q]):
            groups[-1].append((q, found[q]))
        else:
            groups.append([(q, found[q])])
    return groups


def _split_by_cue(s: Stream, speech: Set[int], group: list[tuple[int, Attribution]], q: int, here: Attribution) -> bool:
    first, a = group[-1]
    if not a.follows or a.type != "direct" or a.cue is None or len(group) > 1 or q - first > 40:
        return False
    if here.type not in ("direct", "partial") or (here.basis == "cue" and here.cue != a.cue):
        return False
    stops = [k for k in range(first + 1, q) if s.flag[k] & PUNCT and s.low[k] in ".?!"]
    if any(s.flag[k] & QUOTE for k in range(first + 1, q)) or "\n" in s.text[s.end[first] : s.start[q]]:
        return False
    end = max(a.cue.span[1], a.cue.mention[1] if a.cue.mention else 0)
    if stops:
        relative = any(s.flag[k] & REL and s.low[k - 1] == "," for k in range(end, q))
        return stops == [q - 1] and (relative or not any(k in speech for k in range(end, q)))
    return s.low[q - 1] in (",", ":", "—", "–", "--") and q - end <= 12

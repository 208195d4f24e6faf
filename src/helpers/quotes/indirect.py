"""Reported clauses: "X said (that) …", "…, X said", "According to X, …".

A clause counts after a speech verb or with "according to"; "urged X to", "fears that" and "is thought
to" are not speech. A clause that holds quoted words is left to the passage in it.
"""

from collections.abc import Sequence, Set
from typing import NamedTuple

from helpers.quotes import phrases
from helpers.quotes.cues import Cue
from helpers.quotes.lexicon import (
    ADV,
    AUX,
    CAP,
    CONJ,
    CUE,
    DET,
    FINITE,
    FUNCTION,
    ING,
    NOUN_CUE,
    NUM,
    OBJ,
    ORG,
    POSS,
    PREP,
    PRON,
    PUNCT,
    QUOTE,
    REL,
    ROLE,
    TIME,
    TITLE,
)
from helpers.quotes.stream import Stream
from helpers.records import Span

_OPENS_CLAUSE = frozenset("whether if how why what who where when that".split())
_NO_CLAUSE = frozenset("to of about with as by into against on at in for from like so".split())


class Reported(NamedTuple):
    """A reported clause: the items of its parts, its cue, and the cue that passes it on."""

    parts: tuple[Span, ...]
    cue: Cue
    relay: Cue | None = None


def find_reported(s: Stream, low: int, high: int, cues: Sequence[Cue], spoken: Set[int]) -> list[Reported]:
    """The reported clauses of one sentence (items ``low`` to ``high``); ``spoken`` are the passages that
    are quotations, not scare quotes or titles."""
    found: list[Reported] = []
    for n, cue in enumerate(cues):
        if cue.mention is None or not _may_speak(s, cue) or cue.takes not in ("clause", "ask", "according"):
            continue
        if found and cue.takes != "according" and _covers(found[-1], cue.span[0]):
            relayed = _relayed(s, found[-1], cue, low, high, cues[n + 1 :])
            if relayed:
                found[-1] = relayed
            continue
        found += _of_cue(s, cue, low, high, cues[n + 1 :])
    return [r for r in found if not _holds_quotation(s, r, spoken)]


def _may_speak(s: Stream, cue: Cue) -> bool:
    """Whether the subject can be a speaker: it names one, or is a plural or definite noun beside its verb."""
    a, b = cue.mention or (0, 0)
    if cue.mention is None or phrases.names_someone(s, cue.mention) or cue.takes == "according":
        return cue.mention is not None
    flag = s.flag[b - 1]
    return b == cue.span[0] and b - a <= 6 and not flag & (PRON | TIME | ADV | PREP | CONJ | AUX)


def _covers(reported: Reported, item: int) -> bool:
    return any(a <= item < b for a, b in reported.parts)


def _holds_quotation(s: Stream, reported: Reported, spoken: Set[int]) -> bool:
    return any(s.flag[k] & QUOTE and k in spoken for a, b in reported.parts for k in range(a, b))


def _relayed(s: Stream, outer: Reported, cue: Cue, low: int, high: int, later: Sequence[Cue]) -> Reported | None:
    """In "D said X told Y that Z" the clause is X's, passed on by D."""
    begins = cue.mention is not None and 0 <= cue.mention[0] - outer.parts[0][0] <= 1
    inner = _of_cue(s, cue, low, high, later) if begins and cue.span[0] > outer.cue.span[0] else []
    return Reported(inner[0].parts, cue, outer.cue) if inner else None


def _of_cue(s: Stream, cue: Cue, low: int, high: int, later: Sequence[Cue]) -> list[Reported]:
    if cue.takes == "according":
        return _with_according_to(s, cue, low, high)
    around = _as_noted(s, cue, low, high) or _around(s, cue, low, high) or _relative(s, cue, low, high)
    if around:
        return [Reported(around, cue)]
    start = _clause_start(s, cue, high)
    if start is None:
        return []
    end = _clause_end(s, cue, start, high, later)
    return [Reported((piece,), cue) for piece in _pieces(s, start, _before_quotation(s, start, end))]


def _before_quotation(s: Stream, start: int, end: int) -> int:
    """Where a clause ends whose co-ordinate other half holds quoted words: "that A and had told him to “b”"."""
    quoted = next((k for k in range(start, end) if s.flag[k] & QUOTE), None)
    if quoted is None:
        return end
    joint = next((k for k in range(quoted - 1, start + 3, -1) if s.low[k] in ("and", "but")), None)
    verb = joint is not None and any(_finite(s, k) for k in range(joint + 1, quoted))
    return joint if joint is not None and verb and _is_clause(s, (start, joint)) else end


def _with_according_to(s: Stream, cue: Cue, low: int, high: int) -> list[Reported]:
    end = cue.mention[1] if cue.mention else cue.span[1]
    while end < high and not (s.flag[end] & PUNCT and s.low[end] in ",.;:!?"):
        end += 1
    first = low
    while first < cue.span[0] and (s.low[first] in ("but", "and") or s.flag[first] & PUNCT):
        first += 1
    before = _trim(s, first, cue.span[0])
    after = _trim(s, end, high)
    if before[1] - before[0] > 2:
        goes_on = after[1] - after[0] > 2 and s.low[end] == "," and _goes_on(s, after)
        parts = (before, after) if goes_on else (before,)
        return [Reported(parts, cue)]
    return [Reported((piece,), cue) for piece in _pieces(s, *after)] if after[1] - after[0] > 2 else []


def _around(s: Stream, cue: Cue, low: int, high: int) -> tuple[Span, ...] | None:
    """The clause before a cue clause set off by a comma: "…, she said", "…, Ms Marsh warned, and …"."""
    mention = cue.mention
    if mention is None:
        return None
    first, last = min(mention[0], cue.span[0]), max(mention[1], cue.span[1])
    if first - 1 <= low or s.low[first - 1] != "," or s.flag[first - 2] & QUOTE:
        return None
    heard = end = _skip_hearer(s, cue, last, high)
    aside = end < high and bool(s.flag[end] & CONJ)  # "…, she shouted as the count broke up, and …"
    adjunct = end < high and bool(s.flag[end] & (PREP | TIME | ADV | CONJ))
    while end < high and not (s.flag[end] & PUNCT):
        if (s.flag[end] & (AUX | CUE) and not s.flag[end] & CAP) or s.low[end] == "that":
            return None
        end += 1
    before = _trim(s, low, first)
    if end < high and s.low[end] == "," and heard == end and _is_adjunct(s, before):
        clause = _trim(s, end, high)
        if any(s.flag[k] & QUOTE for k in range(*clause)):
            return None
        if clause[1] - clause[0] >= 4 and not s.flag[clause[0]] & (
            ING | REL
        ):  # "As winter nears, Ms Stone says, more will call"
            return (clause,)
    behind = end + 1 if end < high and s.low[end] in (",", ":") else end
    if behind < high and s.flag[behind] & QUOTE:  # "On the subject of rain, she said, “…”"
        return None
    if not _is_clause(s, before) and not (end < high and s.low[end] in ",;" and (heard == end or adjunct)):
        return None
    after = _trim(s, end, high)
    if (
        end < high
        and s.low[end] in ",;"
        and not (aside and s.low[after[0]] == "and")
        and after[1] - after[0] >= 2
        and not _new_clause(s, after[0])
        and (not cue.inverted or _goes_on(s, after))
    ):
        return (before, after)
    return (before,)


def _goes_on(s: Stream, after: Span) -> bool:
    """Whether the words behind "…, said Ms Orr," take the clause up again; an apposition to the name does not."""
    a, b = after
    flag = s.flag[a]
    if s.low[a] in ("but", "and") and any(s.flag[k] & CUE and not s.flag[k] & CAP for k in range(a, b)):
        return False
    if flag & (AUX | CONJ | FINITE) and not flag & DET:
        return True
    if flag & (REL | DET | ING) and not flag & PRON:
        return False
    own = next((k for k in range(a, b) if s.flag[k] & REL or s.low[k] in (",", "that")), b)
    return bool(flag & (PREP | ADV | TIME)) or bool(flag & PRON and any(_finite(s, k) for k in range(a + 1, own)))


def _as_noted(s: Stream, cue: Cue, low: int, high: int) -> tuple[Span, ...] | None:
    """The clause behind "As Ms Marsh noted in March, …"."""
    opens = cue.mention[0] - 1 if cue.mention and not cue.inverted else None
    if opens is None or opens < low or s.low[opens] != "as" or (cue.hearer and s.low[cue.span[1]] != ","):
        return None
    if opens > low and not s.flag[opens - 1] & (PUNCT | CONJ):
        return None
    end = cue.span[1]
    while end < high and s.flag[end] & (PREP | DET | TIME | NUM | NOUN_CUE | ADV) and not s.flag[end] & OBJ:
        end += 1
    clause = _trim(s, end, high)
    return (clause,) if end < high and s.low[end] == "," and _is_clause(s, clause) else None


def _relative(s: Stream, cue: Cue, low: int, high: int) -> tuple[Span, ...] | None:
    """The clause whose own subject is a relative pronoun: "…, which critics said was a trick"."""
    first = cue.mention[0] if cue.mention and not cue.inverted else low
    k = cue.span[1]
    if first - 1 <= low or k >= high or s.low[first - 1] not in ("which", "that", "who", "what"):
        return None
    while k < high and s.flag[k] & ADV:
        k += 1
    if k >= high or not _finite(s, k) or s.flag[k] & CUE or (s.flag[k] & PRON and s.flag[k] & AUX):
        return None
    stop = next((j for j in range(k, high) if s.flag[j] & PUNCT and s.low[j] in ",;:—–("), high)
    return ((first - 1, first), _trim(s, cue.span[1], stop))


def _new_clause(s: Stream, k: int) -> bool:
    """Whether what follows the cue clause is the paper's own: "…, he said, adding that", "…, as …"."""
    flag = s.flag[k]
    return bool(
        flag & (ING | REL | TIME | NUM)
        or s.low[k] in ("as", "while", "when", "after", "before", "but", "a", "an", "the", "in", "on", "at")
    )


def _is_adjunct(s: Stream, span: Span) -> bool:
    """Whether a stretch only leads up to a clause: "To get their votes", "As winter nears", "In a merger"."""
    a, b = span
    lone = not any(s.flag[k] & PUNCT and s.low[k] in ",;:—–" for k in range(a, b))
    return lone and a < b and bool(s.flag[a] & (PREP | CONJ | ING | ADV)) and not s.flag[a] & (DET | PRON)


def _is_clause(s: Stream, span: Span) -> bool:
    """Whether a stretch reads as a finite clause: four words or more and a verb among them."""
    a, b = span
    if s.flag[a] & (PREP | CONJ | ING) and not s.flag[a] & (DET | PRON):  # an adjunct, or a clause behind one
        return b - a >= 4 and any(s.flag[k] & AUX for k in range(a + 1, b))
    return b - a >= 4 and any(_finite(s, k) for k in range(a + 1, b))


def _finite(s: Stream, k: int) -> bool:
    flag, word = s.flag[k], s.low[k]
    if flag & (PUNCT | QUOTE | CAP | POSS | ING):
        return bool(flag & AUX)
    return bool(flag & (AUX | CUE)) or (word.endswith("ed") and len(word) > 3) or bool(flag & FINITE)


def _skip_hearer(s: Stream, cue: Cue, k: int, high: int) -> int:
    """Past whom the words are addressed to: "told MPs", "told him"."""
    if not cue.hearer or k >= high or cue.inverted or s.low[k] == "that":
        return k
    if (s.flag[k] & OBJ and not s.flag[k] & DET) or s.low[k] in ("her", "him", "us", "them", "me"):
        return k + 1
    hearer = phrases.after(s, k, high)
    if hearer is None or s.flag[k] & PRON:
        return k
    end = hearer[1]
    if end + 1 < high and phrases.is_noun(s, end) and not s.flag[end] & (CAP | DET | NUM | POSS):
        named = (s.flag[end - 1] & CAP and s.flag[end + 1] & (PREP | TIME | PUNCT | ING)) or s.low[end + 1] == "that"
        end += bool(named)  # "told Ulster magazine on Monday"
    while end < high and s.low[end] == "and" and (more := phrases.after(s, end + 1, high)):
        end = more[1]
    return end


def _clause_start(s: Stream, cue: Cue, high: int) -> int | None:
    """Where the reported clause begins after the verb, or None where none follows."""
    if cue.inverted:
        return None
    k = _skip_hearer(s, cue, cue.span[1], high)
    if k >= high:
        return None
    that = _that_ahead(s, k, high) if cue.lemma not in _ANSWERS or s.low[k] == "that" else None
    if that is None and (cue.hearer or s.flag[k] & (TIME | ADV | PREP)):
        that = _opened_behind_adjunct(s, k, high)
    if that is not None:
        return that + 1 if that + 2 < high else None
    if s.low[k] == "that" and k + 2 < high and s.flag[k + 1] & AUX:  # "said that was a shame"
        return k
    if s.low[k] in ("in", "on", "at", "during") and (pronoun := _pronoun_ahead(s, k, high)):
        return pronoun
    if s.low[k] == "when" and cue.takes != "ask":  # "told him when asked", "she conceded when it was put to her"
        return None
    if s.low[k] in _OPENS_CLAUSE and k + 2 < high:
        return k if cue.takes == "ask" or s.low[k] in ("whether", "if", "what", "why") else k + 1
    if cue.takes == "ask":
        return None
    counted = _amount(s, k, high)
    if counted:
        return k if _verb_follows(s, counted, high, cue.lemma in _LOOSE) else None
    while k < high and (
        (s.flag[k] & (TIME | ADV) and not s.flag[k] & DET)
        or (s.low[k] in ("last", "on") and k + 1 < high and s.flag[k + 1] & TIME)
    ):
        k += 1
    if (
        k >= high
        or (s.low[k] in _NO_CLAUSE and s.low[k + 1 : k + 2] != ["the"])
        or (s.flag[k] & (QUOTE | PUNCT | AUX | OBJ) and not s.flag[k] & (DET | PRON | ING))
    ):
        return None
    subject = phrases.after(s, k, high)
    loose = cue.lemma in _LOOSE
    if subject is None:
        gerund = bool(s.flag[k] & ING) and cue.lemma != "admit" and not s.flag[k] & PREP
        opens = s.low[k] in _OPENS_ADJUNCT or gerund
        return k if loose and opens and (_is_clause(s, (k, high)) or _takes_object(s, k, high)) else None
    return k if _verb_follows(s, subject, high, loose) else None


_ANSWERS = frozenset("respond reply answer".split())  # "responded to claims that" reports none
# Verbs that nearly always take a clause, so that its verb may stand further off.
_LOOSE = frozenset("say tell add insist argue warn admit claim".split())
_OPENS_ADJUNCT = frozenset("if when while despite under up".split())


def _amount(s: Stream, k: int, high: int) -> Span | None:
    """The noun phrase behind words that qualify its number: "at least 1,100 jobs"."""
    j = k
    while j < high and s.low[j] in _QUALIFIES and j - k < 4:
        j += 1
    return phrases.after(s, j, high) if k < j < high and s.flag[j] & NUM else None


_QUALIFIES = frozenset(
    "at least most more than up to as many much fewer less no about around over under nearly".split()
)


def _verb_follows(s: Stream, subject: Span, high: int, loose: bool) -> bool:
    """Whether a finite verb follows the noun phrase that would be its subject, so that a clause begins there."""
    if s.flag[subject[0]] & AUX and s.flag[subject[0]] & PRON:  # he'll, she's
        return True
    if s.low[subject[0]] in ("they", "we", "i", "you") and not s.flag[subject[1]] & (FUNCTION | PUNCT | QUOTE | CAP):
        return True  # "they prefer"
    k = subject[1]
    bare = subject[1] - subject[0] == 1 and not s.flag[subject[0]] & (CAP | PRON | ROLE | ORG | ING | NUM)
    if bare and k < high and s.low[k] == "," and not s.low[subject[0]].endswith("s"):  # "said goodbye, …"
        return False
    if s.flag[subject[0]] & NUM and k + 1 < high and s.low[k] in ("%", "pc", "per", "percent"):
        k += 2 if s.low[k] == "per" else 1
    for _ in range(12):
        while k < high and s.flag[k] & ADV and not s.flag[k] & PUNCT:
            k += 1
        if k >= high:
            return False
        if _finite(s, k) or (s.low[k].endswith("s") and not s.flag[k] & (PUNCT | PREP | CONJ | DET | CAP | POSS)):
            return True
        phrase = phrases.after(s, k + 1, high) if s.flag[k] & (PREP | POSS) or s.low[k] == "and" else None
        if phrase is None:
            break
        k = phrase[1]
    return loose and (
        any(_finite(s, j) for j in range(subject[0] + 1, min(high, k + 14))) or _takes_object(s, subject[0], high)
    )


def _takes_object(s: Stream, k: int, high: int) -> bool:
    """Whether a word in -s before a determiner, so a verb that no list holds, stands near: "each year yields a"."""
    return any(
        s.low[j].endswith("s")
        and not s.flag[j] & (FUNCTION | CAP | POSS | PUNCT | QUOTE | TITLE)
        and s.flag[j + 1] & (DET | OBJ | NUM | ADV)
        and not s.flag[j - 1] & (DET | PREP | NUM)
        for j in range(k + 1, min(high - 2, k + 14))
    )


def _that_ahead(s: Stream, k: int, high: int) -> int | None:
    """The conjunction "that" right after the verb or behind an adjunct ("said in a statement that")."""
    for j in range(k, min(k + 14, high)):
        if s.low[j] == "that" and not s.flag[j] & CAP:
            if j == k and j + 1 < high and (s.flag[j + 1] & (AUX | PUNCT) or s.low[j + 1] in ("on", "at", "to")):
                return None  # "said that was": a pronoun, the clause itself begins there
            return j
        noun = s.flag[j] & NOUN_CUE and s.flag[j - 1] & (PREP | DET)  # "said in reply that"
        if (s.flag[j] & (QUOTE | AUX | PRON | REL | CUE) and not s.flag[j] & CAP and not noun) or s.low[j] in (
            ";",
            ":",
            "and",
            "but",
        ):
            return None
        if (
            j == k
            and not s.flag[j] & (PREP | TIME | ADV | PUNCT | CAP | NUM)
            and s.low[j] not in ("last", "this", "during")
        ):
            return None
    return None


def _opened_behind_adjunct(s: Stream, k: int, high: int) -> int | None:
    """The "that" or "how" behind a hearer and adjuncts: "told a news conference on Monday that"."""
    for j in range(k, min(k + 11, high)):
        if s.low[j] == "that" or (s.low[j] in ("how", "why") and j > k):
            return j
        if (s.flag[j] & (PUNCT | QUOTE | AUX | CUE | REL) and not s.flag[j] & CAP) or s.low[j] in ("to", "and", "as"):
            return None
    return None


def _pronoun_ahead(s: Stream, k: int, high: int) -> int | None:
    """The pronoun with its verb behind an adjunct: "said in a statement on Monday it had"."""
    for j in range(k + 2, min(k + 12, high - 1)):
        if s.low[j] in ("he", "she", "it", "they", "we", "there") and _finite(s, j + 1):
            return j
        if s.flag[j] & (PUNCT | QUOTE | AUX | CUE | REL | CONJ) and not s.flag[j] & (CAP | NOUN_CUE):
            return None
    return None


def _clause_end(s: Stream, cue: Cue, start: int, high: int, later: Sequence[Cue]) -> int:
    """Where the reported clause ends: before the next cue clause or the paper's own words."""
    end = high
    opener = cue.mention[0] - 1 if cue.mention else 0
    while (opener > 0 and s.flag[opener] & (TIME | NUM)) or s.low[opener] in ("in", "on", "last", "this"):
        opener -= 1
    if s.low[opener] in _SUBORDINATES and s.flag[max(0, opener - 1)] & (PUNCT | CONJ | QUOTE | ADV):
        end = next((k for k in range(start + 2, high) if s.low[k] == ","), high)
    if s.flag[cue.span[0] - 1] & REL and cue.span[0]:  # "Traders, who say they are ruined, are angry"
        end = next((k for k in range(start, high) if s.low[k] == ","), high)
    for other in later:
        k = other.span[0]
        if k <= start or other.takes in ("noun", "thought"):
            continue
        prior = s.low[k - 1]
        begins = other.mention[0] if other.mention and other.mention[0] > start else k
        if other.mention and other.mention != cue.mention and (joint := _joint(s, begins, start)) and k > begins:
            end = min(end, joint)
            break
        if cue.form == "s" and other.form in ("past", "base") and other.mention == cue.mention:
            continue  # "says she read it and wrote a note"
        if other.mention == cue.mention and (_reports_on(s, other, prior) or other.form == "ing"):
            end = min(end, k - 1 if prior in ("and", "but") else k)
            break
        if other.takes == "according" and prior == ",":
            end = min(end, k)
            break
    return next((k for k in range(start + 3, end - 1) if _leaves_clause(s, k)), end)


def _reports_on(s: Stream, other: Cue, prior: str) -> bool:
    """Whether a co-ordinate verb is the speaker's next cue: "and warned that"; not "and reported only one"."""
    k = other.span[1]
    if prior not in ("and", "but", ",") or k >= len(s.low):
        return False
    leads = s.flag[k] & (QUOTE | PRON | OBJ | PREP) or s.low[k] in ("that", "how", "why", ":", ",", "what")
    clause = phrases.after(s, k, len(s.low))
    goes_on = clause is not None and clause[1] < len(s.low) and _finite(s, clause[1])
    return other.hearer or other.takes in ("object", "ask") or bool(leads) or goes_on


def _joint(s: Stream, begins: int, start: int) -> int | None:
    """The conjunction before another speaker's cue clause: ", while their rivals at Orr & Co argued"."""
    if s.low[begins - 1] in ("and", "but", "while"):
        return begins - 1
    near = range(begins - 1, max(start, begins - 6), -1)
    return next((j for j in near if s.low[j] == "while" and s.low[j - 1] == ","), None)


_SUBORDINATES = frozenset("while although though whereas if when because since after".split())


def _leaves_clause(s: Stream, k: int) -> bool:
    """Whether the paper's own words go on at a semicolon or comma: ", but …", ", compared with …", ", and when …"."""
    if s.low[k] == ";":
        return True
    if s.low[k] == "but" and s.low[k + 1] in ("declined", "refused", "did", "would"):
        return True
    if s.low[k] != ",":
        return False
    word, beyond = s.low[k + 1], s.flag[min(k + 2, len(s.flag) - 1)]
    if word in ("but", "while", "though", "although", "compared"):
        return s.low[min(k + 2, len(s.low) - 1)] != "that"
    further = s.low[min(k + 2, len(s.low) - 1)]
    return word == "and" and bool(beyond & CONJ) and further not in ("that", "how", "what", "why")


def _pieces(s: Stream, start: int, end: int) -> list[Span]:
    """Co-ordinate clauses of a reported clause, each on its own: "that A, and that B"."""
    found, begin = [], start
    for k in range(start + 3, end - 3):
        if s.low[k] not in ("and", "but"):
            continue
        if s.low[k + 1] == "that" and not s.flag[k + 2] & AUX:
            found.append(_trim(s, begin, k))
            begin = k + 2
        elif s.low[k - 1] == "," and _co_ordinate(s, k + 1, end) and _is_clause(s, _trim(s, begin, k)):
            found.append(_trim(s, begin, k))
            begin = k + 1
    return [piece for piece in [*found, _trim(s, begin, end)] if piece[1] - piece[0] >= 2]


def _co_ordinate(s: Stream, k: int, end: int) -> bool:
    """Whether a clause with a subject and verb of its own begins at ``k``."""
    subject = phrases.after(s, k, end)
    return subject is not None and subject[1] < end and bool(s.flag[subject[1]] & AUX)


def _trim(s: Stream, a: int, b: int) -> Span:
    while a < b and s.flag[a] & PUNCT and s.low[a] not in "([£$€#@":
        a += 1
    while b > a and s.flag[b - 1] & PUNCT and s.low[b - 1] not in ")]%":
        b -= 1
    if b > a and s.low[b - 1] in ("and", "but", "or") and s.flag[b - 1] & CONJ:
        return _trim(s, a, b - 1)
    return (a, b)

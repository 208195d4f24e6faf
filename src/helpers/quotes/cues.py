"""Cues in a sentence: reporting verbs with their subjects, "according to", nouns such as "warning"."""

from itertools import pairwise
from typing import NamedTuple

from helpers.quotes import phrases
from helpers.quotes.lexicon import (
    ADV,
    AUX,
    BE,
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
    POSS,
    PREP,
    PRON,
    PUNCT,
    QUOTE,
    REL,
    ROLE,
    TIME,
    TITLE,
    CueVerb,
    Lexicon,
)
from helpers.quotes.stream import Stream
from helpers.records import Span


class Cue(NamedTuple):
    """A cue and the words that name its speaker, as ranges of items."""

    span: Span
    lemma: str
    takes: str  # clause, ask, speech, object; noun; according
    stance: str
    mention: Span | None
    form: str = "past"
    inverted: bool = False
    hearer: bool = False


_PLURAL = frozenset(
    "people men women police some many others most all both few two three four five six seven eight nine ten".split()
)
_BEFORE_NOUN = frozenset("the a an his her its their my your our no every each any such these those".split())
# What may stand before "to say" where something is in fact said.
_LEADS_TO = frozenset(
    "heard seen on continued continues continuing went took takes used began begins seemed rushed came".split()
)


def _takes_base_form(s: Stream, i: int) -> bool:
    """Whether what stands before a bare verb form can be its subject: a plural."""
    k = i - 1
    while k > 0 and s.flag[k] & ADV and not s.flag[k] & DET:
        k -= 1
    word, flag = s.low[k], s.flag[k]
    link = next((j for j in range(k - 1, max(0, k - 7), -1) if s.low[j] in ("of", "at", "from", "close", "in")), None)
    friends = link is not None and s.low[link - 1].endswith("s") and not s.flag[max(0, link - 2)] & PRON
    if friends and link and not any(s.flag[j] & PUNCT for j in range(link, k)):
        return True  # "friends of Ms Orme say"
    if phrases.share(s, k, max(0, k - 8)) or _plural_relative(s, k):
        return True
    if flag & (AUX | REL | PUNCT | QUOTE | CONJ | OBJ) and word not in ("her", "his"):
        return True
    if flag & PRON:
        return word in ("they", "we", "i", "you", "who")
    return (word.endswith("s") and not word.endswith("ss")) or word in _PLURAL


def _plural_relative(s: Stream, k: int) -> bool:
    """Whether a relative clause that hangs on a plural ends at ``k``: "Doctors who left the trust say"."""
    for j in range(k, max(0, k - 14), -1):
        if s.flag[j] & PUNCT:
            return False
        if s.low[j] == "who":
            return s.low[j - 1].endswith("s") or s.low[j - 1] in _PLURAL
    return False


def find_cues(s: Stream, low: int, high: int, lex: Lexicon) -> list[Cue]:
    """The cues of one sentence (items ``low`` to ``high``) in order."""
    found: list[Cue] = []
    for i in range(low, high):
        flag = s.flag[i]
        if flag & CUE and not flag & POSS:
            cue = _verb_cue(s, i, low, high, lex, found)
        elif s.low[i] == "according" and i + 1 < high and s.low[i + 1] == "to":
            mention = phrases.after(s, i + 2, high)
            cue = Cue((i, i + 2), "according to", "according", "neutral", mention) if mention else None
        else:
            cue = None
        if cue is None and flag & NOUN_CUE:
            cue = _noun_cue(s, i, low, high, lex)
        if cue:
            found.append(cue)
    return found


def _verb_cue(s: Stream, i: int, low: int, high: int, lex: Lexicon, found: list[Cue]) -> Cue | None:
    verb = _reading(s, i, high, lex)
    if verb is None or (s.flag[i] & CAP and i > low and not s.flag[i - 1] & QUOTE):
        return None
    end = i + 1 + (len(verb.particle.split()) if verb.particle else 0)
    if _is_noun_here(s, i, low, high, verb):
        return None
    inverted = _inverted_subject(s, verb, i, end, low, high)
    if inverted:
        inverted = _named_by_apposition(s, inverted, high) or inverted
        return Cue((i, end), verb.lemma, verb.takes, verb.stance, inverted, verb.form, True, verb.hearer)
    mention, passive = subject(s, i, low, verb, found)
    if passive:
        agent = _agent(s, end, high)
        return Cue((i, end), _name(verb), verb.takes, verb.stance, agent, "passive") if agent else None
    return Cue((i, end), _name(verb), verb.takes, verb.stance, mention, verb.form, hearer=verb.hearer)


def _agent(s: Stream, k: int, high: int) -> Span | None:
    """Who speaks in a passive: "was called “x” by Mr Cole", "were told by ministers that"."""
    for j in range(k, min(k + 9, high - 1)):
        if s.low[j] == "by" and (s.flag[j - 1] & QUOTE or j == k):
            found = phrases.after(s, j + 1, high)
            return found if found and not s.flag[found[0]] & (ING | TIME) else None
        if s.flag[j] & (PUNCT | AUX | REL | CUE) and not s.flag[j] & CAP:
            return None
    return None


def _name(verb: CueVerb) -> str:
    return f"{verb.lemma} {verb.particle}".strip()


def _reading(s: Stream, i: int, high: int, lex: Lexicon) -> CueVerb | None:
    """The verb's reading that fits the words after it: the one with the particle if that stands there."""
    plain: CueVerb | None = None
    for verb in lex.verbs[s.low[i]]:
        if not verb.particle:
            plain = plain or verb
        elif i + 1 < high and s.low[i + 1] == verb.particle:
            return verb
    return plain


def _is_noun_here(s: Stream, i: int, low: int, high: int, verb: CueVerb) -> bool:
    """Whether the form is a noun or an adjective at this place ("the claim", "a promised tax")."""
    if i == low:
        return verb.form in ("base", "s") and not (i + 1 < high and s.flag[i + 1] & QUOTE)
    prior = s.flag[i - 1]
    if prior & POSS or (prior & DET and not prior & PRON and s.low[i - 1] in _BEFORE_NOUN):
        return True
    once = s.low[i - 1] == "once" and s.low[i - 2] in (",", "had", "has") and i - 2 > low
    if s.low[i - 1] in ("when", "if", "once", "as") and verb.form == "past" and not once:  # "when asked if", a passive
        return True
    if s.low[i - 1] == "to":
        return i - 2 < low or s.low[i - 2] not in _LEADS_TO
    if verb.form == "s" and not s.flag[i] & FINITE and _counted_before(s, i, low):
        return True  # "most southern states that vote"
    if verb.form == "base" and not _takes_base_form(s, i):
        return True
    if (
        verb.form == "s"
        and not s.flag[i] & FINITE
        and not prior & CONJ
        and any(s.flag[k] & CUE and not s.flag[k] & CAP for k in range(low, i))
    ):
        # Inside a reported clause "tweets" and "claims" are mostly nouns.
        return not (
            s.flag[i - 1] & PRON
            or (i + 1 < high and (s.flag[i + 1] & (QUOTE | PRON) or s.low[i + 1] in ("that", ",", ":")))
        )
    return bool(prior & PREP and verb.form != "ing" and not prior & (CAP | AUX | CONJ))


def _counted_before(s: Stream, i: int, low: int) -> bool:
    """Whether a word for several stands before a form in -s, which is then a noun in the plural."""
    for k in range(i - 1, max(low - 1, i - 5), -1):
        if s.low[k] in _PLURAL or s.low[k] in ("other", "these", "those", "such", "more", "dozen"):
            return k < i - 1 or s.low[k] not in ("others", "police", "people", "men", "women")
        if s.flag[k] & (DET | PUNCT | QUOTE | PRON | AUX | PREP | POSS):
            return False
    return False


def _inverted_subject(s: Stream, verb: CueVerb, i: int, end: int, low: int, high: int) -> Span | None:
    """The subject of "said Ms Marsh" after a passage or a reported clause's comma."""
    if i == low and s.flag[i] & CAP and verb.form == "past" and verb.takes == "clause" and end < high:
        return phrases.after(s, end, high) if s.flag[end] & (CAP | TITLE) else None
    if i == low or s.flag[i] & ING or verb.takes == "object":
        return None
    prior = i - 1
    while prior > low and s.flag[prior] & ADV and not s.flag[prior] & PUNCT:
        prior -= 1
    comma = s.low[prior] == "," and prior > low
    after_quote = bool(s.flag[prior - 1 if comma else prior] & QUOTE)
    clause = comma and verb.takes == "clause"
    if end >= high or not (after_quote or (clause and (_finite_before(s, low, prior) or _resumes(s, end, high)))):
        return None
    k = end
    while k < high and s.flag[k] & ADV and not s.flag[k] & CAP:
        k += 1
    if k >= high or (s.flag[k] & (OBJ | TIME) and not s.flag[k] & CAP):
        return None
    if s.flag[k] & (PREP | CONJ | AUX | PUNCT | QUOTE | REL) and not s.flag[k] & (DET | TITLE):
        return None
    found = phrases.after(s, k, high)
    if not after_quote:  # "…, said Rita Katz, the director"; not "Mr Cole, the chancellor, said Labour had"
        ends = found and (found[1] >= high or s.flag[found[1]] & (PUNCT | PREP | REL) or s.low[found[1]] == "and")
        return found if ends and found and phrases.names_someone(s, found) else None
    if found is None or phrases.names_someone(s, found):
        return found
    # "said the grocer." but not "wrote a blog": a definite person whom no list of roles holds
    articles = (
        "the",
        "one",
        "his",
        "her",
        "their",
        *(("a", "an") if verb.stance != "neutral" or verb.lemma == "say" else ()),
    )
    definite = s.low[found[0]] in articles or any(s.flag[i] & NUM for i in range(*found))
    ends = found[1] >= high or bool(s.flag[found[1]] & (PUNCT | PREP))
    return found if definite and ends else None


def _resumes(s: Stream, end: int, high: int) -> bool:
    """Whether the clause goes on with its verb after the cue clause: "The plan, said Ms Doyle, would fail"."""
    found = phrases.after(s, end, high)
    comma = next((k for k in range(found[1], high) if s.flag[k] & PUNCT), high) if found else high
    return comma + 1 < high and s.low[comma] == "," and bool(s.flag[comma + 1] & AUX)


def _named_by_apposition(s: Stream, role: Span, high: int) -> Span | None:
    """The name that follows a role: "said the mayor, Dot Tindall, to cheers"."""
    if role[1] + 1 >= high or s.low[role[1]] != ",":
        return None
    stop = next((k for k in range(role[1] + 1, min(role[1] + 7, high)) if s.flag[k] & PUNCT), None)
    name = (role[1] + 1, stop) if stop else None
    return name if name and _renames(s, role, name) else None


def _finite_before(s: Stream, low: int, high: int) -> bool:
    """Whether a clause, not just a name with insertions, stands before the comma."""
    pieces = phrases.chunks(s, low, high)
    last = pieces[-1] if pieces else (low, low)
    if len(pieces) == 1 and last[1] - last[0] <= 2:  # "Wheat, said Ms Orr, was …"
        return True
    return any(s.flag[k] & (AUX | FINITE) or s.low[k].endswith("ed") for k in range(*last) if not s.flag[k] & CAP)


def subject(s: Stream, i: int, low: int, verb: CueVerb, earlier_cues: list[Cue]) -> tuple[Span | None, bool]:
    """The subject left of the verb at ``i``, and whether the verb is passive."""
    j, be = i - 1, False
    while j >= low:
        flag = s.flag[j]
        if flag & AUX and not (flag & CAP and j > low):
            be = be or bool(flag & BE)
        elif s.low[j] == "to" or s.low[j] == "not" or (flag & ADV and not (flag & CAP and j == low)):
            pass
        elif s.low[j] in ("heard", "seen", "quoted", "known", "keen", "able") and j > low and s.flag[j - 1] & BE:
            be = False
            j -= 2
            continue
        elif flag & TIME and j - 1 >= low:
            j = _skip_time(s, j, low)
            continue
        elif s.low[j] == ")" and _bracket(s, j, low) is not None:
            j = _bracket(s, j, low) or j
        elif s.low[j] == "," and j > low and s.low[j - 1] == ")" and _bracket(s, j - 1, low) is not None:
            j = _bracket(s, j - 1, low) or j
        elif s.low[j] == "," and j > low and s.flag[j - 1] & (ADV | TIME) and _comma_pair(s, j, low) is not None:
            j = _comma_pair(s, j, low) or j
        else:
            break
        j -= 1
    if be and verb.form == "past":
        return None, True
    if j < low:
        return None, False
    if verb.form == "ing" and not be:
        return _subject_of_participle(s, i, low, earlier_cues), False
    if (s.flag[j] & CONJ and not s.flag[j] & (CAP | PRON | DET)) or s.low[j] == "then":
        return _coordinated(s, j, low, earlier_cues), False
    if s.low[j] == ",":
        return _across_insertion(s, j, low), False
    if s.flag[j] & REL and not s.flag[j] & CAP:
        head = j - 2 if j - 1 >= low and s.low[j - 1] == "," else j - 1
        return phrases.before(s, head, low), False
    if s.flag[j] & QUOTE:
        return phrases.main_subject(s, low, i), False
    counted = phrases.share(s, j, low)
    if counted:
        return counted, False
    found = _beyond_adjunct(s, j, low)
    inner = phrases.before(s, j, low)
    if found and inner and found != inner and not phrases.names_someone(s, found) and s.low[inner[0] - 1] in _AUTHORS:
        return inner, False
    if found is None or not phrases.names_someone(s, found):
        found = _before_relative(s, j, low) or found
    if found is not None and not phrases.names_someone(s, found) and s.flag[found[0] - 1] & PREP:
        found = phrases.main_subject(s, low, i) or found
    return found, False


_AUTHORS = ("by", "from")  # "a poll by Cordwell said"


def _relates(s: Stream, k: int) -> bool:
    """Whether the item is a relative pronoun that is its clause's subject: "who", "that have endorsed"."""
    return s.low[k] in ("who", "which") or (s.low[k] == "that" and bool(s.flag[k + 1] & AUX))


def _before_relative(s: Stream, j: int, low: int) -> Span | None:
    """In "Officials who asked not to be named said" the phrase before "who"."""
    relative = next((k for k in range(low + 1, j) if _relates(s, k)), None)
    if relative is None or s.low[relative - 1] == ",":
        return None
    found = phrases.before(s, relative - 1, low)
    return found if found and phrases.names_someone(s, found) else None


def _beyond_adjunct(s: Stream, j: int, low: int) -> Span | None:
    """The phrase that ends at ``j``, or where a preposition makes that an adjunct, the one before."""
    found = phrases.before(s, j, low)
    if found is None or found[0] - 1 <= low or not s.flag[found[0] - 1] & PREP or s.flag[found[0] - 1] & (CAP | CONJ):
        return found
    k = found[0] - 2
    while k > low and s.flag[k] & (AUX | ADV):
        k -= 1
    if s.flag[k] & ING and k > low:  # "a source speaking to the Post said"
        k -= 1
    if s.flag[k] & (PUNCT | QUOTE | CUE):
        return found
    if s.flag[k] & REL:
        return phrases.before(s, k - 2 if s.low[k - 1] == "," else k - 1, low) or found
    return phrases.before(s, k, low) or found


def _bracket(s: Stream, j: int, low: int) -> int | None:
    """The bracket that opens what closes at ``j``, at most eight items before."""
    return next((k for k in range(j - 1, max(low, j - 9), -1) if s.low[k] == "("), None)


def _skip_time(s: Stream, j: int, low: int) -> int:
    while j >= low and (
        s.flag[j] & (TIME | NUM) or s.low[j] in ("last", "this", "on", "late", "early", "in", "next", "of", "the")
    ):
        j -= 1
    return j


def _comma_pair(s: Stream, j: int, low: int) -> int | None:
    """The comma that opens a short adverbial closed by the comma at ``j`` (", however,")."""
    for k in range(j - 1, max(low, j - 5), -1):
        if s.low[k] == ",":
            return k
        if not s.flag[k] & (ADV | TIME | PREP | NUM | DET):
            return None
    return None


def _subject_of_participle(s: Stream, i: int, low: int, found: list[Cue]) -> Span | None:
    """The subject of "…, saying": that of the cue before it, else of the clause it hangs on."""
    if i == low:
        return None
    earlier = [cue for cue in found if cue.mention and cue.takes != "noun"]
    return earlier[-1].mention if earlier else phrases.main_subject(s, low, i)


def _coordinated(s: Stream, j: int, low: int, found: list[Cue]) -> Span | None:
    """The subject of "… and said": shared with the verb before."""
    earlier = [cue for cue in found if cue.mention and cue.takes not in ("noun", "according")]
    return earlier[-1].mention if earlier else phrases.main_subject(s, low, j)


def _across_insertion(s: Stream, comma: int, low: int) -> Span | None:
    """The subject before an insertion that closes with the comma: "Ms Marsh, 46, the …, said"."""
    pieces = phrases.chunks(s, low, comma)
    appositive = next((b for a, b in pairwise(pieces) if _renames(s, a, b)), None)
    if appositive:
        return appositive
    for n, (a, b) in enumerate(pieces[:-1]):
        following = pieces[n + 1][0]
        if not _opens_insertion(s, following) or (
            s.flag[a] & (PREP | CONJ | TIME | ING) and not s.flag[a] & (DET | ROLE)
        ):
            continue
        found = _beyond_adjunct(s, b - 1, a)
        if found and not s.flag[found[0]] & (PREP | CONJ):
            return found
    if len(pieces) >= 2:
        a, b = pieces[-2]
        return phrases.before(s, b - 1, a)
    return phrases.main_subject(s, low, comma)


def _renames(s: Stream, role: Span, name: Span) -> bool:
    """Whether a chunk gives the name of the one just told by role: "Weidner's deputy, Karl Tessmer"."""
    begin = name[0]
    while begin < name[1] - 2 and s.flag[begin] & (DET | ROLE) and not s.flag[begin] & CAP:
        begin += 1
    short = 2 <= name[1] - begin <= 4 and all(
        (s.flag[k] & CAP and not s.flag[k] & FUNCTION) or (begin < k < name[1] - 1 and s.low[k] in phrases.NAME_LINKS)
        for k in range(begin, name[1])
    )
    head = role[1] - 1
    told = s.flag[role[0]] & (DET | POSS | ROLE) or s.low[role[0]] in ("his", "her", "its", "their")
    return short and bool(told) and not s.flag[head] & (CAP | NUM) and not s.flag[role[0]] & PREP


def _opens_insertion(s: Stream, k: int) -> bool:
    flag, word = s.flag[k], s.low[k]
    return bool(
        flag & (REL | NUM | DET | ROLE | TITLE | ING)
        or word
        in (
            "former",
            "now",
            "then",
            "once",
            "formerly",
            "aged",
            "up",
            "of",
            "from",
            "himself",
            "herself",
            "in",
            "at",
            "with",
            "speaking",
        )
        or flag & CAP
        or word.endswith("ed")
    )


def _noun_cue(s: Stream, i: int, low: int, high: int, lex: Lexicon) -> Cue | None:
    """A noun cue with its owner: "Ms Marsh's claim", "the warning by Mr Cole"."""
    stance = lex.nouns[s.low[i]]
    k = i - 1
    while k >= low and not s.flag[k] & (PUNCT | QUOTE | POSS | DET | PREP | CONJ | AUX | PRON):
        k -= 1
    if k >= low and s.flag[k] & POSS:
        mention = phrases.before(s, k, low)
    elif k >= low and s.low[k] in ("his", "her", "their", "its"):
        mention = (k, k + 1)
    elif i + 2 < high and s.low[i + 1] in ("by", "from"):
        mention = phrases.after(s, i + 2, high)
    else:
        return None
    return Cue((i, i + 1), s.low[i], "noun", stance, mention, "noun") if mention else None

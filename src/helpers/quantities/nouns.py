"""What a figure counts: the head of the noun phrase after it, in the singular, and the words before it."""

from typing import NamedTuple

from helpers.quantities.lexicon import Lexicon, form_at
from helpers.quantities.tokens import DASHES, Tokens

REACH = 12  # tokens of a noun phrase
LIST = 6  # tokens of its adjectives after a comma


class Counted(NamedTuple):
    noun: str
    adjective: str | None
    end: int  # one past its last token


def singular(word: str, lexicon: Lexicon, name: bool = False) -> str:
    """The singular of a printed noun, lower-cased unless it is a name."""
    low = word.lower()
    for role in ("plural", "group"):
        if lexicon.has(role, low):
            return lexicon.words[role][low]
    acronym = word[1:2].isupper() and len(word) <= 4
    word = word if name or acronym else low
    if low.endswith(("'s", "’s")):
        return word[:-2]
    if low.endswith("men") and len(low) > 5:
        return word[:-2] + "an"
    if low.endswith("people"):
        return word[:-6] + "person"
    if low.endswith("children"):
        return word[:-3]
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1] if is_plural(low, lexicon) else word


def is_plural(low: str, lexicon: Lexicon) -> bool:
    """Whether a lower-cased word looks like a plural noun."""
    if lexicon.has("plural", low) or lexicon.has("group", low):
        return True
    if lexicon.has("singular", low):
        return False
    ends = low.endswith("s") and (
        not low.endswith(("ss", "us", "is", "'s")) or low.endswith(("elis", "aqis", "akis", "anis", "udis"))
    )
    return (ends and len(low) > 2) or (low.endswith(("men", "people", "children")) and len(low) > 5)


def noun_follows(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether a word that may be, or begin, a noun phrase stands at token i, a hyphen before it or not."""
    j = i + 1 if tokens.at(i) in DASHES and tokens.touches(i) else i
    return tokens.is_word(j) and not lexicon.has("end", tokens.at(j))


def plural_follows(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether a plural noun in small letters stands at token i or after one word."""
    for j in (i, i + 1):
        if not tokens.is_word(j) or lexicon.has("end", tokens.low[j]):
            return False
        if is_plural(tokens.low[j], lexicon):
            return not tokens.is_capital(j)
    return False


def counted(tokens: Tokens, i: int, one: bool, share: bool, lexicon: Lexicon) -> Counted | None:
    """The noun phrase at token i; `one` where a singular is counted, `share` where part of it is."""
    j = _opening(tokens, i, lexicon)
    reach = min(j + REACH, len(tokens.low) - 1)
    words: list[tuple[int, int]] = []
    place: Counted | None = None
    while j < reach:
        passed = _pass_over(tokens, j, bool(words), one or share, lexicon)
        if passed > j:
            j = passed
            continue
        end = _compound(tokens, j)
        if not tokens.is_word(j) or _closes(tokens, j, end, bool(words), one, share, lexicon):
            break
        owner = _past_owner(tokens, end)
        if owner:
            words, j = [], owner  # the city's pumps
            continue
        words.append((j, end))
        j = end
        low = tokens.low[end - 1]
        if one or not is_plural(low, lexicon) or _goes_on(tokens, j, low, lexicon):
            continue
        found = _phrase(tokens, words, lexicon)
        if place is not None or not tokens.is_capital(end - 1) or not noun_follows(tokens, j, lexicon):
            return found
        place = found  # five Dallas police officers, but three Britons queued
    return place or (_phrase(tokens, words, lexicon) if words and one else None)


def _opening(tokens: Tokens, i: int, lexicon: Lexicon) -> int:
    """Pass over "of", "of the", "of its 11,000", "of them", "more", "other", a closing mark."""
    if tokens.at(i) in ('"', "'", "”", "’") and tokens.touches(i) and not tokens.touches(i + 1):
        i += 1  # “five or six” sleeping tablets
    if tokens.at(i) == "of":
        i = i + 2 if tokens.at(i + 1) == "them" else i + 1
    while lexicon.has("skip", tokens.at(i)) or tokens.at(i) in ("more", "less", "fewer"):
        i += 1
    return i


def _pass_over(tokens: Tokens, j: int, begun: bool, single: bool, lexicon: Lexicon) -> int:
    """Pass over what stands inside a noun phrase but is no part of its noun; j itself where nothing does."""
    if tokens.is_digits(j) and tokens.is_word(j + 1):
        return _past_measure(tokens, j, lexicon)  # eight million 250ml bottles
    if tokens.is_digits(j) and tokens.at(j + 1) in DASHES and tokens.tight(j + 1) and tokens.is_word(j + 2):
        return j + 3  # eight 27-metre vessels
    if begun and not single and tokens.low[j] in ("and", ","):
        return j + 1 if tokens.low[j] == "and" or _list_goes_on(tokens, j + 1, lexicon) else j
    if not begun and lexicon.role(tokens.low[j]) in ("digit", "teen", "ten"):
        return j + 1  # one of two sisters
    return j


def _list_goes_on(tokens: Tokens, j: int, lexicon: Lexicon) -> bool:
    """Whether adjectives go on after a comma: newly arrived, mostly Syrian, families; red, white and blue flags."""
    for i in range(j, j + LIST):
        if is_plural(tokens.at(i), lexicon):
            return tokens.is_word(i) and not tokens.is_capital(i)
        function = lexicon.has("end", tokens.at(i)) or lexicon.has("skip", tokens.at(i)) or lexicon.role(tokens.at(i))
        if tokens.at(i) not in ("and", ",") and (function or not tokens.is_word(i)):
            return False
    return False


def _past_owner(tokens: Tokens, end: int) -> int:
    """Where a possessive that ends before token `end` ends; 0 where that word is none."""
    if tokens.low[end - 1].endswith("'s"):
        return end
    apostrophe = tokens.at(end) in ("'", "’") and tokens.touches(end) and tokens.is_word(end + 1)
    return end + 1 if apostrophe and tokens.low[end - 1].endswith("s") else 0


def _compound(tokens: Tokens, i: int) -> int:
    """One past a hyphened word that begins at token i."""
    end = i + 1
    while end - i < REACH and tokens.at(end) in DASHES and tokens.tight(end):
        if not (tokens.is_word(end + 1) or tokens.is_digits(end + 1)):
            break
        end += 2
    return end + 1 if tokens.is_digits(end - 1) and tokens.touches(end) and tokens.is_word(end) else end


def _past_measure(tokens: Tokens, j: int, lexicon: Lexicon) -> int:
    found = form_at(tokens, j + 1, lexicon.units)
    if (found is None and lexicon.role(tokens.at(j + 1)) in ("scale", "suffix")) or tokens.at(j + 1) == "m":
        return j + 2
    return found[1] if found and not found[0].glued else j + 1


def _closes(tokens: Tokens, j: int, end: int, begun: bool, one: bool, share: bool, lexicon: Lexicon) -> bool:
    """Whether the word from j to end is past the noun phrase: a function word, an adverb, a verb."""
    low, simple = tokens.low[end - 1], end == j + 1
    if simple and lexicon.has("end", low):
        return True
    if lexicon.has("trail", low) and not plural_follows(tokens, end, lexicon):
        return True
    participle = low.endswith(("ed", "ing")) and len(low) > 4 and not tokens.is_capital(j)
    if not begun:  # "one muttered that" has no noun, "one unnamed source" has
        return one and participle and (lexicon.has("end", tokens.at(end)) or not tokens.is_word(end))
    if share and lexicon.has("acts", low):
        return True
    if simple and low.endswith("ly") and len(low) > 4 and not _list_goes_on(tokens, end, lexicon):
        return True
    verb = participle or (is_plural(low, lexicon) and not lexicon.has("compound", low))
    return one and simple and verb


def _goes_on(tokens: Tokens, j: int, low: str, lexicon: Lexicon) -> bool:
    """Whether a word in -s stands before the noun it belongs to: sports fans."""
    before_noun = lexicon.has("compound", low) or lexicon.has("group", low)
    following = tokens.at(j)
    more = tokens.is_word(j) and is_plural(following, lexicon) and not lexicon.has("end", following)
    return before_noun and more


def _phrase(tokens: Tokens, words: list[tuple[int, int]], lexicon: Lexicon) -> Counted:
    start, end = words[-1]
    head = tokens.text[tokens.starts[start] : tokens.ends[end - 1]]
    before = tokens.text[tokens.starts[words[0][0]] : tokens.ends[words[-2][1] - 1]] if len(words) > 1 else ""
    return Counted(singular(head, lexicon, _is_name(tokens, start, end)), before or None, end)


def _is_name(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a head is printed with a capital where the words beside it are not (a headline's are)."""
    if not tokens.is_capital(start) or tokens.words[start].isupper():
        return False
    beside = end if tokens.is_word(end) else start - 2
    return not (tokens.is_word(beside) and tokens.is_capital(beside))

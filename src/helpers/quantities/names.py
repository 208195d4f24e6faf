"""Names with a number in them: G7, Su-27, Article 5, No 10, S&P 500, Formula One; telephone numbers."""

from helpers.quantities.dates import is_year
from helpers.quantities.lexicon import Lexicon, form_at, form_before
from helpers.quantities.measures import measured
from helpers.quantities.nouns import noun_follows, plural_follows
from helpers.quantities.tokens import DASHES, Figure, Tokens, other

LONGEST = 4  # capitalised words that a name has before its number


def name(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """The name that the digits at token i belong to."""
    if form_before(tokens, i, lexicon.currencies):
        return None
    if tokens.touches(i) and tokens.is_word(i - 1):
        return other(i - 1, _end(tokens, i + 1), "name")
    if tokens.before(i) in DASHES and tokens.tight(i - 1) and tokens.is_word(i - 2):
        return other(i - 2, _end(tokens, i + 1), "name") if _is_designation(tokens, i, lexicon) else None
    if len(tokens.low[i]) > 4:
        return None
    if _is_code(tokens, i + 1, lexicon):
        return other(i, i + 2, "name")
    if not tokens.low[i].isdecimal():
        return None
    return _labelled(tokens, i, lexicon) or _titled(tokens, i, lexicon)


def _is_designation(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Su-27, Covid-19, England Under-21s; not mid-1990s or the Over-65s of a sentence's start."""
    ages = tokens.before(i, 2) in ("over", "under") and tokens.at(i + 1) == "s" and tokens.touches(i + 1)
    if ages and not tokens.is_name(i - 3):
        return False
    return tokens.is_capital(i - 2) and not lexicon.has("month", tokens.before(i, 2))


def _end(tokens: Tokens, i: int) -> int:
    """Pass over what is printed on to a name: B-52s, GPT-4o, Boeing 737-800."""
    i = i + 2 if tokens.at(i) in DASHES and tokens.tight(i) and tokens.is_digits(i + 1) else i
    return i + 1 if tokens.touches(i) and tokens.is_word(i) else i


def _is_code(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether capitals straight after digits are neither a unit nor a scale: 5G, 3D."""
    word = tokens.at(i)
    if not tokens.touches(i) or not tokens.is_word(i) or len(word) > 3 or not tokens.words[i].isupper():
        return False
    return word != "m" and not lexicon.role(word) and form_at(tokens, i, lexicon.units) is None


def _labelled(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """Article 5 · No. 10 · page 12 · Radio 4."""
    j = i - 1 if tokens.before(i) == "." else i
    label = tokens.before(j)
    if not lexicon.has("label", label) or measured(tokens, i, lexicon):
        return None
    if label in ("no", "nos"):  # "no 10 people" is a negation
        return other(j - 1, _end(tokens, i + 1), "name") if j < i or tokens.is_capital(i - 1) else None
    first = _start(tokens, j - 1, lexicon) if tokens.is_capital(j - 1) else j - 1
    return other(first, _end(tokens, i + 1), "name")


def _start(tokens: Tokens, i: int, lexicon: Lexicon) -> int:
    """The first of the capitalised words that end at token i."""
    first = i
    while tokens.before(first) in ("&", "/") and tokens.touches(first) and tokens.is_word(first - 2):
        first -= 2
    while i - first < LONGEST - 1 and tokens.is_name(first - 1) and not _is_plain(tokens, first - 1, lexicon):
        first -= 1
    return first


def _is_plain(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    return lexicon.has("end", tokens.low[i]) or lexicon.has("skip", tokens.low[i])


def _titled(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """A bare number straight after a capitalised name, with no noun of its own: S&P 500, Apple Watch 5."""
    if not tokens.is_name(i - 1) or tokens.touches(i) or is_year(tokens, i, 1900):
        return None
    before, after = tokens.before(i), tokens.at(i + 1)
    plain = _is_plain(tokens, i - 1, lexicon) or form_before(tokens, i, lexicon.modifiers) is not None
    if before.endswith("'s") or (after == "to" and tokens.is_digits(i + 2)):
        return None  # Cruz's 538; beat Clinton 45 to 40
    if plain or lexicon.has("month", before) or lexicon.has("day", before) or after in (*DASHES, "%", "/"):
        return None
    if measured(tokens, i, lexicon) or plural_follows(tokens, i + 1, lexicon) or _placed(tokens, i - 1, lexicon):
        return None
    first = _start(tokens, i - 1, lexicon)
    opens = first == i - 1 and not tokens.is_word(first - 1) and not tokens.words[first].isupper()
    return None if opens else other(first, i + 1, "name")  # "Aged 24" has a capital for its place only


def _placed(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether a preposition of place stands before the capitals that end at i: in New York 14 died."""
    first = i
    while i - first < LONGEST and tokens.is_name(first - 1) and not lexicon.has("place", tokens.before(first)):
        first -= 1
    return lexicon.has("place", tokens.before(first))


def name_in_words(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """Court three · Phase Two · Formula One · the Big Four · the Group of Seven."""
    if lexicon.role(tokens.at(i)) not in ("digit", "teen") or measured(tokens, i, lexicon):
        return None
    before, counting = tokens.before(i), plural_follows(tokens, i + 1, lexicon)
    if lexicon.has("label", before) and not lexicon.has("end", before) and before not in ("no", "nos"):
        return other(i - 1, i + 1, "name") if tokens.is_capital(i - 1) or not counting else None
    if not tokens.is_capital(i) or tokens.words[i].isupper() or counting:
        return None
    if before == "of" and tokens.is_name(i - 2):
        return other(i - 2, i + 1, "name")
    titled = tokens.is_name(i - 1) and i > 1 and not lexicon.has("end", before)
    return other(i - 1, i + 1, "name") if titled and not noun_follows(tokens, i + 1, lexicon) else None


def telephone(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """Groups of digits that begin with nought, or follow a word such as ring or helpline."""
    word, last = tokens.low[i], i + 1
    if len(word) < 3 or "." in word or "," in word:
        return None
    while last - i < 4 and tokens.is_digits(last) and len(tokens.low[last]) >= 3 and not tokens.touches(last):
        last += 1
    called = any(lexicon.has("call", tokens.before(i, step)) for step in (1, 2, 3))
    if word[0] == "0" or (called and not noun_follows(tokens, last, lexicon)):
        return other(i, last, "name")
    return None

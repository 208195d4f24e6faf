"""Names with a number in them: G7, Su-27, Article 5, No 10, S&P 500, Formula One; telephone numbers."""

from helpers.quantities.dates import is_year
from helpers.quantities.lexicon import Lexicon, form_at, form_before
from helpers.quantities.measures import currency_before, measured
from helpers.quantities.nouns import is_plural, noun_follows, plural_follows
from helpers.quantities.tokens import DASHES, Figure, Tokens, other, sentence

LONGEST = 4  # capitalised words that a name has before its number
LONG = 10  # digits without a comma that are an identifier
TITLE = 8  # tokens either way that tell a headline in capitals
TABLE = 7  # tokens either way that tell a line of a table
_BRACKETS = frozenset("()[]“”‘’\"',;:")


def name(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """The name that the digits at token i belong to."""
    if currency_before(tokens, i, lexicon):
        return None
    if tokens.touches(i) and tokens.is_word(i - 1):
        return other(i - 1, _end(tokens, i + 1), "name")
    if tokens.before(i) in DASHES and tokens.tight(i - 1) and tokens.is_word(i - 2):
        return other(i - 2, _end(tokens, i + 1), "name") if _is_designation(tokens, i, lexicon) else None
    if _in_a_code(tokens, i) or _in_a_table(tokens, i, lexicon) or _in_a_team(tokens, i, lexicon):
        return other(i, i + 1, "name")
    if len(tokens.low[i]) > 4:
        return None
    if _is_code(tokens, i + 1, lexicon):
        return other(i, i + 2, "name")
    if not tokens.low[i].isdecimal():
        return None
    return (
        _labelled(tokens, i, lexicon)
        or _numbered(tokens, i, lexicon)
        or _titled(tokens, i, lexicon)
        or _modelled(tokens, i, lexicon)
    )


def _in_a_code(tokens: Tokens, i: int) -> bool:
    """Part of a run without spaces that is no number: 4-4-2, case/22, @ann7, XR.7, a message's id."""
    if len(tokens.low[i]) >= LONG and tokens.low[i].isdecimal():
        return True
    if not tokens.touches(i) and not tokens.touches(i + 1):
        return False
    first = i
    while i - first < LONGEST * 2 and tokens.touches(first) and tokens.low[first - 1] not in _BRACKETS:
        first -= 1
    last = i
    while last - i < LONGEST * 2 and tokens.touches(last + 1) and tokens.low[last + 1] not in _BRACKETS:
        last += 1
    run = tokens.low[first : last + 1]
    numbers = [word for word in run if word[-1].isdecimal()]
    dashes = sum(word in DASHES for word in run)
    padded = any(word[0] == "0" and len(word) > 2 and word.isdecimal() for word in numbers[1:])
    if len(numbers) == len(run) - dashes and ((len(numbers) > 2 and dashes == len(numbers) - 1) or (padded and dashes)):
        return True
    point = tokens.before(i) == "." and tokens.tight(i - 1) and tokens.is_capital(i - 2)
    address = ("@" in run or "#" in run or "/" in run[:-1]) and any(word[0].isalpha() for word in run[:-1])
    return first < i and (point or (address and run[0] not in ("£", "$", "€")))


def _in_a_table(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """A bare number among others in a line that is no sentence: Rovers 38 24 8 6 80 · Hale 7; Moss 6, Grant 5."""
    if not tokens.low[i].isdecimal() or measured(tokens, i, lexicon) or tokens.at(i + 1) in (*DASHES, "%", "/"):
        return False
    numbers = 0
    for step in (-1, 1):
        for j in range(i + step, i + step * TABLE, step):
            word = tokens.at(j) if j >= 0 else ""
            if word[:1] in ("\n", ""):
                break
            if tokens.is_word(j) and not tokens.is_capital(j) and not lexicon.has("in_table", word):
                return False
            numbers += word[-1].isdecimal()
    return numbers > 1


def _in_a_team(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """A player's shirt, or minute, in brackets: Dan Prewett (6) lifts the cup."""
    if tokens.before(i) != "(" or tokens.at(i + 1) not in (")", ",") or not tokens.is_name(i - 2):
        return False
    start, end = sentence(tokens, i)
    return any(lexicon.has("sport", word) for word in tokens.low[start:end])


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
    capital = lexicon.has("capital_label", label) and tokens.is_capital(j - 1)
    if not (capital or lexicon.has("label", label)) or measured(tokens, i, lexicon):
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


def _numbered(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """A number before the capitals of a street or an army's unit, or a line's: 214 Harbour Road, the 38 bus."""
    if tokens.before(i) == "the" and lexicon.has("line", tokens.at(i + 1)):
        return other(i, i + 1, "name")
    last = i + 1
    while tokens.is_name(last) and not _is_plain(tokens, last, lexicon) and last - i <= LONGEST:
        last += 1
    words = tokens.low[i + 1 : last]
    named = any(lexicon.has("street", word) for word in words[1:]) or any(lexicon.has("army", word) for word in words)
    return other(i, i + 1, "name") if named and form_before(tokens, i, lexicon.modifiers) is None else None


def _modelled(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """A number inside a phrase that another number counts: two grounded 737 freighters, 213 Challenger 2 tanks."""
    j = i - 1
    while (
        i - j <= LONGEST - 1
        and tokens.is_word(j)
        and not _is_plain(tokens, j, lexicon)
        and not lexicon.role(tokens.low[j])
    ):
        j -= 1
    counts = tokens.is_digits(j) or lexicon.role(tokens.at(j)) in ("digit", "teen", "ten")
    named = tokens.is_name(i - 1) or lexicon.has("model", tokens.low[i])
    plural = j < i - 1 and not any(is_plural(word, lexicon) for word in tokens.low[j + 1 : i])
    apart = not measured(tokens, j, lexicon) and not is_year(tokens, j)
    return other(i, i + 1, "name") if counts and named and plural and apart and j >= 0 else None


def title_case(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether the line around token i prints every longer word with a capital, as some headlines do."""
    near = range(max(i - TITLE, 0), min(i + TITLE, len(tokens.low) - 1))
    plain = [j for j in near if tokens.is_word(j) and len(tokens.low[j]) > 3 and not _is_plain(tokens, j, lexicon)]
    return all(tokens.is_capital(j) for j in plain)


def _titled(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """A bare number straight after a capitalised name, with no noun of its own: S&P 500, Apple Watch 5."""
    if not tokens.is_name(i - 1) or tokens.touches(i) or is_year(tokens, i, 1900):
        return None
    before, after = tokens.before(i), tokens.at(i + 1)
    plain = _is_plain(tokens, i - 1, lexicon) or form_before(tokens, i, lexicon.modifiers) is not None
    if before.endswith("'s") or (after == "to" and tokens.is_digits(i + 2)):
        return None  # Cruz's 538; beat Clinton 45 to 40
    standard = tokens.words[i - 1].isupper() and len(tokens.low[i]) > 2 and after in DASHES
    if (
        plain
        or lexicon.has("month", before)
        or lexicon.has("day", before)
        or (after in (*DASHES, "%", "/") and not standard)
    ):
        return None
    if measured(tokens, i, lexicon) or plural_follows(tokens, i + 1, lexicon) or _placed(tokens, i - 1, lexicon):
        return None
    first = _start(tokens, i - 1, lexicon)
    if first == i - 1 and _opens(tokens, first):
        return None  # "Aged 24" has a capital for its place only
    return None if _shares(tokens, first, lexicon) else other(first, _end(tokens, i + 1), "name")


def _opens(tokens: Tokens, i: int) -> bool:
    """Whether token i has a capital for its place: it opens a sentence, and is no acronym."""
    return not tokens.is_word(i - 1) and tokens.before(i) not in (",", "&", "-") and not tokens.words[i].isupper()


def _shares(tokens: Tokens, first: int, lexicon: Lexicon) -> bool:
    """Whether a name shares the verb and unit told before: 43 per cent, the Greens 24 and Reform 11."""
    j = first - 1 if tokens.before(first) == "the" else first
    if tokens.before(j) not in (",", "and", ";"):
        return False
    start = sentence(tokens, first)[0]
    return any(tokens.is_digits(k) and lexicon.has("polled", tokens.at(k + 1)) for k in range(start, j))


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
    if not tokens.is_capital(i) or tokens.words[i].isupper():
        return None
    if before in DASHES and tokens.tight(i - 1) and tokens.is_capital(i - 2):
        return other(i - 2, i + 1, "name")  # Slaughterhouse-Five
    inside = tokens.is_word(i - 1) and tokens.is_name(i + 1) and not title_case(tokens, i, lexicon)
    if inside:
        return other(i, i + 2, "name")  # the Six Nations, Calvin Two Rivers
    if counting:
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

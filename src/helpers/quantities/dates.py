"""Dates, years and clock times as newspapers print them."""

import re

from helpers.quantities.lexicon import Lexicon, form_before
from helpers.quantities.measures import currency_before, measured
from helpers.quantities.nouns import noun_follows, plural_follows
from helpers.quantities.tokens import DASHES, Figure, Tokens, other

LAST_YEAR = 2199
_HALVES = ("morning", "afternoon", "evening", "night")
_RANKS = {"1": "st", "2": "nd", "3": "rd"}
_HOUR_MINUTES = re.compile(r"\d{1,2}\.[0-5]\d")
_MINUTES = re.compile(r"[0-5]\d")
_NUMERIC = re.compile(r"\d{1,2}([/-])\d{1,2}\1\d{2}(?:\d{2})?|\d{4}([/-])\d{1,2}\2\d{1,2}")


def is_day(tokens: Tokens, i: int) -> bool:
    """Whether token i may be a day of a month."""
    word = tokens.at(i)
    return len(word) <= 2 and word.isdecimal() and 1 <= int(word) <= 31


def is_year(tokens: Tokens, i: int, first: int = 1000) -> bool:
    """Whether token i has the form of a year: four digits without a comma."""
    word = tokens.at(i)
    return len(word) == 4 and word.isdecimal() and first <= int(word) <= LAST_YEAR


def is_ranked(tokens: Tokens, i: int) -> bool:
    """Whether token i is a number in digits with its ordinal ending: 22nd, 11th; not 2st."""
    if not tokens.is_digits(i) or not tokens.touches(i + 1):
        return False
    teens = tokens.low[i][-2:-1] == "1"
    return tokens.at(i + 1).removesuffix("s") == ("th" if teens else _RANKS.get(tokens.low[i][-1], "th"))


def _is_month(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    word = tokens.at(i)
    return lexicon.has("month", word) and (tokens.is_capital(i) or not lexicon.has("monthlike", word))


def _past_year(tokens: Tokens, i: int) -> int:
    """Where a date ends whose year may begin at token i, after a comma or not."""
    j = i + 1 if tokens.at(i) in (",", ".") or (tokens.at(i) in DASHES and tokens.tight(i)) else i
    return j + 1 if is_year(tokens, j) else i


def month_first(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """April 1 · Feb 6, 2024 · Dec. 10th · August 2021."""
    if not _is_month(tokens, i, lexicon):
        return None
    j = i + 2 if tokens.at(i + 1) == "." else i + 1
    j = j + 1 if tokens.at(j) == "the" and is_ranked(tokens, j + 1) else j
    if is_year(tokens, j):
        return other(i, j + 1, "date")
    if not is_day(tokens, j):
        return None
    end = j + 2 if is_ranked(tokens, j) else j + 1
    spans = tokens.at(end) in DASHES and tokens.tight(end)
    spans = spans or (tokens.at(end) in ("to", "and") and tokens.before(i) in ("from", "between"))
    end = end + 2 if spans and is_day(tokens, end + 1) else end
    if tokens.before(i) == "in" and noun_follows(tokens, end, lexicon):
        return None  # in June 20 people
    return other(i, _past_year(tokens, end), "date")


def day_first(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """5 December · 17th of February 2023 · 3-5 May · the 23rd · Friday the 13th."""
    if not is_day(tokens, i):
        return None
    ranked = is_ranked(tokens, i)
    j = i + 2 if ranked else i + 1
    spans = tokens.at(j) in DASHES or (tokens.at(j) in ("and", "to") and tokens.before(i) in ("between", "from"))
    if spans and is_day(tokens, j + 1):
        j += 2
    joined = tokens.at(j) in DASHES and tokens.tight(j) and _is_month(tokens, j + 1, lexicon)  # 21-Mar-2023
    month = j + 1 if tokens.at(j) == "of" or joined else j
    if _is_month(tokens, month, lexicon):
        return other(i, _past_year(tokens, month + 1), "date")
    listed = tokens.at(j) in (",", "and", "to") and is_ranked(tokens, j + 1)  # the 1st, 2nd and 3rd men
    if not ranked or listed or noun_follows(tokens, j, lexicon):
        return None
    if tokens.before(i) == "the":
        return other(i - 2 if lexicon.has("day", tokens.before(i, 2)) else i - 1, j, "date")
    return other(i - 1, j, "date") if lexicon.has("day", tokens.before(i)) else None


def numeric_date(tokens: Tokens, i: int) -> Figure | None:
    """12/03/2021 · 2021-03-12 · 12.03.21; a longer run of points is a version."""
    word = tokens.low[i]
    if word.count(".") >= 2:
        parts = word.split(".")
        dated = [len(part) for part in parts] in (
            [1, 1, 2],
            [1, 2, 2],
            [2, 1, 2],
            [2, 2, 2],
            [2, 2, 4],
            [1, 1, 4],
        )
        return other(i, i + 1, "date" if dated and int(parts[1]) <= 12 else "name")
    if tokens.at(i + 1) not in ("/", "-") or i + 5 > len(tokens.starts) - 1:
        return None
    printed = tokens.text[tokens.starts[i] : tokens.starts[i] + 11]
    found = _NUMERIC.match(printed)
    return other(i, i + 5, "date") if found and tokens.starts[i] + found.end() == tokens.ends[i + 4] else None


def clock(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """7.40pm · 16:45 · 3-4pm · 18.04 GMT · 0900 GMT · 10 o'clock · the 6.12 to London."""
    word, j = tokens.low[i], i + 1
    if tokens.at(j) == ":" and tokens.tight(j):
        return (
            other(i, _past_zone(tokens, _past_minutes(tokens, j), lexicon), "time")
            if _MINUTES.fullmatch(tokens.at(j + 1))
            else None
        )
    if tokens.at(j) in DASHES and tokens.touches(j) and tokens.is_digits(j + 1) and _half_day(tokens, j + 2):
        return other(i, _past_zone(tokens, j + 2, lexicon), "time")
    minutes = bool(_HOUR_MINUTES.fullmatch(word)) and float(word) < 24
    hour = minutes or (word.isdecimal() and len(word) <= 2 and int(word) <= 24)
    if hour and (_half_day(tokens, j) or tokens.at(j) == "o'clock"):
        return other(i, max(_past_zone(tokens, j, lexicon), j + 1), "time")
    full = minutes or (len(word) == 4 and word.isdecimal() and int(word) < 2400)
    if full and (_past_zone(tokens, j, lexicon) > j or (tokens.at(j) == "hrs" and not minutes)):
        return other(i, j + 1, "time")
    departs = minutes and tokens.before(i) == "the" and lexicon.has("departs", tokens.at(j))
    return other(i, i + 1, "time") if departs else None


def _past_minutes(tokens: Tokens, i: int) -> int:
    """Where the minutes, and seconds, after the colon at token i end."""
    return i + 4 if tokens.at(i + 2) == ":" and tokens.tight(i + 2) and tokens.is_digits(i + 3) else i + 2


def _half_day(tokens: Tokens, i: int) -> int:
    """Where am, pm, a.m. or p.m. at token i ends; 0 where there is none."""
    if tokens.at(i) in ("am", "pm"):
        return i + 1
    if tokens.at(i) in ("a", "p") and tokens.at(i + 1) == "." and tokens.at(i + 2) == "m":
        return i + 4 if tokens.at(i + 3) == "." and tokens.touches(i + 3) else i + 3
    return 0


def _past_zone(tokens: Tokens, i: int, lexicon: Lexicon) -> int:
    i = _half_day(tokens, i) or i
    return i + 1 if lexicon.has("zone", tokens.at(i)) and tokens.words[i].isupper() else i


def spoken_hour(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """By seven there was a queue · slept till seven · woke at five · seven in the morning · ten to six."""
    last = i + 1
    joined = tokens.at(last) in ("to", "past") and tokens.before(i) in ("at", "until", "till")
    if joined and _is_hour(tokens, last + 1, lexicon) and not noun_follows(tokens, last + 2, lexicon):
        return other(i, last + 2, "time")
    if not _is_hour(tokens, i, lexicon):
        return None
    if tokens.at(last) in ("in", "at") and tokens.at(last + (2 if tokens.at(last) == "in" else 1)) in _HALVES:
        return other(i, last, "time")
    before, closes = tokens.before(i), not tokens.is_word(last) and tokens.at(last) not in (*DASHES, "%", "/", ".5")
    new_clause = tokens.at(last) in ("the", "there", "and", "he", "she", "it", "they", "we", "i")
    if before in ("till", "until"):
        return other(i, last, "time") if closes or new_clause else None
    if before == "by":
        opens = tokens.before(i, 2) in ("and", "but", "", ".", ",", "“", '"', "‘") or tokens.before(i, 2)[:1] == "\n"
        return other(i, last, "time") if opens and new_clause else None
    daily = any(lexicon.has("hourly", tokens.before(i, step)) for step in range(2, 5))
    return (
        other(i, last, "time") if before in ("at", "before", "after", "around", "about") and daily and closes else None
    )


def _is_hour(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    role, value = lexicon.numbers.get(tokens.at(i), ("", None))
    printed = tokens.low[i].isdecimal() and len(tokens.low[i]) < 3 if i < len(tokens.low) else False
    hour = int(tokens.low[i]) if printed else (value or 0) if role in ("digit", "teen") else 0
    return 1 <= hour <= 12


def decade(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure:
    """In his late fifties is an age; the Sixties are a date."""
    j = i - 1 if tokens.before(i) in DASHES else i
    j = j - 1 if tokens.before(j) in ("late", "early", "mid") else j
    if tokens.before(j) in ("the", "") or not lexicon.has("owner", tokens.before(j)):
        return other(i, i + 1, "date")
    low = lexicon.numbers[tokens.at(i)][1] or 0.0
    figure = Figure(i, i + 1, None, low, low + 9, "range", unit="year of age", category="age", number=i)
    figure.after = i + 1
    return figure


def year(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """In 2014 · the 1984 strike · 1990s · 2021-22; not 2000 people, £2014 or 1500 metres."""
    if not is_year(tokens, i) or currency_before(tokens, i, lexicon):
        return None
    value, joined = float(tokens.low[i]), tokens.touches(i + 1)
    if joined and tokens.at(i + 1) in ("s", "'s"):
        return other(i, i + 2, "date")
    if joined and tokens.at(i + 1) in (*DASHES, "/") and _spans_years(tokens, i):
        return other(i, i + 3, "date", value)
    if tokens.touches(i) and (tokens.before(i) in DASHES or tokens.before(i) == "/") and not tokens.is_word(i - 2):
        return None
    return other(i, i + 1, "date", value) if _says_when(tokens, i, lexicon) else None


def short_year(tokens: Tokens, i: int, lexicon: Lexicon) -> Figure | None:
    """The ’08 campaign · the ’90s."""
    cut = tokens.before(i) in ("'", "’", "‘") and tokens.touches(i) and not tokens.touches(i - 1)
    if not cut or len(tokens.low[i]) != 2 or plural_follows(tokens, i + 1, lexicon):
        return None
    if tokens.at(i + 1) == "s" and tokens.touches(i + 1):
        return other(i - 1, i + 2, "date")
    said = lexicon.has("owner", tokens.before(i, 2)) or lexicon.has("when", tokens.before(i, 2))
    return other(i - 1, i + 1, "date") if said and tokens.at(i + 1) not in ("'", "’") else None


def _says_when(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    before, counting = tokens.before(i), plural_follows(tokens, i + 1, lexicon)
    if before == "some":
        return False
    when = lexicon.has("when", before)
    if lexicon.has("era", before) or lexicon.has("era", tokens.at(i + 1)) or tokens.before(i, 2) == "d":
        return True
    if measured(tokens, i, lexicon) and (counting or not when):
        return False
    if not is_year(tokens, i, 1500):
        return (when or before == "between") and not counting
    if not counting:
        return True
    bounded = form_before(tokens, i, lexicon.modifiers) is not None
    return when or ((lexicon.has("dated", before) or before.endswith("'s")) and not bounded)


def _spans_years(tokens: Tokens, i: int) -> bool:
    following = tokens.at(i + 2)
    if not following.isdecimal() or len(following) not in (2, 4):
        return False
    later = int(tokens.low[i][: 4 - len(following)] + following)
    return int(tokens.low[i]) < later <= int(tokens.low[i]) + 120

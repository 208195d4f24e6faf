"""What rose, fell or came to a figure: accidents at the junction had fallen to 11; it cut road space by a third."""

from helpers.quantities.lexicon import Lexicon, form_before
from helpers.quantities.nouns import is_plural, noun_follows, singular
from helpers.quantities.tokens import DASHES, Figure, Tokens, sentence

REACH = 16  # tokens from a verb of change to the figure, and from a clause's start to its verb
_TO = frozenset(("by", "to", "at", "from", "below", "above"))
_NOUNS = ("ship", "ment", "tion", "ness", "ance", "ence", "ity", "age", "ing")
_ARTICLES = frozenset(("a", "an", "this", "that", "these", "those", "some", "any", "no"))


def changed(tokens: Tokens, figure: Figure, lexicon: Lexicon) -> str | None:
    """The noun whose number the figure is, by the verb before it; None where no verb tells."""
    found = form_before(tokens, figure.first, lexicon.modifiers)
    bounded = form_before(tokens, figure.first, lexicon.verbs)
    i = (found or bounded or (None, figure.first))[1]
    if figure.style == "multiple" or (bounded and not found):
        return _subject(tokens, i, lexicon)
    if tokens.before(i) == "of":
        return _of_it(tokens, i - 2, lexicon)
    prep = i - 1 if tokens.before(i) in _TO else i
    verb = _verb(tokens, prep, lexicon)
    if verb is None:
        return None
    if verb >= prep - 1 or not noun_follows(tokens, verb + 1, lexicon) or tokens.low[verb + 1].endswith("ly"):
        return _subject(tokens, verb, lexicon)
    acts = prep < i and lexicon.has("transitive", tokens.low[verb])
    noun = head(tokens, verb + 1, prep, lexicon) if acts else None
    return None if lexicon.has("tally", noun or "") else noun  # three deaths took the toll to 40


def _of_it(tokens: Tokens, i: int, lexicon: Lexicon) -> str | None:
    """A crowd of 60 counts people; a rise of a third is one of the rise."""
    word = tokens.at(i)
    if lexicon.has("gathering", word):
        return "person"
    plain = tokens.is_word(i) and not tokens.is_capital(i) and not lexicon.has("end", word)
    return singular(tokens.words[i], lexicon) if plain and not lexicon.has("tally", word) else None


def _verb(tokens: Tokens, prep: int, lexicon: Lexicon) -> int | None:
    """The verb of change, or of being a number, before the preposition at token `prep`."""
    last = prep - 2 if tokens.before(prep) == "," and tokens.at(prep) == "from" else prep - 1
    for i in range(last, max(prep - REACH, -1), -1):
        low = tokens.low[i]
        if lexicon.has("change", low) or lexicon.has("amounts", low):
            return i
        if not tokens.is_word(i) or lexicon.has("clause", low) or low == "that":
            return None
    return None


def _subject(tokens: Tokens, verb: int, lexicon: Lexicon) -> str | None:
    """The head of the noun phrase that opens the clause whose verb stands at a token."""
    start = verb
    while start > 0 and verb - start < REACH and tokens.is_word(start - 1) and not _opens(tokens, start - 1, lexicon):
        start -= 1
    relative = tokens.before(start) in ("which", "that", "who")
    if start == verb and relative:
        before = start - 3 if tokens.before(start, 2) == "," else start - 2
        return singular(tokens.words[before], lexicon) if before >= 0 and tokens.is_word(before) else None
    if all(lexicon.has("auxiliary", word) or word.endswith("ly") for word in tokens.low[start:verb]):
        start = sentence(tokens, verb)[0]  # orders placed on the site, which is new, were up by a third
    return head(tokens, start, verb, lexicon)


def _opens(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether a clause begins after token i."""
    return lexicon.has("clause", tokens.low[i]) or tokens.low[i] in ("that", "if", "with", "said", "says")


def head(tokens: Tokens, i: int, last: int, lexicon: Lexicon) -> str | None:
    """The singular of the head noun of the noun phrase that begins at token i and ends before `last`."""
    found = None
    if lexicon.has("end", tokens.at(i)) and tokens.at(i) not in _ARTICLES:
        i += 1  # with steel up by a fifth
    while i < last and (tokens.is_word(i) or (tokens.low[i] in DASHES and tokens.tight(i))):
        low = tokens.low[i]
        if lexicon.has("skip", low) or low in _ARTICLES or low.endswith("'s"):
            found = None
        elif lexicon.has("end", low) or lexicon.has("auxiliary", low):
            break
        elif tokens.is_word(i) and not low.endswith("ly"):
            found = i
        i += 1
    if found is None:
        return None
    if lexicon.has("tally", tokens.low[found]) and tokens.at(found + 1) == "of":
        return head(tokens, found + 2, last, lexicon)
    opening = not tokens.is_word(found - 1) and is_plural(tokens.low[found], lexicon)
    name = tokens.is_capital(found) and not opening and not tokens.low[found].endswith(_NOUNS)
    return None if name or lexicon.role(tokens.low[found]) else singular(tokens.words[found], lexicon)

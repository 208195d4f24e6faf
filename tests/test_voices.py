"""In whose voice each word of a sentence is, and who holds it.

Square brackets stand around words reported, curly ones around words quoted; all else is the paper's own.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known import known

from helpers.codebook import load
from helpers.language import read, voices
from helpers.people import resolve
from helpers.quantities import find_quantities
from helpers.quotes import find_quotes
from helpers.records import Article, LedgerRow
from helpers.tabulating.rows import annotate

SENTENCES = [
    # sentence with its voices, who holds each quotation, clause or thought
    ("Ms Orchard said that [the dam would hold].", ["Ms Orchard"]),
    ("Ms Orchard said [the dam would hold].", ["Ms Orchard"]),
    ("[The dam would hold], Ms Orchard said.", ["Ms Orchard"]),
    ("[The dam], Ms Orchard said, [would hold].", ["Ms Orchard"]),
    ("According to Ms Orchard, [the dam would hold].", ["Ms Orchard"]),
    ("[The dam would hold], according to the board.", ["board"]),
    ("“{The dam will hold,}” Ms Orchard said.", ["Ms Orchard"]),
    ("Ms Orchard said: “{The dam will hold.}”", ["Ms Orchard"]),
    ("“{The dam,}” she said, “{will hold.}”", [None]),
    ("Ms Orchard said [the plan was “]{a mess}[” that would cost millions].", ["Ms Orchard"]),
    ("[The plan was “]{a mess}[”], Ms Orchard said.", ["Ms Orchard"]),
    ("The board warned that [the risk of a flood “]{remains high}[”].", ["board"]),
    ("Mr Pole told MPs [the town had “]{no money left}[” for pumps].", ["Mr Pole"]),
    ("Mr Pole told Ms Orchard that [the pumps were old].", ["Mr Pole"]),
    ("Mr Pole asked [whether the pumps were old].", ["Mr Pole"]),
    ("Mr Pole asked Ms Orchard [why the pumps were old].", ["Mr Pole"]),
    ("The dam, [which] Ms Orchard says [is safe], was built in 1931.", ["Ms Orchard"]),
    ("He named two firms, [which] she claimed [were bankrupt].", [None]),
    ("The build-up, [which] Moscow says [is defensive], goes on.", ["Moscow"]),
    ("The villagers fear that [the dam will burst].", ["villagers"]),
    ("The villagers fear [the dam will burst].", ["villagers"]),
    ("Ms Orchard hopes [the dam will hold].", ["Ms Orchard"]),
    ("Observers think [Mr Pole is bluffing].", ["Observers"]),
    ("Ms Orchard believes [the board knew].", ["Ms Orchard"]),
    ("The board warned of the risk that [the dam might burst].", ["board"]),
    ("Her claim that [the dam was safe] drew laughter.", [None]),
    ("Its warning that [prices would rise] was ignored.", [None]),
    ("He said goodbye.", []),
    ("It is said to be old.", []),
    ("The said house was sold.", []),
    ("She told him the truth about the dam.", []),
    ("Ms Orchard urged him to resign.", []),
    ("Ms Orchard called for calm.", []),
    ("Ms Orchard declined to comment.", []),
    ("The board met on Monday and the dam was shut.", []),
    ("The promised “social tariff” is nowhere to be seen.", []),
    ("A so-called “hotline” rang twice.", []),
    ("The choir sang ‘Bridge Over Quiet Water’.", []),
    ("Ms Orchard urged the board to “{de-escalate the situation}”.", ["Ms Orchard"]),
    ("She described the talks as “{robust}”.", [None]),
    ("He accused the board of “{a cover-up}”.", [None]),
    ("Ms Orchard said [the dam would hold] and that [the board had paid].", ["Ms Orchard", "Ms Orchard"]),
    ("Ms Orchard said [the dam would hold], adding that [the board had paid].", ["Ms Orchard", "Ms Orchard"]),
    ("Ms Orchard said [the dam would hold], but the board has not paid.", ["Ms Orchard"]),
    ("The board said [Mr Pole told Ms Orchard of his “]{deep regret}[”].", ["Mr Pole"]),
    ("The report says [the dam is unsafe].", [None]),
    ("A letter from Ms Orchard said [the dam was unsafe].", ["Ms Orchard"]),
    ("Police said [two men had been held].", ["Police"]),
    ("[It was raining], he said.", [None]),
    ("[It was raining], he added, [and the pumps had failed].", [None]),
    ("Ms Orchard has warned [there is the risk of an “]{untimely}[” flood].", ["Ms Orchard"]),
    ("Sources close to Ms Orchard revealed [no plans were in place].", ["sources close to Ms Orchard"]),
    ("One source told The Gazette [Ms Orchard could resign].", ["source"]),
    ("Mr Pole denied that [he had seen the letter].", ["Mr Pole"]),
    ("Mr Pole denied the charge.", []),
    ("Mr Pole admitted taking the letter.", []),
    ("The study found that [the dam was unsafe].", [None]),
    ("Mr Pole tweeted: “{Trains late. Spirits high.}”", ["Mr Pole"]),
    ("Ms Orchard was told that the dam was unsafe.", []),
    ("Mr Pole knows the way to the dam.", []),
    ("[The plan], Ms Orchard insisted, [was never hers].", ["Ms Orchard"]),
    ("Nobody knows what the board will do.", []),
]
# Sentences that are still read wrongly; one that comes right must leave the list.
WRONG = {
    "The board warned of the risk that [the dam might burst].",
    "Sources close to Ms Orchard revealed [no plans were in place].",
}


_OPENS = {"own": "", "quoted": "{", "reported": "["}
_CLOSES = {"own": "", "quoted": "}", "reported": "]"}


def marked(text, quotes):
    """The text with its voices marked."""
    at, shown, last = voices(quotes), "", "own"
    for position, letter in enumerate(text):
        voice = at(position)[0]
        if voice != last:
            shown += _CLOSES[last] + _OPENS[voice]
        shown, last = shown + letter, voice
    return shown + _CLOSES[last]


@pytest.mark.parametrize(("expected", "holders"), known(SENTENCES, WRONG))
def test_voices_and_their_holders(expected, holders, book):
    text = re.sub(r"[\[\]{}]", "", expected)
    doc = read(text, book)
    quotes = resolve(doc, find_quotes(doc, book), book)
    assert marked(text, quotes) == expected
    assert [q.speaker for q in quotes if q.type not in ("scare", "title")] == holders


CLAIMS = [
    # sentence with one figure, its claimant, basis and voice
    ("Ms Orchard said 92 homes were flooded.", "Ms Orchard", "clause", "reported"),
    ("“We lost 92 homes,” Ms Orchard said.", "Ms Orchard", "quotation", "quoted"),
    ("The board fears the flood will take 92 homes.", "board", "thought", "reported"),
    ("According to Ms Orchard, 92 homes were flooded.", "Ms Orchard", "according to", "reported"),
    ("The flood took 92 homes.", None, None, "own"),
    ("The flood took 92 homes, Ms Orchard said.", "Ms Orchard", "clause", "reported"),
    ("Ms Orchard said the flood that took 92 homes was “a disgrace”.", "Ms Orchard", "clause", "reported"),
]


@pytest.mark.parametrize(("text", "claimant", "basis", "voice"), CLAIMS)
def test_a_figure_is_claimed_by_the_holder_of_its_clause(text, claimant, basis, voice, book):
    doc = read(text, book)
    (figure,) = find_quantities(doc, resolve(doc, find_quotes(doc, book), book), book)
    assert (figure.claimant, figure.claimant_basis, figure.voice) == (claimant, basis, voice)


def test_a_clause_that_only_says_what_another_said_is_relayed(book):
    text = "The palace said Karl Pole told MPs that the dam was shut."
    (quote,) = resolve(text, find_quotes(text, book), book)
    assert (quote.type, quote.speaker, quote.relayed_by) == ("indirect", "Karl Pole", "palace")


def test_what_a_source_tells_another_paper_is_relayed_by_it(book):
    text = "One source told The Times Ms Orchard could resign."
    (quote,) = resolve(text, find_quotes(text, book), book)
    assert (quote.speaker_kind, quote.relayed_by) == ("anonymous", "Times")


def test_a_source_close_to_somebody_takes_that_ones_side_as_inferred(book):
    text = "Liz Truss left. A source close to Ms Truss said: “It is late.” Liz Truss said: “It is not.”"
    sides = [(q.side, q.side_basis) for q in resolve(text, find_quotes(text, book), book)]
    assert sides == [("UK", "inferred"), ("UK", "listed")]


WORDS = "Ms Orchard said that the dam would hold , . “ ” told Mr Pole fears but and which \n\n".split(" ")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=50).map(" ".join).filter(str.strip))
def test_own_reported_and_quoted_words_are_all_words(text):
    lines = [LedgerRow(1, 0, len(text), len(text), 0, "keep", "body", "body")]
    counts = annotate(Article(text, ledger=tuple(lines)), load()).counts
    assert counts["words_own"] + counts["words_reported"] + counts["words_quoted"] == counts["words"]

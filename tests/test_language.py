from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.language import paragraphs, plural, sentences, span_at, verb_forms, voices, words
from helpers.records import Quote

SENTENCES = [
    ("Mr Cole left. Ms Marsh stayed.", ["Mr Cole left.", "Ms Marsh stayed."]),
    ("Gen. Brough spoke at 3 p.m. on Sunday.", ["Gen. Brough spoke at 3 p.m. on Sunday."]),
    ("No 10 was silent. The U.S. was not.", ["No 10 was silent.", "The U.S. was not."]),
    ("“Why?” he asked. Nobody knew.", ["“Why?” he asked.", "Nobody knew."]),
    ("She called it “a mess.” He agreed.", ["She called it “a mess.”", "He agreed."]),
    ("A line without a stop\n\nanother one", ["A line without a stop", "another one"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text, expected):
    assert [text[a:b] for a, b in sentences(text)] == expected


@given(st.text(alphabet=st.sampled_from("aB .?!\n“”\"'’\u00a0x"), max_size=120))
def test_spans_are_in_order_and_hold_all_words(text):
    for spans in (paragraphs(text), sentences(text), words(text)):
        assert all(a < b for a, b in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))
    held = {i for a, b in sentences(text) for i in range(a, b)}
    assert all(i in held for i, c in enumerate(text) if c.isalnum())


def test_words_are_nltk_tokens_with_exact_spans():
    text = "Kyiv's envoy didn't say."
    assert [text[a:b] for a, b in words(text)] == ["Kyiv", "'s", "envoy", "did", "n't", "say", "."]


def test_a_full_stop_inside_a_paragraph_is_no_part_of_the_word():
    text = "It rained. Mr Orchard left."
    assert [text[a:b] for a, b in words(text)] == ["It", "rained", ".", "Mr", "Orchard", "left", "."]


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("source", "sources"), ("spokesman", "spokesmen"), ("ally", "allies"), ("boss", "bosses"), ("key", "keys")],
)
def test_plural(noun, expected):
    assert plural(noun) == expected


@pytest.mark.parametrize(
    ("verb", "irregular", "expected"),
    [
        ("say", ["said"], {"say", "says", "said", "saying"}),
        ("deny", ["denied"], {"deny", "denies", "denied", "denying"}),
        ("admit", ["admitted"], {"admit", "admits", "admitted", "admiting", "admitting"}),
        ("agree", [], {"agree", "agrees", "agreed", "agreeing"}),
        ("urge", [], {"urge", "urges", "urged", "urging"}),
        ("go", ["went", "gone"], {"go", "goes", "went", "gone", "going"}),
    ],
)
def test_verb_forms(verb, irregular, expected):
    assert {form for form, _ in verb_forms(verb, irregular)} == expected


def test_the_innermost_quotation_speaks():
    outer, inner, clause = (
        Quote(1, ((0, 10), (20, 30)), type="direct"),
        Quote(2, ((4, 6),), type="direct"),
        Quote(3, ((40, 50),), type="indirect"),
    )
    at = voices([outer, inner, clause, Quote(4, ((60, 65),), type="scare")])
    told = [(voice, quote.quote_id if quote else None) for voice, quote in map(at, (0, 5, 6, 10, 25, 45, 50, 62))]
    assert [voice[0] for voice, _ in told] == ["q", "q", "q", "o", "q", "r", "o", "o"]
    assert [number for _, number in told] == [1, 2, 1, None, 1, 3, None, None]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)), max_size=8), st.integers(0, 60))
def test_every_position_has_the_shortest_quotation_that_holds_it_last_begun(pairs, position):
    quotes = [Quote(n, ((a, a + length),), type="direct") for n, (a, length) in enumerate(pairs)]
    voice, quote = voices(quotes)(position)
    assert (voice == "quoted") == any(q.start <= position < q.end for q in quotes)
    assert quote is None or quote.start <= position < quote.end


def test_span_at():
    assert [span_at([(2, 4), (6, 9)], i) for i in (1, 2, 4, 6, 8, 9)] == [None, 0, None, 1, 1, None]

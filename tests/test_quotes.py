"""Quotations: tables of invented sentences with what is quoted, how, and the words that name the speaker."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known import known

from helpers.language import find_passages
from helpers.quotes import find_quotes

MARKS = [
    # text, the words of each passage (its parts joined by /), whether it is closed
    ("He said “no” twice.", [("no", True)]),
    ('He said "no" and "never".', [("no", True), ("never", True)]),
    ("‘The soldiers’ boots are dry,’ she said.", [("The soldiers’ boots are dry,", True)]),
    ("The ‘sums’ don’t add up and the ‘fiscal lock’ holds.", [("sums", True), ("fiscal lock", True)]),
    ("'It's the nurses' ward,' he said.", [("It's the nurses' ward,", True)]),
    ("The miners' union met the '90s bosses in the dogs' home.", []),
    ("rock 'n' roll, fish 'n' chips", []),
    ("``Yes,'' he said.", [("Yes,", True)]),
    ("«Oui», dit-il. „Nein“, sagte er.", [("Oui", True), ("Nein", True)]),
    ('A 10" knife and a 6\' 2" man.', []),
    ('She is 5\' 4" and said "no".', [("no", True)]),
    ("“He told me, ‘Stay,’ and I did.”", [("He told me, ‘Stay,’ and I did.", True), ("Stay,", True)]),
    ("‘The word “safe” was used,’ he said.", [("The word “safe” was used,", True), ("safe", True)]),
    ("“One.\n\n“Two.\n\n“Three.” He left.", [("One./Two./Three.", True)]),
    ("“One.”\n\n“Two.”", [("One.", True), ("Two.", True)]),
    ("“My wife is thrilled.\n\nThe count went on.", [("My wife is thrilled.", False)]),
    ('A stray " mark here.\n\n"Yes," he said.', [("Yes,", True)]),
    ('He said "no and left. "Yes," she said.', [("no and left.", False), ("Yes,", True)]),
    ("“The best in the world“ she said.", [("The best in the world", True)]),
    ('“A curly start and a straight end," he said.', [("A curly start and a straight end,", True)]),
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_marks(text, expected):
    found = [("/".join(text[a:b] for a, b in p.parts), p.closed) for p in find_passages(text)]
    assert sorted(found) == sorted(expected)


SPEAKERS = [
    # text, type, mention, cue of the first quotation
    ("“We will wait,” said Ms Orchard.", "direct", "Ms Orchard", "say"),
    ("“We will wait,” Ms Orchard said.", "direct", "Ms Orchard", "say"),
    ("“We will wait,” said Ms Orchard, 46, the deputy mayor.", "direct", "Ms Orchard", "say"),
    ("“We will wait,” Ms Orchard, who met Mr Pole last week, told reporters.", "direct", "Ms Orchard", "tell"),
    ("Ms Orchard said: “We will wait.”", "direct", "Ms Orchard", "say"),
    ("Ms Orchard, 46, the deputy mayor, said: “We will wait.”", "direct", "Ms Orchard", "say"),
    ("Ms Orchard, who took over from Mr Pole in May, added: “We will wait.”", "direct", "Ms Orchard", "add"),
    ("In a statement to the Gazette, the harbour board said: “We will wait.”", "direct", "the harbour board", "say"),
    ("The spokesman's deputy, Karl Tamm, warned: “We will wait.”", "direct", "Karl Tamm", "warn"),
    ("Ms Orchard: “We will wait.”", "direct", "Ms Orchard", None),
    ("“We will wait.” — Dora Orchard", "direct", "Dora Orchard", None),
    ("Ms Orchard was scathing. “We will not wait.”", "direct", "Ms Orchard", None),
    ("Ms Orchard said the plan was “a mess”.", "partial", "Ms Orchard", "say"),
    ("Ms Orchard called the plan “a mess”.", "partial", "Ms Orchard", "call"),
    ("Ms Orchard accused Mr Pole of “playing with fire”.", "partial", "Ms Orchard", "accuse"),
    ("The plan was “a mess”, Ms Orchard said.", "partial", "Ms Orchard", "say"),
    ("The plan was “a mess”, according to Ms Orchard.", "partial", "Ms Orchard", "according to"),
    ("Ms Orchard's claim that ministers “fiddled” drew laughter.", "partial", "Ms Orchard's", "claim"),
    ("One source close to Ms Orchard said: “She is tired.”", "direct", "One source close to Ms Orchard", "say"),
    ("Officials who asked not to be named said it was “grim”.", "partial", "Officials", "say"),
    ("“We will wait,” an angry Mr Pole blustered.", "direct", "an angry Mr Pole", "blustered"),
    ("One sailor, up to his neck in water, was heard to mutter that it was “wet”.", "partial", "One sailor", "mutter"),
    ("Ms Orchard vowed her town would answer “stone for stone”.", "partial", "Ms Orchard", "vow"),
    ("She'd lie there and whisper, “Is it my turn yet?”", "direct", "She'd", "whisper"),
    ("“We will wait,” interrupted the mayor, Dot Tindall, to cheers.", "direct", "Dot Tindall", "interrupt"),
    ("“We will wait,” says a well-placed courtier.", "direct", "a well-placed courtier", "say"),
    ("“We will wait,” Dr Lawati, who advised the board, said.", "direct", "Dr Lawati", "say"),
    ("Hours later, Ms Orchard returned the favour, saying: “We will wait.”", "direct", "Ms Orchard", "say"),
    ("LEEDS, Feb 2 (Northwire) - The harbour board met, saying “we wait”.", "partial", "The harbour board", "say"),
    ("The plan, said Ms Orchard, was “a mess”.", "partial", "Ms Orchard", "say"),
    ("Ms Orchard claimed that she hoped to be “left alone”.", "partial", "Ms Orchard", "claim"),
    ("Outside, activists held up a banner with the words “we will not wait”.", "partial", "activists", None),
    ("Ms Orchard tweeted: “So is my patience 🔥”", "direct", "Ms Orchard", "tweet"),
]


@pytest.mark.parametrize(("text", "kind", "mention", "cue"), SPEAKERS)
def test_speakers(text, kind, mention, cue, book):
    quote = find_quotes(text, book)[0]
    named = text[quote.mention_start : quote.mention_end] if quote.mention_start is not None else None
    assert (quote.type, named, quote.cue) == (kind, mention, cue)


NO_SPEECH = [
    ("The promised “social tariff” is nowhere to be seen.", "scare"),
    ("A so-called “hotline” between the two capitals said nothing.", "scare"),
    ("The ‘discharge lounge’ is still six plastic chairs.", "scare"),
    ("Her father published a memoir called “A Coat for England”.", "title"),
    ("Sir Giles, known in Whitehall as ‘the Undertaker’, sat down.", "title"),
    ("The choir sang 'Bridge Over Quiet Water'.", "title"),
]


@pytest.mark.parametrize(("text", "kind"), NO_SPEECH)
def test_scare_quotes_and_titles_have_no_speaker(text, kind, book):
    (quote,) = find_quotes(text, book)
    assert (quote.type, quote.mention_start) == (kind, None)


# Sentences that are still read wrongly; one that comes right must leave the list.
WRONG = {
    "Ms Orchard responded to claims that the dam would break.",
    "As the Lantern recently noted, trust in the service is collapsing.",
    "As Ms Orchard said goodbye, the crowd was singing.",
    "As winter nears, Ms Orchard says, the number of callers rises.",
    "The contrast with Mr Pole, said Ms Orchard and others, would be clear.",
    "He argued the team had tested 40 drinks and reported only the best.",
    "Most southern states that vote in March have large ports.",
}

INDIRECT = [
    # text, the parts of each reported clause
    ("Ms Orchard said that the dam would hold.", ["the dam would hold"]),
    ("Ms Orchard said the dam would hold.", ["the dam would hold"]),
    ("Moscow insists its forces are on a two-week exercise.", ["its forces are on a two-week exercise"]),
    ("The dam would hold, Ms Orchard said.", ["The dam would hold"]),
    ("According to Ms Orchard, the dam would hold.", ["the dam would hold"]),
    ("The dam would hold, according to Ms Orchard.", ["The dam would hold"]),
    ("Mr Pole told MPs that 6,000 bags were filled, and that 300 houses were saved.",
     ["6,000 bags were filled", "300 houses were saved"]),
    ("Read more books, Ms Orchard told pupils at the gate, and you will grow.",
     ["Read more books/and you will grow"]),
    ("Ms Orchard asked why ministers had not published it.", ["why ministers had not published it"]),
    ("Ms Orchard said on Monday that the dam would hold.", ["the dam would hold"]),
    ("Mr Pole told The Gazette Ms Orchard could resign.", ["Ms Orchard could resign"]),
    ("Ms Orchard told a news conference on Monday that the dam would hold.", ["the dam would hold"]),
    ("Ms Orchard told a public inquiry how the dam broke.", ["the dam broke"]),
    ("The dam would hold for ever, said Ms Orchard, the mayor.", ["The dam would hold for ever"]),
    ("Friends of Ms Orchard say she will go.", ["she will go"]),
    ("Ms Orchard confirmed it was looking at the dam but declined to comment.", ["it was looking at the dam"]),
    ("Ms Orchard said the dam would hold, but nobody believed her.", ["the dam would hold"]),
    ("Asked about the dam, she shrugged.", []),
    ("Ms Orchard responded to claims that the dam would break.", []),
    ("Ms Orchard declared a new beginning.", []),
    ("Ms Orchard urged Mr Pole to go.", []),
    ("Ms Orchard fears that the dam will break.", []),
    ("Ms Orchard is thought to want a new dam.", []),
    ("Ms Orchard said the dam was “a joke”.", []),
    ("Ms Orchard said of Mr Pole nothing at all.", []),
    ("Mr Pole reaffirmed the board's support for the dam by ringing a bell.", []),
    ("The claims were heard in court.", []),
    ("Nearly a third say they do not know.", ["they do not know"]),
    ("In Fife, 85% of crofters said the system favours the wealthy.", ["the system favours the wealthy"]),
    ("As the Lantern recently noted, trust in the service is collapsing.", ["trust in the service is collapsing"]),
    ("As Ms Orchard said goodbye, the crowd was singing.", []),
    ("As winter nears, Ms Orchard says, the number of callers rises.", ["the number of callers rises"]),
    ("The mayor lost a bill, which critics said was a trick.", ["which/was a trick"]),
    ("While he has said he will fight on to the spring, Mr Pole must decide.", ["he will fight on to the spring"]),
    ("The contrast with Mr Pole, said Ms Orchard and others, would be clear.",
     ["The contrast with Mr Pole/would be clear"]),
    ("The town would sell, said Dora Orchard, director of the Harbour Board.", ["The town would sell"]),
    ("The town will sell, according to Lantern, a firm that counts boats.", ["The town will sell"]),
    ("A leaked poll by Lantern said 61% of parents had lost heart.", ["61% of parents had lost heart"]),
    ("The union said at least 1,100 jobs would go.", ["at least 1,100 jobs would go"]),
    ("The 63-year-old, whose family has traded there since 1931, said he would close.", ["he would close"]),
    ("She said she had raised the case of the mate, who was ill, and that Oman had promised to help.",
     ["she had raised the case of the mate, who was ill", "Oman had promised to help"]),
    ("He argued the team had tested 40 drinks and reported only the best.",
     ["the team had tested 40 drinks and reported only the best"]),
    ("Karl Pole said in a statement on Monday it had sold the dam.", ["it had sold the dam"]),
    ("Most southern states that vote in March have large ports.", []),
    ("Ms Orchard told Lantern magazine in 2013, a month before the flood.", []),
    ("“It is right,” she conceded when the remark was put to her.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), known(INDIRECT, WRONG))
def test_reported_clauses(text, expected, book):
    found = [q for q in find_quotes(text, book) if q.type == "indirect"]
    assert ["/".join(text[a:b] for a, b in q.parts) for q in found] == expected


def test_fragments_with_only_a_cue_clause_between_them_are_one_quotation(book):
    text = "“For six months we asked,” Mr Pole said. “Once.”\n\n‘I’m sorry,’ she said, ‘but no.’"
    assert [len(q.parts) for q in find_quotes(text, book)] == [2, 2]


def test_the_papers_words_between_fragments_part_them(book):
    text = "Ms Orchard “hoped to go on” with Mr Pole on “matters of weight”, she said."
    assert [len(q.parts) for q in find_quotes(text, book)] == [1, 1]


def test_a_paragraph_after_a_closed_one_is_a_quotation_of_its_own_and_carried(book):
    text = "Mr Pole added: “Our boots are on our own soil.”\n\n“Nobody lectures France.”"
    one, two = find_quotes(text, book)
    assert (one.basis, two.basis) == ("cue", "carried")
    assert one.mention_start == two.mention_start


def test_a_paragraph_after_an_unclosed_one_is_a_further_part(book):
    text = "Mr Pole added: “Our boots are on our own soil.\n\n“Nobody lectures France.\n\nHe left."
    (quote,) = find_quotes(text, book)
    assert (len(quote.parts), quote.unclosed) == (2, True)


def test_relayed_words_name_both(book):
    text = "The palace said Mr Pole told Ms Orchard of his “deep regret”."
    (quote,) = find_quotes(text, book)
    assert text[quote.mention_start : quote.mention_end] == "Mr Pole"
    assert text[quote.relay_start : quote.relay_end] == "The palace"


def test_a_nested_quotation_knows_its_outer_one(book):
    outer, inner = find_quotes("She added: “Derek told me, ‘I light it for the dog.’ I wept.”", book)
    assert inner.within == outer.quote_id
    assert inner.cue == "tell"


def test_a_headline_takes_up_what_the_body_says(book):
    text = "Plan for dam ‘a mess’\n\nThe plan was “a mess”, Ms Orchard said."
    first, second = find_quotes(text, book)
    assert (first.basis, second.basis) == ("later", "cue")
    assert first.mention_start == second.mention_start


PIECES = "“ ” \" ' ‘ ’ . , : ; ? ! said Mr Pole told the that He and according to".split()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "", "\n\n"]), max_size=60).map(" ".join))
def test_spans_lie_in_the_text_and_in_order(text):
    from helpers import codebook

    for quote in find_quotes(text, codebook.load()):
        assert quote.parts
        assert all(0 <= a < b <= len(text) for a, b in quote.parts)
        assert all(one[1] <= two[0] for one, two in pairwise(quote.parts))
        if quote.mention_start is not None:
            assert 0 <= quote.mention_start < quote.mention_end <= len(text)


@pytest.mark.parametrize("piece", ["“", '"', "‘", " 'a", "”", "“a” said ", "X, who said, ", "said that ", "(", "Mr "])
def test_work_grows_with_the_length_of_hostile_text(piece, book, lines_run):
    """Four times the text may take five times the lines."""
    small = 6_000 // len(piece)
    find_quotes(piece, book)
    once, four = (lines_run(lambda n=n: find_quotes(piece * small * n, book)) for n in (1, 4))
    assert four < 5 * once


def test_the_same_text_gives_the_same_quotations(book):
    text = "“We will wait,” said Ms Orchard. The plan was “a mess”, Mr Pole said."
    assert find_quotes(text, book) == find_quotes(text, book)

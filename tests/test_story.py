"""One story side by side: invented articles, and what stands where, who speaks when, who answers."""

import re
from pathlib import Path

import pandas as pd
import pytest

from helpers import comparing
from helpers.codebook import load as load_codebook
from helpers.comparing import findings, story
from helpers.tables import read
from helpers.tabulating import tabulate

ROOT = Path(__file__).parents[1]
FIRST = (
    "Mayor tells Moscow off\n\nThe NATO summit met in Crimea after Donbas fell.\n\n"
    "“We will not wait for the trip,” said Liz Truss.\n\nThe Kremlin claimed “the dam is ours”.\n"
)
SECOND = "Dam holds\n\nNato and the Nato fleet sailed to Kiev.\n\nBoris Johnson said the long dam would hold.\n"


@pytest.fixture(scope="module")
def made():
    rows = pd.DataFrame(
        {
            "text": [FIRST, SECOND],
            "article_id": ["a", "b"],
            "outlet": ["Post", "Courier"],
            "published": ["2021-12-03", "2022-01"],
        }
    )
    return tabulate(rows, load_codebook())


def test_presence_puts_what_stands_in_one_article_first(made):
    found = comparing.presence(made.frames, made.quotes, made.articles)
    item = found.set_index(["kind", "item"])
    assert tuple(item.loc[("place", "Donbas"), ["a", "b", "articles"]]) == (1, 0, 1)
    assert tuple(item.loc[("actor", "Nato"), ["a", "b", "articles"]]) == (1, 2, 2)
    assert tuple(item.loc[("source", "Liz Truss"), ["a", "b"]]) == (7, 0)  # words, not places
    assert list(found["articles"]) == sorted(found["articles"])
    assert ("actor", "Vladimir Putin") not in item.index


@pytest.mark.parametrize(
    ("outlets", "since", "until", "expected"),
    [
        (None, None, None, {"a", "b"}),
        (["Post"], None, None, {"a"}),
        ([], None, None, set()),
        (None, "2021-12-04", None, {"b"}),
        (None, "2022-01-20", None, {"b"}),  # a month is in if any of its days is
        (None, None, "2021-12-31", {"a"}),
        (["Post"], "2022-01-01", None, set()),
    ],
)
def test_articles_are_chosen_by_outlet_and_day(outlets, since, until, expected, made):
    kept = comparing.choose(made, outlets, since, until)
    assert set(kept.articles["article_id"]) == expected
    assert set(kept.quotes["article_id"]) <= expected


def test_an_article_without_a_date_is_out_once_days_are_asked_for(made):
    undated = made._replace(articles=made.articles.assign(published=None))
    assert len(comparing.choose(undated, since="2020-01-01").articles) == 0
    assert len(comparing.choose(undated).articles) == 2


def test_marking_words_are_used_more_here_and_often_enough():
    terms = pd.DataFrame(
        [("a", "own", "dam", 6), ("a", "own", "rain", 1), ("b", "own", "dam", 1), ("b", "own", "tide", 5)],
        columns=["article_id", "voice", "term", "count"],
    ).assign(surface=lambda t: t["term"])
    articles = pd.DataFrame(
        {"article_id": ["a", "b"], "outlet": ["Courier", "Post"], "published": ["2021-01-01", "2021-01-02"]}
    )
    words = comparing.marking_words(terms, articles)
    told = [tuple(row) for row in words[["article_id", "term", "here", "elsewhere"]].to_numpy()]
    assert told == [("a", "dam", 6, 1), ("b", "tide", 5, 0)]  # rain: once only
    assert (words["log_odds"] > 0).all()
    assert comparing.marking_words(terms, articles, leave=["dam"])["term"].tolist() == ["tide"]
    assert comparing.marking_words(terms[:2], articles).empty  # nothing to set it against


def test_namings_count_by_article_and_voice(made):
    named = comparing.namings(made.frames, made.articles)
    rows = set(zip(named["variant"], named["article_id"], named["voice"], named["times"], strict=True))
    assert {("NATO", "a", "own", 1), ("Nato", "b", "own", 2), ("Kiev", "b", "own", 1)} <= rows


def test_turns_lie_inside_the_article_and_have_one_first_longest_and_last(made):
    taken = comparing.turns(made.quotes, made.ledger, made.articles)
    assert ((taken["from"] >= 0) & (taken["from"] < taken["to"]) & (taken["to"] <= 1)).all()
    for which in ("first", "longest", "last"):
        assert taken[taken[which]].groupby("article_id")["quote_id"].nunique().eq(1).all()
    own = taken[taken["article_id"] == "a"]
    assert own.loc[own["first"], "speaker"].tolist() == ["Liz Truss"]
    assert own.loc[own["last"], "speaker"].tolist() == ["Kremlin"]


def test_a_side_that_is_acted_upon_is_heard_or_not(made):
    events = pd.DataFrame(
        [
            ("a", "headline", "1", "Mayor", "tells off", "Moscow", "own"),
            ("a", "lead", "2", "Mayor", "blames", "Oman", "own"),
            ("b", "lead", "2", "Mayor", "sails", "", "own"),
            ("c", "lead", "2", "Mayor", "blames", "Oman", "own"),  # of no article here
        ],
        columns=["article_id", "part", "sentence", "subject", "verb", "object", "voice"],
    )
    answered = comparing.answers(events, made.quotes, made.articles, {"Moscow": "Russia"})
    told = answered[["whom", "acts", "quotations", "words", "words_marked", "thoughts"]].to_numpy().tolist()
    assert told == [["Oman", 1, 0, 0, 0, 0], ["Russia", 1, 1, 4, 4, 0]]
    assert findings.source_findings(made, answered)[-1].startswith("1 of 2 times")
    wide = comparing.acts_side_by_side(events, made.articles)
    assert list(wide.index) == ["headline", "lead"]
    assert wide.loc["headline"].tolist() == ["–", "Mayor tells off Moscow"]  # Courier stands before Post


def test_what_a_side_thinks_is_no_answer(made):
    events = pd.DataFrame(
        [("a", "lead", "2", "Mayor", "blames", "Oman", "own")],
        columns=["article_id", "part", "sentence", "subject", "verb", "object", "voice"],
    )
    thought = made.quotes.assign(type="thought", speaker="Oman", side=None)
    thought = thought[thought["article_id"] == "a"]
    answered = comparing.answers(events, thought, made.articles, {})
    told = answered[["whom", "quotations", "words", "thoughts"]].to_numpy().tolist()
    assert told == [["Oman", 0, 0, len(thought)]]
    assert comparing.turns(thought, made.ledger, made.articles).empty


def test_verbs_go_from_neutral_to_loaded(made):
    stances = list(comparing.verb_stances(made.quotes)["stance"])
    assert stances == sorted(stances, key=story.STANCES.index)
    assert {"neutral", "doubting"} <= set(stances)


def test_an_empty_study_has_findings_and_no_error(made):
    nothing = comparing.choose(made, outlets=[])
    found = comparing.presence(nothing.frames, nothing.quotes, nothing.articles)
    assert findings.framing_findings(nothing, found) == []
    assert findings.figure_findings(nothing, "troop") == ["Numbers of troops: none."]
    assert findings.source_findings(nothing, pd.DataFrame({"quotations": []})) == ["No quotation was found."]


@pytest.fixture(scope="module")
def committed():
    """The study's tables, and who is acted upon and heard there."""
    tables, book = read(ROOT / "data" / "tables"), load_codebook()
    sides = {name: row["side"] for row in book["people"] for name in [row["name"], *row["aliases"].split("|")]}
    events = pd.DataFrame(book["events"])
    return tables, comparing.answers(
        events, tables.quotes, tables.articles, {n: s for n, s in sides.items() if n and s}
    )


def test_the_readmes_findings_are_those_of_the_tables(committed):
    """Each of README's three findings holds no number in bold that the notebook it names does not find."""
    tables, answered = committed
    found = comparing.presence(tables.frames, tables.quotes, tables.articles)
    said = (
        findings.figure_findings(tables, "troop"),
        findings.framing_findings(tables, found),
        findings.source_findings(tables, answered),
    )
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme[readme.index("**What was found**") : readme.index("**Two commands**")]
    points = re.findall(r"^\d\. (.+)$", section, re.M)
    assert len(points) == 3
    for point, sentences in zip(points, said, strict=True):
        numbers = {n for sentence in sentences for n in re.findall(r"\d[\d,]*%?", sentence.replace(" %", "%"))}
        printed = re.findall(r"\*\*(\d[\d,]*)(?: ?(%))?\*\*", point)
        assert len(printed) >= 2
        for number, percent in printed:
            assert number + percent in numbers, f"README: {number}{percent} stands in none of: {' '.join(sentences)}"


def test_the_readmes_numbers_of_sources_stand_with_their_names(committed):
    tables, _ = committed
    tally = comparing.speaker_tally(tables.quotes, tables.articles)
    sides = comparing.side_tally(tables.quotes, tables.articles).groupby("side")[["words", "words_marked"]].sum()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    truss, every = tally[tally["speaker"] == "Liz Truss"], tally
    for said in (
        f"Liz Truss has **{truss['words'].sum()}** of the **{every['words'].sum()}** words in attributed clauses",
        f"(**{truss['words_marked'].sum()}** of **{every['words_marked'].sum()}** inside quotation marks)",
        "the British side **{words}** (**{words_marked}**)".format(**sides.loc["UK"]),
        "the Russian **{words}** (**{words_marked}**)".format(**sides.loc["Russia"]),
    ):
        assert said in readme


def test_what_readme_and_notebooks_say_of_the_troop_numbers_holds(committed):
    """92,000 in what the Kiev government fears, 100,000 with no source named, both in the Express alone."""
    tables, _ = committed
    found = comparing.estimates(tables.quantities, tables.articles, "troop")
    numbered = found[found["value"].notna()].set_index("value")
    assert set(numbered["outlet"]) == {"Daily Express"}
    assert dict(numbered["published"].str[:7]) == {92_000: "2021-12", 100_000: "2022-01"}
    assert pd.isna(numbered.loc[100_000, "claimant"])
    assert numbered.loc[100_000, "voice"] == "own"
    assert numbered.loc[92_000, "claimant_basis"] == "thought"
    holder = tables.quotes[(tables.quotes["type"] == "thought") & (tables.quotes["sentence"] == 3)]
    holder = holder[holder["article_id"] == numbered.loc[92_000, "article_id"]]
    assert holder["side"].tolist() == ["Ukraine"]


def test_what_readme_and_notebooks_say_of_sources_holds(committed):
    """Ukraine is quoted nowhere; January's Express has no word of Russia's; The National has the Kremlin's late."""
    tables, answered = committed
    said = comparing.spoken(tables.quotes)
    assert "Ukraine" not in set(said["side"])
    unheard = answered[answered["quotations"] == 0]
    assert set(unheard.loc[unheard["whom"] == "Ukraine", "label"]) == {
        "Daily Express, 3 Dec 2021",
        "Daily Express, Jan 2022",
    }
    russian = said[said["side"] == "Russia"]
    assert set(russian["article_id"]) == {"express-2021-12", "national-2021-12"}
    body = comparing.turns(tables.quotes, tables.ledger, tables.articles)
    late = body[(body["side"] == "Russia") & body["label"].str.startswith("The National")]
    assert (late["from"] > 0.5).any()
    peskov = russian[russian["speaker"] == "Dmitry Peskov"]
    assert "claim" in set(peskov["cue"])
    assert {"condemn", "accuse"} <= set(russian.loc[russian["article_id"] == "national-2021-12", "cue"])
    feared = tables.quotes[(tables.quotes["type"] == "thought") & (tables.quotes["side"] == "Ukraine")]
    assert set(zip(feared["article_id"], feared["sentence"], strict=True)) == {("express-2021-12", n) for n in (3, 14)}
    blame = tables.frames[(tables.frames["frame"] == "blame") & (tables.frames["article_id"] == "express-2022-01")]
    assert set(blame.loc[blame["place"] == "body", "voice"]) == {"quoted"}


def test_what_the_notebook_says_of_names_holds(committed):
    """Kiev and Nato in both articles of December, Kyiv and NATO in January's, NATO inside Ms Truss's marks alone."""
    tables, _ = committed
    named = comparing.namings(tables.frames, tables.articles)
    for old, new in (("Kiev", "Kyiv"), ("Nato", "NATO")):
        assert set(named.loc[named["variant"] == old, "article_id"]) == {"express-2021-12", "national-2021-12"}
        assert set(named.loc[named["variant"] == new, "article_id"]) == {"express-2022-01"}
    assert set(named.loc[named["variant"] == "NATO", "voice"]) == {"quoted"}
    nato = tables.frames[(tables.frames["frame"] == "variant: alliance") & (tables.frames["voice"] == "quoted")]
    assert set(nato["speaker"]) == {"Liz Truss"}


def test_each_articles_words_are_those_attributed_and_its_own(committed):
    """Both countings agree with the voices: what clauses and thoughts hold is what is quoted and reported."""
    tables, _ = committed
    said = comparing.spoken(tables.quotes, "body").groupby("article_id")[["words", "words_marked"]].sum()
    thoughts = tables.quotes[(tables.quotes["type"] == "thought") & (tables.quotes["place"] == "body")]
    held = thoughts.groupby("article_id")["words"].sum()
    for row in tables.articles.itertuples():
        words, marked = said.loc[row.article_id]
        assert marked == row.words_quoted
        assert words - marked + held.get(row.article_id, 0) == row.words_reported


def test_events_and_codes_name_sentences_that_there_are():
    tables, book = read(ROOT / "data" / "tables"), load_codebook()
    last = tables.articles.set_index("article_id")["sentences"] + 2  # headline and standfirst are sentences too
    for name in ("coded", "events"):
        for row in book[name]:
            assert 1 <= int(row["sentence"]) <= last[row["article_id"]], row

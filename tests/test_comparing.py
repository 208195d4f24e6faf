"""Counts with their denominators, on tables small enough to count by hand."""

import pandas as pd
import pytest

from helpers import comparing
from helpers.codebook import load
from helpers.tables import COLUMNS, frame
from helpers.tabulating import tabulate

TEXTS = [
    "Dam holds\n\nThe threat grew. “A threat, a grave threat,” said Mayor Dora Orchard. Some 6,000 troops left.\n",
    "Dam breaks\n\nKarl Pole said the dam would break. The “calm” was over. Up to 7,000 troops came in 2021.\n",
]


@pytest.fixture(scope="module")
def made():
    source = pd.DataFrame(
        {"text": TEXTS, "article_id": ["a", "b"], "outlet": ["Post", "Courier"], "published": ["2021-12-03", "2022-01"]}
    )
    return tabulate(source, load())


def test_articles_are_grouped_by_outlet_then_date(made):
    assert list(comparing.articles_in_order(made.articles)["label"]) == ["Courier, Jan 2022", "Post, 3 Dec 2021"]


def test_labels_are_never_the_same(made):
    twice = pd.concat([made.articles, made.articles.assign(article_id=["c", "d"])])
    assert comparing.articles_in_order(twice)["label"].is_unique


def test_words_by_voice_add_up(made):
    spoken = comparing.words_by_voice(made.articles).pivot(index="article_id", columns="voice", values="words")
    assert spoken.loc["a"].to_dict() == {"own": 11, "quoted": 5, "reported": 0}
    assert (spoken.sum(axis=1) == made.articles.set_index("article_id")["words"]).all()


def test_frame_rates_have_their_own_voice_as_denominator(made):
    rates = comparing.frame_rates(made.frames, made.articles).set_index(["article_id", "frame", "voice"])
    assert rates.loc[("a", "threat", "quoted"), ["cues", "words", "per_1000"]].tolist() == [2, 5, 400.0]
    assert rates.loc[("a", "threat", "own"), "per_1000"] == pytest.approx(1000 / 11)
    assert pd.isna(rates.loc[("a", "threat", "reported"), "per_1000"])


def test_the_tally_leaves_scare_quotes_out(made):
    tally = comparing.speaker_tally(made.quotes, made.articles)
    assert tally[["speaker", "quotations", "words", "words_marked"]].to_numpy().tolist() == [
        ["Dora Orchard", 1, 5, 5],
        ["Karl Pole", 1, 4, 0],
    ]


def rows_of_quotes(*rows):
    """A table of quotations with the columns given; the others are those of one without speaker, clause or margin."""
    plain = {"article_id": "a", "start": 0, "end": 1, "words": 0, "clause_words": 0, "unclosed": False, "sentence": 1}
    made = [plain | {"place": "body", "quote_id": n, "type": "partial"} | row for n, row in enumerate(rows, 1)]
    return frame("quotes", pd.DataFrame(made).reindex(columns=[column.name for column in COLUMNS["quotes"]]))


def test_a_clause_counts_once_however_many_fragments_it_holds():
    shared = {"clause": "0-50", "speaker": "Dora Orchard"}
    quotes = rows_of_quotes(
        shared | {"parts": "4-10", "words": 2, "clause_words": 9},  # the clause has 11 words
        shared | {"parts": "20-30", "words": 3, "clause_words": 8},
        {"parts": "60-70", "words": 2, "clause": "55-75;80-90", "clause_words": 4, "speaker": "Karl Pole"},
    )
    said = comparing.spoken(quotes)
    assert said[["words", "words_marked"]].to_numpy().tolist() == [[2 + 6, 2], [3, 3], [6, 2]]


def test_what_a_clause_reports_of_somebody_else_counts_for_that_one():
    quotes = rows_of_quotes(
        {"parts": "4-10", "words": 2, "clause": "0-90", "clause_words": 20, "speaker": "Dora Orchard"},
        {"parts": "40-60", "words": 5, "type": "indirect", "speaker": "Karl Pole"},
        {"parts": "66-70", "words": 1, "clause": "62-80", "clause_words": 3, "speaker": "Karl Pole"},
    )
    said = comparing.spoken(quotes)
    assert said[["words", "words_marked"]].to_numpy().tolist() == [[2 + 20 - 5 - 1 - 3, 2], [5, 0], [4, 1]]


def test_thoughts_scare_quotes_and_quotations_inside_others_are_in_no_tally():
    quotes = rows_of_quotes(
        {"parts": "0-9", "words": 4, "type": "thought", "speaker": "Kiev", "side": "Ukraine"},
        {"parts": "20-29", "words": 1, "type": "scare"},
        {"parts": "30-80", "words": 9, "type": "direct", "speaker": "Dora Orchard"},
        {"parts": "40-50", "words": 2, "type": "direct", "speaker": "Karl Pole", "within": 3},
    )
    assert comparing.spoken(quotes)["speaker"].tolist() == ["Dora Orchard"]


def test_sides_are_ranked_by_whole_clauses_and_say_what_is_inferred(made):
    pole = {"speaker": "Karl Pole", "speaker_kind": "person", "side": "harbour", "side_basis": "listed"}
    near = {"speaker": "source close to Mr Pole", "speaker_kind": "anonymous", "side": "harbour"}
    quotes = rows_of_quotes(
        {"parts": "0-9", "words": 6, "type": "direct", "speaker": "Dora Orchard", "speaker_kind": "person"},
        pole | {"parts": "20-29", "words": 1, "clause": "15-40", "clause_words": 4},
        near | {"parts": "50-59", "words": 3, "type": "indirect", "side_basis": "inferred"},
    )
    found = comparing.side_tally(quotes, made.articles)
    columns = ["side", "quotations", "words", "words_marked", "words_inferred", "share", "share_marked"]
    assert found[columns].to_numpy().tolist() == [
        ["harbour", 2, 8, 1, 3, 8 / 14, 1 / 7],
        ["no side", 1, 6, 6, 0, 6 / 14, 6 / 7],
    ]


def test_how_sure_the_speakers_are_is_counted_by_article(made):
    quotes = rows_of_quotes(
        {"parts": "0-9", "type": "direct", "speaker": "Dora Orchard", "speaker_kind": "person", "margin": 0.5},
        {"parts": "10-19", "type": "direct", "speaker": "Karl Pole", "speaker_kind": "person", "margin": 0.49},
        {"parts": "20-29", "type": "direct", "speaker_kind": "unresolved", "margin": 0.02},
        {"parts": "30-39", "type": "direct", "speaker_kind": "unresolved", "article_id": "b"},
        {"parts": "40-49", "type": "thought", "speaker_kind": "unresolved", "margin": 0.01},
    )
    found = comparing.certainty(quotes, made.articles)
    assert found.loc["Post, 3 Dec 2021"].to_dict() == {"quotations": 3, "below": 2, "unresolved": 1}
    assert found.loc["all"].to_dict() == {"quotations": 4, "below": 2, "unresolved": 2}


def test_estimates_have_dates_and_claimants(made):
    found = comparing.estimates(made.quantities, made.articles, "troop")
    assert found["bound"].tolist() == ["~", "<"]
    assert found["first_day"].dt.strftime("%Y-%m-%d").tolist() == ["2021-12-03", "2022-01-01"]
    assert found["last_day"].dt.strftime("%Y-%m-%d").tolist() == ["2021-12-03", "2022-01-31"]
    assert found["claimed_by"].tolist() == ["no source named", "no source named"]
    assert [comparing.source_of(row) for row in found.itertuples()] == ["no source named", "no source named"]


def test_a_named_source_is_given_with_its_basis(made):
    told = made.quantities.assign(claimant="Karl Pole", claimant_basis="thought")
    found = comparing.estimates(told, made.articles, "troop")
    assert found["claimed_by"].tolist() == ["Karl Pole", "Karl Pole"]
    assert {comparing.source_of(row) for row in found.itertuples()} == {"Karl Pole, thought"}
    said = comparing.figure_findings(made._replace(quantities=told), "troop")
    assert "some 6,000 (Karl Pole, thought)" in said[0]
    assert said[-1] == "A source is named for 2 of the 2 figures (2 thought); for the other 0 no source is named."


def test_dates_are_no_figures(made):
    assert set(comparing.figures_by_category(made.quantities, made.articles)["what"]) == {"count"}
    other = comparing.numbers_that_count_nothing(made.quantities, made.articles)
    assert other.loc["Courier, Jan 2022"].to_dict() == {"date": 1}


@pytest.mark.parametrize(
    ("published", "words", "span"),
    [
        ("2021-12-03", "3 Dec 2021", ("2021-12-03", "2021-12-03")),
        ("2022-02", "Feb 2022", ("2022-02-01", "2022-02-28")),
        ("2022", "2022", ("2022-01-01", "2022-12-31")),
    ],
)
def test_dates_keep_their_precision(published, words, span):
    assert comparing.date_in_words(published) == words
    assert tuple(f"{day:%Y-%m-%d}" for day in comparing.span_of_date(published)) == span


def test_every_function_takes_tables_without_rows(made):
    nothing = type(made)(*(table.head(0) for table in made))
    assert comparing.frame_rates(nothing.frames, nothing.articles).empty
    assert comparing.words_by_voice(nothing.articles).empty
    assert comparing.namings(nothing.frames, nothing.articles).empty
    assert comparing.speaker_tally(nothing.quotes, nothing.articles).empty
    assert comparing.side_tally(nothing.quotes, nothing.articles).empty
    assert comparing.certainty(nothing.quotes, nothing.articles).loc["all"].tolist() == [0, 0, 0]
    assert comparing.figures_by_category(nothing.quantities, nothing.articles).empty
    assert comparing.estimates(nothing.quantities, nothing.articles, "troop").empty
    assert comparing.lines_by_rule(nothing.ledger).empty

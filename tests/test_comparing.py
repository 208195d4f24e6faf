"""Counts with their denominators, on tables small enough to count by hand."""

import pandas as pd
import pytest

from helpers import comparing
from helpers.codebook import load
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
    assert tally[["speaker", "quotations", "words"]].to_numpy().tolist() == [
        ["Dora Orchard", 1, 5],
        ["Karl Pole", 1, 4],
    ]


def test_estimates_have_dates_and_claimants(made):
    found = comparing.estimates(made.quantities, made.articles, "troop")
    assert found["bound"].tolist() == ["~", "<"]
    assert found["first_day"].dt.strftime("%Y-%m-%d").tolist() == ["2021-12-03", "2022-01-01"]
    assert found["last_day"].dt.strftime("%Y-%m-%d").tolist() == ["2021-12-03", "2022-01-31"]
    assert found["claimed_by"].tolist() == ["Post itself", "Courier itself"]


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
    assert comparing.figures_by_category(nothing.quantities, nothing.articles).empty
    assert comparing.estimates(nothing.quantities, nothing.articles, "troop").empty
    assert comparing.lines_by_rule(nothing.ledger).empty

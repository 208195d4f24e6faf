"""Rates, shares, matches, collocates and agreement on tables small enough to count by hand."""

import numpy as np
import pandas as pd
import pytest

from helpers import codebook, coding, comparing
from helpers.comparing import CountsError, collocation, dispersion, matching, rates
from helpers.comparing.inventing import CHOICES, ODDS, invent
from helpers.tabulating import tabulate

FRAMES = ["article_id", "frame", "cue", "start", "end", "voice", "place", "speaker", "sentence"]


def articles(n, words=100):
    ids = [f"a{k}" for k in range(n)] + [f"b{k}" for k in range(n)]
    facts = {"article_id": ids, "outlet": ["Post"] * n + ["Courier"] * n, "published": "2022-01-09"}
    return pd.DataFrame({**facts, "copy_group": None, "words": words, "words_own": 60, "words_quoted": 40})


def cues(counts, frame="threat", voice="own"):
    rows = [(i, frame, "cue", k, k + 1, voice, "body", None, k) for i, n in counts.items() for k in range(n)]
    return pd.DataFrame(rows, columns=FRAMES)


def sides(table):
    return comparing.by_outlet(table, table, "Post", "Courier")


def test_frames_per_thousand_words_of_the_voice():
    frames = pd.concat(
        [
            cues({"a0": 3, "b1": 1}),
            cues({"a1": 2}, voice="quoted"),
            cues({"a0": 5}, "variant: the capital"),
            cues({"b0": 4}).assign(place="headline"),
        ]
    )
    table = rates.compare_frames(frames, *sides(articles(2))).set_index("frame")
    assert list(table.index) == ["threat"]
    row = table.loc["threat"]
    assert row[["count_target", "size_target", "articles_target", "rate_target"]].tolist() == [5, 200, 2, 25.0]
    assert row[["difference", "ratio"]].tolist() == [20.0, 5.0]
    assert row["note"] == "not tested: 2 and 2 articles, fewer than 10"
    assert np.isnan(row[["difference_low", "ratio_high", "rate_target_low", "p"]].astype(float)).all()
    own = rates.compare_frames(frames, *sides(articles(2)), voice="own").set_index("frame").loc["threat"]
    assert own[["count_target", "size_target", "rate_target"]].tolist() == [3, 120, 25.0]
    both = rates.compare_frames(frames, articles(2), articles(2), voice="own", against="quoted").set_index("frame")
    assert both.loc["threat", ["count_target", "count_reference", "size_reference"]].tolist() == [4, 2, 160]


def test_variants_are_shares_of_their_own_thing():
    named = pd.concat(
        [
            cues({"a0": 3, "b0": 1}, "variant: capital").assign(cue="Kiev*"),
            cues({"a1": 1, "b1": 3}, "variant: capital").assign(cue="Kyiv*"),
            cues({"a1": 2}, "variant: alliance").assign(cue="Nato"),
        ]
    )
    table = rates.compare_variants(named, *sides(articles(2))).set_index(["name", "variant"])
    assert list(table.index) == [("capital", "Kiev"), ("capital", "Kyiv")]
    assert table.loc[("capital", "Kiev"), ["rate_target", "rate_reference"]].tolist() == [0.75, 0.25]
    with pytest.raises(CountsError, match="none of them on both sides"):
        rates.compare_variants(named[named["article_id"] == "a1"], *sides(articles(2)))


def quotes(rows):
    columns = ["article_id", "type", "within", "cue", "stance", "speaker", "side"]
    return pd.DataFrame(rows, columns=columns)


def test_sources_and_verbs_are_shares_of_quotations():
    made = quotes(
        [
            ("a0", "direct", None, "say", "neutral", "Dora", "UK"),
            ("a0", "direct", 1, "say", "neutral", "Dora", "UK"),
            ("a1", "indirect", None, "claim", "doubting", None, None),
            ("a1", "scare", None, None, None, None, None),
            ("b0", "partial", None, "say", None, "Dora", "UK"),
        ]
    )
    table = rates.compare_sources(made, *sides(articles(2))).set_index("side")
    assert table["rate_target"].to_dict() == {"UK": 0.5, "unresolved": 0.5}
    assert table["rate_reference"].to_dict() == {"UK": 1.0, "unresolved": 0.0}
    verbs = rates.compare_verbs(made, *sides(articles(2))).set_index("cue")
    assert verbs["count_target"].to_dict() == {"claim": 1, "say": 2}
    stances = rates.compare_verbs(made, *sides(articles(2)), by="stance").set_index("stance")
    assert stances["count_reference"].to_dict() == {"doubting": 0, "neutral": 0, "unlisted": 1}
    with pytest.raises(CountsError, match="no column colour"):
        rates.compare_sources(made, *sides(articles(2)), by="colour")
    with pytest.raises(CountsError, match="the reference has 2 articles and no size above none"):
        rates.compare_verbs(made[made["article_id"] != "b0"], *sides(articles(2)))


def test_a_planted_difference_has_its_intervals():
    random = np.random.default_rng(2)
    table = articles(40)
    many = cues({i: int(random.poisson(4 if i[0] == "a" else 2)) for i in table["article_id"]})
    row = rates.compare_frames(many, *sides(table)).iloc[0]
    assert row["note"] == ""
    assert row["difference_low"] < 20 < row["difference_high"]
    assert row["ratio_low"] < 2 < row["ratio_high"]
    assert row["rate_target_low"] < 40 < row["rate_target_high"]
    assert row["p"] < 0.001
    shares = quotes(
        [
            (i, "direct", None, ("say", "claim")[int(random.random() < (0.6 if i[0] == "a" else 0.2))], "x", "D", "UK")
            for i in table["article_id"]
            for _ in range(4)
        ]
    )
    claims = rates.compare_verbs(shares, *sides(table)).set_index("cue").loc["claim"]
    assert 0 < claims["rate_reference_low"] < 0.2 < claims["rate_reference_high"] < 1
    assert claims["difference_low"] < 0.4 < claims["difference_high"]


def test_copies_count_once():
    table = articles(2).assign(copy_group=["x", "x", None, None])
    twice = cues({"a0": 3, "a1": 3, "b0": 1})
    once = rates.compare_frames(twice, *sides(table)).iloc[0]
    assert once[["count_target", "size_target"]].tolist() == [3, 100]
    every = rates.compare_frames(twice, *sides(table), copies="all").iloc[0]
    assert every[["count_target", "size_target"]].tolist() == [6, 200]


def test_frames_together():
    frames = pd.concat([cues({"a0": 2}), cues({"a0": 1}, "blame"), cues({"b0": 1}, "blame")])
    table = rates.cooccurrence(frames).set_index(["frame", "other"])
    assert table["together"].to_dict() == {
        ("blame", "blame"): 2, ("blame", "threat"): 1, ("threat", "blame"): 1, ("threat", "threat"): 2,
    }  # fmt: skip
    assert table.loc[("blame", "threat"), "share"] == 0.5
    by_article = rates.cooccurrence(frames, "article").set_index(["frame", "other"])
    assert by_article.loc[("threat", "blame"), "share"] == 1


TERMS = pd.DataFrame(
    [
        *[("a", t, 2) for t in ("dam", "rain", "the")], *[("b", t, 1) for t in ("goal", "cup", "the")],
        *[("c", t, 1) for t in ("dam", "rain", "the")], ("d", "dam", 1), ("d", "rain", 2), ("d", "mud", 1),
        *[("e", t, 1) for t in ("goal", "cup", "the")], ("f", "goal", 1), ("g", "dam", 1), ("g", "rain", 1),
    ],
    columns=["article_id", "term", "count"],
)  # fmt: skip
DATED = pd.DataFrame(
    [("a", "P", "2022-01-03"), ("b", "P", "2022-01-03"), ("c", "P", "2022-01"), ("d", "C", "2022-01-05"),
     ("e", "C", "2022-02-09"), ("f", "C", None), ("g", "C", "2022-01-02")],
    columns=["article_id", "outlet", "published"],
)  # fmt: skip


def test_articles_are_matched_by_day_and_vocabulary():
    ours, theirs = comparing.by_outlet(DATED, DATED, "P")
    found = matching.match(TERMS, ours, theirs)
    assert found.pairs[["target", "reference", "days"]].to_numpy().tolist() == [["a", "g", 1]]
    assert 0.5 < found.pairs["similarity"].iloc[0] <= 1
    assert found.left_out.to_numpy().tolist() == [
        ["b", "target", "nothing like it within the days"],
        ["c", "target", "its date is not known to the day"],
        ["d", "reference", "its matches went to others"],
        ["e", "reference", "nothing like it within the days"],
        ["f", "reference", "its date is not known to the day"],
    ]
    assert len(found.pairs) * 2 + len(found.left_out) == len(DATED)
    nothing = matching.match(TERMS.head(0), ours, theirs)
    assert nothing.pairs.empty
    assert len(nothing.left_out) == len(DATED)


TEXTS = {"a": "The dam broke. The old dam held,\nsaid the mayor.", "b": "“A new dam,” she said, and the Dam stood."}


def test_concordance_lines_lead_back_to_the_text():
    table = collocation.concordance(TEXTS, "dam", width=8)
    assert table["article_id"].tolist() == ["a", "a", "b", "b"]
    for row in table.itertuples():
        assert TEXTS[row.article_id][row.start : row.end] == row.node
        assert TEXTS[row.article_id].replace("\n", " ")[: row.start].endswith(row.left)
    assert collocation.concordance(TEXTS, "old dam")["right"].tolist() == [" held, said the mayor."]
    assert collocation.concordance(TEXTS, "river").empty


def test_concordance_knows_the_voice():
    marks = pd.DataFrame([("b", 1, "1-11", "direct")], columns=["article_id", "quote_id", "parts", "type"])
    assert collocation.concordance(TEXTS, "dam", quotes=marks)["voice"].tolist() == ["own", "own", "quoted", "own"]


def test_full_stops_are_no_part_of_words():
    assert "broke" in set(collocation.tokens(TEXTS)["term"])


def test_collocates_by_hand():
    found = collocation.tokens({"a": "x dam y z dam y", "b": "dam q"})
    near = collocation.near(found, "dam", window=1).set_index(["article_id", "term"])["count"]
    assert near.to_dict() == {("a", "x"): 1, ("a", "y"): 2, ("a", "z"): 1, ("b", "q"): 1}
    table = collocation.collocates(found, "dam", window=1, measure="pmi").set_index("term")
    assert table.loc["y", ["together", "count", "node_count", "words"]].tolist() == [2, 2, 3, 8]
    assert table.loc["y", "pmi"] == pytest.approx(np.log2((2 / 2) * 8 / (2 * 3)))
    assert "dam" not in table.index


def test_collocates_of_two_groups():
    found = collocation.tokens({"a": "big dam", "b": "old dam old dam"})
    table = collocation.compare_collocates(found, "dam", ["a"], ["b"], window=1).set_index("term")
    assert table["count_reference"].to_dict() == {"old": 3, "big": 0}
    assert set(table["note"]) == {"not tested: 1 and 1 articles, fewer than 10"}
    assert np.isnan(table.loc["big", "likelihood_ratio_reference"])
    with pytest.raises(CountsError, match="no measure 'luck'"):
        collocation.collocates(found, "dam", measure="luck")


def test_places_are_from_beginning_to_end():
    hits = pd.DataFrame({"article_id": ["a0", "a0"], "start": [0, 50], "voice": ["own", "quoted"]})
    ledger = pd.DataFrame({"article_id": ["a0", "b0", "a0"], "end": [40, 10, 100]})
    table = dispersion.places(hits, ledger, articles(1))
    assert table["label"].tolist() == ["Courier, 9 Jan 2022", "Post, 9 Jan 2022", "Post, 9 Jan 2022"]
    assert table["place"].tolist()[1:] == [0.0, 0.5]
    assert np.isnan(table["place"].iloc[0])


@pytest.mark.parametrize(
    ("counts", "sizes", "expected"),
    [([4, 4], None, 0.0), ([8, 0], None, 1.0), ([3, 1], [3, 1], 0.0), ([0, 5, 0], [1, 2, 1], 2 / 3)],
)
def test_dpnorm_goes_from_even_to_one_part_alone(counts, sizes, expected):
    assert dispersion.dp_norm(counts, sizes) == pytest.approx(expected)


@pytest.mark.parametrize("measure", [dispersion.juilland_d, dispersion.carroll_d2, dispersion.rosengren_s])
def test_other_measures_of_dispersion(measure):
    assert measure([5, 5, 5, 5]) == pytest.approx(1)
    assert measure([20, 0, 0, 0]) < measure([15, 5, 0, 0]) < measure([6, 5, 5, 4])
    with pytest.raises(ValueError, match="at least one occurrence"):
        measure([0, 0])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("x", 1, "a"), ("x", 1, "b")], "coder x coded unit 1 twice"),
        ([("x", 1, "a"), ("y", 2, "b")], "no unit of 2 was coded by two"),
        ([("x", 1, "a"), ("y", 1, "b"), ("z", 1, "b")], "3 coders of 1 units"),
        ([("x", 1, "a"), ("y", 1, "b"), ("x", 2, "b")], "kappa is for two coders of the same units"),
    ],
)
def test_codes_without_agreement_are_named(rows, message):
    table = pd.DataFrame(rows, columns=["coder", "unit", "code"])
    with pytest.raises(coding.CodingError, match=message):
        coding.kappa(table)
    with pytest.raises(coding.CodingError, match="no column code"):
        coding.alpha(table.drop(columns="code"))


STOCK = "data/invented/sentences.csv"


def test_an_invented_corpus_holds_what_was_planted(request):
    corpus = invent(request.config.rootpath / STOCK, articles=40, seed=3)
    pd.testing.assert_frame_equal(corpus.source, invent(request.config.rootpath / STOCK, articles=40, seed=3).source)
    assert corpus.source["article_id"].is_unique
    for outlet, side in (("Northern Dispatch", 0), ("Gulf Lantern", 1)):
        text = " ".join(corpus.source.loc[corpus.source["outlet"] == outlet, "text"])
        for slot, (first, second) in CHOICES.items():
            n, m = text.count(first), text.count(second)
            assert n / (n + m) == pytest.approx(ODDS[slot][side], abs=0.13)


def test_what_was_planted_is_found(request):
    corpus = invent(request.config.rootpath / STOCK, articles=40)
    made = tabulate(corpus.source, codebook.load())
    table = comparing.keyness(
        *comparing.by_outlet(made.terms, made.articles, "Northern Dispatch"), articles=made.articles
    )
    found = table.merge(corpus.planted, on="term", validate="one_to_one")
    assert len(found) == 6
    assert (np.sign(found["log_ratio"]) == np.sign(found["planted"])).all()
    assert found["planted"].between(found["log_ratio_low"], found["log_ratio_high"]).sum() >= 5


def test_tables_without_rows():
    empty = cues({})
    table = rates.compare_frames(empty, *sides(articles(12)))
    assert table.empty
    assert "ratio_low" in table.columns
    assert rates.cooccurrence(empty).empty
    assert collocation.tokens({}).empty

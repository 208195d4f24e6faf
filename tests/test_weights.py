"""The weights by which candidates are ranked: fitted anew they are the committed ones; what ranking does with them."""

import csv
import math
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.language import ranking

ROOT = Path(__file__).parents[1]
# Each room's models, and the most a weight may be: in a fit with a penalty one beyond it is a slip of the pen.
MODELS = {
    "quotes": {"subject", "speaker", "clause", "end"},
    "people": {"kind", "name", "role", "pronoun", "plain", "body", "introduced"},
}
MOST = 10


@pytest.mark.fit
def test_a_fit_on_the_gold_articles_gives_the_committed_weights():
    call = [sys.executable, "benchmarks/fit.py", "--check"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("room", MODELS)
def test_every_weight_has_its_model_and_a_feature_of_its_own(room):
    path = ROOT / "src" / "helpers" / room / "weights.csv"
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    head, *rows = csv.reader(lines)
    assert head == ["model", "feature", "weight"]
    assert {model for model, *_ in rows} == MODELS[room]
    keys = [(model, feature) for model, feature, _ in rows]
    assert keys == sorted(set(keys))
    for _, feature, weight in rows:
        assert feature.isprintable()
        assert not feature[:1].isspace()
        assert feature.strip()
        assert 0 < abs(float(weight)) < MOST
        assert weight == f"{float(weight):g}"


@pytest.mark.parametrize("room", MODELS)
def test_the_weights_are_loaded_as_they_stand(room):
    rows = (ROOT / "src" / "helpers" / room / "weights.csv").read_text(encoding="utf-8").splitlines()[2:]
    loaded = ranking.weights(room)
    assert sum(map(len, loaded.values())) == len(rows)
    model, feature, weight = next(csv.reader(rows))
    assert loaded[model][feature] == float(weight)


FEATURE = st.sampled_from(["beside the cue", "last speaker", "gender clash", "far away", "not in the model"])
MODEL = st.dictionaries(FEATURE.filter(lambda f: f != "not in the model"), st.floats(-20, 20))
SCORES = st.lists(st.floats(-1000, 1000), min_size=1, max_size=12)


@given(SCORES)
def test_shares_sum_to_one(scores):
    shares = ranking.shares(scores)
    assert len(shares) == len(scores)
    assert all(0 <= share <= 1 for share in shares)
    assert math.fsum(shares) == pytest.approx(1, abs=1e-12)


@given(SCORES)
def test_the_better_score_never_has_the_smaller_share(scores):
    shares = ranking.shares(scores)
    order = sorted(range(len(scores)), key=scores.__getitem__)
    assert all(shares[low] <= shares[high] for low, high in pairwise(order))
    assert shares[order[-1]] >= 1 / len(scores) - 1e-12


@given(SCORES, st.floats(-1000, 1000))
def test_what_all_candidates_have_in_common_alters_nothing(scores, common):
    assert ranking.shares([score + common for score in scores]) == pytest.approx(ranking.shares(scores), abs=1e-9)


@given(st.lists(FEATURE, max_size=6), st.lists(FEATURE, max_size=6), MODEL)
def test_a_score_is_the_sum_of_its_features_weights(some, others, model):
    both = ranking.score([*some, *others], model)
    assert both == pytest.approx(ranking.score(some, model) + ranking.score(others, model), abs=1e-9)
    assert ranking.score([*some, "not in the model"], model) == ranking.score(some, model)


@given(st.sets(FEATURE), MODEL)
def test_reasons_are_the_features_that_weighed_most_for_it(features, model):
    given_ = [reason for reason in ranking.reasons(features, model).split("; ") if reason]
    for_it = {f for f in features if model.get(f, 0) > 0}
    assert len(given_) == min(3, len(for_it))
    assert set(given_) <= for_it
    assert all(model[f] <= model[given_[-1]] for f in for_it - set(given_))
    assert [model[f] for f in given_] == sorted((model[f] for f in given_), reverse=True)

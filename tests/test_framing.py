"""Cues and naming variants in invented sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.codebook import load
from helpers.framing import TOPIC, VARIANT, find_frames
from helpers.records import Quote


@pytest.fixture
def own(tmp_path):
    (tmp_path / "frames.csv").write_text(
        "frame,cue\nthreat,threat*\nthreat,build-up\nthreat,troop build-up\nblame,build-up\n", encoding="utf-8"
    )
    (tmp_path / "variants.csv").write_text(
        "name,variant\nalliance,NATO\nalliance,Nato\nevent,crisis\n", encoding="utf-8"
    )
    return load(tmp_path)


CUES = [
    ("A threat.", [("threat", "threat*", "threat")]),
    ("Threatening words.", [("threat", "threat*", "Threatening")]),
    ("The troop build-up grew.", [("threat", "troop build-up", "troop build-up"), ("blame", "build-up", "build-up")]),
    ("A build-up.", [("blame", "build-up", "build-up"), ("threat", "build-up", "build-up")]),
    ("Nato and NATO.", [(VARIANT + "alliance", "Nato", "Nato"), (VARIANT + "alliance", "NATO", "NATO")]),
    ("Crisis, what crisis?", [(VARIANT + "event", "crisis", "Crisis"), (VARIANT + "event", "crisis", "crisis")]),
    ("No threads, nothing built-up, a non-threat, a build-up-like word.", []),
]


@pytest.mark.parametrize(("text", "expected"), CUES)
def test_cues(text, expected, own):
    found = [c for c in find_frames(text, [], own) if not c.frame.startswith(TOPIC)]
    assert [(c.frame, c.cue, text[c.start : c.end]) for c in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Donbas burned.", ["topic: place: Donbas"]),
        ("The trip to the sea.", ["topic: matter: a trip to Moscow"]),
        ("A crimea of sorts.", []),
        ("They tripped over it.", []),
    ],
)
def test_topics(text, expected, book):
    assert [c.frame for c in find_frames(text, [], book) if c.frame.startswith(TOPIC)] == expected


def test_a_cue_has_the_voice_and_speaker_of_its_place(own):
    text = "A threat, “a threat”, a threat."
    quotes = [Quote(1, ((11, 19),), type="direct", speaker="Dora Orchard")]
    assert [(c.voice, c.speaker) for c in find_frames(text, quotes, own)] == [
        ("own", None), ("quoted", "Dora Orchard"), ("own", None),
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["threat", "troop", "build-up", "Nato", "crisis", ",", "x"]), max_size=30))
def test_within_a_frame_no_word_counts_twice(words):
    text = " ".join(words)
    rows = find_frames(text, [], load())
    for frame in {r.frame for r in rows}:
        spans = sorted((r.start, r.end) for r in rows if r.frame == frame)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))

"""Loading the hand-made knowledge: its checks and their messages."""

import os

import pytest

from helpers import codebook
from helpers.codebook import COLUMNS, CodebookError, load


def test_every_packaged_file_is_declared_and_says_where_it_comes_from():
    files = {path.stem: path for path in codebook.packaged_folder().glob("*.csv")}
    assert set(files) == set(COLUMNS)
    for name, path in files.items():
        assert path.read_text(encoding="utf-8").startswith("# "), name


def test_a_studys_own_file_takes_the_packaged_ones_place(tmp_path):
    (tmp_path / "frames.csv").write_text("# ours\nframe,cue\nrain,wet*\n", encoding="utf-8")
    own, packaged = load(tmp_path), load()
    assert own["frames"] == ({"frame": "rain", "cue": "wet*"},)
    assert own["roles"] == packaged["roles"]
    assert own.fingerprint != packaged.fingerprint == load().fingerprint


def test_the_same_bytes_are_compiled_once_and_others_anew(tmp_path):
    path = tmp_path / "frames.csv"
    path.write_text("frame,cue\nrain,wet*\n", encoding="utf-8")
    before, was = load(tmp_path), path.stat()
    assert load(tmp_path) is before
    path.write_text("frame,cue\nrain,dry*\n", encoding="utf-8")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert load(tmp_path)["frames"] == ({"frame": "rain", "cue": "dry*"},)


FAULTS = [
    ("frame\nrain\n", "no column cue; found frame, expected frame, cue"),
    ("", "no column frame, cue; found no header"),
    ("frame,cue\nrain,\n", "line 2: cue is empty"),
    ("# note\n\nframe,cue\nrain,wet\nrain,wet,dry\n", "line 5: 3 cells, expected 2"),
]


@pytest.mark.parametrize(("content", "message"), FAULTS)
def test_faults_are_named(content, message, tmp_path):
    (tmp_path / "frames.csv").write_text(content, encoding="utf-8")
    with pytest.raises(CodebookError, match=message):
        load(tmp_path)


def test_a_word_that_is_not_allowed_is_named_with_those_that_are(tmp_path):
    (tmp_path / "titles.csv").write_text("title,gender,kind,role\nMr,x,courtesy,\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="gender is 'x'; expected one of m, f"):
        load(tmp_path)


def test_bytes_that_are_not_utf8_are_named(tmp_path):
    (tmp_path / "frames.csv").write_bytes(b"frame,cue\nrain,\xff\n")
    with pytest.raises(CodebookError, match="byte 15 is not UTF-8"):
        load(tmp_path)


def test_no_such_folder(tmp_path):
    with pytest.raises(CodebookError, match="no codebook folder"):
        load(tmp_path / "nowhere")

"""The tables' checks, and that what is written is read back the same."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import tables
from helpers.tables import COLUMNS, TableError, Tables, frame


def empty() -> Tables:
    return Tables(*(frame(name, []) for name in Tables._fields))


def test_every_table_is_declared():
    assert tuple(COLUMNS) == Tables._fields


FAULTS = [
    ("terms", [("a", "own", "rain", None, 2)], "row 1: surface is empty"),
    ("terms", [("a", "loud", "rain", "rain", 2)], "voice is 'loud'; expected one of own, quoted, reported"),
    ("terms", [("a", "own", "rain", "rain", "many")], "column count: expected integer"),
]


@pytest.mark.parametrize(("name", "rows", "message"), FAULTS)
def test_faults_are_named(name, rows, message):
    with pytest.raises(TableError, match=message):
        frame(name, rows)


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="table terms: no column voice, term"):
        frame("terms", pd.DataFrame({"article_id": ["a"]}))


# What text may hold on its way through a CSV file; a lone carriage return would be read as a line's end.
CELL = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), min_size=1).filter(
    lambda t: t.strip()
)


@given(cell=st.one_of(CELL, st.sampled_from(["NA", "001", "null", "=1+1", 'a "b", c', "1e5"])))
def test_text_survives_the_round_trip(cell, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    made = empty()._replace(terms=frame("terms", [(cell, "own", cell, cell, 3)]))
    tables.write(made, folder)
    back = tables.read(folder)
    assert back.terms.to_dict("records") == made.terms.to_dict("records")


@given(value=st.one_of(st.integers(-(10**12), 10**12).map(float), st.sampled_from([0.2, 1 / 3, 3.2e9, 5e-7])))
def test_numbers_survive_the_round_trip(value, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    row = (
        "a",
        1,
        2,
        "x",
        value,
        None,
        None,
        "=",
        None,
        None,
        None,
        None,
        None,
        "figure",
        "count",
        None,
        None,
        "own",
        "body",
        1,
    )
    tables.write(empty()._replace(quantities=frame("quantities", [row])), folder)
    assert tables.read(folder).quantities["value"][0] == pytest.approx(value, rel=1e-12)


def test_tables_that_fail_their_check_are_not_written(tmp_path):
    tables.write(empty(), tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    bad = pd.DataFrame({c.name: ["x"] for c in COLUMNS["terms"]})
    with pytest.raises(TableError):
        tables.write(empty()._replace(terms=bad), tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_a_write_cut_off_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "terms.csv"
    tables.write_whole(path, b"old")

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(tables.os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        tables.write_whole(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["terms.csv"]
    assert path.read_bytes() == b"old"


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / "terms.csv").write_text("article_id,voice,term,surface,count\na,own,x,x,many\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"terms\.csv"):
        tables.read(tmp_path)

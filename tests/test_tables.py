"""The tables' checks, and that what is written is read back the same."""

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers import tables
from helpers.records import Quantity, Quote
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


CELL = st.text(st.characters(), min_size=1)
HARD = [
    "NA", "001", "null", "=1+1", "'=1+1", "''", "'", "-5", "@x", "\t=1", "\r", "\r\n=1", "a\0b", "\0", "\ud800",
    "a\udfff", "\\u0000", "\\", "\\\\u00e9\0", "\\\0", 'a "b", c', "1e5", "＝1", "True", " x ", "\x1b[31m", "\u202e",
]  # fmt: skip


ANY_CELL = st.one_of(CELL, st.sampled_from(HARD), st.text(st.sampled_from("\\u0041'=-\0\r\n\ud800\"")).filter(bool))


# A table written and read takes a tenth of a second, whatever is in it: many cells go in one.
@settings(deadline=None, max_examples=20)
@given(cells=st.lists(ANY_CELL, min_size=1, max_size=10))
@example(cells=HARD)
def test_text_survives_the_round_trip(cells, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    made = empty()._replace(terms=frame("terms", [(cell, "own", cell, cell, 3) for cell in cells]))
    tables.write(made, folder)
    back = tables.read(folder)
    assert back.terms.to_dict("records") == made.terms.to_dict("records")


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+44 20", "'+44 20"),
        ("-5", "'-5"),
        ("@handle", "'@handle"),
        ("\tx", "'\tx"),
        ("\rx", "\\u000dx"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a=b", "a=b"),
        ("a\0b\ud800", "a\\u0000b\\ud800"),
        ("C:\\users\\u00e9", "C:\\users\\\\u00e9"),
        ("001", "001"),
        ("NA", "NA"),
    ],
)
def test_cells_that_leave_are_inert(cell, left):
    assert tables.outward(cell) == left
    assert tables.inward(left) == cell


def test_a_sheet_of_any_make_is_written_safely(tmp_path):
    tables.write_csv(pd.DataFrame({"file": ["=1", "a"], "n": [-1, 2], "note": [None, "@x"]}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == "file,n,note\n'=1,-1,\na,2,'@x\n"


def test_a_workbook_runs_nothing_and_cuts_nothing(tmp_path):
    from openpyxl import load_workbook

    sheet = pd.DataFrame({"id": ["001", "NA"], "headline": ["=HYPERLINK(1)", "a\0\ud800"], "n": [1.5, None]})
    tables.write_workbook({"articles": sheet}, tmp_path / "t.xlsx")
    cells = [[cell.value for cell in row] for row in load_workbook(tmp_path / "t.xlsx")["articles"]]
    assert cells == [["id", "headline", "n"], ["001", "'=HYPERLINK(1)", 1.5], ["NA", "a\\u0000\\ud800", None]]
    with pytest.raises(TableError, match=r"Table long, row 1: a text of 40,000 characters, more than a cell"):
        tables.write_workbook({"long": pd.DataFrame({"text": ["x" * 40_000]})}, tmp_path / "u.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["t.xlsx"]


NUMBER = st.one_of(st.integers(-(10**12), 10**12).map(float), st.sampled_from([0.2, 1 / 3, 3.2e9, 5e-7]))


@settings(deadline=None, max_examples=20)
@given(values=st.lists(NUMBER, min_size=1, max_size=20))
def test_numbers_survive_the_round_trip(values, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    rows = [("a", *tables.row(Quantity(1, 2, "x", value))) for value in values]
    tables.write(empty()._replace(quantities=frame("quantities", rows)), folder)
    assert list(tables.read(folder).quantities["value"]) == pytest.approx(values, rel=1e-12)


QUOTES = [
    Quote(1, ((17, 40), (52, 90)), 12, "direct", cue="say", cue_start=42, cue_end=46, margin=0.25, sentence=1),
    Quote(2, ((105, 120),), 3, "partial", ((98, 120), (123, 140)), 6, reasons="last speaker; beside the cue"),
    Quote(3, ((110, 115),), 1, within=2, unclosed=True, place="headline", opening="wet", side="the harbour"),
    Quote(4, ((150, 190),), 7, "thought", speaker="=Pym", speaker_kind="person", side="x", side_basis="inferred"),
]


def test_a_quotation_is_had_back_from_its_row(tmp_path):
    made = frame("quotes", [("a", *tables.row(quote)) for quote in QUOTES])
    assert made["parts"][0] == "17-40;52-90"
    assert made["clause"].dropna().to_dict() == {1: "98-120;123-140"}
    tables.write(empty()._replace(quotes=made), tmp_path)
    back = tables.read(tmp_path).quotes
    assert [tables.quote(row) for row in back.to_dict("records")] == QUOTES


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

"""Articles to tables: the catalogue, load's promises, bad input, one worker or several."""

import os
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import tables
from helpers.cleaning import clean
from helpers.codebook import load as load_codebook
from helpers.records import SavedArticle
from helpers.tables import Tables
from helpers.tabulating import SkippedFile, load, tabulate
from helpers.tabulating import study as study_room
from helpers.tabulating.catalogue import COLUMNS, CatalogueError, read_catalogue
from helpers.tabulating.rows import annotate

ROOT = Path(__file__).parents[1]
RAIN = """Rain stops play at Tewbridge

By Karl Pole, Sports Reporter
Thursday, January 4, 2024

Some 6,000 fans went home wet on Thursday after the umpires gave up.

“We will wait for the sun,” said groundsman Derek Pugh, 81. “It owes us a day.”
"""
DAM = """Dam holds, says mayor

Mayor Dora Orchard said the dam would hold. She called the threat “a puddle”.
"""


def equal(one: Tables, two: Tables) -> bool:
    return all(a.equals(b) for a, b in zip(one, two, strict=True))


@pytest.fixture
def study(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "rain.txt").write_text(RAIN, encoding="utf-8")
    (tmp_path / "raw" / "dam.txt").write_text(DAM, encoding="utf-8")
    write_catalogue(tmp_path, rain="Rain stops play at Tewbridge", dam="Dam holds, says mayor")
    return tmp_path


def write_catalogue(folder, **headlines):
    rows = [f'{key},"{headline}",The Gazette,stated,,web,news,2024-01,stated,' for key, headline in headlines.items()]
    (folder / "articles.csv").write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")


def test_load_tabulates_and_says_so(study, capsys):
    found = load(study)
    assert list(found.articles["article_id"]) == ["rain", "dam"]
    assert list(found.articles["outlet"]) == ["The Gazette", "The Gazette"]
    assert capsys.readouterr().out == "2 articles: 2 tabulated now.\n"
    assert equal(found, tables.read(study / "tables"))


def test_a_second_load_does_nothing_anew(study, capsys):
    first = load(study)
    written = {p.name: p.stat().st_mtime_ns for p in (study / "tables").iterdir()}
    assert equal(load(study), first)
    assert "2 unchanged since" in capsys.readouterr().out
    assert {p.name: p.stat().st_mtime_ns for p in (study / "tables").iterdir()} == written


def test_a_changed_file_is_tabulated_anew(study, capsys):
    load(study)
    (study / "raw" / "dam.txt").write_text(DAM.replace("a puddle", "a mere puddle"), encoding="utf-8")
    found = load(study)
    assert "1 tabulated now, 1 unchanged since" in capsys.readouterr().out
    assert "a mere puddle" in set(found.quotes["opening"])


def test_without_its_file_an_article_keeps_its_committed_rows(study, capsys):
    first = load(study)
    shutil.rmtree(study / "raw")
    assert equal(load(study), first)
    assert "Not in raw/, rows as committed: rain, dam." in capsys.readouterr().out


def test_texts_may_be_kept_out_of_sight(study, capsys, monkeypatch):
    first = load(study)
    monkeypatch.setenv("TEXTS", "no")
    assert equal(load(study), first)
    assert "2 from committed rows" in capsys.readouterr().out


def test_committed_rows_are_stale_once_the_codebook_changes(study, capsys):
    load(study)
    shutil.rmtree(study / "raw")
    (study / "codebook").mkdir()
    (study / "codebook" / "frames.csv").write_text("frame,cue\nwater,puddle*\n", encoding="utf-8")
    load(study)
    assert "Stale, the codebook changed since: rain, dam." in capsys.readouterr().out


def test_a_changed_codebook_tabulates_anew(study, capsys):
    load(study)
    (study / "codebook").mkdir()
    (study / "codebook" / "frames.csv").write_text("frame,cue\nwater,puddle*\n", encoding="utf-8")
    assert "water" in set(load(study).frames["frame"])
    assert capsys.readouterr().out.endswith("2 articles: 2 tabulated now.\n")


def test_a_row_taken_out_of_the_catalogue_leaves_the_tables(study):
    load(study)
    (study / "raw" / "dam.txt").unlink()
    write_catalogue(study, rain="Rain stops play at Tewbridge")
    for table in load(study):
        assert set(table["article_id"]) <= {"rain"}


def test_an_article_without_a_row_is_tabulated_and_its_row_shown(study, capsys):
    write_catalogue(study, rain="Rain stops play at Tewbridge")
    found = load(study)
    (new,) = set(found.articles["article_id"]) - {"rain"}
    assert found.articles.set_index("article_id").loc[new, "headline"] == "Dam holds, says mayor"
    assert f'rows to add to articles.csv:\n{new},"Dam holds, says mayor",,unknown' in capsys.readouterr().out


def test_a_row_without_file_and_rows_is_named(study, capsys):
    write_catalogue(study, rain="Rain stops play at Tewbridge", sun="The sun shines")
    load(study)
    assert "no file in raw/ has their headline: sun" in capsys.readouterr().out


def test_the_catalogues_facts_reach_committed_rows(study):
    load(study)
    shutil.rmtree(study / "raw")
    path = study / "articles.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("The Gazette", "The Courier"), encoding="utf-8")
    assert set(load(study).articles["outlet"]) == {"The Courier"}


def test_a_headline_is_recognised_whatever_its_marks(study):
    write_catalogue(study, rain="RAIN stops play, at ‘Tewbridge’", dam="Dam holds says mayor")
    assert list(load(study).articles["article_id"]) == ["rain", "dam"]


def test_one_bad_file_never_stops_the_others(study, capsys):
    (study / "raw" / "empty.txt").write_bytes(b"")
    (study / "raw" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (study / "raw" / "broken.txt").write_bytes("Café news\n\nIt rained.\n".encode() * 20 + b"\xff\xfe\xff\x81 bad")
    found = load(study)
    said = capsys.readouterr().out
    assert {"rain", "dam"} <= set(found.articles["article_id"])
    assert said.count("Skipped: ") == 3
    assert "broken.txt" in said
    assert "byte" in said


def test_an_unwritable_folder_is_named_and_the_tables_are_given_all_the_same(study, capsys, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "Permission denied", str(study / "tables"))

    monkeypatch.setattr(tables, "write", refused)
    assert len(load(study).articles) == 2
    assert "could not be written" in capsys.readouterr().out


def test_a_run_killed_while_writing_leaves_tables_that_are_made_anew(study, monkeypatch):
    load(study)
    (study / "raw" / "dam.txt").write_text(DAM + "\nIt rained.\n", encoding="utf-8")
    real, calls = tables.write_whole, []

    def killed(path, content):
        calls.append(path)
        if len(calls) > 2:
            raise KeyboardInterrupt
        real(path, content)

    monkeypatch.setattr(tables, "write_whole", killed)
    with pytest.raises(KeyboardInterrupt):
        load(study)
    monkeypatch.undo()
    fresh = tabulate(
        [study / "raw" / "rain.txt", study / "raw" / "dam.txt"], load_codebook(), read_catalogue(study / "articles.csv")
    )
    assert equal(load(study), fresh)


HEAD = ",".join(COLUMNS) + "\n"
FAULTS = [
    ("article_id,headline\na,b\n", "no column outlet"),
    (HEAD + "a,b,c\n", "line 2: 3 cells, expected 10"),
    (HEAD + ",Rain,,unknown,,,,,unknown,\n", "article_id is empty"),
    (HEAD + "a,Rain,,unknown,,,,,unknown,\na,Sun,,unknown,,,,,unknown,\n", "article_id a stands in an earlier row"),
    (HEAD + "a,Rain,,unknown,,,,,unknown,\nb,Rain!,,unknown,,,,,unknown,\n", "headline and outlet stand in"),
    (HEAD + "a,Rain,,guessed,,,,,unknown,\n", "outlet_basis is 'guessed'; expected stated"),
    (HEAD + "a,Rain,,unknown,,,,3/1/22,stated,\n", "published is '3/1/22'; expected 2022"),
    (HEAD + "a,Rain,,unknown,,,,2022-02-30,stated,\n", "published is '2022-02-30'"),
    (HEAD + "a,Rain,Gazette,inferred,,,,,unknown,\n", "outlet is inferred but outlet_ground is empty"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "message"), FAULTS)
def test_catalogue_faults_are_named(content, message, tmp_path):
    (tmp_path / "articles.csv").write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=message):
        read_catalogue(tmp_path / "articles.csv")


def test_a_dataframe_is_a_source_too():
    source = pd.DataFrame(
        {"text": [RAIN, DAM, ""], "article_id": ["001", "NA", "c"], "outlet": ["The Gazette", None, None]}
    )
    found = tabulate(source, load_codebook())
    assert list(found.articles["article_id"]) == ["001", "NA", "c"]
    assert found.articles["outlet"].isna().tolist() == [False, True, True]


def test_a_dataframe_without_text_is_named():
    with pytest.raises(ValueError, match="no column 'text' in the DataFrame; it has body"):
        tabulate(pd.DataFrame({"body": ["x"]}), load_codebook())


def test_a_folder_with_a_bad_file_warns(study):
    (study / "raw" / "empty.txt").write_bytes(b"")
    with pytest.warns(SkippedFile, match=r"empty\.txt"):
        assert len(tabulate(study / "raw", load_codebook()).articles) == 2


def test_an_export_with_fewer_articles_than_it_says_is_named(study, capsys):
    export = "".join(
        f"{n} of 5 DOCUMENTS\n\nThe Quay\n\nMay 3, 2022 Tuesday\n\nBarge {n}\n\nLENGTH: 9 words\n\n{DAM}\n"
        for n in (1, 2)
    )
    (study / "raw" / "export.txt").write_text(export, encoding="utf-8")
    load(study)
    assert "Not as the file says: export.txt: 2 of 5 expected articles." in capsys.readouterr().out
    with pytest.warns(SkippedFile, match=r"export\.txt: 2 of 5 expected articles"):
        tabulate(study / "raw", load_codebook())


def test_workers_do_not_change_the_tables(study):
    for n in range(7):
        (study / "raw" / f"more{n}.txt").write_text(RAIN.replace("6,000", f"{n + 2},000"), encoding="utf-8")
    book = load_codebook()
    assert equal(tabulate(study / "raw", book), tabulate(study / "raw", book, workers=2))


def test_a_headline_without_a_body_has_no_words(book):
    rows = annotate(clean(SavedArticle("Rain stops play\n", "a.txt"), codebook=book), book)
    assert rows.counts["words"] == 0


LINES = st.lists(
    st.sampled_from(
        ["Rain stops play", "By Karl Pole", "“We will wait,” he said.", "Read more", "", "It rained for 40 days.",
         "“One.", "Mayor Dora Orchard said the dam would hold.", "Share", "\u00a0", "Fever"]
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(lines=LINES)
def test_the_sums_hold_for_any_article(lines, book):
    article = clean(SavedArticle("\n".join(lines), "a.txt"), codebook=book)
    rows = annotate(article, book)
    n = rows.counts
    assert n["words_own"] + n["words_quoted"] + n["words_reported"] == n["words"]
    assert [r.line for r in article.ledger] == [i for i, line in enumerate(lines, 1) if line.strip()]
    assert sum(r[3] for r in rows.terms) <= 2 * n["words"]
    for surface_row in rows.quantities:
        start, end, surface = surface_row[:3]
        assert article.text[start:end] == surface


@pytest.mark.skipif(not list((ROOT / "data" / "raw").glob("*.txt")), reason="the articles are not in data/raw/")
def test_the_committed_tables_are_those_of_the_articles(tmp_path):
    """Byte for byte, made anew from the texts by the code and codebook at hand."""
    copy = tmp_path / "data"
    copy.mkdir()
    shutil.copy(ROOT / "data" / "articles.csv", copy)
    shutil.copytree(ROOT / "data" / "raw", copy / "raw", ignore=shutil.ignore_patterns(".*"))
    os.environ.pop("TEXTS", None)
    load(copy)
    for path in sorted((ROOT / "data" / "tables").glob("*.csv")):
        assert (copy / "tables" / path.name).read_bytes() == path.read_bytes(), f"{path.name}: run make tables"


def test_an_article_under_a_new_headline_is_not_counted_twice(study):
    load(study)
    write_catalogue(study, rain="Rain stops play at Tewbridge", dam="Another headline")
    assert len(load(study).articles) == 2


def test_two_outlets_may_have_one_headline(study):
    (study / "raw" / "other.txt").write_text("The Courier\n\n" + DAM.replace("a puddle", "a lake"), encoding="utf-8")
    rows = [
        "rain,Rain stops play at Tewbridge,,unknown,,,,,unknown,",
        'courier,"Dam holds, says mayor",The Courier,stated,,,,,unknown,',
        'gazette,"Dam holds, says mayor",The Gazette,inferred,the file,,,,unknown,',
    ]
    (study / "articles.csv").write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    found = load(study)
    opening = found.quotes.groupby("article_id")["opening"].agg(list)
    assert "a lake" in opening["courier"]
    assert "a puddle" in opening["gazette"]


def test_hidden_texts_leave_a_study_without_catalogue_as_it_is(study, monkeypatch):
    (study / "articles.csv").unlink()
    first = load(study)
    monkeypatch.setenv("TEXTS", "no")
    assert equal(load(study), first)


@pytest.mark.parametrize("there", ["", ",".join(COLUMNS) + "\n"])
def test_the_rows_to_add_can_be_pasted_as_they_are(there, study, capsys):
    """Below the first line where there is one, as a whole file where there is none."""
    (study / "articles.csv").unlink()
    if there:
        (study / "articles.csv").write_text(there, encoding="utf-8")
    load(study)
    rows = capsys.readouterr().out.split("articles.csv:\n")[1]
    (study / "articles.csv").write_text(there + rows, encoding="utf-8")
    assert len(read_catalogue(study / "articles.csv")) == 2


def test_an_empty_study_is_told_what_to_do(tmp_path, capsys):
    assert load(tmp_path).articles.empty
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "0 articles: none.",
        "Nothing to show yet: put article files into raw/ (make articles FROM=FOLDER) and run this again.",
    ]


def test_code_edited_under_a_living_kernel_counts_once_it_is_loaded(study, capsys, monkeypatch):
    """Else rows made by the old code would pass for the new code's."""
    load(study)
    monkeypatch.setattr("helpers.tabulating.study._code_fingerprint", lambda: "edited")
    load(study)
    assert "2 unchanged since" in capsys.readouterr().out
    monkeypatch.setattr("helpers.tabulating.study._CODE", "edited")
    load(study)
    assert capsys.readouterr().out == "2 articles: 2 tabulated now.\n"


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("framing.py", True),
        ("quotes/cues.py", True),
        ("quotes/weights.csv", True),
        ("charts/figures.py", False),
        ("coding.py", False),
        ("packaged_codebook/frames.csv", False),  # the codebook has a fingerprint of its own
    ],
)
def test_what_makes_tables_is_told_by_its_contents(name, counts, tmp_path):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("1\n", encoding="utf-8")
    before = study_room._code_fingerprint(tmp_path)
    path.write_text("2\n", encoding="utf-8")
    assert (study_room._code_fingerprint(tmp_path) != before) == counts

"""Files as researchers get them: each is read rightly, or refused with what it is and what to do."""

import contextlib
import gzip
import json
import os
import subprocess
import sys
import time

import ftfy.bad_codecs  # noqa: F401  (the codec by which files are misread)
import obtained
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from obtained import BODY, HEADLINE, SENTENCES

from helpers import cleaning, reading
from helpers.__main__ import main
from helpers.reading import ReadingError, Settings
from helpers.reading.folders import survey
from helpers.tabulating import import_report

NUMBERED = [f"{HEADLINE} 1", f"{HEADLINE} 2"]
DAY = "2021-12-03"
PLAIN = f"The Harbour Times\n\n{HEADLINE}\n\nBy Nell Oakham\nPublished: 3 December 2021\n\n{BODY}\n"
ROW = {"headline": HEADLINE, "date": DAY, "author": "Nell Oakham", "source": "The Harbour Times", "text": BODY}
CSV = 'id,Title,Date,Publication,Body\n001,NA,2021-12-03,The Harbour Times,"{}"\n002,"B, c",03/12/2021,,"x ""y"" z."\n'


def _write(tmp_path, data, name="saved.dat"):
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def _read(tmp_path, data, name="saved.dat", **settings):
    return [cleaning.clean(one) for one in reading.read(_write(tmp_path, data, name), settings=Settings(**settings))]


def _facts(article):
    return {
        "outlet": article.outlet,
        "headline": article.headline,
        "byline": article.byline,
        "published": article.published,
    }


def _expected(headline=HEADLINE, outlet="The Harbour Times", byline="Nell Oakham", published=DAY):
    return {"outlet": outlet, "headline": headline, "byline": byline, "published": published}


def _body(article):
    return [article.text[r.start : r.end] for r in article.ledger if r.field == "body"]


# How each file is made, and what its articles state.
READ = {
    "plain text": (lambda: PLAIN, [_expected()]),
    "gzip": (lambda: gzip.compress(PLAIN.encode()), [_expected()]),
    "gzip of two": (lambda: gzip.compress(PLAIN[:60].encode()) + gzip.compress(PLAIN[60:].encode()), [_expected()]),
    "utf-16": (lambda: PLAIN.encode("utf-16"), [_expected()]),
    "Windows-1252": (lambda: PLAIN.encode("cp1252"), [_expected()]),
    "Mac Roman": (lambda: PLAIN.encode("mac_roman"), [_expected()]),
    "utf-8 with a mark": (lambda: PLAIN.encode("utf-8-sig"), [_expected()]),
    "misread encoding": (lambda: PLAIN.encode().decode("sloppy-windows-1252"), [_expected()]),
    "old Nexis": (
        lambda: obtained.nexis_old([{"headline": h} for h in NUMBERED]),
        [_expected(h) for h in NUMBERED],
    ),
    "old Nexis in utf-16": (lambda: obtained.nexis_old([{}]).encode("utf-16"), [_expected()]),
    "old Nexis, day first": (lambda: obtained.nexis_old([{"date": "Friday 3 December 2021"}]), [_expected()]),
    "oldest Nexis": (
        lambda: obtained.nexis_labelled(),
        [_expected(f"{HEADLINE} number {n}", published="2001-09-12") for n in (1, 2)],
    ),
    "old Nexis as rich text": (lambda: obtained.rtf(obtained.nexis_old([{}])), [_expected()]),
    "old Nexis in Word": (lambda: obtained.docx(obtained.nexis_old([{}]).split("\n\n")), [_expected()]),
    "Nexis Uni in Word": (lambda: obtained.docx(obtained.nexis_uni()), [_expected(h) for h in NUMBERED]),
    "Nexis Uni as text": (lambda: "\n\n".join(obtained.nexis_uni()), [_expected(h) for h in NUMBERED]),
    "Nexis Uni, no blank lines": (lambda: "\n".join(obtained.nexis_uni()), [_expected(h) for h in NUMBERED]),
    "Nexis Uni as rich text": (lambda: obtained.rtf("\n".join(obtained.nexis_uni())), [_expected(h) for h in NUMBERED]),
    "Nexis Uni, no cover": (lambda: "\n\n".join(obtained.nexis_uni(1, cover=False)), [_expected(NUMBERED[0])]),
    "Factiva": (lambda: obtained.factiva_plain(), [_expected(h) for h in NUMBERED]),
    "Factiva as rich text": (lambda: obtained.rtf(obtained.factiva_plain()), [_expected(h) for h in NUMBERED]),
    "Factiva with codes": (lambda: obtained.factiva_codes(), [_expected(h) for h in NUMBERED]),
    "Factiva with codes, RTF": (lambda: obtained.rtf(obtained.factiva_codes()), [_expected(h) for h in NUMBERED]),
    "Factiva as a page": (lambda: obtained.factiva_html(), [_expected(h) for h in NUMBERED]),
    "ProQuest": (
        lambda: obtained.proquest(),
        [_expected(h, outlet="Harbour Times", byline="Nell Oakham and Tom Pike") for h in NUMBERED],
    ),
    "Europresse": (lambda: obtained.europresse(), [_expected(h, outlet="Harbour Times") for h in NUMBERED]),
    "web page": (lambda: obtained.page(), [_expected()]),
    "web page in a Windows encoding": (
        lambda: obtained.page().replace('charset="utf-8"', 'charset="windows-1252"').encode("cp1252"),
        [_expected()],
    ),
    "web page in utf-16": (lambda: obtained.page().encode("utf-16"), [_expected()]),
    "web page by its meta elements": (
        lambda: obtained.page(
            ld="",
            meta='<meta property="article:published_time" content="2021-12-03T10:15:00+00:00">'
            '<meta name="author" content="Nell Oakham">',
        ),
        [_expected()],
    ),
    "web page by its lines": (
        lambda: obtained.page(ld="", byline="<p>By Nell Oakham</p><p>Published: 3 December 2021</p>"),
        [_expected()],
    ),
    "web page with broken JSON-LD": (
        lambda: obtained.page(
            ld='<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>',
            byline="<p>By Nell Oakham</p><p>Published: 3 December 2021</p>",
        ),
        [_expected()],
    ),
    "web archive": (lambda: obtained.mht(obtained.page()), [_expected()]),
    "Word": (lambda: obtained.docx(PLAIN.split("\n\n")), [_expected()]),
    "Word with a title": (
        lambda: obtained.docx([HEADLINE, "By Nell Oakham", *SENTENCES], style="Title"),
        [_expected(outlet=None, published=None)],
    ),
    "rich text": (lambda: obtained.rtf(PLAIN), [_expected()]),
    "Excel": (lambda: obtained.xlsx([list(ROW), list(ROW.values())]), [_expected()]),
    "JSON lines": (lambda: json.dumps(ROW) + "\n" + json.dumps(ROW) + "\n", [_expected(), _expected()]),
    "JSON list": (lambda: json.dumps([ROW, ROW], indent=1), [_expected(), _expected()]),
    "csv": (
        lambda: CSV.format(BODY),
        [_expected("NA", byline=None), _expected("B, c", outlet=None, byline=None, published=None)],
    ),
    "tsv": (
        lambda: f"text\tdate\tpaper\tby\ttitle\n{SENTENCES[0]}\t{DAY}\tThe Harbour Times\tNell Oakham\t{HEADLINE}\n",
        [_expected()],
    ),
    "semicolons": (
        lambda: f"text;date;paper;author;title\n{SENTENCES[0]};3/12/2021;Daily Express;Nell Oakham;{HEADLINE}\n",
        [_expected(outlet="Daily Express")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", READ)
def test_what_is_read(kind, tmp_path):
    make, expected = READ[kind]
    articles = _read(tmp_path, make())
    assert [_facts(article) for article in articles] == expected
    for article in articles:
        numbers = [n for n, line in cleaning.raw_lines(article.saved.text)]
        assert [row.line for row in article.ledger] == numbers
        for row in article.ledger:
            assert row.rule
        assert "Copyright" not in article.text
        assert "Most read" not in article.text
        assert "LOAD-DATE" not in article.text


@pytest.mark.parametrize("kind", [k for k in READ if k not in ("csv", "tsv", "semicolons", "oldest Nexis")])
def test_the_body_is_whole(kind, tmp_path):
    make, _ = READ[kind]
    for article in _read(tmp_path, make()):
        assert _body(article) == list(SENTENCES)


@pytest.mark.parametrize(
    "kind", ["old Nexis", "oldest Nexis", "Nexis Uni as text", "Factiva", "Factiva with codes", "ProQuest"]
)
def test_no_line_of_an_export_is_lost(kind, tmp_path):
    path = _write(tmp_path, READ[kind][0]())
    assert "".join(one.text for one in reading.read(path)) == path.read_text(encoding="utf-8")


EXPORTS = ["old Nexis", "oldest Nexis", "Nexis Uni as text", "Factiva", "Factiva with codes", "ProQuest", "plain text"]
LINES = sorted({line for kind in EXPORTS for line in READ[kind][0]().split("\n")})


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=60), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_any_mixture_of_layouts_is_read_without_loss(lines, ending):
    text = ending.join(lines)
    try:
        found = reading._text(text.encode(), "mixed.txt", reading.DEFAULTS)
    except ReadingError:
        assert not text.strip()
        return
    assert "".join(one.text for one in found) == text
    for one in found:
        article = cleaning.clean(one)
        assert [row.line for row in article.ledger] == [n for n, _ in cleaning.raw_lines(one.text)]
        kept = [row for row in article.ledger if row.action == "keep"]
        assert all(article.text[row.start : row.end] for row in kept)
        assert not kept or (kept[0].start, kept[-1].end) == (0, len(article.text))


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.sampled_from('text,\n\r";\t{}[]:abc1 \0é\ud800'), max_size=80).map(
        lambda t: t.encode("utf-8", "surrogatepass")
    ),
    st.sampled_from(["a.csv", "a.tsv", "a.jsonl", "a.txt"]),
)
def test_any_table_or_record_is_read_or_refused(data, name):
    with contextlib.suppress(ReadingError):  # any other error is a fault
        assert reading._text(data, name, reading.DEFAULTS)


REFUSED = {
    "PDF": (lambda: b"%PDF-1.7 x", ["a PDF document", ".docx"]),
    "old Word": (lambda: obtained.ole("WordDocument"), ["an old Word document", "save it as .docx"]),
    "protected Word": (lambda: obtained.ole("EncryptedPackage"), ["protected by a password", "save it again without"]),
    "old PowerPoint": (lambda: obtained.ole("PowerPoint Document"), ["PowerPoint"]),
    "ZIP archive": (lambda: obtained.zipped({"a.txt": b"x"}), ["a ZIP archive", "unpack it"]),
    "OpenDocument": (
        lambda: obtained.zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        ["OpenDocument", ".docx"],
    ),
    "cut-off Word": (lambda: obtained.docx(SENTENCES)[:3000], ["damaged or cut-off", "obtain the file again"]),
    "Word without a text": (lambda: obtained.zipped({"word/document.xml": b"<x/>"}), ["damaged Word document"]),
    "empty Word": (lambda: obtained.docx([]), ["without any words"]),
    "cut-off gzip": (lambda: gzip.compress(os.urandom(5000))[:2000], ["gzip archive breaks off"]),
    "damaged gzip": (lambda: b"\x1f\x8b\x08\x00" + bytes(range(200)), ["damaged gzip"]),
    "gzip in gzip": (lambda: gzip.compress(gzip.compress(b"x")), ["gzip archive within"]),
    "gzip bomb": (obtained.bomb_gz, ["unpacks to more than", "ratio"]),
    "Word bomb": (obtained.bomb_docx, ["unpacks to more than", "unpacked"]),
    "entity bomb": (lambda: obtained.declared(obtained.LAUGHS), ["declares a document type", "word/document.xml"]),
    "outside entity": (lambda: obtained.declared(obtained.OUTSIDE), ["declares a document type"]),
    "far corner": (obtained.far_corner, ["1,048,576 rows by 16,384 columns", "cells"]),
    "sheet without text": (lambda: obtained.xlsx([["id", "score"], [1, 2]]), ["no column of", "id, score"]),
    "csv without text": (lambda: "id,score\n1,2\n3,4\n", ["no column of articles' text", "--text-column"], "a.csv"),
    "csv with an open mark": (lambda: 'text,id\n"never closed,1\nx,2\n', ["line 2", "quotation marks"], "a.csv"),
    "XML": (lambda: '<?xml version="1.0"?><rss><item/></rss>', ["an XML document"]),
    "XML bomb": (lambda: f'<?xml version="1.0"?>{obtained.LAUGHS}<lolz>&c;</lolz>', ["an XML document"]),
    "empty page": (lambda: "<html><head><title>x</title></head><body></body></html>", ["without an article's text"]),
    "web archive without page": (
        lambda: "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b--\r\n",
        ["without a page"],
    ),
    "empty rich text": (lambda: obtained.rtf(""), ["without any words"]),
    "endless line": (lambda: b"a " * 1_100_000, ["one text of 2,200,000 characters", "characters"]),
    "long line in gzip": (lambda: gzip.compress(os.urandom(1_500_000).hex().encode()), ["one text of 3,000,000"]),
    "picture": (lambda: b"\xff\xd8\xff\xe0", ["JPEG picture"]),
    "broken JSON": (lambda: '[{"text": "x"', ["no JSON"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_refused(kind, tmp_path):
    make, words, *name = REFUSED[kind]
    begun = time.monotonic()
    with pytest.raises(ReadingError) as caught:
        _read(tmp_path, make(), *name)
    assert time.monotonic() - begun < 30
    message = str(caught.value)
    assert message.startswith((name or ["saved.dat"])[0])
    for word in words:
        assert word in message
    assert ";" in message


def test_deep_pages_end_soon(tmp_path):
    deep = "<html><body>" + "<div>" * 20_000 + SENTENCES[0] + "</div>" * 20_000 + "</body></html>"
    with contextlib.suppress(ReadingError):
        (article,) = _read(tmp_path, deep)
        assert SENTENCES[0] in article.text
    assert _facts(_read(tmp_path, obtained.page())[0]) == _expected()


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read(tmp_path):
    big = obtained.page("".join(f"<p>{SENTENCES[0]}</p>" for _ in range(50_000)))
    with pytest.raises(ReadingError, match=r"not read within 1 seconds; .*setting seconds"):
        _read(tmp_path, big, seconds=1)
    assert _facts(_read(tmp_path, obtained.page())[0]) == _expected()


def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_read(tmp_path):
    rows = [["text"], *([f"{SENTENCES[0]} {n}"] for n in range(60_000))]
    with pytest.raises(ReadingError, match=r"memory"):
        _read(tmp_path, obtained.xlsx(rows), memory=90_000_000)
    assert _facts(_read(tmp_path, obtained.page())[0]) == _expected()


def test_limits_are_settable(tmp_path):
    path = tmp_path / "reading.csv"
    path.write_text("setting,value\nbytes,10\ntext_column,Inhalt\n", encoding="utf-8")
    settings = reading.settings_of(path)
    assert (settings.bytes, settings.text_column) == (10, "Inhalt")
    with pytest.raises(ReadingError, match=r"more than the limit of 10; .*setting bytes"):
        reading.read(_write(tmp_path, PLAIN), settings=settings)
    path.write_text("setting,value\nspeed,10\n", encoding="utf-8")
    with pytest.raises(ReadingError, match="no setting 'speed'; expected one of bytes"):
        reading.settings_of(path)
    path.write_text("setting,value\nbytes,many\n", encoding="utf-8")
    with pytest.raises(ReadingError, match="bytes is 'many'; expected a whole number"):
        reading.settings_of(path)


def test_word_as_its_final_version(tmp_path):
    run = obtained.run
    xml = (
        f"<w:p>{run('The barge ')}<w:ins w:id='1' w:author='x'>{run('slowly ')}</w:ins>"
        f"<w:del w:id='2' w:author='x'><w:r><w:delText>never </w:delText></w:r></w:del>{run('sank, ')}"
        f"<w:hyperlink w:anchor='a'>{run('the office said')}</w:hyperlink>"
        f"<w:moveFrom w:id='3' w:author='x'>{run('twice')}</w:moveFrom>{run('.')}</w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{run('Stalls')}</w:p></w:tc><w:tc><w:p>{run('40')}</w:p></w:tc></w:tr></w:tbl>"
    )
    (saved,) = reading.read(_write(tmp_path, obtained.docx([HEADLINE], xml=xml)))
    assert saved.text == f"{HEADLINE}\n\nThe barge slowly sank, the office said.\n\nStalls\t40"
    assert saved.notes == ("tracked deletions left out: 6 characters",)
    assert [row.rule for row in cleaning.clean(saved).ledger][-1] == "row of a table"


def test_tables_and_lists_of_a_page_are_kept(tmp_path):
    table = "<table><tr><th>Year</th><th>Barges</th></tr><tr><td>2020</td><td>12</td></tr></table>"
    items = "<ul><li>Forty stalls</li><li>One parrot</li></ul>"
    body = f"<p>{SENTENCES[0]}</p>{table}<p>{SENTENCES[2]}</p>{items}<p>{SENTENCES[3]}</p>"
    (article,) = _read(tmp_path, obtained.page(body))
    kept = [SENTENCES[0], "Year Barges", "2020 12", SENTENCES[2], "- Forty stalls", "- One parrot", SENTENCES[3]]
    assert _body(article) == kept
    lines = [line for _, line in cleaning.raw_lines(article.saved.text)]
    assert "2020" not in lines  # a cell is no second line beside its row


def test_the_head_and_foot_of_word_pages_are_no_body(tmp_path):
    from docx import Document

    document = Document()
    document.add_paragraph(HEADLINE)
    document.add_paragraph(SENTENCES[0])
    document.sections[0].header.paragraphs[0].text = "Clippings of the harbour office."
    document.save(tmp_path / "a.docx")
    (saved,) = reading.read(tmp_path / "a.docx")
    article = cleaning.clean(saved)
    assert article.text == f"{HEADLINE}\n\n{SENTENCES[0]}"
    assert article.ledger[-1].rule == "page head or foot"


def test_sheets_keep_ids_and_name_what_they_leave_out(tmp_path):
    saved = reading.read(_write(tmp_path, CSV.format(BODY) + "003,x,,,\n004,y\n"))
    assert [one.fields["article_id"] for one in saved] == ["001", "002"]
    assert saved[0].expected == 4
    notes = " ".join(saved[0].notes)
    assert "line 10: no text in column Body" in notes
    assert "line 11: not as many cells" in notes


def test_the_user_names_the_text_column(tmp_path):
    sheet = "Inhalt,Überschrift\nThe barge sank on Monday.,x\n"
    (article,) = _read(tmp_path, sheet, "a.csv", text_column="Inhalt")
    assert article.text == "The barge sank on Monday."
    with pytest.raises(ReadingError, match="expected 'Absent', found Inhalt"):
        _read(tmp_path, sheet, "a.csv", text_column="Absent")


def test_excel_days_numbers_and_cut_cells(tmp_path):
    from datetime import datetime

    long = ("word " * 7000)[:32_767]
    sheet = [["Source list"], ["ID", "Title", "Date", "Text"], [7.0, 2021, datetime(2021, 12, 3), long]]
    (saved,) = reading.read(_write(tmp_path, obtained.xlsx(sheet, Empty=[], Other=[["a", "b"], [1, 2]])))
    assert dict(saved.fields) == {"article_id": "7", "headline": "2021", "published": "2021-12-03"}
    assert any("limit for a cell" in note for note in saved.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Please enable JavaScript to view this page.",
        "You need to enable JavaScript to run this app.",
        "This site requires JavaScript. Please turn it on and reload the page.",
        "JavaScript is disabled in your browser",
        "To continue reading, subscribe today for £1 a week.\n\nAlready a subscriber? Log in",
        "This article is for subscribers only\n\nSubscribe now\n\nLog in",
        "You have reached your limit of free articles this month.\n\nSubscribe to keep reading.",
        "We use cookies to improve your experience on this site.\n\nAccept all\n\nManage preferences",
        "We and our partners store and access information on your device, such as cookies.\n\nAccept all cookies",
        "This website uses cookies to ensure you get the best experience.",
        "Sign up to our newsletter\n\nGet the day’s headlines straight to your inbox\n\nEnter your email address",
        "Access Denied\n\nYou don't have permission to access this page on this server.",
        "Checking your browser before accessing the site.\n\nThis process is automatic.",
        "Verify you are human by completing the action below.",
        "404 - Page not found\n\nThe page you are looking for does not exist.",
    ],
)
@pytest.mark.parametrize("form", ["text", "page"])
def test_notices_never_become_articles(text, form, tmp_path):
    page = "<!DOCTYPE html><html><body>" + "".join(f"<p>{p}</p>" for p in text.split("\n\n")) + "</body></html>"
    (tmp_path / "in").mkdir()
    _write(tmp_path / "in", text if form == "text" else page)
    report = import_report(tmp_path / "in")
    assert list(report.files["outcome"]) == ["refused"], _read(tmp_path, text if form == "text" else page)[0].ledger
    assert "saved.dat" in report.files["note"][0]


@pytest.fixture
def folder(tmp_path):
    """A folder as somebody's hard disk has it."""
    top = tmp_path / "in"
    (top / "x.txt").mkdir(parents=True)
    files = {
        "plain.txt": PLAIN,
        "copy of plain.txt": PLAIN,
        "cut.doc": PLAIN[: len(PLAIN) * 2 // 3],
        "x.txt/page.txt": obtained.page(),
        "export.TXT": obtained.nexis_old([{"body": f"{n} men {BODY}", "undated": n > 1} for n in range(3)], of=5),
        "sheet.xls": obtained.xlsx([["text"], ["A barge sank on Monday and nobody in the town of Port Carrick wept."]]),
        "picture.docx": b"\x89PNG\r\n\x1a\n",
        "empty.txt": b"",
        "~$plain.docx": b"x",
        ".DS_Store": b"x",
        "Thumbs.db": b"x",
        "._plain.txt": b"x",
        "half.html.part": b"x",
        "page.html": obtained.page(headline="Parrot found in Port Carrick", body="<p>The parrot that was missing since "
            "Monday has been found alive in a tree, the warden told the council.</p>" * 3),
    }  # fmt: skip
    for name, content in files.items():
        _write(top, content, name)
    (top / "page_files").mkdir()
    _write(top / "page_files", "var x;", "x.js")
    (top / "loop").symlink_to(top)
    (top / "nowhere.txt").symlink_to(top / "absent")
    (top / "round.txt").symlink_to(top / "round.txt")
    os.mkfifo(top / "pipe.txt")
    return top


def test_every_file_of_a_folder_has_its_row(folder):
    report = import_report(folder)
    outcomes = dict(zip(report.files["file"], report.files["outcome"], strict=True))
    assert outcomes == {
        "plain.txt": "read", "copy of plain.txt": "read", "cut.doc": "read", "x.txt/page.txt": "read",
        "export.TXT": "read", "sheet.xls": "read", "page.html": "read", "picture.docx": "refused",
        "empty.txt": "refused", "~$plain.docx": "left out", ".DS_Store": "left out", "Thumbs.db": "left out",
        "._plain.txt": "left out", "half.html.part": "left out", "page_files": "left out", "loop": "left out",
        "nowhere.txt": "left out", "round.txt": "left out", "pipe.txt": "left out",
    }  # fmt: skip
    assert report.files["note"][report.files["outcome"] != "read"].notna().all()
    words = str(report)
    assert "19 files seen" in words
    assert "nan" not in words.split()
    assert "Note:" not in words
    assert "export.TXT: 3 of 5 expected articles, 1 without a date." in words
    assert "copy of plain.txt = cut.doc = export.TXT (3 articles) = plain.txt = x.txt/page.txt" in words
    assert "Refused: picture.docx: a PNG picture" in words
    assert "~$plain.docx (a lock file of an open document)" in words


def test_a_notebook_shows_the_report_and_obeys_no_markup_in_it(tmp_path):
    (tmp_path / "in").mkdir()
    _write(tmp_path / "in", PLAIN, "a<b>$x$_y_.txt")
    _write(tmp_path / "in", b"", "<script>.txt")
    shown = import_report(tmp_path / "in")._repr_html_()
    assert "<b>" not in shown
    assert "<script>" not in shown
    assert shown.count("tex2jax_ignore") == 2


def test_the_report_does_not_depend_on_workers(folder):
    one, two = import_report(folder), import_report(folder, workers=2)
    assert one.files.equals(two.files)
    assert str(one) == str(two)


def test_the_command_prints_the_report_and_writes_its_table(folder, tmp_path, capsys):
    assert main(["import", str(folder), "--table", str(tmp_path / "report.csv"), "--workers", "1"]) == 0
    assert "19 files seen" in capsys.readouterr().out
    assert (tmp_path / "report.csv").read_text(encoding="utf-8").startswith("file,outcome,format")
    assert main(["import", str(tmp_path / "absent")]) == 1
    assert "no folder" in capsys.readouterr().err


def test_names_that_would_order_a_terminal_about_are_printed_safely(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    _write(tmp_path / "in", b"", "\x1b[31mred\u202e.txt")
    main(["import", str(tmp_path / "in"), "--workers", "1"])
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "\\x1b[31mred" in said


@pytest.mark.parametrize("module", ["trafilatura", "docx", "striprtf", "python_calamine"])
def test_a_missing_library_is_named_and_the_rest_is_read(module, folder, monkeypatch):
    _write(folder, obtained.docx(SENTENCES), "a.docx")
    _write(folder, obtained.rtf(BODY), "a.rtf")
    monkeypatch.setitem(sys.modules, module, None)
    report = import_report(folder)
    missing = report.files[report.files["note"].fillna("").str.contains("python -m pip install")]
    assert 1 <= len(missing) <= 2
    assert set(missing["outcome"]) == {"refused"}
    assert report.files.set_index("file").loc["plain.txt", "outcome"] == "read"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak of memory is read from /proc")
def test_a_hundred_megabytes_in_one_line_take_little(tmp_path):
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"barge " * 170_000)
    call = (
        "import sys; from helpers import reading\n"
        "try: reading.read(sys.argv[1])\n"
        "except reading.ReadingError as error: print(error)\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", call, str(path)], capture_output=True, text=True, check=True)
    said, kilobytes = done.stdout.strip().split("\n")
    assert "more than the limit of 64,000,000" in said
    assert int(kilobytes) < 500_000


def test_the_projects_own_note_is_no_file_of_the_folder(tmp_path):
    (tmp_path / "a.txt").write_text("Dam holds\n\nIt rained.\n", encoding="utf-8")
    for name in (".tabulated.json", "..tabulated.json.x1"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    assert [found.name for found in survey(tmp_path)] == ["a.txt"]

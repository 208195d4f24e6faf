"""Reading: encodings by content, and files that cannot be read."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import reading
from helpers.reading import ReadingError, plain

TEXT = "Ferry “adrift” off Port Carrick – £4m bill\r\n\r\nIt’s late, the harbour-master said.\n"


def _write(tmp_path, data: bytes, name: str = "article.txt"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_encoding_is_told_by_content(tmp_path, data, encoding):
    (saved,) = reading.read(_write(tmp_path, data))
    assert saved.text == TEXT
    assert saved.encoding == encoding
    assert (saved.file, saved.position, dict(saved.fields)) == ("article.txt", 1, {})


def test_name_plays_no_part(tmp_path):
    (saved,) = reading.read(_write(tmp_path, TEXT.encode(), "article.pdf"))
    assert saved.text == TEXT


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\n\r\n\r", "\u2028", "\u2029", "\x0c"])
def test_line_endings_stay_as_they_are(tmp_path, ending):
    text = f"One{ending}Two{ending}"
    (saved,) = reading.read(_write(tmp_path, text.encode()))
    assert saved.text == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", ["empty"]),
        (codecs.BOM_UTF8, ["empty"]),
        (b" \r\n\t\n", ["empty"]),
        (b"%PDF-1.7 harbour", ["a PDF document"]),
        (b"PK\x03\x04 harbour", ["Office file or ZIP archive"]),
        (b"\x89PNG\r\n\x1a\n", ["a PNG picture"]),
        (b"A ferry\x00 ran aground", ["binary", "0x00", "position 7"]),
        (bytes(range(1, 32)) * 4, ["binary", "control byte 0x01", "position 0"]),
        (b"Two caf\x81s", ["0x81", "position 7", "neither UTF-8 nor Windows-1252"]),
        (
            "“One” – “two” – “thr".encode() + b"\xe2\x80",
            ["0xe2", "position 34", "not UTF-8, in which the rest"],
        ),
        (codecs.BOM_UTF8 + b"Caf\xe9", ["0xe9", "position 6", "not UTF-8"]),
        (codecs.BOM_UTF16_LE + "Ferry".encode("utf-16-le")[:-1], ["0x79", "position 10", "UTF-16-LE"]),
    ],
)
def test_unreadable_files_say_what_and_where(tmp_path, data, words):
    with pytest.raises(ReadingError) as caught:
        reading.read(_write(tmp_path, data))
    message = str(caught.value)
    assert message.startswith("article.txt")
    assert ";" in message  # what to do follows what was found
    for word in words:
        assert word in message


def test_cp1252_with_a_chance_utf8_pair_is_cp1252(tmp_path):
    # "Ã©" in Windows-1252 happens to be the UTF-8 of é; the lone marks around it outvote it.
    (saved,) = reading.read(_write(tmp_path, b"\x93Ad\xc3\xa9\x94 \x96 \x93Ferr\xe9\x94"))
    assert saved.encoding == "cp1252"
    assert saved.text == "“AdÃ©” – “Ferré”"


def test_a_few_control_characters_are_no_binary_file(tmp_path):
    (saved,) = reading.read(_write(tmp_path, b"A ferry ran aground.\x1b " * 10 + b"\x01"))
    assert saved.encoding == "utf-8"


def test_folder_and_missing_file(tmp_path):
    with pytest.raises(ReadingError, match="is a folder, expected a file"):
        reading.read(tmp_path)
    with pytest.raises(ReadingError, match=r"no file at .*gone\.txt"):
        reading.read(tmp_path / "gone.txt")


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_reading_error(data):
    try:
        text, encoding = plain.decode(data, "some.txt")
    except ReadingError:
        return
    marks = [mark for mark, name in plain.BYTE_ORDER_MARKS if name == encoding and data.startswith(mark)]
    assert text.encode(encoding) == (data[len(marks[0]) :] if marks else data)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_utf8_text_comes_back_whole(text):
    decoded, encoding = plain.decode(codecs.BOM_UTF8 + text.encode(), "some.txt")
    assert (decoded, encoding) == (text, "utf-8")

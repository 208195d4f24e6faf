"""Copies: what is one and what is not, alike for any number of workers and without the files."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.codebook import load as load_codebook
from helpers.tabulating import copies, load, tabulate

WORDS = (
    "barge harbour market council mayor pontoon ferry parrot cheese storm tide crane lantern rope gull quay inquiry "
    "trader budget winter witness lifeboat captain anchor cargo whistle bridge tunnel signal orchard meadow castle"
).split()


def story(seed: int, words: int = 300) -> str:
    """Invented prose; two seeds share no run of five words but by chance."""
    source = random.Random(seed)
    text = [
        source.choice(WORDS) + (f" of {source.randrange(10_000)}" if source.random() < 0.3 else "")
        for _ in range(words)
    ]
    return ". ".join(" ".join(text[i : i + 12]).capitalize() for i in range(0, words, 12)) + "."


def edited(text: str, every: int) -> str:
    """The text with every so-many-th word another."""
    words = text.split()
    return " ".join("instead" if n % every == every - 1 else word for n, word in enumerate(words))


WIRE = story(1)
STATEMENT = "“" + story(9, 80).replace(".", ",") + "”"
PAIRS = {
    "the same": (WIRE, WIRE, True),
    "other marks and capitals": (WIRE, WIRE.upper().replace(".", " – "), True),
    "cut to a third": (WIRE, WIRE[: len(WIRE) // 3], True),
    "cut at both ends": (WIRE, WIRE[len(WIRE) // 4 : -len(WIRE) // 4], True),
    "one word in fifteen changed": (WIRE, edited(WIRE, 15), True),
    "within a longer article": (WIRE, f"{story(2)}\n\n{WIRE}\n\n{story(3, 600)}", True),
    "half of each is the same": (f"{WIRE}\n\n{story(4)}", f"{story(5)}\n\n{WIRE}", True),
    "a short item within a long one": (story(6, 30), f"{story(7, 900)} {story(6, 30)}", True),
    "nothing in common": (WIRE, story(8), False),
    "a sentence in common": (f"{WIRE} {story(10, 12)}", f"{story(11)} {story(10, 12)}", False),
    "a statement that both quote": (f"{story(12)}\n\n{STATEMENT}\n\n", f"{story(13)}\n\n{STATEMENT}\n\n", False),
    "every other word changed": (WIRE, edited(WIRE, 2), False),
    "too short to tell": ("It rained.", "It snowed.", False),
    "empty": ("", "", False),
}


@pytest.mark.parametrize("kind", PAIRS)
def test_what_a_copy_is(kind):
    one, other, is_copy = PAIRS[kind]
    found = copies.groups({"a": copies.runs_of(one), "b": copies.runs_of(other)})
    assert found == ({"a": "a", "b": "a"} if is_copy else {})


def test_groups_of_many_in_order():
    texts = {f"{n}": story(n + 100) for n in range(60)} | {
        f"wire{n}": f"{WIRE} {story(n + 500, 30)}" for n in range(40)
    }
    runs = {key: copies.runs_of(text) for key, text in texts.items()}
    assert copies.groups(runs) == {f"wire{n}": "wire0" for n in range(40)}
    backwards = dict(reversed(runs.items()))
    assert copies.groups(backwards) == {f"wire{n}": "wire39" for n in range(40)}


def test_the_work_grows_with_the_articles(lines_run):
    def grouped(size: int) -> int:
        runs = {f"{n}": copies.runs_of(f"{WIRE} {story(n, 60)}") for n in range(size)}
        return lines_run(lambda: copies.groups(runs))

    assert grouped(200) < 6 * grouped(50)


@given(st.frozensets(st.integers(0, 2**48 - 1)))
def test_runs_survive_their_packing(runs):
    assert copies.unpacked(copies.packed(runs)) == runs


@pytest.mark.parametrize("damaged", ["abc", "zz" * 6, "0" * 13])
def test_damaged_runs_are_none(damaged):
    assert copies.unpacked(damaged) == frozenset()


def test_groups_in_the_articles_table(tmp_path):
    (tmp_path / "raw" / "agency").mkdir(parents=True)
    for name, text in {"a.txt": WIRE, "agency/b.txt": f"{story(2)}\n\n{WIRE}", "c.txt": story(3)}.items():
        (tmp_path / "raw" / name).write_text(f"Headline of {name}\n\n{text}\n", encoding="utf-8")
    book = load_codebook()
    one = tabulate(tmp_path / "raw", book).articles
    assert one.equals(tabulate(tmp_path / "raw", book, workers=2).articles)
    assert one["copy_group"].notna().tolist() == [True, True, False]
    assert one["copy_group"][0] == one["copy_group"][1] == one["article_id"][0]


def test_groups_of_articles_whose_files_are_elsewhere(tmp_path, capsys):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(f"Barges sink\n\n{WIRE}\n", encoding="utf-8")
    load(tmp_path)
    columns = (
        "article_id,headline,outlet,outlet_basis,outlet_ground,edition,genre,published,published_basis,published_ground"
    )
    listed = [f"{n},{h},,unknown,,,,,unknown," for n, h in (("first", "Barges sink"), ("second", "Barges float"))]
    (tmp_path / "articles.csv").write_text("\n".join([columns, *listed]) + "\n", encoding="utf-8")
    load(tmp_path)
    (tmp_path / "raw" / "a.txt").unlink()
    (tmp_path / "raw" / "b.txt").write_text(f"Barges float\n\n{story(2)} {WIRE}\n", encoding="utf-8")
    found = load(tmp_path).articles.set_index("article_id")["copy_group"]
    assert found.to_dict() == {"first": "first", "second": "first"}
    assert WIRE[:30] not in (tmp_path / "tables" / "runs.csv").read_text(encoding="utf-8")

"""Figures: every chart draws, with rows and without; what is saved is stable, opaque and described."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from helpers import charts, comparing
from helpers.charts.saving import figures_folder, save_figure
from helpers.codebook import load
from helpers.errors import UnwrittenError
from helpers.tabulating import tabulate

mpl.use("agg")
TEXT = (
    "Dam holds\n\nThe threat grew. “A threat, a grave threat,” said {}. {} troops left for 3 years.\n"
    "\nThe dam, a so-called “puddle”, costs $5 a day.\n"
)


def study(n, name="Dora Orchard", outlets=("Post", "Courier", None)):
    amounts = ["92,000", "some 100,000", "more than 7,000", "up to 9,000", "3,000-4,000", "thousands of"]
    return tabulate(
        pd.DataFrame(
            {
                "text": [TEXT.format(name, amounts[i % len(amounts)]) for i in range(n)],
                "article_id": [f"a{i}" for i in range(n)],
                "outlet": [outlets[i % len(outlets)] for i in range(n)],
                "published": [("2021-12-03", "2022-01", None)[i % 3] for i in range(n)],
            }
        ),
        load(),
    )


def draw_all(made):
    articles, shades = made.articles, charts.colours(made.articles["outlet"])
    facts = comparing.articles_in_order(articles)
    for generic in (False, True):
        yield charts.frame_cues(comparing.frame_rates(made.frames, articles, generic))[0].figure
    yield charts.word_marks(comparing.marking_words(made.terms, articles, least=1), shades)[0].figure
    for ax in (
        charts.ledger_by_rule(comparing.lines_by_rule(made.ledger)),
        charts.voice_shares(comparing.words_by_voice(articles)),
        charts.figures_by_kind(comparing.figures_by_category(made.quantities, articles), shades),
        charts.number_estimates(comparing.estimates(made.quantities, articles, "troop"), "troop", shades),
        charts.speakers(comparing.speaker_tally(made.quotes, articles), shades),
        charts.sides(comparing.side_tally(made.quotes, articles), shades),
        charts.presence_matrix(comparing.presence(made.frames, made.quotes, articles), facts, shades),
        charts.naming_table(comparing.namings(made.frames, articles), facts),
        charts.turns(comparing.turns(made.quotes, made.ledger, articles), charts.side_colours(made.quotes["side"])),
        charts.verb_stances(comparing.verb_stances(made.quotes)),
    ):
        yield ax.figure


def test_a_chart_draws_on_the_axes_it_is_given():
    ax = charts.canvas()
    assert charts.speakers(comparing.speaker_tally(study(1).quotes, study(1).articles), {}, ax) is ax
    plt.close(ax.figure)


@pytest.mark.parametrize("n", [0, 1, 3, 12])
def test_every_chart_draws(n, tmp_path):
    for k, fig in enumerate(draw_all(study(n, name="Archibald Montgomery-Fotheringay-Smythe-Carruthers of Ealing"))):
        save_figure(fig, f"chart{k}", tmp_path, title="t", alt="a", source="s")
    assert len(list(tmp_path.glob("*.png"))) == 13


def test_the_same_figure_is_saved_to_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        for k, fig in enumerate(draw_all(study(3))):
            save_figure(fig, f"chart{k}", tmp_path / folder, title="Costs $5 & more", alt="a", source="s")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_files_are_described_and_opaque(tmp_path):
    plt.close("all")
    ax = charts.canvas()
    fig = ax.figure
    ax.plot([1, 2], [1, 2])
    shown = save_figure(fig, "x", tmp_path, title="Rain & sun", alt="A rising [line].", source="the gauge")
    picture = Image.open(tmp_path / "x.png")
    assert picture.info["Title"] == "Rain & sun"
    assert picture.info["Description"] == "A rising [line]."
    assert picture.info["Source"] == "the gauge"
    assert round(picture.info["dpi"][0]) == 300
    assert (np.asarray(picture.convert("RGBA"))[..., 3] == 255).all()
    svg = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert "Rain &amp; sun" in svg
    assert "A rising [line]." in svg
    assert "<dc:date>" not in svg
    assert b"CreationDate" not in (tmp_path / "x.pdf").read_bytes()
    assert not plt.get_fignums()
    assert shown is not None


def test_a_folder_a_notebook_can_reach_is_linked_with_alternative_text(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    for session, linked in (("notebooks/01.ipynb", True), ("01.ipynb", False), ("", True)):
        monkeypatch.setenv("JPY_SESSION_NAME", session)
        fig = charts.canvas().figure
        shown = save_figure(fig, "x", "../figures", title="t", alt="A [line]", source="s")
        assert (getattr(shown, "data", "") or "").__class__ is (str if linked else bytes)
        if linked:
            assert shown.data.startswith("![A (line)](../figures/x.png)")


def test_each_bar_stands_beside_its_own_name_whatever_the_ties():
    tally = pd.DataFrame(
        {
            "speaker": ["Cole", "Ash", "Birch"],
            "words": [5, 5, 9],
            "words_marked": [5, 2, 0],
            "quotations": [1, 2, 1],
            "outlet": ["Post", "Courier", "Post"],
        }
    )
    ax = charts.speakers(tally, {"Post": "#0072B2", "Courier": "#D55E00"})
    names = [label.get_text() for label in ax.get_yticklabels()]
    drawn = {
        names[round(bar.get_y() + bar.get_height() / 2)]: mpl.colors.to_hex(bar.get_facecolor()) for bar in ax.patches
    }
    assert drawn == {"Birch": "#0072b2", "Ash": "#d55e00", "Cole": "#0072b2"}
    solid = {
        names[round(bar.get_y() + bar.get_height() / 2)]: bar.get_width() for bar in ax.patches if not bar.get_alpha()
    }
    assert solid == {"Birch": 0, "Ash": 2, "Cole": 5}  # words inside marks
    assert [note.get_text() for note in ax.texts] == [
        "9 (0) in 1 quotation",
        "5 (2) in 2 quotations",
        "5 (5) in 1 quotation",
    ]
    plt.close(ax.figure)


@pytest.mark.parametrize(
    ("claimant", "basis", "said"),
    [("Karl Pole", "quotation", "source: Karl Pole, quotation"), (None, None, "no source named")],
)
def test_beside_an_estimate_stands_on_whose_word_it_is(claimant, basis, said):
    made = study(1)
    told = made.quantities.assign(claimant=claimant, claimant_basis=basis)
    ax = charts.number_estimates(comparing.estimates(told, made.articles, "troop"), "troop", {})
    assert [note.get_text().splitlines()[-1] for note in ax.texts] == [said]
    plt.close(ax.figure)


def test_one_colour_an_outlet_and_grey_for_the_rest():
    shades = charts.colours(pd.Series(["Post", "Courier", None, "Post"]))
    assert sorted(shades) == ["Courier", "Post", "unknown outlet"]
    assert len(set(shades.values())) == 3
    many = charts.colours(pd.Series([f"Paper {n:02}" for n in range(12)]))
    coloured = [shade for shade in many.values() if shade != charts.GREY]
    assert len(coloured) == len(set(coloured)) == 7


def test_figures_go_beside_data_or_into_the_study(tmp_path):
    assert figures_folder(tmp_path / "data") == tmp_path / "figures"
    assert figures_folder(tmp_path / "mystudy") == tmp_path / "mystudy" / "figures"


@pytest.mark.parametrize("locked", ["figures", "figures/rain.svg"])
def test_a_folder_or_file_that_cannot_be_written_is_said_in_two_lines(locked, tmp_path):
    """Locked by what stands there, since a superuser may write anywhere."""
    if locked == "figures":
        (tmp_path / locked).write_text("")
    else:
        (tmp_path / locked).mkdir(parents=True)
    with pytest.raises(UnwrittenError, match=f"{locked} cannot be written: ") as error:
        save_figure(charts.canvas().figure, "rain", tmp_path / "figures", title="Rain", alt="Rain.", source="nobody")
    assert len(str(error.value).splitlines()) == 2

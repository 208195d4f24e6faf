"""Rerunning after an edit, in any order, in a kernel old or new: what comes out depends on the files alone."""

import asyncio
import json
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from nbclient import NotebookClient
from serving import ROOT, copy_of_the_project, environment

from helpers.running import notebooks
from helpers.tables import Tables
from helpers.tabulating.catalogue import COLUMNS

NAMES = [path.name for path in notebooks(ROOT)]
ARTICLES = {
    "wall": """Wall at Orlen will hold, says minister

Some 400 troops were sent to the Orlen dam on Monday as the river rose. The threat was plain to see.

“We will hold the line,” said the minister, Anna Berg, 51. “No threat shall topple us.”
""",
    "river": """River rises for a third day at Orlen

The river rose by 2 metres. More than 900 troops filled sandbags, General Piet Holm said.

“This is no threat to the town,” General Holm added. Anna Berg said that the dam was safe.
""",
    "valley": """Valley counts the cost

Farmers lost £3 million of wheat. “We were told nothing,” said Mara Lind, a farmer, who has 40 cows.
""",
    "bridge": """Bridge closed as flood nears

Up to 1,500 troops were on their way on Friday. “The flood is a threat to us all,” said Anna Berg.
""",
}
ROWS = {
    "wall": '"Wall at Orlen will hold, says minister",The Gazette,{},print,news story,2023-04-03,{}',
    "river": "River rises for a third day at Orlen,The Lantern,{},web,news story,2023-04-05,{}",
    "valley": "Valley counts the cost,The Gazette,{},web,report,2023-04,{}",
    "bridge": "Bridge closed as flood nears,The Lantern,{},web,news story,2023-04-07,{}",
}
GROUND = "inferred,the file it came in"
FRAMES = "frame,cue\nperil,threat*\nperil,topple*\nhelp,sandbag*\n"
# A fourth article with its row, another cue in the codebook, another name and colour for an outlet.
EDITED = (list(ARTICLES), FRAMES.replace("help,sandbag*", "flooding,flood*"), "The Courier", "#123456")


class Seen(NamedTuple):
    """What a run of all notebooks left: their outputs, and the tables and figures as bytes."""

    outputs: dict[str, list]
    files: dict[str, bytes]

    @property
    def text(self) -> str:
        return json.dumps(self.outputs, ensure_ascii=False)


def write_study(
    study: Path, articles: list[str], frames: str = FRAMES, outlet: str = "The Gazette", colour: str = "#654321"
) -> None:
    for folder in ("raw", "codebook"):
        (study / folder).mkdir(parents=True, exist_ok=True)
    for name in articles:
        (study / "raw" / f"{name}.txt").write_text(ARTICLES[name], encoding="utf-8")
    rows = "\n".join([",".join(COLUMNS), *(f"{name},{ROWS[name].format(GROUND, GROUND)}" for name in articles)]) + "\n"
    (study / "articles.csv").write_text(rows.replace("The Gazette", outlet), encoding="utf-8")
    (study / "codebook" / "frames.csv").write_text(frames, encoding="utf-8")
    (study / "codebook" / "outlets.csv").write_text(f"outlet,colour\n{outlet},{colour}\n", encoding="utf-8")


def code_cells(client: NotebookClient) -> list[int]:
    return [n for n, cell in enumerate(client.nb.cells) if cell.cell_type == "code"]


async def run(client: NotebookClient, cells: list[int], times: int = 1) -> None:
    for n in cells:
        for _ in range(times):
            await client.async_execute_cell(client.nb.cells[n], n)


async def start(client: NotebookClient, root: Path) -> None:
    """A kernel, and in it the imports."""
    client.create_kernel_manager()
    await client.async_start_new_kernel(env=environment(root, DATA="../study"), cwd=str(root / "notebooks"))
    await client.async_start_new_kernel_client()
    await run(client, code_cells(client)[:1])


async def start_anew(client: NotebookClient) -> None:
    """Run half of the cells, restart the kernel, begin again."""
    cells = code_cells(client)
    await run(client, cells[: len(cells) // 2])
    await client.km.restart_kernel(now=True)
    await client.kc.wait_for_ready()
    await run(client, cells[:1])


def seen(clients: dict[str, NotebookClient], study: Path) -> Seen:
    """What there is to see; what ``load`` says of its work is not: it tells whether there was any to do."""
    outputs = {
        name: [
            {key: value for key, value in output.items() if key not in ("execution_count", "transient")}
            for n in code_cells(client)
            for output in client.nb.cells[n].outputs
            if not ("load(DATA" in client.nb.cells[n].source and output.output_type == "stream")
        ]
        for name, client in sorted(clients.items())
    }
    files = [p for folder in ("tables", "figures") for p in (study / folder).iterdir() if p.suffix != ".png"]
    return Seen(outputs, {path.relative_to(study).as_posix(): path.read_bytes() for path in sorted(files)})


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """What all notebooks show in three runs.

    The first goes through them in order; the second, after the edits, in the same kernels, all at once and each
    cell twice; the third, in an empty study, backwards, each kernel restarted in the middle and begun again.
    """
    root = copy_of_the_project(
        tmp_path_factory.mktemp("project"), "notebooks", "data/sample", "data/invented", "data/codebook", "src"
    )
    study, found = root / "study", {}
    clients = {
        name: NotebookClient(nbformat.read(root / "notebooks" / name, as_version=4), timeout=120) for name in NAMES
    }

    async def all_runs() -> None:
        try:
            write_study(study, ["wall", "river", "valley"])
            await asyncio.gather(*(start(client, root) for client in clients.values()))
            for client in clients.values():
                await run(client, code_cells(client))
            found["at first"] = seen(clients, study)
            write_study(study, *EDITED)
            await asyncio.gather(*(run(client, code_cells(client), times=2) for client in clients.values()))
            found["edited"] = seen(clients, study)
            shutil.rmtree(study)
            write_study(study, *EDITED)
            await asyncio.gather(*(start_anew(client) for client in clients.values()))
            for client in reversed(clients.values()):
                await run(client, code_cells(client))
            found["from scratch"] = seen(clients, study)
        finally:
            for client in clients.values():
                if client.km and client.km.has_kernel:
                    await client.km.shutdown_kernel(now=True)

    asyncio.run(all_runs())
    return found


def test_what_comes_out_depends_on_the_files_alone(runs):
    """Cells run twice, kernels old or restarted in the middle, notebooks in any order."""
    edited, fresh = runs["edited"], runs["from scratch"]
    assert edited.outputs == fresh.outputs
    assert [name for name in fresh.files if edited.files.get(name) != fresh.files[name]] == []
    assert edited.files.keys() == fresh.files.keys()


def of_the_study(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files without those of the invented corpus, which stands in for a study of few articles."""
    invented = {Path(name).stem for name, content in files.items() if b"invented articles" in content}
    assert len(invented) < len(files) / 4
    return {name: content for name, content in files.items() if Path(name).stem not in invented}


def test_every_figure_and_table_follows_the_edits(runs):
    before, after = of_the_study(runs["at first"].files), of_the_study(runs["edited"].files)
    assert before.keys() == after.keys()
    drawn = [name for name in before if name.startswith("tables/") or not name.endswith(".csv")]
    assert [name for name in drawn if before[name] == after[name]] == []


def test_an_outlets_colour_is_that_of_the_codebook(runs):
    for which, colour, gone in (("at first", b"#654321", b"#123456"), ("edited", b"#123456", b"#654321")):
        drawings = [content for name, content in runs[which].files.items() if name.endswith("speakers.svg")]
        assert len(drawings) == 1
        assert colour in drawings[0]
        assert gone not in drawings[0]


def test_an_outlets_new_name_stands_everywhere_and_the_old_one_nowhere(runs):
    assert b"The Gazette" in runs["at first"].files["tables/articles.csv"]
    assert "The Gazette" in runs["at first"].text
    assert "The Courier" in runs["edited"].text
    assert "The Gazette" not in runs["edited"].text
    assert [name for name, content in runs["edited"].files.items() if b"The Gazette" in content] == []


def test_an_edited_cue_is_counted_and_the_old_one_is_not(runs):
    before, after = runs["at first"], runs["edited"]
    for cue, there, gone in (("sandbag*", before, after), ("flood*", after, before)):
        assert cue in there.text
        assert cue.encode() in there.files["tables/frames.csv"]
        assert cue not in gone.text
        assert cue.encode() not in gone.files["tables/frames.csv"]


def test_a_further_article_is_in_every_table_figure_and_sentence(runs):
    before, after = runs["at first"], runs["edited"]
    assert [name for name in Tables._fields if b"\nbridge," not in after.files[f"tables/{name}.csv"]] == []
    assert "1,500" in after.text
    for said, gone in (("3 articles", after), ("4 articles", before)):
        alone = rf"(?<!\d){said}"  # not the end of "23 articles"
        assert [name for name, content in gone.files.items() if re.search(alone.encode(), content)] == []
        assert not re.search(alone, gone.text)
    drawings = [name for name in of_the_study(after.files) if name.endswith(".svg")]
    assert drawings
    assert [name for name in drawings if b"4 articles" not in after.files[name]] == []


def test_numbers_in_the_prose_come_from_the_tables():
    """A Markdown cell holds no number but its heading's, the base of a rate, names such as G7, a source's year and
    equation, and another notebook's."""
    for path in notebooks(ROOT):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                prose = re.sub(
                    r"`[^`]*`|\[[^]]*\]\([^)]*\)|^# \d+ · |[Pp]er 1,000 words|\bG\d+\b"
                    r"|\((?:[^()]*, |[^()]* )?(?:19|20)\d\d(?:, eq[^()]*)?\)|\bnotebooks? \d\d(?: to \d\d)?",
                    "",
                    cell.source,
                    flags=re.M,
                )
                assert not re.findall(r"\d[\d,.]*", prose), f"{path.name}: {cell.source[:60]}"

"""The notebooks in the real JupyterLab, in a real browser: opened, rerun, looked at, in both themes.

Screenshots are kept in ``build/lab``.
"""

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Page, sync_playwright
from serving import ROOT, Server, copy_of_the_project, jupyterlab, set_setting

from helpers.running import notebooks

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.lab
if CHROMIUM is None:
    pytest.skip(
        "JupyterLab is not tested in a browser: no Chromium found, install Debian's chromium", allow_module_level=True
    )

NOTEBOOKS = notebooks(ROOT)
THEMES = ("JupyterLab Light", "JupyterLab Dark")
SHOTS = ROOT / "build" / "lab"
SECONDS = 120  # the longest a notebook may take
# No call to the outside, which a browser makes by itself; no sandbox, which a superuser cannot have.
ARGUMENTS = """--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync""".split()

# What the open notebook says of itself. Asked of its model: cells out of view need not be in the page.
STATE = """path => {
    const panel = [...window.jupyterapp.shell.widgets('main')].find(w => w.context?.path === path);
    if (!panel?.context.isReady) return null;
    const text = value => [].concat(value ?? '').join('');
    const pictures = {
        'text/markdown': value => (text(value).match(/!\\[[^\\]]*\\]\\(/g) ?? []).length,
        'text/html': value => (text(value).match(/<img /g) ?? []).length,
        'image/png': () => 1,
        'image/svg+xml': () => 1,
    };
    const held = data => Object.keys(pictures).filter(type => type in data).map(type => pictures[type](data[type]));
    const sum = numbers => numbers.reduce((one, other) => one + other, 0);
    return {
        kernel: panel.sessionContext.kernelDisplayStatus,
        cells: [...panel.content.model.cells].map(model => model.toJSON()).map((cell, index) => ({
            index,
            code: cell.cell_type === 'code' && text(cell.source).trim() !== '',
            count: cell.execution_count,
            outputs: cell.outputs?.length,
            errors: (cell.outputs ?? []).filter(o => o.output_type === 'error').map(o => `${o.ename}: ${o.evalue}`),
            pictures: cell.cell_type === 'markdown'
                ? pictures['text/markdown'](cell.source)
                : sum((cell.outputs ?? []).flatMap(o => held(o.data ?? {}))),
        })),
    };
}"""

# The pictures of one cell, each brought into view and given time to load: [[address, loaded], …].
PICTURES = """async ([path, index]) => {
    const panel = [...window.jupyterapp.shell.widgets('main')].find(w => w.context?.path === path);
    const cell = panel.content.widgets[index];
    await panel.content.scrollToCell(cell);
    const loaded = image => image.complete && image.naturalWidth > 0 && image.getBoundingClientRect().width > 0;
    const found = [];
    for (const image of cell.node.querySelectorAll('.jp-OutputArea-output img, .jp-MarkdownOutput img')) {
        image.scrollIntoView({ block: 'center' });
        for (let looks = 0; looks < 50 && !loaded(image); looks++) await new Promise(done => setTimeout(done, 100));
        found.push([image.currentSrc || image.src, loaded(image)]);
    }
    return found;
}"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    SHOTS.mkdir(parents=True, exist_ok=True)
    return copy_of_the_project(tmp_path_factory.mktemp("project"), "notebooks", "data", "src")


@pytest.fixture(scope="module")
def server(project, tmp_path_factory):
    command = [sys.executable, "-m", "helpers", "lab"]
    with jupyterlab(command, project, tmp_path_factory.mktemp("jupyter")) as started:
        set_setting(started, "apputils-extension", "notification", fetchNews="false", checkForUpdates=False)
        set_setting(started, "docmanager-extension", "plugin", autosave=False)
        yield started


@pytest.fixture(scope="module")
def page(server):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser.new_page(viewport={"width": 1280, "height": 900})
        browser.close()


def set_theme(server: Server, theme: str) -> None:
    set_setting(server, "apputils-extension", "themes", **{"theme": theme, "adaptive-theme": False})


def wait(page: Page, path: str, seconds: float, done: Callable[[dict[str, Any]], bool]) -> bool:
    """Whether in that time the notebook is as wished for three looks in a row: between cells a kernel is idle too."""
    deadline, calm = time.monotonic() + seconds, 0
    while time.monotonic() < deadline and calm < 3:
        state = page.evaluate(STATE, path)
        calm = calm + 1 if state and done(state) else 0
        page.wait_for_timeout(100)
    return calm == 3


def rerun(page: Page, server: Server, path: str, seconds: float = SECONDS) -> dict[str, Any]:
    """Open a notebook, forget its outputs, restart its kernel and run all cells, as a reader does."""
    page.goto(f"{server.address}/lab/tree/{path}?reset&token={server.token}", wait_until="domcontentloaded")
    page.wait_for_function("window.jupyterapp")
    page.evaluate("window.jupyterapp.restored")
    assert wait(page, path, 60, idle), f"{path} was not opened"
    page.evaluate("window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    assert wait(page, path, 10, lambda s: not any(c["outputs"] or c["count"] for c in s["cells"])), "not cleared"
    page.locator(".lm-MenuBar-itemLabel", has_text="Kernel").click()
    page.locator(".lm-Menu-itemLabel", has_text="Restart Kernel and Run All Cells").click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.locator(".jp-Dialog").wait_for(state="detached")
    wait(page, path, seconds, lambda s: idle(s) and (not not_run(s) or any_error(s)))
    return page.evaluate(STATE, path)


def idle(state: dict[str, Any]) -> bool:
    return state["kernel"] == "idle"


def not_run(state: dict[str, Any]) -> list[int]:
    """Code cells, from 1, whose count is not their place among the code cells."""
    code = [cell for cell in state["cells"] if cell["code"]]
    return [cell["index"] + 1 for n, cell in enumerate(code, 1) if cell["count"] != n]


def any_error(state: dict[str, Any]) -> bool:
    return any(cell["errors"] for cell in state["cells"])


def faults(page: Page, path: str, state: dict[str, Any], shots: str) -> list[str]:
    """What is wrong with a notebook that was rerun; its pictures are photographed on the way."""
    found = [f"cell {c['index'] + 1}: {error}" for c in state["cells"] for error in c["errors"]]
    found += [f"cell {number} was not run" for number in not_run(state)]
    found += [] if idle(state) else [f"the kernel is {state['kernel']}"]
    for cell in state["cells"]:
        if cell["pictures"] or cell["index"] == 0:
            number = cell["index"] + 1
            shown = page.evaluate(PICTURES, [path, cell["index"]])
            found += [f"cell {number}: {address[-60:]} did not load" for address, loaded in shown if not loaded]
            if len(shown) != cell["pictures"]:
                found.append(f"cell {number}: {len(shown)} pictures of {cell['pictures']} are in the page")
            page.screenshot(path=SHOTS / f"{shots}-cell-{number}.png")
    return found + [f"a dialog stands: {text}" for text in page.locator(".jp-Dialog, dialog[open]").all_inner_texts()]


@pytest.mark.parametrize("theme", THEMES)
def test_every_notebook_reruns_and_shows_its_figures(theme, server, page, project):
    set_theme(server, theme)
    shutil.rmtree(project / "figures", ignore_errors=True)
    found = {}
    for notebook in NOTEBOOKS:
        path = f"notebooks/{notebook.name}"
        state = rerun(page, server, path)
        assert page.evaluate("document.body.dataset.jpThemeName") == theme
        found[notebook.name] = faults(page, path, state, f"{theme.split()[-1].lower()}-{notebook.stem}")
    assert found == {notebook.name: [] for notebook in NOTEBOOKS}
    written, committed = ({p.name for p in (root / "figures").iterdir()} for root in (project, ROOT))
    assert written == committed


def write(path: Path, *sources: str) -> None:
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)


def test_each_fault_is_seen(server, page, project):
    write(
        project / "notebooks" / "bad.ipynb",
        "from IPython.display import Markdown\nMarkdown('![there](../figures/there.png)\\n' * 2 + '\\n\\nline' * 60)",
        "Markdown('![gone](../figures/gone.png)')",
        "1 / 0",
        "'never'",
    )
    (project / "figures").mkdir(exist_ok=True)
    shutil.copy(next((ROOT / "figures").glob("*.png")), project / "figures" / "there.png")
    state = rerun(page, server, "notebooks/bad.ipynb")
    page.evaluate("void window.jupyterapp.commands.execute('help:about')")
    page.locator(".jp-Dialog").wait_for()
    error, unrun, picture, dialog = faults(page, "notebooks/bad.ipynb", state, "bad")
    assert error == "cell 3: ZeroDivisionError: division by zero"
    assert unrun == "cell 4 was not run"
    assert picture.startswith("cell 2: ")
    assert picture.endswith("did not load")
    assert dialog.startswith("a dialog stands: ")


def test_a_notebook_that_does_not_end_is_seen(server, page, project):
    write(project / "notebooks" / "endless.ipynb", "import time\ntime.sleep(600)")
    state = rerun(page, server, "notebooks/endless.ipynb", seconds=3)
    assert faults(page, "notebooks/endless.ipynb", state, "endless") == ["cell 1 was not run", "the kernel is busy"]

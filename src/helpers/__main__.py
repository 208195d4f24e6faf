"""python -m helpers: the project's commands. make's targets are short names for them."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it worked, 1 with a message when it did not."""
    parser = argparse.ArgumentParser(prog="python -m helpers", description="How newspapers framed a developing story.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, what: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=what, description=what)
        added.add_argument(
            "--data", type=Path, default=Path(os.environ.get("DATA", ROOT / "data")),
            help="the study's folder (default: data/, or the environment variable DATA)",
        )  # fmt: skip
        return added

    command("tabulate", "make the tables from the articles in raw/").add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="processes to use (default: one a core)"
    )
    command("figures", "make the tables, run copies of the notebooks, write every figure")
    wanted = command("import", "report on a folder of article files as they were obtained; nothing is changed")
    wanted.add_argument("folder", type=Path, help="the folder to look into")
    wanted.add_argument("--table", type=Path, help="a .csv file to write the report to, a row a file")
    wanted.add_argument("--text-column", default="", help="what a sheet's column with the articles' text is called")
    wanted.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="processes to use (default: one a core)"
    )
    command("articles", "copy article files into raw/ and say which catalogue row each matches").add_argument(
        "folder", type=Path, help="the folder to copy from"
    )
    command("export", "write the tables as one Excel file, safe to open").add_argument(
        "file", type=Path, help="the .xlsx file to write"
    )
    command("outputs", "refresh the notebooks' committed outputs, the texts kept out of sight")
    command("lab", "open JupyterLab at the project's root").add_argument("options", nargs="*", help="for jupyter lab")
    for name, what in (("test", "run the tests"), ("test-lab", "run the notebooks in JupyterLab, in a browser")):
        command(name, what).add_argument("options", nargs="*", help="options for pytest, after --")
    options = parser.parse_args(arguments)
    try:
        return _COMMANDS[options.command](options)
    except (ValueError, OSError, RuntimeError) as error:
        print(f"{options.command}: {error}", file=sys.stderr)
        return 1


def tabulate(options: argparse.Namespace) -> int:
    """Make and write the tables; the rows of each are counted."""
    from helpers.tabulating.study import write_study

    tables = write_study(options.data, options.workers)
    for name, table in tables._asdict().items():
        print(f"{len(table):>9,} rows  {options.data / 'tables' / name}.csv")
    return 0


def figures(options: argparse.Namespace) -> int:
    """Tables, notebooks, figures."""
    from helpers.charts.saving import figures_folder
    from helpers.running import write_copies
    from helpers.tabulating.study import write_study

    write_study(options.data, os.cpu_count() or 1)
    copies = write_copies(ROOT, options.data, print)
    folder = figures_folder(options.data)
    written = sorted(path.stem for path in folder.glob("*.png"))
    print(f"{len(written)} figures in {folder}: {', '.join(written)} (each as SVG, PDF and PNG)")
    print(f"The notebooks with their outputs are in {copies}")
    return 0


def import_(options: argparse.Namespace) -> int:
    """Report on a folder: what would be read and what not, and what the articles lack."""
    from helpers import codebook, tables
    from helpers.reading import settings_of
    from helpers.tabulating import import_report

    own = options.data / "codebook"
    settings = settings_of(options.data / "reading.csv")
    if options.text_column:
        settings = settings._replace(text_column=options.text_column)
    book = codebook.load(own if own.is_dir() else None)
    report = import_report(options.folder, book, options.workers, settings)
    print(report)
    if options.table is not None:
        tables.write_csv(report.files, options.table)
        print(f"The report as a table is in {options.table}")
    return 0


def articles(options: argparse.Namespace) -> int:
    """Copy article files into raw/ and match them with the catalogue by their headlines."""
    from helpers import reading
    from helpers.cleaning import clean
    from helpers.tables import printable
    from helpers.tabulating.catalogue import entries_by_headline, headline_key, read_catalogue
    from helpers.tabulating.many import article_files

    if not options.folder.is_dir():
        raise FileNotFoundError(f"no folder {options.folder}: name the folder that holds the article files")
    raw = options.data / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    rows = entries_by_headline(read_catalogue(options.data / "articles.csv"))
    settings = reading.settings_of(options.data / "reading.csv")
    files, copied = article_files(options.folder), 0
    for name, path in files.items():
        try:
            saved = reading.read(path, settings=settings, name=name)
        except reading.ReadingError as error:
            print(printable(f"not copied: {error}"))
            continue
        there = raw / name
        if there.exists() and there.read_bytes() != path.read_bytes():
            print(printable(f"not copied: raw/ has another file named {name}; rename one of them"))
            continue
        if not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, there)
            copied += 1
        for one in saved:
            headline = clean(one).headline
            found = rows.get(headline_key(headline), []) if headline else []
            match = " or ".join(row["article_id"] for row in found)
            said = match or "no catalogue row; it will get what its text states"
            print(printable(f"{name}: {said} ({headline})"))
    print(f"{len(files)} files seen in {options.folder}, {copied} copied; python -m helpers import reports on them")
    return 0


def export(options: argparse.Namespace) -> int:
    """The tables as they are, in one Excel file."""
    from helpers import tables

    found = tables.read(options.data / "tables")
    tables.write_workbook(found._asdict(), options.file)
    print(f"{len(found)} tables in {options.file}")
    return 0


def outputs(options: argparse.Namespace) -> int:
    """Refresh the committed outputs of the notebooks."""
    from helpers.running import refresh_outputs

    if options.data.resolve() != (ROOT / "data").resolve():
        raise ValueError(f"the committed outputs are those of data/, not of {options.data}; use figures instead")
    refresh_outputs(ROOT, options.data, print)
    return 0


def lab(options: argparse.Namespace) -> int:
    """JupyterLab, rooted at the project so that notebooks can reach their figures."""
    environment = {**os.environ, "DATA": str(os.path.relpath(options.data.resolve(), ROOT / "notebooks"))}
    call = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={ROOT}", *options.options]
    return subprocess.call([*call, "--LabApp.default_url=/lab/tree/notebooks"], env=environment, cwd=ROOT)


def test(options: argparse.Namespace) -> int:
    """The tests, on several processes; those of one file, which may share a folder or a kernel, stay on one."""
    shared = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile", "--no-loadscope-reorder"]
    return subprocess.call([sys.executable, "-m", "pytest", *shared, *options.options], cwd=ROOT)


def test_lab(options: argparse.Namespace) -> int:
    """The tests that drive JupyterLab in a browser, alone."""
    options.options = ["-m", "lab", "-n", "0", *options.options]
    return test(options)


_COMMANDS = {
    f.__name__.rstrip("_").replace("_", "-"): f
    for f in (tabulate, figures, import_, articles, export, outputs, lab, test, test_lab)
}

if __name__ == "__main__":
    sys.exit(main())

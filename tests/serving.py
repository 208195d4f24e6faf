"""The project's JupyterLab for a test: on loopback, with settings of its own, stopped whatever happens."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0  # seconds for the server to answer


class Server(NamedTuple):
    """A running server: its address, its token, its folder of settings and the one with the kernels' connections."""

    address: str
    token: str
    settings: Path
    runtime: Path


def copy_of_the_project(root: Path, *folders: str) -> Path:
    """The folders that the notebooks need, elsewhere, so that running them changes nothing here."""
    for folder in folders:
        ignored = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", ".tabulated.json")
        shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
    return root


def environment(root: Path, **more: str) -> dict[str, str]:
    """The environment in which ``helpers``, and so the project's root, is the copy's."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DATA", "TEXTS", "MAKEFLAGS", "MAKELEVEL")}
    return {**kept, "PYTHONPATH": str(root / "src"), **more}


def set_setting(server: Server, plugin: str, file: str, **values: Any) -> None:
    """Set what a user would set in JupyterLab's settings editor."""
    path = server.settings / "@jupyterlab" / plugin / f"{file}.jupyterlab-settings"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values), encoding="utf-8")


@contextmanager
def jupyterlab(command: Sequence[str], root: Path, home: Path, **more: str) -> Iterator[Server]:
    """Start JupyterLab by one of the project's own commands and stop it again.

    Parameters
    ----------
    command : ``make lab`` or ``python -m helpers lab``.
    root : where it is called.
    home : an empty folder for the server's configuration, settings, workspaces and connections.
    more : further environment variables.
    """
    token = secrets.token_hex(16)
    _configure(home)
    own = {
        **{f"JUPYTER_{what.upper()}_DIR": str(home / what) for what in ("config", "data", "runtime")},
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_TOKEN": token,
    }
    log = home / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=root, env=environment(root, **own, **more), stdin=subprocess.DEVNULL, stdout=out,
            stderr=out, start_new_session=True,
        )  # fmt: skip
    try:
        info = _when_it_answers(process, home / "runtime", log)
        yield Server(f"http://127.0.0.1:{info['port']}", token, home / "settings", home / "runtime")
        os.kill(info["pid"], signal.SIGTERM)  # it ends its kernels, then itself
        process.wait(20)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _configure(home: Path) -> None:
    """Loopback, a free port, no browser of its own, nothing of the user's."""
    lab = {"user_settings_dir": str(home / "settings"), "workspaces_dir": str(home / "workspaces")}
    server = {"ip": "127.0.0.1", "port": 0, "open_browser": False, "allow_root": True}
    for name, values in {
        "jupyter_server_config": {"ServerApp": server},
        "jupyter_lab_config": {"LabApp": {**lab, "open_browser": False, "expose_app_in_browser": True}},
    }.items():
        (home / "config").mkdir(parents=True, exist_ok=True)
        (home / "config" / f"{name}.json").write_text(json.dumps(values), encoding="utf-8")


def _when_it_answers(process: subprocess.Popen[bytes], runtime: Path, log: Path) -> dict[str, Any]:
    """What the server writes of itself, its port among it, once it listens."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        for path in runtime.glob("jpserver-*.json"):
            try:
                return json.loads(path.read_text(encoding="utf-8"))
            except ValueError:  # half written
                continue
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")

"""Other programs, each in a virtual environment of its own: none of them may come near the project's."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def ask(folder: Path, package: str, script: str, *arguments: object) -> dict[str, Any]:
    """What `peer_<script>.py` prints, run where `package` is installed. Where it cannot be had, the benchmark fails."""
    place = folder / package
    python = place / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package]
        done = subprocess.run(pip, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.fail(f"pip could not install {package}, so nothing was compared: {done.stderr[-300:]}")
    command = [python, HERE / f"peer_{script}.py", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr[-2000:]
    return dict(json.loads(done.stdout))

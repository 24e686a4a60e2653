"""The wheel holds every file of the package, data with the code."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_wheel_holds_what_the_package_holds(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        packed = {name for name in opened.namelist() if ".dist-info/" not in name}
    source = ROOT / "src"
    files = [f for f in (source / "detente").rglob("*") if f.is_file() and f.suffix != ".pyc"]
    assert packed == {f.relative_to(source).as_posix() for f in files}
    endings = {Path(name).suffix for name in packed}
    assert endings >= {".yaml", ".j2", ".css", ".js", ".typ", ".otf", ".ttf", ".typed"}

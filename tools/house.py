"""Look over the project's own files; ``python -m tools.house`` lists what is out of order."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONGEST = 450
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".in", ".sh", ".json", ".cfg", ".css",
        ".js", ".html", ".jinja", ".j2", ".typ", ".csv", ".ini", ""}  # fmt: skip
# Written in pieces, so that this file does not find itself.
MACHINE = re.compile(
    "|".join(
        [
            r"(?<![\w.])/" + r"(?:work|opt|root)/\w",
            r"(?<![\w.:/])/" + r"home/(?!you\b)\w",
            "find-" + r"links\s*=?\s*\S*/",
            "py" + r"pi\.org",
            "files\\.python" + "hosted",
            "registry\\." + "npmjs",
            "(?:deb|security)\\." + r"debian\.org",
            "index-" + r"url\s*=?\s*\S*:",
        ]
    )
)
SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<rules>[:\[][^#]*)?(?P<reason>#.*|--.*)?")


def project_files(root: Path = ROOT) -> list[Path]:
    """Return the files that git tracks or would; without git, all but what is built."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (root / ".git").exists():
        listed = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
        files = [root / name for name in listed.decode().split("\0") if name]
    else:
        built = {".venv", "site", "build", "dist", "__pycache__", ".git", ".hypothesis"}
        files = [f for f in root.rglob("*") if not built & set(f.relative_to(root).parts)]
        files = [f for f in files if not any("_cache" in part for part in f.parts)]
    return sorted(f for f in files if f.is_file() and not f.is_symlink())


def machine_paths(files: list[Path]) -> Iterator[str]:
    """Yield each line that names this machine's folders or a package registry."""
    for file in files:
        if file.suffix not in TEXT:
            continue
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1):
            if found := MACHINE.search(line):
                yield f"{file}:{number}: names {found.group()!r}"


def long_files(files: list[Path], longest: int = LONGEST) -> Iterator[str]:
    """Yield each Python file longer than ``longest`` lines."""
    for file in files:
        if file.suffix == ".py":
            lines = len(file.read_text("utf-8").splitlines())
            if lines > longest:
                yield f"{file}: {lines} lines: a wall is missing (at most {longest})"


def silenced_without_reason(files: list[Path]) -> Iterator[str]:
    """Yield each ``noqa`` or ``type: ignore`` without its rule, or without its reason.

    The form is ``# noqa: B008 -- why`` or ``# type: ignore[arg-type]  # why``; the reason may
    stand in a comment on the line before.
    """
    for file in files:
        if file.suffix != ".py":
            continue
        before = ""
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if found := SILENCED.search(line):
                rules = (found["rules"] or "").split("--")[0].strip(":[] ")
                reason = line[found.end("rules") if found["rules"] else found.end() :]
                said = [reason, (found["rules"] or "").partition("--")[2], before]
                if not rules or all(len(text.strip(" #-").split()) < 2 for text in said):
                    yield f"{file}:{number}: say which rule is silenced and why"
            before = line.strip() if line.strip().startswith("#") else ""


def undocumented_dependencies(root: Path = ROOT) -> Iterator[str]:
    """Yield each dependency of pyproject.toml without a line in dependencies.md."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    page = (root / "docs" / "explanation" / "dependencies.md").read_text("utf-8")
    wanted = [*project["dependencies"]]
    for extra in project.get("optional-dependencies", {}).values():
        wanted += extra
    for requirement in wanted:
        name = re.split(r"[\s<>=!~;\[]", requirement)[0]
        if not re.search(rf"^\| `{re.escape(name)}` \|", page, re.MULTILINE):
            yield f"docs/explanation/dependencies.md has no line for {name}"


def main() -> int:
    """Print what is out of order; exit code 1 when anything is."""
    files = project_files()
    source = [file for file in files if file.is_relative_to(ROOT / "src")]
    found = [
        *machine_paths(files),
        *long_files(source),
        *silenced_without_reason(files),
        *undocumented_dependencies(),
    ]
    print("\n".join(found) or "the house is in order")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

"""Check that dependencies point one way; ``python -m tools.import_rules`` lists what does not.

The rules are those of docs/explanation/architecture.md.  Imports are read from the syntax
tree, so that local ones and those under ``TYPE_CHECKING`` count too.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"
PACKAGE = "detente"

LEAVES = {"errors", "files", "finding", "korean", "office", "vague"}
TOPICS = {"deals", "drafting", "evidence", "ideas", "schedule", "stability", "talks", "terms"}
# Each folder may import itself, the leaves and the folders named here.
ALLOWED: dict[str, set[str]] = {
    "case": set(),
    "formats": {"case"},
    "beliefs": {"case"},
    **{topic: {"beliefs", "case"} for topic in TOPICS},
    "levers": TOPICS | {"beliefs", "case"},
    "answers": TOPICS | {"levers", "beliefs", "case", "formats"},
    "report": TOPICS | {"answers", "levers", "beliefs", "case", "formats"},
}
ALLOWED["cli"] = ALLOWED["workbench"] = set(ALLOWED["report"]) | {"report"}
ALLOWED["__main__"] = {"cli"}
# What topic folders may take from one another: the package root of `deals`, not its modules.
PUBLISHED_TO_TOPICS = "deals"
# Only this module (or package) of a topic folder may know of cases and studies.
ANALYSIS = "analysis"
HIDDEN_FROM_KERNELS = ("detente.case", "detente.beliefs.study")


@dataclass(frozen=True)
class Import:
    """One import statement's target: ``module``, and the names taken from it."""

    module: str
    line: int
    names: tuple[str, ...] = ()


def module_name(file: Path, source: Path) -> str:
    """Return the dotted name of ``file`` below ``source``; a package has its own name."""
    parts = file.relative_to(source).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(file: Path, source: Path, modules: set[str]) -> Iterator[Import]:
    """Yield what ``file`` imports of our own package, each target as deep as it is a module."""
    package = file.relative_to(source).parent.parts
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == PACKAGE:
                    yield Import(alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            target = ".".join([*base, *(node.module.split(".") if node.module else ())])
            if target.split(".")[0] != PACKAGE:
                continue
            names = []
            for alias in node.names:
                if f"{target}.{alias.name}" in modules:
                    yield Import(f"{target}.{alias.name}", node.lineno)
                else:
                    names.append(alias.name)
            if names:
                yield Import(target, node.lineno, tuple(names))


def _folder(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def _broken_rule(importer: str, found: Import) -> str:
    """Return the rule that ``found`` breaks, or an empty string."""
    here, there = _folder(importer), _folder(found.module)
    if not here:
        return "the package root imports nothing of the package" if there else ""
    private = [n for n in found.names if n.startswith("_") and not n.startswith("__")]
    if private and here != there:
        return f"{private[0]} is private to {there}"
    parts = importer.split(".")[2:]
    is_kernel = here in TOPICS and bool(parts) and parts[0] != ANALYSIS
    if is_kernel and f"{found.module}.".startswith(tuple(f"{h}." for h in HIDDEN_FROM_KERNELS)):
        return f"a kernel of {here} takes arrays; only its analysis reads cases and studies"
    if not there or there == here or there in LEAVES:
        return ""
    if here in LEAVES:
        return f"{here} is a leaf: it imports leaves alone"
    if here not in ALLOWED:
        return f"{here} has no rule yet: add it to tools/import_rules.py"
    if there in ALLOWED[here]:
        return ""
    if here in TOPICS and there == PUBLISHED_TO_TOPICS:
        inside = found.module != f"{PACKAGE}.{there}"
        return f"take it from {PACKAGE}.{there}, not from inside" if inside else ""
    return f"{here} may not import {there}"


def violations(source: Path = SOURCE) -> list[str]:
    """Return every broken rule below ``source`` as ``file:line: what``; none is good."""
    files = sorted((source / PACKAGE).rglob("*.py"))
    names = {file: module_name(file, source) for file in files}
    modules = set(names.values())
    found = []
    graph: dict[str, set[str]] = {}
    for file in files:
        importer = names[file]
        graph[importer] = set()
        for item in imports(file, source, modules):
            graph[importer].add(item.module)
            if rule := _broken_rule(importer, item):
                place = f"{file.relative_to(source)}:{item.line}"
                found.append(f"{place}: {importer} imports {item.module}: {rule}")
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found.append("import cycle: " + " -> ".join(reversed(error.args[1])))
    return found


def main() -> int:
    """Print what is broken; exit code 1 when anything is."""
    found = violations()
    print("\n".join(found) or "import rules hold")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

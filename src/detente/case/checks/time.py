"""Days in order: nothing is known before it happened, and nothing causes itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from detente.case.checks.context import Context
from detente.errors import Problem


def time(context: Context) -> Iterator[Problem]:
    """Yield problems of dates, and of things that depend on themselves."""
    for slug, item in context.case.record.items():
        if item.known_from < item.happened:
            yield context.error(
                f"/record/{slug}/known_from",
                f"known from {item.known_from}, before it happened on {item.happened}",
                "dates",
                hint="known_from is the day from which somebody could have known it",
            )
    for slug, event in context.case.events.items():
        if event.known_from is not None and event.happened is None:
            yield context.error(
                f"/events/{slug}/known_from",
                "known_from goes with happened",
                "dates",
                hint="give the day it happened, or remove known_from",
            )
        elif event.known_from and event.happened and event.known_from < event.happened:
            yield context.error(
                f"/events/{slug}/known_from",
                f"known from {event.known_from}, before it happened on {event.happened}",
                "dates",
            )
    for slug, package in context.case.packages.items():
        if package.about is not None and package.about > package.known_from:
            yield context.error(
                f"/packages/{slug}/about",
                f"put forward on {package.about}, after it was known ({package.known_from})",
                "dates",
                hint="about is the day on which it was put forward, where it was told of later",
            )
    origins = {s: [i.origin] for s, i in context.case.record.items() if i.origin is not None}
    needs = {s: list(c.prerequisites) for s, c in context.case.commitments.items()}
    for at, what, graph in (
        ("/record/{}/origin", "is its own origin", origins),
        ("/commitments/{}/prerequisites", "waits for itself", needs),
    ):
        for loop in _loops(graph):
            yield context.error(
                at.format(loop[0]), f"'{loop[0]}' {what}: {' -> '.join(loop)}", "loop"
            )


def _loops(graph: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield one loop for every group of nodes that lead back to themselves."""
    done: set[str] = set()
    for start in graph:
        path: list[str] = []
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            node, child = stack.pop()
            del path[len(stack) :]
            if child == 0:
                if node in path:
                    yield [*path[path.index(node) :], node]
                    continue
                if node in done:
                    continue
            path.append(node)
            after = graph.get(node, ())
            if child < len(after):
                stack.append((node, child + 1))
                stack.append((after[child], 0))
            else:
                done.add(node)

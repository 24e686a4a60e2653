"""Names that mean something inside one block only: an issue's options, a term's readings."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.checks.context import Context
from detente.case.models import Issue, Option
from detente.case.tree import step
from detente.errors import Problem


def local_names(context: Context) -> Iterator[Problem]:
    """Yield an error for every option, reading or element that its block does not have."""
    yield from _issues(context)
    yield from _terms(context)
    yield from _scores(context)
    yield from _packages(context)
    yield from _levers(context)


def _issues(context: Context) -> Iterator[Problem]:
    for slug, issue in context.case.issues.items():
        at = f"/issues/{slug}"
        quo = issue.options.get(issue.status_quo)
        if quo is None:
            yield context.unknown(
                f"{at}/status_quo", f"option of '{slug}'", issue.status_quo, issue.options
            )
        elif not quo.on_table:
            yield context.error(
                f"{at}/options/{issue.status_quo}/on_table",
                f"the status quo '{slug}/{issue.status_quo}' is not on the table",
                "status-quo",
                hint="the situation as it is can always stay: remove 'on_table: false'",
            )
        for name, option in issue.options.items():
            yield from _option(context, issue, option, f"{at}/options/{name}")


def _option(context: Context, issue: Issue, option: Option, at: str) -> Iterator[Problem]:
    terms = context.case.terms
    for term, reading in option.names.items():
        if term in terms and reading not in terms[term].readings:
            where = step(f"{at}/names", term)
            yield context.unknown(where, f"reading of '{term}'", reading, terms[term].readings)
    if option.under is None:
        return
    for reading, meant in option.under.means.items():
        where = step(f"{at}/under/means", reading)
        target = issue.options.get(meant)
        if target is None:
            yield context.unknown(where, "option of this issue", meant, issue.options)
        elif target.under is not None:
            yield context.error(
                where,
                f"'{meant}' is itself read in different ways",
                "ambiguous",
                hint="name an option with one meaning",
            )
    term = option.under.term
    if term not in terms:
        return
    readings = terms[term].readings
    for reading in option.under.means:
        if reading not in readings:
            where = step(f"{at}/under/means", reading)
            yield context.unknown(where, f"reading of '{term}'", reading, readings, key=True)
    missing = [r for r in readings if r not in option.under.means]
    if missing:
        yield context.error(
            f"{at}/under/means",
            f"what the option means is not said for {', '.join(map(repr, missing))}",
            "missing-reading",
            hint=f"add a line for every reading of '{term}'",
        )


def _terms(context: Context) -> Iterator[Problem]:
    for slug, term in context.case.terms.items():
        for name, reading in term.readings.items():
            for i, element in enumerate(reading.elements):
                if element not in term.elements:
                    where = f"/terms/{slug}/readings/{name}/elements/{i}"
                    yield context.unknown(where, f"element of '{slug}'", element, term.elements)
        for party, read in term.read_by.items():
            for name in read.readings:
                if name not in term.readings:
                    where = f"/terms/{slug}/read_by/{party}/readings/{name}"
                    what = f"reading of '{slug}'"
                    yield context.unknown(where, what, name, term.readings, key=True)


def _scores(context: Context) -> Iterator[Problem]:
    for slug, values in context.case.values.items():
        for name, value in values.issues.items():
            issue = context.case.issues.get(name)
            if issue is None:
                continue
            for option in value.scores:
                where = f"/values/{slug}/issues/{name}/scores/{option}"
                if option not in issue.options:
                    what = f"option of '{name}'"
                    yield context.unknown(where, what, option, issue.options, key=True)


def _packages(context: Context) -> Iterator[Problem]:
    issues = context.case.issues
    for slug, package in context.case.packages.items():
        for name, chosen in package.options.items():
            where = f"/packages/{slug}/options/{name}"
            if name not in issues:
                continue
            options = issues[name].options
            if isinstance(chosen, str):
                if chosen not in options:
                    yield context.unknown(where, f"option of '{name}'", chosen, options)
                continue
            for i, option in enumerate(chosen):
                if option not in options:
                    yield context.unknown(f"{where}/{i}", f"option of '{name}'", option, options)


def _levers(context: Context) -> Iterator[Problem]:
    terms = context.case.terms
    for slug, lever in context.case.levers.items():
        if lever.reading is None or lever.term not in terms:
            continue
        readings = terms[lever.term].readings
        what, at = f"reading of '{lever.term}'", f"/levers/{slug}/reading"
        if isinstance(lever.reading, str):
            if lever.reading not in readings:
                yield context.unknown(at, what, lever.reading, readings)
            continue
        for name in lever.reading:
            if name not in readings:
                yield context.unknown(step(at, name), what, name, readings, key=True)

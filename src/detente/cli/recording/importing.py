"""Reading a file of another program by its name and its first row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import Place, UsageError

if TYPE_CHECKING:  # loaded only where a file is read
    from detente.case.models import Case
    from detente.formats.incoming import Incoming


def incoming(case: Case, file: Path, reported_by: tuple[str, ...]) -> Incoming:
    """Return what a file holds for a case.

    Raises
    ------
    InputError
        When the file cannot be read, or holds what no case can.
    UsageError
        When its name does not say what it is.
    """
    from detente.case.reading import read_file
    from detente.errors import did_you_mean
    from detente.formats import events_csv, record_csv, source_bibtex, source_csl, source_csv
    from detente.formats.cells import header_of
    from detente.formats.incoming import refuse

    for name in reported_by:
        if name not in case.sources:
            hint = did_you_mean(name, list(case.sources)) or "add it to the case first"
            raise UsageError(f"the case has no source '{name}'; {hint}")
    text, ending = read_file(file), file.suffix.lower()
    if ending == ".bib":
        return source_bibtex.read_bibtex(text, str(file))
    if ending == ".json":
        return source_csl.read_csl(text, str(file))
    if ending != ".csv":
        raise UsageError(f"'{file.name}' is no .csv, .bib or .json file")
    columns = header_of(text)
    if set(events_csv.NEEDED) <= set(columns):
        labels = {slug: party.label for slug, party in case.parties.items()}
        return events_csv.read_events(text, str(file), labels, reported_by, file.name)
    if {"label", "reliability"} & set(columns):
        return source_csv.read_sources(text, str(file))
    if {"happened", "actor", "item"} & set(columns):
        return record_csv.read_items(text, str(file))
    told = "; ".join(
        f"{what}: {', '.join(names)}"
        for what, names in (
            ("items", record_csv.NEEDED),
            ("sources", source_csv.COLUMNS),
            ("coded events", events_csv.COLUMNS),
        )
    )
    raise refuse("the first row names no columns that are known", Place(str(file), 1), told)

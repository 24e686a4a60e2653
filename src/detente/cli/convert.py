"""``detente convert``: a case folder into a spreadsheet, or back."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.common import case_argument

_EPILOG = """\b
Example:
  detente convert my-case my-case.xlsx
  detente convert my-case.xlsx my-case-again
"""


@click.command("convert", epilog=_EPILOG)
@case_argument
@click.argument("out", type=click.Path(path_type=Path))
def command(case: Path, out: Path) -> int:
    """Write CASE anew as OUT: a spreadsheet when OUT ends in .xlsx, else a folder.

    Nothing of the case is lost either way, but comments in files, and colours
    and notes of your own in spreadsheets, stay behind.  A spreadsheet has no drafts, and
    confidential notes on drafts go nowhere; both are said.  OUT must not exist.
    """
    from detente.case.loading import load_case
    from detente.case.scaffold import write_folder
    from detente.case.spreadsheet.folder import folder_files
    from detente.case.spreadsheet.package import is_spreadsheet
    from detente.case.spreadsheet.sheets import NOT_HERE
    from detente.case.spreadsheet.writing import write_new

    loaded = load_case(case)
    data = loaded.data
    left = [name for name in NOT_HERE if data.get(name)] if is_spreadsheet(out) else []
    if is_spreadsheet(out):
        written = [write_new({k: v for k, v in data.items() if k not in left}, out)]
    else:
        written = write_folder(out, folder_files(data))
    for file in written:
        click.echo(str(file))
    for name in left:
        click.echo(f"left out: {name}, which stay in the YAML files of {case}")
    if loaded.source.withheld:
        click.echo(f"left out: confidential notes, which stay in the files of {case}")
    return 0

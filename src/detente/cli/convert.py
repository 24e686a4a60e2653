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
    and notes of your own in spreadsheets, stay behind.  OUT must not exist.
    """
    from detente.case.loading import load_case
    from detente.case.scaffold import write_folder
    from detente.case.spreadsheet.folder import folder_files
    from detente.case.spreadsheet.package import is_spreadsheet
    from detente.case.spreadsheet.writing import write_new

    data = load_case(case).data
    if is_spreadsheet(out):
        written = [write_new(data, out)]
    else:
        written = write_folder(out, folder_files(data))
    for file in written:
        click.echo(str(file))
    return 0

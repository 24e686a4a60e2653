"""Options of the commands whose draws may learn from the record first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.answers.learned_draws import LearnedDraws
    from detente.deals.analysis.workspace import Workspace

learned_option = click.option(
    "--learned",
    is_flag=True,
    help="Let the record update the draws first, as detente learn does.",
)
without_option = click.option(
    "--without",
    multiple=True,
    metavar="ITEM",
    help="With --learned: leave an item out; may be repeated.",
)


def draws_of(draws: int, learned: bool) -> int:
    """Return how many draws report: where they learn, fewer unless a number is given."""
    from detente.answers.learned_draws import USUAL

    asked = click.get_current_context().get_parameter_source("draws")
    usual = asked in (ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP)
    return min(draws, USUAL) if learned and usual else draws


def ready_to_answer(
    ready: Workspace,
    learned: bool,
    without: tuple[str, ...],
    tick: Callable[[str], None],
) -> tuple[Workspace, LearnedDraws | None]:
    """Return the workspace to answer from, and what its draws have learned.

    Raises
    ------
    UsageError
        When items are left out of what is not asked for, or learning leaves too little.
    """
    if not learned:
        if without:
            raise UsageError("--without leaves items out of learning: add --learned")
        return ready, None
    from detente.answers.learned_draws import learned_draws

    found = learned_draws(ready, without, tick)
    return found.ready, found

"""What else could be put on the table: interests at stake, and measures that would meet them."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Final

from detente.answers.header import header
from detente.answers.interests import interests_of
from detente.answers.reach import workspace
from detente.case.loaded import LoadedCase
from detente.case.models import Lever
from detente.deals.analysis.answer import deals
from detente.deals.analysis.workspace import Tick, Workspace, silent
from detente.deals.shares import mean
from detente.errors import UsageError, did_you_mean
from detente.finding import Share
from detente.ideas.analysis.levers import PREFIX, block, guessed, valued
from detente.ideas.analysis.loading import Ideas, ideas_for
from detente.ideas.analysis.proposals import propose
from detente.ideas.findings import (
    AsideFinding,
    IdeaFinding,
    IdeasFinding,
    PairFinding,
)
from detente.levers.analysis import Levers
from detente.levers.effects import Pull, pull

DRAWS: Final = 2_000
METHOD: Final = (
    "measures by the interests at stake that they meet, half where that is not their main purpose, "
    "for their price (low 1, medium 2, high 4, doubled where giving strains a named interest of "
    "the giver); gains by adding the user's points to each draw and choosing the deal anew "
    "(common random numbers)"
)


def ideas(
    loaded: LoadedCase,
    catalogue: Path | None = None,
    issue: str | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    as_of: datetime.date | None = None,
    tick: Tick = silent,
) -> IdeasFinding:
    """Propose measures for a case.

    Parameters
    ----------
    loaded : LoadedCase
        Checked.
    catalogue : Path, optional
        The user's own file beside ours and the case's ``ideas.yaml``.
    issue : str, optional
        Only for demands on this issue.
    draws, seed : int
    as_of : date, optional
    tick : callable
        Told of each step.

    Raises
    ------
    UsageError
        For an unknown issue, or a case without interests.
    """
    case = loaded.case
    if issue is not None and issue not in case.issues:
        raise UsageError(
            f"there is no issue '{issue}'; there are {', '.join(case.issues)}. "
            f"{did_you_mean(issue, list(case.issues))}".rstrip()
        )
    if not case.interests:
        raise UsageError(
            "the case names no interests, so that nothing can be fitted to them: add interests: "
            "with label, of, kind, served_by and harmed_by (see docs/how-to/find-ideas.md)"
        )
    known = ideas_for(loaded, catalogue)
    levers = {f"{PREFIX}{slug}": lever for slug, lever in valued(known).items()}
    # As levers of the case, their numbers are drawn like all others, from streams of their own.
    extended = case.model_copy(update={"levers": {**case.levers, **levers}})
    ready = workspace(replace(loaded, case=extended), draws, seed, as_of)
    answer = deals(ready, 1, tick)
    touched = interests_of(ready, answer, issue)
    found, pairs = propose(case, known, touched.demands)
    judge = _Judge(ready, known, levers)
    tick("rough values")
    found = tuple(judge.idea(idea) for idea in found)
    pairs = tuple(judge.pair(pair, found) for pair in pairs)
    return IdeasFinding(
        header(ready, "ideas"),
        touched,
        found,
        pairs,
        tuple(
            AsideFinding(slug, known.measures[slug].label, why) for slug, why in known.aside.items()
        ),
        len(known.measures),
        len(known.measures) - len(known.aside) - len({i.measure for i in found}),
        issue,
        judge.baseline,
        METHOD,
    )


def as_lever(
    loaded: LoadedCase, slug: str, giver: str | None = None, catalogue: Path | None = None
) -> str:
    """Return a measure as a lever block of YAML, ready to paste into the case.

    Parameters
    ----------
    loaded : LoadedCase
    slug : str
        The measure.
    giver : str, optional
        Who gives it; default the first signatory.
    catalogue : Path, optional

    Raises
    ------
    UsageError
        For an unknown measure or giver.
    """
    known = ideas_for(loaded, catalogue)
    if slug not in known.measures:
        near = did_you_mean(slug, list(known.measures))
        raise UsageError(
            f"there is no measure '{slug}'; {near or 'docs/reference/catalogue.md lists them'}"
        )
    lever = valued(known).get(slug) if giver is None else None
    return block(slug, lever or guessed(loaded.case, known.measures[slug], giver))


class _Judge:
    """Gains in acceptability of measures with rough values, each evaluated once."""

    def __init__(self, ready: Workspace, known: Ideas, levers: dict[str, Lever]) -> None:
        self.ready = ready
        self.levers = levers
        self.evaluator = Levers(ready)
        self.valued = set(known.values)
        self.done: dict[tuple[str, ...], tuple[Share, Share]] = {}

    @property
    def baseline(self) -> Share:
        """Acceptability without any measure."""
        return mean(self.evaluator.base.best, self.evaluator.weights)

    def gains(self, slugs: tuple[str, ...]) -> tuple[Share, Share]:
        """Return the gains of measures together: the deal as it stands, and chosen anew."""
        if slugs not in self.done:
            together = self._pull(slugs[0])
            for slug in slugs[1:]:
                together = together.then(self._pull(slug))
            found = self.evaluator.finding(together, None, "", True)
            self.done[slugs] = found.fixed, found.reoptimised
        return self.done[slugs]

    def _pull(self, slug: str) -> Pull:
        name = f"{PREFIX}{slug}"
        study = self.ready.study
        options = self.ready.model.structure.options
        return pull(name, self.levers[name], study.case, options, study.as_of)

    def idea(self, idea: IdeaFinding) -> IdeaFinding:
        """Return the idea with its gains, where it has values."""
        if idea.measure not in self.valued:
            return idea
        fixed, anew = self.gains((idea.measure,))
        return replace(idea, gain=anew, gain_fixed=fixed)

    def pair(self, pair: PairFinding, found: tuple[IdeaFinding, ...]) -> PairFinding:
        """Return the pair with its gain, where both have values."""
        slugs = tuple(sorted(found[i].measure for i in pair.ideas))
        if not self.valued.issuperset(slugs):
            return pair
        return replace(pair, gain=self.gains(slugs)[1])

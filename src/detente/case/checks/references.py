"""Every name that is used must exist: one walk over all uses, one rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from detente.case.blocks.drafts import MEDIATOR
from detente.case.checks.context import Context
from detente.case.checks.drafts import paragraphs_at
from detente.case.fields import holding
from detente.case.models import Case, Change, DraftBracket, Lever
from detente.case.numbers import numbers
from detente.case.orders import parse_order
from detente.case.quantity import Basis, Quantity
from detente.case.tree import step
from detente.errors import Problem


@dataclass(frozen=True, slots=True)
class Use:
    """A name used somewhere; ``key`` when it stands as a key."""

    what: str
    word: str
    pointer: str
    key: bool = False


def references(context: Context) -> Iterator[Problem]:
    """Yield an error for every name that does not exist."""
    case, data = context.case, context.source.data
    known: dict[str, Any] = {
        "party": _names(data, "parties"),
        "issue": _names(data, "issues"),
        "option": _options(data),
        "term": _names(data, "terms"),
        "course": _names(data, "courses"),
        "factor": _names(data, "factors"),
        "analyst": _names(data, "analysts"),
        "belief": _names(data, "beliefs"),
        "event": _names(data, "events"),
        "consequence": _names(data, "consequences"),
        "commitment": _names(data, "commitments"),
        "package": _names(data, "packages"),
        "hypothesis": _names(data, "hypotheses"),
        "assumption": _names(data, "assumptions"),
        "text": _names(data, "texts"),
        "claim": _names(data, "claims"),
        "report": _names(data, "reports"),
        "draft": _names(data, "drafts"),
        "edition": _names(data, "editions"),
        "source": _names(data, "sources"),
        "record item": _names(data, "record"),
        "occurrence": _names(data, "occurrences"),
    }
    for use in _uses(case):
        if use.word not in known[use.what]:
            yield context.unknown(use.pointer, use.what, use.word, known[use.what], key=use.key)
    yield from _numbers(context)


def _names(data: Mapping[str, Any], block: str) -> Mapping[str, Any]:
    # Of the data, not the model: a block dropped for its shape still has its name.
    found = data.get(block)
    return found if isinstance(found, dict) else {}


def _options(data: Mapping[str, Any]) -> dict[str, None]:
    issues = data.get("issues")
    found: dict[str, None] = {}
    for slug, issue in issues.items() if isinstance(issues, dict) else ():
        options = issue.get("options") if isinstance(issue, dict) else None
        for name in options if isinstance(options, dict) else ():
            found[f"{slug}/{name}"] = None
    return found


def _uses(case: Case) -> Iterator[Use]:
    yield from _parties(case)
    yield from _issues(case)
    yield from _linkages(case)
    yield from _values(case)
    for slug, event in case.events.items():
        yield from _list("belief", event.beliefs, f"/events/{slug}/beliefs")
    for slug, term in case.terms.items():
        yield from _list("party", term.read_by, f"/terms/{slug}/read_by")
    for slug, package in case.packages.items():
        yield from _list("party", package.by, f"/packages/{slug}/by")
        yield from _list("issue", package.options, f"/packages/{slug}/options")
        yield from _list("record item", package.record, f"/packages/{slug}/record")
    yield from _carried_out(case)
    for slug, document in case.documents.items():
        at = f"/documents/{slug}"
        yield from _list("record item", document.record, f"{at}/record")
        for name, article in document.articles.items():
            yield from _list("issue", article.issues, f"{at}/articles/{name}/issues")
            yield from _list("commitment", article.commitments, f"{at}/articles/{name}/commitments")
    for slug, interest in case.interests.items():
        at = f"/interests/{slug}"
        yield Use("party", interest.of, f"{at}/of")
        yield from _list("option", interest.served_by, f"{at}/served_by")
        yield from _list("option", interest.harmed_by, f"{at}/harmed_by")
    for slug, refusal in case.refusals.items():
        yield Use("party", refusal.by, f"/refusals/{slug}/by")
        yield Use("package", refusal.package, f"/refusals/{slug}/package")
        yield from _list("record item", refusal.record, f"/refusals/{slug}/record")
    for slug, said in case.statements.items():
        yield Use("party", said.by, f"/statements/{slug}/by")
        if said.issue is not None:
            yield Use("issue", said.issue, f"/statements/{slug}/issue")
        for pair in parse_order(said.says):
            for word in (pair.lesser, pair.greater):
                at = f"/statements/{slug}/says"
                if said.issue is None:
                    yield Use("issue", word, at)
                elif said.issue in case.issues:
                    yield Use("option", f"{said.issue}/{word}", at)
        yield from _list("record item", said.record, f"/statements/{slug}/record")
    yield from _explained(case)
    yield from _asked(case)
    yield from _reported(case)
    yield from _drafts(case)
    for slug, lever in case.levers.items():
        yield from _lever(lever, f"/levers/{slug}")
    for slug, item in case.record.items():
        yield from _list("source", item.sources, f"/record/{slug}/sources")
        if item.origin is not None:
            yield Use("record item", item.origin, f"/record/{slug}/origin")
        if item.account_of is not None:
            yield Use("occurrence", item.account_of, f"/record/{slug}/account_of")
        if item.cameo is not None:
            yield Use("party", item.cameo.source, f"/record/{slug}/cameo/source")
            yield Use("party", item.cameo.target, f"/record/{slug}/cameo/target")
    yield from _quantities(case, "")


def _carried_out(case: Case) -> Iterator[Use]:
    """Yield the uses in what says how a deal is carried out."""
    for slug, commitment in case.commitments.items():
        at = f"/commitments/{slug}"
        yield Use("party", commitment.actor, f"{at}/actor")
        yield from _list("commitment", commitment.prerequisites, f"{at}/prerequisites")
        yield from _list("party", commitment.value, f"{at}/value")
        if commitment.clause is not None and commitment.clause.term is not None:
            yield Use("term", commitment.clause.term, f"{at}/clause/term")
    for slug, guarantee in case.guarantees.items():
        yield Use("party", guarantee.on, f"/guarantees/{slug}/on")
    for slug, escrow in case.escrows.items():
        yield from _list("commitment", escrow.commitments, f"/escrows/{slug}/commitments")
    for slug, coalition in case.coalitions.items():
        yield from _list("party", coalition.members, f"/coalitions/{slug}/members")
        yield from _list("party", coalition.weights, f"/coalitions/{slug}/weights")
    for slug, order in case.orders.items():
        yield from _list("party", order.by, f"/orders/{slug}/by")
    yield from _list("party", case.trust, "/trust")
    for slug, trust in case.trust.items():
        yield Use("party", trust.of, f"/trust/{slug}/of")
    if case.sequence is not None:
        yield from _list("party", case.sequence.rents, "/sequence/rents")
        unit = case.sequence.unit
        yield from _list("party", unit.per_point if unit else {}, "/sequence/unit/per_point")
    for slug, entry in case.performance.items():
        yield Use("commitment", entry.commitment, f"/performance/{slug}/commitment")
        yield from _list("record item", entry.record, f"/performance/{slug}/record")
    for slug, place in case.facilities.items():
        yield Use("party", place.of, f"/facilities/{slug}/of")
        yield from _list("commitment", place.commitments, f"/facilities/{slug}/commitments")
    for slug, watch in case.verification.items():
        yield Use("party", watch.of, f"/verification/{slug}/of")
        yield from _list("commitment", watch.admitted_by, f"/verification/{slug}/admitted_by")


def _explained(case: Case) -> Iterator[Use]:
    """Yield the uses in competing explanations."""
    if case.outcome is not None:
        yield from _list("record item", case.outcome.record, "/outcome/record")
    for slug, row in case.evidence.items():
        at = f"/evidence/{slug}"
        yield from _list("record item", row.record, f"{at}/record")
        yield from _list("hypothesis", row.likelihoods, f"{at}/likelihoods")
        if row.assumption is not None:
            yield Use("assumption", row.assumption, f"{at}/assumption")


def _asked(case: Case) -> Iterator[Use]:
    """Yield the uses in questions; outcomes are their own."""
    for slug, question in case.questions.items():
        at = step("/questions", slug)
        yield from _list("party", question.positions, f"{at}/positions")
        if question.option is not None:
            yield Use("option", question.option, f"{at}/option")
        if question.computed is not None:
            if question.computed.package is not None:
                yield Use("package", question.computed.package, f"{at}/computed/package")
            if question.computed.option is not None:
                yield Use("option", question.computed.option, f"{at}/computed/option")
        for name, stated in question.forecasts.items():
            yield from _list(
                "record item", stated.record, f"{step(f'{at}/forecasts', name)}/record"
            )
        if question.resolution is not None:
            yield from _list("record item", question.resolution.record, f"{at}/resolution/record")


def _reported(case: Case) -> Iterator[Use]:
    """Yield the uses in claims, reports and enquiries."""
    for slug, claim in case.claims.items():
        if claim.text is not None:
            yield Use("text", claim.text, f"/claims/{slug}/text")
    for slug, report in case.reports.items():
        at = f"/reports/{slug}"
        if report.source is not None:
            yield Use("source", report.source, f"{at}/source")
        if report.relays is not None:
            yield Use("report", report.relays, f"{at}/relays")
        if report.text is not None:
            yield Use("text", report.text, f"{at}/text")
        yield from _list("record item", report.record, f"{at}/record")
        yield from _list("report", report.may_have_copied, f"{at}/may_have_copied")
        for name in ("affirms", "denies", "leaves_open", "names", "silent_on", "serves", "against"):
            yield from _list("claim", getattr(report, name), f"{at}/{name}")
    for slug, enquiry in case.enquiries.items():
        at = f"/enquiries/{slug}"
        if enquiry.source is not None:
            yield Use("source", enquiry.source, f"{at}/source")
        yield from _list("claim", enquiry.asks, f"{at}/asks")
        yield from _list("claim", enquiry.whether, f"{at}/whether")


def _drafts(case: Case) -> Iterator[Use]:
    """Yield the uses in versions of the text; a mediator need not be a party."""
    for slug, draft in case.drafts.items():
        at = f"/drafts/{slug}"
        for what, word in (
            ("draft", draft.parent),
            ("edition", draft.edition),
            ("package", draft.package),
        ):
            if word is not None:
                yield Use(what, word, f"{at}/{'parent' if what == 'draft' else what}")
        yield from _who(draft.by, f"{at}/by")
        yield from _list("party", draft.names, f"{at}/names")
        for name, note in draft.notes.items():
            yield from _who((note.by,), step(f"{at}/notes", name) + "/by", one=True)
        for paragraph, pointer in paragraphs_at(draft, at):
            yield from _settles(paragraph.options, f"{pointer}/options")
            pieces = () if isinstance(paragraph.content, str) else paragraph.content
            for i, piece in enumerate(pieces):
                if isinstance(piece, DraftBracket):
                    for j, way in enumerate(piece.alternatives):
                        here = f"{pointer}/content/{i}/alternatives/{j}"
                        yield from _who(way.by, f"{here}/by")
                        yield from _settles(way.options, f"{here}/options")


def _who(words: tuple[str, ...], at: str, one: bool = False) -> Iterator[Use]:
    for i, word in enumerate(words):
        if word != MEDIATOR:
            yield Use("party", word, at if one else step(at, i))


def _settles(options: dict[str, str], at: str) -> Iterator[Use]:
    for issue, option in options.items():
        yield Use("option", f"{issue}/{option}", step(at, issue))


def _list(what: str, words: Any, at: str) -> Iterator[Use]:
    """Yield the uses of a list, or of the keys of a mapping."""
    if isinstance(words, dict):
        for word in words:
            yield Use(what, word, step(at, word), key=True)
        return
    for i, word in enumerate(words):
        yield Use(what, word, step(at, i))


def _parties(case: Case) -> Iterator[Use]:
    for slug, party in case.parties.items():
        if party.ratifies_for is not None:
            yield Use("party", party.ratifies_for, f"/parties/{slug}/ratifies_for")
        yield from _list("option", party.needed_for, f"/parties/{slug}/needed_for")


def _issues(case: Case) -> Iterator[Use]:
    for slug, issue in case.issues.items():
        for name, option in issue.options.items():
            at = f"/issues/{slug}/options/{name}"
            if option.under is not None:
                yield Use("term", option.under.term, f"{at}/under/term")
            yield from _list("term", option.names, f"{at}/names")
            yield from _list("commitment", option.commitments, f"{at}/commitments")
            yield from _list("consequence", option.consequences, f"{at}/consequences")


def _linkages(case: Case) -> Iterator[Use]:
    for i, link in enumerate(case.linkages):
        at = f"/linkages/{i}"
        if link.option is not None:
            yield Use("option", link.option, f"{at}/option")
        for name in ("requires", "if_", "then", "excludes", "of"):
            yield from _list("option", getattr(link, name), f"{at}/{name.rstrip('_')}")


def _values(case: Case) -> Iterator[Use]:
    yield from _list("party", case.values, "/values")
    for slug, values in case.values.items():
        at = f"/values/{slug}"
        yield from _list("issue", values.issues, f"{at}/issues")
        for name, synergy in values.synergies.items():
            yield from _list("option", synergy.of, f"{at}/synergies/{name}/of")
        yield from _list("course", values.no_deal.courses, f"{at}/no_deal/courses")
        yield from _list("course", values.no_deal.likelihoods, f"{at}/no_deal/likelihoods")


def _lever(lever: Lever, at: str) -> Iterator[Use]:
    for what in ("term", "event", "issue"):
        word = getattr(lever, what)
        if word is not None:
            yield Use(what, word, f"{at}/{what}")
    for name in ("opens", "closes", "together", "when"):
        yield from _list("option", getattr(lever, name), f"{at}/{name}")
    yield from _list("party", lever.points, f"{at}/points")
    yield from _list("party", lever.cost.points, f"{at}/cost/points")
    yield from _list("party", lever.guarantee, f"{at}/guarantee")
    yield from _list("commitment", lever.escrow, f"{at}/escrow")
    yield from _list("commitment", lever.split, f"{at}/split")


def _quantities(value: Any, at: str) -> Iterator[Use]:
    """Yield what every quantity and every basis names, wherever it stands."""
    if isinstance(value, Basis):
        yield from _list("record item", value.record, f"{at}/record")
    elif isinstance(value, BaseModel):
        if isinstance(value, Quantity):
            yield from _list("factor", value.factors, f"{at}/factors")
            yield from _list("analyst", value.analysts or {}, f"{at}/analysts")
        for name, key in holding(type(value), Quantity, Basis):
            yield from _quantities(getattr(value, name), step(at, key))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _quantities(inner, step(at, key))
    elif isinstance(value, tuple):
        for i, inner in enumerate(value):
            yield from _quantities(inner, step(at, i))


def _numbers(context: Context) -> Iterator[Problem]:
    """Yield an error for every pointer that leads to no number."""
    case = context.case
    known = {*numbers(case), *_could_be(case)}
    told: list[tuple[str, str]] = [
        (lever.number, f"/levers/{slug}/number")
        for slug, lever in case.levers.items()
        if lever.number is not None
    ]
    blocks: list[tuple[str, Mapping[str, Any]]] = [
        ("beliefs", case.beliefs),
        ("events", case.events),
        ("levers", case.levers),
    ]
    for block, entries in blocks:
        for slug, entry in entries.items():
            changes: tuple[Change, ...] = entry.changes
            told += [
                (change.number, f"/{block}/{slug}/changes/{i}/number")
                for i, change in enumerate(changes)
            ]
    for word, pointer in told:
        # What is written but broken in shape is told already.
        if word not in known and word not in context.source.places:
            problem = context.unknown(pointer, "number", word, sorted(known))
            yield context.error(
                pointer, f"there is no number at {word}", "unknown-number", "", problem.hint
            )


def _could_be(case: Case) -> Iterator[str]:
    """Yield the numbers that count as 0 when they are not written, and so can be changed."""
    for slug, party in case.parties.items():
        if party.role == "ratifier":
            yield f"/parties/{slug}/threshold"
            yield f"/parties/{slug}/audience_cost"
    for slug, values in case.values.items():
        yield f"/values/{slug}/waiting_cost"
        for name in values.no_deal.courses:
            yield f"/values/{slug}/no_deal/courses/{name}/drift"

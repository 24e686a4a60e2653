"""The first page: what the record says about what each side wants."""

from __future__ import annotations

from detente.answers.learn_findings import ItemFinding, LearnedNumber, LearnFinding
from detente.report.document import Part, Sentence
from detente.report.names import Names
from detente.report.numbers import number_label

SHOWN = 8


def label_of(number: str, names: Names) -> str:
    """Return what a number is called, by its pointer."""
    if number.endswith("/no_deal"):
        return names.words.text("learn.no-deal", party=names.party(number.split("/")[2]))
    return number_label(number, names)


def item_label(slug: str, finding: LearnFinding, names: Names) -> str:
    """Return what an item is called."""
    item = next((i for i in finding.items if i.slug == slug), None)
    if item is None:
        # An offer that is told by rival accounts counts under its name and its party.
        party = names.party(slug.rpartition(":")[2])
        return names.words.text("learn.item.accounts", party=party)
    what = names.package(item.package) if item.package else names.case.statements[slug].says
    return names.words.text(f"learn.item.{item.kind}", party=names.party(item.by), what=what)


def shown(finding: LearnFinding) -> tuple[LearnedNumber, ...]:
    """Return the numbers that moved most."""
    return finding.numbers[:SHOWN]


def first_page(finding: LearnFinding, names: Names) -> tuple[Part, ...]:
    """Return the parts of the first page."""
    words = names.words
    best = finding.packages[0]
    most = finding.numbers[0]
    against = [i for i in finding.items if i.contradicts]
    told = [
        words.say(
            "learn.answer.best",
            before=words.in_100(best.before.value),
            after=words.in_100(best.after.value),
        ),
        words.say(
            "learn.answer.most" if abs(most.moved) >= 0.5 else "learn.answer.little",
            number=label_of(most.pointer, names),
        ),
        words.say("learn.answer.effective", n=round(finding.effective)),
    ]
    told.append(
        words.say("learn.answer.against", n=len(against))
        if against
        else words.say("learn.answer.allowed")
    )
    return (
        Part("learn-answer", words.text("learn.answer.heading"), tuple(told)),
        Part(
            "learn-moved",
            words.text("learn.moved.heading"),
            (),
            tuple(_moved(n, finding, names) for n in shown(finding)),
        ),
        Part(
            "learn-packages",
            words.text("learn.packages.heading"),
            (),
            tuple(
                words.say(
                    "learn.packages.item",
                    label=names.package(p.slug, p.label) if k else words.text("learn.best"),
                    before=words.in_100(p.before.value),
                    after=words.in_100(p.after.value),
                )
                for k, p in enumerate(finding.packages)
            ),
        ),
        Part(
            "learn-items",
            words.text("learn.items.heading"),
            (),
            tuple(
                words.say(
                    f"learn.items.{'against' if i.contradicts else 'item'}",
                    item=item_label(i.slug, finding, names),
                    counts=counts(i, names),
                )
                for i in finding.items
            ),
        ),
    )


def counts(item: ItemFinding, names: Names) -> str:
    """Return how much an item counts, and how far it is taken to be so and to be meant."""
    text = names.words.text
    key = "up-to" if item.unknown else "for"
    told = [text(f"learn.items.{key}", n=round(item.weight * 100))]
    if item.account_of:
        before, after = round(item.share_before * 100), round(item.share_after * 100)
        told.append(text("learn.items.account", before=before, after=after))
    if item.tactical is not None:
        low, high = round(item.tactical.p05), round(item.tactical.p95)
        key = "tactical" if low < high else "tactical-point"
        told.append(text(f"learn.items.{key}", low=low, high=high))
    return ", ".join(told)


def _moved(number: LearnedNumber, finding: LearnFinding, names: Names) -> Sentence:
    key = "up" if number.moved >= 0 else "down"
    values = {
        "number": label_of(number.pointer, names),
        "before": f"{number.before.p50:.0f}",
        "after": f"{number.after.p50:.0f}",
    }
    if values["before"] == values["after"]:
        key = "same"
    if not number.by:
        return names.words.say(f"learn.moved.{key}", **values)
    by = item_label(number.by, finding, names)
    return names.words.say(f"learn.moved.{key}-by", by=by, **values)

"""Packages of the record, template documents."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from detente.case.quantity import Day, Model, Quantity, Slug, Text


class Package(Model):
    """A package in the record: an offer, a draft, a demand.

    ``options`` names one option per issue, or a list where the record leaves
    several open; issues not named stay at their status quo.  ``about`` is the day on which
    it was put forward, where it was told of later.  Packages with the same ``account_of`` are
    rival accounts of one offer, of which one is so.  ``tactical`` is the chance, in percent,
    that it was not meant.
    """

    label: Text
    kind: Literal["offer", "demand", "draft", "message", "paper", "example"]
    by: tuple[Slug, ...] = ()
    known_from: Day
    about: Day | None = None
    options: dict[Slug, Slug | tuple[Slug, ...]]
    record: tuple[Slug, ...] = ()
    account_of: Slug | None = None
    tactical: Quantity | None = None
    description: Text | None = None


class Article(Model):
    """One article of a template document.

    ``heading`` is that of the article that refines it, ``cited`` how a text refers to it.
    """

    text: Text
    heading: Text | None = None
    cited: Text | None = None
    text_type: Literal["official", "paraphrase"] = "official"
    issues: tuple[Slug, ...] = ()
    commitments: tuple[Slug, ...] = ()


class Document(Model):
    """A text that the deal refines, such as a joint statement.

    ``formal`` is its name in full, ``short`` the name used after that.
    """

    label: Text
    formal: Text | None = None
    short: Text | None = None
    known_from: Day
    articles: dict[Slug, Article]
    record: tuple[Slug, ...] = ()


class Treaty(Model):
    """What the text of an agreement says besides the deal itself; what is left out stays open.

    ``languages`` are those of the authentic texts; days count from a notice.
    """

    title: Text | None = None
    languages: tuple[Text, ...] = ()
    depositary: Text | None = None
    place: Text | None = None
    consultation_days: Annotated[int, Field(strict=True, ge=1, le=36_500)] | None = None
    withdrawal_days: Annotated[int, Field(strict=True, ge=1, le=36_500)] | None = None


class OwnPattern(Model):
    """A clause pattern in the case's own words, by language, in place of the built-in one."""

    en: Text | None = None
    ko: Text | None = None

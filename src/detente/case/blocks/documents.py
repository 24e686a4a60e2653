"""Packages of the record, template documents."""

from __future__ import annotations

from typing import Literal

from detente.case.quantity import Day, Model, Slug, Text


class Package(Model):
    """A package in the record: an offer, a draft, a demand.

    ``options`` names one option per issue, or a list where the record leaves
    several open; issues not named stay at their status quo.
    """

    label: Text
    kind: Literal["offer", "demand", "draft", "message", "paper", "example"]
    by: tuple[Slug, ...] = ()
    known_from: Day
    options: dict[Slug, Slug | tuple[Slug, ...]]
    record: tuple[Slug, ...] = ()
    description: Text | None = None


class Article(Model):
    """One article of a template document."""

    text: Text
    text_type: Literal["official", "paraphrase"] = "official"
    issues: tuple[Slug, ...] = ()
    commitments: tuple[Slug, ...] = ()


class Document(Model):
    """A text that the deal refines, such as a joint statement."""

    label: Text
    known_from: Day
    articles: dict[Slug, Article]
    record: tuple[Slug, ...] = ()

"""JSON Schema of a case file, so that editors complete and check while one writes."""

from __future__ import annotations

import re
from typing import Any, Final

from detente.case.models import Case
from detente.case.quantity import SLUG_PATTERN
from detente.case.words_of_probability import MARKS, NOT_APPLICABLE, WORDS

SCHEMA_ID: Final = "https://json-schema.org/draft/2020-12/schema"

_SHORT_FORMS: Final[list[dict[str, Any]]] = [
    {"type": "number", "description": "A point: one value, certain."},
    {
        "type": "array",
        "items": {"type": "number"},
        "minItems": 2,
        "maxItems": 2,
        "description": "A range [low, high]: any value between is as likely as another.",
    },
]


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema of a case file, whole or part of a case.

    A file with ``detente:`` and without ``include:`` is a whole case and needs
    every required block; other files are parts.
    """
    schema = Case.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    for definition in [schema, *definitions.values()]:
        _tidy(definition)
    # These keys are pointers to labels, the only keys that are not names.
    definitions["Edition"]["properties"]["names"]["propertyNames"] = {"pattern": "^/"}
    _say_words(definitions["Evidence"]["properties"])
    quantity = definitions["Quantity"]
    definitions["Quantity"] = {
        "title": "Quantity",
        "description": quantity.pop("description", ""),
        "anyOf": [*_SHORT_FORMS, quantity],
    }
    schema["properties"]["include"] = {
        "title": "Include",
        "description": "Other files of the case, by name from the case folder.",
        "type": "array",
        "items": {"type": "string", "minLength": 1},
    }
    required = schema.pop("required")
    schema["if"] = {"required": ["detente"], "not": {"required": ["include"]}}
    schema["then"] = {"required": required}
    schema["title"] = "Détente case file"
    return {"$schema": SCHEMA_ID, **schema}


def _say_words(fields: dict[str, Any]) -> None:
    """Allow words of probability and marks where likelihoods of evidence stand."""
    words = {"enum": [*WORDS, *MARKS, NOT_APPLICABLE]}
    number = fields["likelihoods"]["additionalProperties"]
    fields["likelihoods"]["additionalProperties"] = {"anyOf": [number, words]}
    fields["otherwise"]["anyOf"].append(words)


def _tidy(definition: dict[str, Any]) -> None:
    """Keep the prose of docstrings, and say which keys are names."""
    text = definition.get("description", "")
    prose = re.split(r"\n\s*(?:Attributes|Parameters|Notes)\n\s*-+", text)[0]
    if prose:
        definition["description"] = re.sub(r"``", "", prose).strip()
    for field in definition.get("properties", {}).values():
        for form in (field, *field.get("anyOf", ())):
            if isinstance(form.get("additionalProperties"), dict):
                form["propertyNames"] = {"pattern": f"^{SLUG_PATTERN.pattern}$"}

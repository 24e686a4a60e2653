"""What pydantic refused, in plain words, with place, what is allowed and the mend."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError

from detente.case.fields import KEY_MARK, Spot, field_names, literals, locate
from detente.case.loaded import Source
from detente.case.models import Case
from detente.errors import Problem, did_you_mean

_NEEDED = {"str": "a text", "dict": "a block of 'key: value' lines", "tuple": "a list"}
_TYPES = {
    "string_type": "a text",
    "float_type": "a number",
    "int_type": "a whole number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a block of 'key: value' lines",
    "model_type": "a block of 'key: value' lines",
}
_BOUNDS = {
    "greater_than": ("gt", "above"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "below"),
    "less_than_equal": ("le", "at most"),
}
MOST_NAMES = 24


def explain(error: ValidationError, source: Source, root: type[BaseModel] = Case) -> list[Problem]:
    """Return one problem for each thing that pydantic refused.

    Parameters
    ----------
    error : ValidationError
        Of ``root``.
    source : Source
        The data it was validated from.
    root : type of BaseModel
        What the data should be.
    """
    problems: dict[tuple[str, str], Problem] = {}
    for details in error.errors(include_url=False):
        spot = locate(root, source.data, details["loc"])
        if details["type"] == "missing" and _misspelt(spot):
            continue
        if _only_wrong_entries(details, spot):
            continue
        if _wrong_branch(spot):
            problem = _union(spot, source)
        elif details["type"] == "extra_forbidden":
            above = locate(root, source.data, details["loc"][:-1])
            problem = _unknown_key(spot, above, source)
        else:
            problem = _one(details, spot, source)
        problems.setdefault((problem.pointer, problem.message), problem)
    refused_forms = {p.pointer for p in problems.values() if p.code == "wrong-form"}
    told = {p.pointer for p in problems.values() if p.code != "wrong-form"}
    return [
        p
        for p in problems.values()
        if p.code != "wrong-form"
        or (p.pointer in refused_forms and not any(_within(t, p.pointer) for t in told))
    ]


def _within(pointer: str, above: str) -> bool:
    return pointer == above or pointer.startswith(f"{above}/")


def shown(value: Any) -> str:
    """Return a value as a message names it, shortened."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {value}"[:60]
        case str():
            return f"'{value[:60]}{'...' if len(value) > 60 else ''}'"
        case list():
            return f"a list of {len(value)}"
        case _:
            return "a block of keys"


def _wrong_branch(spot: Spot) -> bool:
    """Whether the complaint is about a form that was not what the writer wrote."""
    if not spot.branch:
        return False
    form = spot.branch.partition("[")[0]
    kind = type(spot.branched).__name__
    return {"dict": "dict", "tuple": "list"}.get(form, "str") != kind


def _union(spot: Spot, source: Source) -> Problem:
    return Problem(
        f"{spot.name} cannot be {shown(spot.value)}",
        source.place(spot.pointer),
        spot.pointer,
        allowed="a name, or a list or block of names",
        code="wrong-form",
    )


def _one(details: Any, spot: Spot, source: Source) -> Problem:
    kind = details["type"]
    context = details.get("ctx", {})
    if kind == "missing":
        return _missing(spot, source)
    place = source.place(spot.pointer)
    if details["loc"] and details["loc"][-1] == KEY_MARK:
        place = source.key_place(spot.pointer)
    message, allowed, hint, code = _words(kind, context, spot)
    if not message:
        message = str(details["msg"])
    return Problem(message, place, spot.pointer, allowed, hint, code=code)


def _missing(spot: Spot, source: Source) -> Problem:
    if isinstance(spot.parent, list):
        wanted = "3 numbers" if "triangular" in spot.pointer else "2 values"
        return Problem(
            f"too few values in this list: {len(spot.parent)} found",
            source.place(spot.pointer),
            spot.pointer,
            allowed=wanted,
            code="wrong-length",
        )
    above = spot.pointer.rpartition("/")[0]
    where = above.rpartition("/")[2]
    return Problem(
        f"{spot.name} is missing in '{where}'" if above else f"{spot.name} is missing",
        source.key_place(above),
        spot.pointer,
        code="missing",
    )


def _misspelt(spot: Spot) -> bool:
    """Whether a missing key is there under a wrong name, which is told already."""
    if not isinstance(spot.parent, dict):
        return False
    names = field_names(spot.above)
    wrong = [k for k in spot.parent if k not in names]
    return any(did_you_mean(k, names) == f"did you mean {spot.name}?" for k in wrong)


def _only_wrong_entries(details: Any, spot: Spot) -> bool:
    """Whether a list is called too short only because entries of it are wrong, told already."""
    found = spot.value if isinstance(spot.value, (list, dict)) else ()
    return details["type"] == "too_short" and len(found) >= int(details["ctx"]["min_length"])


def _unknown_key(spot: Spot, above: Spot, source: Source) -> Problem:
    names = field_names(above.expected)
    key = spot.pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
    listed = ", ".join(names[:MOST_NAMES]) + (" ..." if len(names) > MOST_NAMES else "")
    return Problem(
        f"unknown key {spot.name}",
        source.key_place(spot.pointer),
        spot.pointer,
        allowed=listed,
        hint=did_you_mean(key, names),
        code="unknown-key",
    )


def _words(kind: str, context: Any, spot: Spot) -> tuple[str, str, str, str]:
    """Return message, allowed, hint and code for one kind of complaint."""
    name, found = spot.name, shown(spot.value)
    if kind == "value_error":
        return str(context["error"]), "", "", "bad-value"
    if kind in _TYPES:
        return _wrong_type(_TYPES[kind], kind, spot)
    if kind == "literal_error":
        options = literals(spot.expected)
        near = did_you_mean(str(spot.value), [str(o) for o in options])
        allowed = ", ".join(str(o) for o in options)
        return f"{name} cannot be {found}", allowed, near, "not-allowed"
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        return f"{name} cannot be {found}", f"{words} {context[key]:g}", "", "out-of-bounds"
    if kind == "string_pattern_mismatch":
        pointer = context["pattern"].startswith("^(/")
        allowed = "a pointer such as /values/party/issues/issue/importance"
        if not pointer:
            allowed = "an option by its full name, issue/option"
        return f"{found} is not {'a pointer' if pointer else 'an option'}", allowed, "", "bad-value"
    if kind in ("too_short", "string_too_short"):
        least = context["min_length"]
        if kind == "string_too_short" or not spot.value:
            return f"{name} is empty", f"at least {least}" if least > 1 else "", "", "empty"
        return f"{name} has too few entries", f"at least {least}", "", "wrong-length"
    if kind == "too_long":
        most = context["max_length"]
        return f"{name} has too many entries", f"at most {most}", "", "wrong-length"
    if kind == "finite_number":
        return f"{name} is not a finite number", "", "", "bad-value"
    return "", "", "", "invalid"


def _wrong_type(needed: str, kind: str, spot: Spot) -> tuple[str, str, str, str]:
    if kind == "model_type" and (names := field_names(spot.expected)):
        needed = "a block with " + ", ".join(names[:MOST_NAMES])
    if spot.value is None:
        return f"{spot.name} is empty", needed, "", "empty"
    hint = ""
    if kind == "string_type" and isinstance(spot.value, (bool, int, float)):
        hint = "put it in quotes"
    if kind == "tuple_type" and isinstance(spot.value, (str, int, float)):
        hint = f"write [{spot.value}]"[:80]
    if kind == "float_type" and isinstance(spot.value, str):
        hint = "write it without quotes, with a point for decimals"
    return f"{spot.name} cannot be {shown(spot.value)}", needed, hint, "wrong-type"

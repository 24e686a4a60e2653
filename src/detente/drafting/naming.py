"""Names of parts of a text that stay the same in every version and language."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Names:
    """Gives each part a name of its own; one that is taken gets a number behind it."""

    taken: set[str] = field(default_factory=set)

    def fresh(self, wanted: str) -> str:
        """Return a name that nobody has yet, and take it."""
        name, k = wanted, 1
        while name in self.taken:
            k += 1
            name = f"{wanted}-{k}"
        self.taken.add(name)
        return name


def letter(k: int) -> str:
    """Return the ``k``-th letter of a list, from 0: a, ..., z, aa, ab."""
    found = ""
    k += 1
    while k:
        k, rest = divmod(k - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def roman(number: int) -> str:
    """Return a number from 1 as annexes have it: I, II, III, IV."""
    found = ""
    for value, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        while number >= value:
            found += sign
            number -= value
    return found

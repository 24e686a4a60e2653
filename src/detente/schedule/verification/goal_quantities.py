"""What the International Atomic Energy Agency means to detect, how soon and how surely.

References
----------
IAEA, "IAEA Safeguards Glossary, 2001 Edition", International Nuclear Verification Series
No. 3 (2002): table II (significant quantities), section 3.20 (timeliness), 3.16 (detection
probability; it gives 90 % and 20 %, the middle level of 50 % is from practice).  The 2022
edition keeps the quantities.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Use = Literal["unirradiated direct use", "irradiated direct use", "indirect use"]


@dataclass(frozen=True, slots=True)
class SignificantQuantity:
    """About the amount from which a nuclear explosive device cannot be excluded.

    Attributes
    ----------
    material : str
    kilograms : float
        Of the element or isotope named in ``counted``.
    counted : str
    direct : bool
        Usable in a device without transmutation or further enrichment.
    """

    material: str
    kilograms: float
    counted: str
    direct: bool


SIGNIFICANT = MappingProxyType(
    {
        "plutonium": SignificantQuantity(
            "plutonium with less than 80 % Pu-238", 8.0, "total plutonium", True
        ),
        "u233": SignificantQuantity("uranium-233", 8.0, "U-233", True),
        "heu": SignificantQuantity("uranium with 20 % U-235 or more", 25.0, "U-235", True),
        "leu": SignificantQuantity("uranium with less than 20 % U-235", 75.0, "U-235", False),
        "natural": SignificantQuantity("natural uranium", 10_000.0, "uranium", False),
        "depleted": SignificantQuantity("depleted uranium", 20_000.0, "uranium", False),
        "thorium": SignificantQuantity("thorium", 20_000.0, "thorium", False),
    }
)
"""By short name."""

TIMELINESS_MONTHS = MappingProxyType(
    {"unirradiated direct use": 1, "irradiated direct use": 3, "indirect use": 12}
)
"""Months within which the diversion of one significant quantity is to be detected."""

DETECTION = MappingProxyType({"high": 0.9, "medium": 0.5, "low": 0.2})
"""Probabilities of detection planned for."""


def timeliness(material: str, irradiated: bool = False) -> int:
    """Return within how many months an abrupt diversion is to be detected.

    Parameters
    ----------
    material : str
        A key of ``SIGNIFICANT``.
    irradiated : bool

    Returns
    -------
    int

    Raises
    ------
    KeyError
    """
    use: Use = "indirect use"
    if SIGNIFICANT[material].direct:
        use = "irradiated direct use" if irradiated else "unirradiated direct use"
    return TIMELINESS_MONTHS[use]

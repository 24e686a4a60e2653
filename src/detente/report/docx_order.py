"""In which order the standard wants the properties of a paragraph in a Word document."""

from __future__ import annotations

from typing import Final

AFTER_DIRECTION: Final = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
    *("w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
    *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr"),
    "w:pPrChange",
)
"""What stands behind the direction (``w:bidi``), as python-docx names successors."""

"""Cut what every page carries from the shipped fonts; ``python -m tools.font_subset``.

A page takes these files as they are, so that writing one opens no font.
"""

from __future__ import annotations

from detente.report.faces import COMMON, FEATURES, SHIPPED, Face, covered, cut, cut_once

CUT = tuple(face for face in SHIPPED if face.family == "Pretendard")


def common(face: Face) -> frozenset[str]:
    """Return the common characters that every weight of a face's family has."""
    ranges = covered()[face.family]
    return frozenset(
        chr(code)
        for low, high in COMMON
        for code in range(low, high + 1)
        if any(a <= code <= b for a, b in ranges)
    )


if __name__ == "__main__":
    for face in CUT:
        cut_once(face.style).write_bytes(cut(face, common(face), FEATURES))

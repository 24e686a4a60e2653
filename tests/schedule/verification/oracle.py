"""Matrix games by linear programming."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog


def matrix_value(game: list[list[float]]) -> float:
    """Solve a matrix game by linear programming; rows maximise."""
    payoffs = np.array(game)
    rows, columns = payoffs.shape
    solved = linprog(
        np.append(np.zeros(rows), -1),
        A_ub=np.column_stack([-payoffs.T, np.ones(columns)]),
        b_ub=np.zeros(columns),
        A_eq=[np.append(np.ones(rows), 0)],
        b_eq=[1],
        bounds=[(0, 1)] * rows + [(None, None)],
    )
    return float(-solved.fun)

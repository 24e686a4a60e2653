"""The same answers the slow way: plain loops over sets."""

from __future__ import annotations

from itertools import combinations


def stakes(demands, owners, touched):
    """Largest share of a demand of the owner on an issue that touches the interest."""
    return [
        max(
            (s for p, i, s in demands if p == owner and (i == -1 or i in issues)),
            default=0.0,
        )
        for owner, issues in zip(owners, touched, strict=True)
    ]


def ranking(fit, price, names):
    """Selection sort by pairwise comparison of worth, fit, price and name."""

    def better(a, b):
        for left, right in (
            (round(fit[b] / price[b], 12), round(fit[a] / price[a], 12)),
            (round(fit[b], 12), round(fit[a], 12)),
            (price[a], price[b]),
            (names[a], names[b]),
        ):
            if left != right:
                return left < right
        return False

    rest, order = list(range(len(fit))), []
    while rest:
        best = next(a for a in rest if not any(better(b, a) for b in rest if b != a))
        order.append(best)
        rest.remove(best)
    return order


def best_pair(stakes, owners, meets, price, names):
    """Return worth of the best pair for different owners, or None."""

    def first(i):
        sums = {}
        for o, s, m in zip(owners, stakes, meets[i], strict=True):
            sums[o] = sums.get(o, 0.0) + s * m
        best = max(round(v, 12) for v in sums.values())
        return min(o for o, v in sums.items() if round(v, 12) == best)

    useful = [
        i
        for i in range(len(meets))
        if sum(s * m for s, m in zip(stakes, meets[i], strict=True)) > 0
    ]
    worth = [
        sum(max(a, b) * s for a, b, s in zip(meets[i], meets[j], stakes, strict=True))
        / (price[i] + price[j])
        for i, j in combinations(useful, 2)
        if names[i][0] != names[j][0] and first(i) != first(j)
    ]
    return max(worth, default=None)


def reconcilable(preferred, issues, owners, kinds, served, harmed):
    """Return {(issue, a, b): set of ways} by the definition."""
    found = {}
    for i, options in issues.items():
        for a, b in combinations(range(len(preferred)), 2):
            x, y = preferred[a][i], preferred[b][i]
            if x == -1 or y == -1 or x == y:
                continue
            behind_a = {n for n, o in enumerate(owners) if o == a and x in served[n]}
            behind_b = {n for n, o in enumerate(owners) if o == b and y in served[n]}
            if not behind_a or not behind_b:
                continue
            if any(kinds[m] == kinds[n] and kinds[m] != -1 for m in behind_a for n in behind_b):
                continue
            named = [n for n, o in enumerate(owners) if o in (a, b)]
            ways = {
                o
                for o in options
                if not any(o in harmed[n] for n in named)
                and any(o in served[n] for n in behind_a | behind_b)
            }
            if ways:
                found[i, a, b] = ways
    return found

"""Published networks, Heuer's matrix and the words of probability."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from detente.case.words_of_probability import BANDS, WORDS, band_at, band_of, mark_at
from detente.evidence.ach import weighted_inconsistency
from detente.evidence.bayes import alone, log_likelihood, posterior
from detente.evidence.diagnosticity import information
from tests.published.loading import published


def yes(p: float, so: int) -> float:
    return p if so else 1 - p


def test_the_burglar_alarm() -> None:
    net = published("russell-norvig-alarm")
    states = list(itertools.product((1, 0), repeat=3))  # burglary, earthquake, alarm
    prior = [
        yes(net["burglary"], b) * yes(net["earthquake"], e) * yes(net["alarm"][3 - 2 * b - e], a)
        for b, e, a in states
    ]
    calls = [[net[who][1 - a] for _, _, a in states] for who in ("john", "mary")]
    after = posterior(np.array(prior)[:, None], alone(np.array(calls)[:, :, None]))[:, 0]
    found = sum(p for p, (b, _, _) in zip(after, states, strict=True) if b)
    assert found == pytest.approx(net["burglary_given_both"], abs=net["tolerance"])


def test_the_chest_clinic() -> None:
    net = published("lauritzen-spiegelhalter-1988")
    states = list(itertools.product((1, 0), repeat=5))  # asia, smoke, tub, lung, bronc
    prior = np.array(
        [
            yes(net["asia"], a)
            * yes(net["smoke"], s)
            * yes(net["tub"][1 - a], t)
            * yes(net["lung"][1 - s], c)
            * yes(net["bronc"][1 - s], b)
            for a, s, t, c, b in states
        ]
    )[:, None]
    either = [t or c for _, _, t, c, _ in states]
    xray = [net["xray"][1 - e] for e in either]
    dysp = [net["dysp"][2 * (1 - e) + 1 - b] for e, (*_, b) in zip(either, states, strict=True)]
    tolerance = net["tolerance"]
    assert sum(p for p, s in zip(prior[:, 0], states, strict=True) if s[2]) == pytest.approx(
        net["p_tub"], abs=tolerance
    )
    seen = np.exp(log_likelihood(alone(np.array([dysp])[:, :, None])))
    assert (prior * seen).sum() == pytest.approx(net["p_dysp"], abs=tolerance)
    after = posterior(prior, alone(np.array([xray, dysp])[:, :, None]))[:, 0]
    found = sum(p for p, s in zip(after, states, strict=True) if s[3])
    assert found == pytest.approx(net["p_lung_given_xray_dysp"], abs=tolerance)


def test_the_matrix_of_1993() -> None:
    told = published("heuer-1999")
    marks = [["C" if sign == "+" else "I" for sign in row] for row in told["rows"].values()]
    plain = ["M"] * len(marks)
    assert (-weighted_inconsistency(marks, plain, plain)).tolist() == told["inconsistencies"]
    even = np.full((3, 1), 1 / 3)
    likelihood = {"C": 0.7, "I": 0.3}
    bits = {
        name: information(even, np.array([[likelihood[m]] for m in row]))[0]
        for name, row in zip(told["rows"], marks, strict=True)
    }
    assert bits.pop(told["not_diagnostic"]) == 0
    assert min(bits.values()) > 0


def test_words_and_their_bands() -> None:
    bands = published("icd-203")["band"]
    assert [(round(100 * low), round(100 * high)) for low, high, _ in BANDS] == [
        tuple(b["percent"]) for b in bands
    ]
    for band, (low, high, key) in zip(bands, BANDS, strict=True):
        for word in band["words"]:
            assert band_of(word) == (low, high)
            assert WORDS[word] == key
        middle = sum(band["percent"]) / 200
        assert band_at(middle) == (low, high, key)
    assert set(WORDS) == {w for b in bands for w in b["words"]}


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.0099, None),
        (0.01, "almost-no-chance"),
        (0.05, "very-unlikely"),
        (0.20, "unlikely"),
        (0.45, "even"),
        (0.55, "even"),
        (0.80, "likely"),
        (0.95, "very-likely"),
        (0.99, "almost-certain"),
        (0.9901, None),
    ],
)
def test_an_edge_belongs_to_the_band_nearer_to_even(probability: float, word: str | None) -> None:
    found = band_at(probability)
    assert (found and found[2]) == word


@pytest.mark.parametrize(
    ("likelihood", "mark"),
    [(0.001, "II"), (0.1, "II"), (0.3, "I"), (0.5, "N"), (0.7, "C"), (0.9, "CC"), (0.999, "CC")],
)
def test_a_likelihood_has_the_mark_of_its_band(likelihood: float, mark: str) -> None:
    assert mark_at(likelihood) == mark
    assert mark_at(1 - likelihood) == {"II": "CC", "I": "C", "N": "N", "C": "I", "CC": "II"}[mark]

"""Rules of the whole test run: nothing skipped in silence, chance repeatable.

``DETENTE_REQUIRE_ALL=1`` makes every skip a failure (CI); ``DETENTE_THOROUGH=1``
runs the slow tests and many more random examples (nightly).
"""

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

REQUIRE_ALL = os.environ.get("DETENTE_REQUIRE_ALL", "") not in ("", "0")
THOROUGH = os.environ.get("DETENTE_THOROUGH", "") not in ("", "0")

# Deadlines measure a busy machine, not our code; derandomised, a run repeats anywhere.
settings.register_profile(
    "everyday",
    derandomize=True,
    deadline=None,
    max_examples=30,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=1000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("thorough" if THOROUGH else "everyday")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if THOROUGH:
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not item.get_closest_marker("slow")]


def skip_to_failure(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that names the reason; an expected failure stays."""
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"DETENTE_REQUIRE_ALL is set and this was skipped: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if REQUIRE_ALL:
        skip_to_failure(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if REQUIRE_ALL:
        skip_to_failure(report)
    return report

"""What every test run begins and ends with."""

import os

import pytest

os.environ.setdefault("XIANJIE_COMPILED", "no")  # tests are of the sources, unless `make test` asks otherwise

from helpers.claims.phrasing import Phrase
from helpers.compiled import in_use


def pytest_collection_modifyitems(config, items):
    """Leave out what replaces a function within a module, where the modules are compiled and call each other directly."""
    on_sources = [
        item
        for item in items
        if "rules_alone" in getattr(item, "fixturenames", ()) or item.get_closest_marker("on_sources")
    ]
    left_out = on_sources if in_use() else []
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter):
    """Say where to look next, above the line that counts the tests."""
    failed = terminalreporter.stats.get("failed", []) + terminalreporter.stats.get("error", [])
    if failed:
        file = failed[0].nodeid.split("::")[0]
        said = f"Look at the first failure above; alone it runs with: .venv/bin/python -m pytest {file}"
    else:
        said = "Nothing to mend. What was made lies in notebooks/, data/processed/ and figures/."
    terminalreporter.write_line(said)


@pytest.fixture
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave indicators as the rules name them: how the model of `test_phrasing.py` rewords them changes with its weights."""
    monkeypatch.setattr(
        "helpers.claims.table.phrase_indicators",
        lambda numbers: [Phrase(number.indicator, 1.0) for _, number in numbers],
    )

"""What every test run ends with."""

import pytest

from helpers.claims.phrasing import Phrase


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

"""Monitoring: how soon a household at risk is seen, by whom, at what cost; and what the stocks of risk imply.

`tiers` has the closed form, `simulation` the same tiers day by day, `grades` the visits by colour, `risk` the stocks and
flows; `table` makes rows of results of them, `figures` draws them.
"""

from helpers.models.monitoring.figures import curve_bands, plot_risk, plot_tiers, risk_paths
from helpers.models.monitoring.table import (
    check_rows,
    frontier_of,
    grade_rows,
    most_tiered,
    risk_rows,
    say_monitoring,
    tier_rows,
    tiers_tornado,
    tornado_rows,
)

__all__ = [
    "check_rows",
    "curve_bands",
    "frontier_of",
    "grade_rows",
    "most_tiered",
    "plot_risk",
    "plot_tiers",
    "risk_paths",
    "risk_rows",
    "say_monitoring",
    "tier_rows",
    "tiers_tornado",
    "tornado_rows",
]

"""Safety net: who pays when all other help is used up, what an income line means, and what all standards together mean.

`pool` holds the insurance, `lines` the incomes, `standards` a rule engine over household records; `table` makes rows of
results of them, `figures` draws them.
"""

from helpers.models.safety_net.figures import fund_curve, line_curves, plot_fund, plot_lines
from helpers.models.safety_net.standards import check_households, draw_households, rules_of, to_do
from helpers.models.safety_net.table import (
    backstop_rows,
    cover_rows,
    doctor_rows,
    fund_checks,
    fund_rows,
    fund_tornado,
    line_rows,
    say_safety_net,
    standard_checks,
    standard_rows,
    stated_rules,
)

__all__ = [
    "backstop_rows",
    "check_households",
    "cover_rows",
    "doctor_rows",
    "draw_households",
    "fund_checks",
    "fund_curve",
    "fund_rows",
    "fund_tornado",
    "line_curves",
    "line_rows",
    "plot_fund",
    "plot_lines",
    "rules_of",
    "say_safety_net",
    "standard_checks",
    "standard_rows",
    "stated_rules",
    "to_do",
]

"""Livelihoods: firms and cooperatives that bind households, jobs, incomes, collective economy and crops."""

from helpers.models.livelihoods.plots import plot_binding, plot_work_and_income
from helpers.models.livelihoods.rows import (
    binding_bars,
    binding_rows,
    collective_rows,
    crop_rows,
    income_rows,
    job_rows,
    loss_curves,
    month_rows,
)

__all__ = [
    "binding_bars",
    "binding_rows",
    "collective_rows",
    "crop_rows",
    "income_rows",
    "job_rows",
    "loss_curves",
    "month_rows",
    "plot_binding",
    "plot_work_and_income",
]

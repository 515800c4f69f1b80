"""Governance: relocation accounts, rules as machines, registers that must agree, and spans of responsibility."""

from helpers.models.governance.machines import Card, Consultation, Delisting, Project, run_events, transitions
from helpers.models.governance.plots import plot_gate_and_registers, plot_relocation
from helpers.models.governance.registers import count_states, reconcile_claims
from helpers.models.governance.rows import (
    account_of_people,
    cell_table,
    claim_register_rows,
    demonstration_rows,
    exit_rows,
    gate_band,
    gate_rows,
    machine_rows,
    register_rows,
    relocation_rows,
    show_account,
    span_rows,
)

__all__ = [
    "Card",
    "Consultation",
    "Delisting",
    "Project",
    "account_of_people",
    "cell_table",
    "claim_register_rows",
    "count_states",
    "demonstration_rows",
    "exit_rows",
    "gate_band",
    "gate_rows",
    "machine_rows",
    "plot_gate_and_registers",
    "plot_relocation",
    "reconcile_claims",
    "register_rows",
    "relocation_rows",
    "run_events",
    "show_account",
    "span_rows",
    "transitions",
]

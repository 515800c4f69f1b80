"""The gate over several review sessions, and warnings over many months: closed forms, and runs of the machines."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from helpers.models.governance.machines import Card, Consultation, Project, state_of, try_event

Floats = npt.NDArray[np.float64]


def passed_after(sessions: npt.ArrayLike, chance: npt.ArrayLike) -> Floats:
    """Return the share of projects that have passed after so many sessions, when those sent back come again.

    Parameters
    ----------
    sessions
        Review sessions.
    chance
        That a project passes in one session.
    """
    passed: Floats = 1 - (1 - np.asarray(chance, dtype=float)) ** np.asarray(sessions, dtype=float)
    return passed


def weak_in_library(
    weak: npt.ArrayLike, caught: npt.ArrayLike, sound: npt.ArrayLike, sessions: npt.ArrayLike
) -> Floats:
    """Return the share of weak projects in the library after so many sessions.

    Parameters
    ----------
    weak
        Share of weak projects among the drafts.
    caught
        Chance that a session sends a weak project back.
    sound
        Chance that a session lets a sound project pass.
    sessions
        How often a project that was sent back, unchanged, can be handed in.
    """
    bad = np.asarray(weak) * passed_after(sessions, 1 - np.asarray(caught, dtype=float))
    good = (1 - np.asarray(weak)) * passed_after(sessions, sound)
    both = bad + good
    share: Floats = np.divide(bad, both, out=np.zeros_like(both), where=both > 0)
    return share


def weak_after_all(
    weak: npt.ArrayLike, caught: npt.ArrayLike, sound: npt.ArrayLike, rounds: npt.ArrayLike
) -> Floats:
    """Return the share of weak projects in the library when every project must pass every one of so many rounds.

    Parameters
    ----------
    weak, caught, sound
        As in `weak_in_library`.
    rounds
        How many reviews a project has to pass, one after the other.
    """
    times = np.asarray(rounds, dtype=float)
    bad = np.asarray(weak) * (1 - np.asarray(caught, dtype=float)) ** times
    both = bad + (1 - np.asarray(weak)) * np.asarray(sound, dtype=float) ** times
    share: Floats = np.divide(bad, both, out=np.zeros_like(both), where=both > 0)
    return share


def run_gate(
    projects: int, weak: float, caught: float, sound: float, sessions: int, seed: int
) -> tuple[int, int]:
    """Return how many sound and how many weak projects are in the library, by running every project's machine.

    Parameters
    ----------
    projects
        Drafts.
    weak, caught, sound, sessions
        As in `weak_in_library`.
    seed
        Of the random numbers.
    """
    rng = np.random.default_rng(seed)
    is_weak = rng.random(projects) < weak
    luck = rng.random((projects, sessions))
    stored = [0, 0]
    for number in range(projects):
        chance = 1 - caught if is_weak[number] else sound
        stored[int(is_weak[number])] += _handed_in(luck[number] < chance)
    return stored[0], stored[1]


def _handed_in(verdicts: npt.NDArray[np.bool_]) -> bool:
    project = Project()
    for passes in verdicts:
        try_event(project, "submit")
        if try_event(project, "approve" if passes else "send_back") and passes:
            return try_event(project, "store")
    return state_of(project) == "stored"


def card_shares(miss: npt.ArrayLike) -> dict[str, Floats]:
    """Return the share of units with no card, a yellow and a red one after many checks.

    Yellow is one missed check, red two in a row or more; with independent checks the last two decide: 1 − f, f (1 − f)
    and f².

    Parameters
    ----------
    miss
        f, the chance that a check is missed.
    """
    f = np.asarray(miss, dtype=float)
    return {"clear": 1 - f, "yellow": f * (1 - f), "red": f**2}


def run_cards(units: int, months: int, miss: float, seed: int) -> dict[str, float]:
    """Return the share of units with each card after so many months, by running every unit's machine."""
    luck = np.random.default_rng(seed).random((units, months)) < miss
    ends = []
    for row in luck:
        card = Card()
        for missed in row:
            try_event(card, "miss" if missed else "meet")
        ends.append(state_of(card))
    return {state: ends.count(state) / units for state in ("clear", "yellow", "red")}


def solved_at(solve: float, levels: int = 3) -> list[float]:
    """Return the share of problems solved at each level, and last the share that is open at the top.

    Parameters
    ----------
    solve
        Chance that a level solves what reaches it.
    levels
        How many levels there are.
    """
    return [solve * (1 - solve) ** level for level in range(levels)] + [(1 - solve) ** levels]


def run_consultation(problems: int, solve: float, seed: int) -> list[float]:
    """Return the shares of `solved_at` by running the machine for so many problems."""
    luck = np.random.default_rng(seed).random((problems, 3)) < solve
    counts = [0, 0, 0, 0]
    for row in luck:
        case = Consultation()
        for solved in row:
            if try_event(case, "solve" if solved else "escalate") and solved:
                break
        counts[len(case.path) - 1 if state_of(case) == "solved" else 3] += 1
    return [count / problems for count in counts]

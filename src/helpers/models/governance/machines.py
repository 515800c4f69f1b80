"""Rules as machines: a project gate, warning cards, consultation level by level, and what may not be removed.

A machine allows what the rule allows and refuses everything else. The tests throw random events at them and ask
after each whether the rule still holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

DUTIES = ("责任", "政策", "帮扶", "监管")  # 摘帽不摘责任、不摘政策、不摘帮扶、不摘监管
LEVELS = ("county", "city", "province")


class Project(StateMachine):
    """A project: drafted (编制), reviewed (评审), stored in the library (入库), carried out (实施).

    「项目评审通过后方可入库和实施」: there is no way into the library but through a passed review, and no way to
    being carried out but from the library. A change to a project sends it back to drafting.
    """

    drafted = State(initial=True)
    under_review = State()
    passed = State()
    stored = State()
    running = State()
    done = State(final=True)
    dropped = State(final=True)

    submit = drafted.to(under_review)
    approve = under_review.to(passed)
    send_back = under_review.to(drafted)
    store = passed.to(stored)
    start = stored.to(running)
    finish = running.to(done)
    change = passed.to(drafted) | stored.to(drafted)
    drop = drafted.to(dropped) | under_review.to(dropped) | stored.to(dropped)

    def __init__(self) -> None:
        self.reviewed = False
        super().__init__()

    def on_approve(self) -> None:
        """Remember that this version of the project has passed."""
        self.reviewed = True

    def on_change(self) -> None:
        """Forget the review: it was of another version."""
        self.reviewed = False


class Card(StateMachine):
    """A unit under warning: none, yellow, red (“黄、红”牌警告).

    The reports do not say what draws a card. Assumed: a missed check draws yellow, a second in a row draws red, and
    a passed check takes every card back.
    """

    clear = State(initial=True)
    yellow = State()
    red = State()

    miss = clear.to(yellow) | yellow.to(red) | red.to(red)
    meet = clear.to(clear) | yellow.to(clear) | red.to(clear)


class Consultation(StateMachine):
    """A problem in consultation by county, city and province (省市县三级会商研判调度), upwards one level at a time."""

    county = State(initial=True)
    city = State()
    province = State()
    solved = State(final=True)
    open_at_top = State(final=True)

    solve = county.to(solved) | city.to(solved) | province.to(solved)
    escalate = county.to(city) | city.to(province) | province.to(open_at_top)

    def __init__(self) -> None:
        self.path = ["county"]
        super().__init__()

    def on_escalate(self, target: State) -> None:
        """Keep the levels that have dealt with it."""
        self.path.append(target.id)


class Delisting(StateMachine):
    """A county taken off the list of the poor, which keeps its duties for the years of transition (四个不摘).

    The reports do not say what the four are; nationally they are responsibility, policies, assistance and supervision.
    """

    listed = State(initial=True)
    transition = State()
    ordinary = State()

    delist = listed.to(transition)
    pass_year = (
        listed.to(listed)
        | transition.to(ordinary, cond="is_last_year")
        | transition.to(transition)
        | ordinary.to(ordinary)
    )
    remove = ordinary.to(ordinary)

    def __init__(self, years: int) -> None:
        self.duties = set(DUTIES)
        self.years_left = years
        super().__init__()

    def is_last_year(self) -> bool:
        """Return whether the transition ends with this year."""
        return self.years_left <= 1

    def on_pass_year(self, source: State) -> None:
        """Count a year of the transition."""
        self.years_left -= source.id == "transition"

    def on_remove(self, duty: str) -> None:
        """Take a duty away, which only an ordinary county can."""
        self.duties.discard(duty)


@dataclass(slots=True)
class Library:
    """All projects of a county: drafts, what is under review, and the library of projects that may start.

    Attributes
    ----------
    projects
        By name.
    """

    projects: dict[str, Project] = field(default_factory=dict)

    def draft(self, name: str) -> None:
        """Add a project that nobody has reviewed."""
        self.projects.setdefault(name, Project())

    def try_event(self, name: str, event: str) -> bool:
        """Let something happen to a project, and return whether the rule allows it."""
        return try_event(self.projects[name], event)

    def in_states(self, *states: str) -> list[str]:
        """Return the names of the projects in some states."""
        return [name for name, project in self.projects.items() if state_of(project) in states]

    def unreviewed(self) -> list[str]:
        """Return the projects that are in the library or beyond without a passed review: always none."""
        return [
            name for name in self.in_states("stored", "running", "done") if not self.projects[name].reviewed
        ]


def state_of(machine: StateMachine) -> str:
    """Return the name of the state that a machine is in."""
    return str(machine.current_state_value)


def try_event(machine: StateMachine, event: str, **given: Any) -> bool:
    """Let something happen to a machine, and return whether its rule allows it; a refused event changes nothing."""
    try:
        machine.send(event, **given)
    except TransitionNotAllowed:
        return False
    return True


def run_events(machine: StateMachine, events: Iterable[str]) -> list[tuple[str, bool, str]]:
    """Return each event with whether it was allowed and the state after it."""
    return [(event, try_event(machine, event), state_of(machine)) for event in events]


def transitions(machine: type[StateMachine]) -> list[tuple[str, str, str]]:
    """Return what a machine allows: event, from, to."""
    return [
        (event.id, transition.source.id, transition.target.id)
        for state in machine.states
        for transition in state.transitions
        for event in transition.events
    ]

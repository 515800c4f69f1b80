"""Keys: of which concept of the vocabulary each number of a report is, told by its name and by the words beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from helpers.claims.clauses import Number, Sentence
from helpers.claims.vocabulary import indicator_id_of
from helpers.places import Place

# What is left out of names though it tells a change from what there is (新建农村公路, 新增公益性岗位).
_ACT = re.compile("(?P<act>新改建|新建|改建|建设|修建|新修|新增|净增|减少|消除)了?$")
_PART = re.compile("其中|(?:以上|以下|以内|之间)的?(?:有|共)?$")


class Named(Protocol):
    """A number in its sentence, with the place, the period and the status that it was given."""

    @property
    def sentence(self) -> Sentence:
        """Where it stands."""
        ...

    @property
    def number(self) -> Number:
        """Itself."""
        ...

    @property
    def place(self) -> Place:
        """For which it holds."""
        ...

    @property
    def period(self) -> str:
        """When it holds."""
        ...

    @property
    def status(self) -> str:
        """Fact, plan and so on."""
        ...


def keys_of(drafts: Sequence[Named], names: Sequence[str]) -> list[str]:
    """Return the key of each number of a report, '' for what the vocabulary has not.

    Parameters
    ----------
    drafts
        The numbers of a report in the order of its text.
    names
        What the rules name them by.
    """
    keys: list[str] = []
    for at, (draft, name) in enumerate(zip(drafts, names, strict=True)):
        number = draft.number
        key = indicator_id_of(_act_before(draft, name) + name, number.unit, number.per)
        keys.append("" if key and _is_part(draft, key, drafts[:at], keys) else key)
    return keys


def _act_before(draft: Named, name: str) -> str:
    """Return the verb that stands before a number and its name, '' where none does or the name has it."""
    if draft.number.kind not in ("count", "measure"):
        return ""  # 消除1万元以下对象: it is done to people, not to the amount
    head = draft.sentence.text[: draft.number.start].removesuffix(name)
    match = _ACT.search(head)
    return match["act"] if match and match["act"] not in name else ""


def _is_part(draft: Named, key: str, before: Sequence[Named], keys: Sequence[str]) -> bool:
    """Return whether a number is of some of those whom its sentence counted before (安置点58个，3000人以上的6个)."""
    start = draft.sentence.clause(draft.number.start)[0]
    if not _PART.search(draft.sentence.text[start : draft.number.start]):
        return False
    return any(
        other.sentence is draft.sentence and key == one and _said_of(other) == _said_of(draft)
        for other, one in zip(before, keys, strict=True)
    )


def _said_of(draft: Named) -> tuple[str, ...]:
    """Return what two numbers of one series share, but for their value."""
    return draft.number.unit, draft.number.per, draft.place.official, draft.period, draft.status

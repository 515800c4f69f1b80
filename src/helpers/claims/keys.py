"""Keys: of which concept of the vocabulary each number of a report is, told by its name and by the words beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.claims.clauses import Draft
from helpers.claims.vocabulary import indicator_id_of

# What is left out of names though it tells a change from what there is (新建农村公路, 新增公益性岗位).
_ACT = re.compile("(?P<act>新改建|新建|改建|建设|修建|新修|新增|净增|减少|消除)了?$")
_PART = re.compile("其中|(?:以上|以下|以内|之间)的?(?:有|共)?$")


def keys_of(drafts: Sequence[Draft]) -> list[str]:
    """Return the key of each number of a report, '' for what the vocabulary has not.

    Parameters
    ----------
    drafts
        The claims of a report in the order of its text, as the rules name them.
    """
    keys: list[str] = []
    for at, draft in enumerate(drafts):
        number = draft.number
        key = indicator_id_of(_act_before(draft) + draft.named, number.unit, number.per)
        keys.append("" if key and _is_part(at, key, drafts, keys) else key)
    return keys


def _act_before(draft: Draft) -> str:
    """Return the verb that stands before a number and its name, '' where none does or the name has it."""
    if draft.number.kind not in ("count", "measure"):
        return ""  # 消除1万元以下对象: it is done to people, not to the amount
    head = draft.sentence.text[: draft.number.start].removesuffix(draft.named)
    match = _ACT.search(head)
    return match["act"] if match and match["act"] not in draft.named else ""


def _is_part(at: int, key: str, drafts: Sequence[Draft], keys: Sequence[str]) -> bool:
    """Return whether a number is of some of those whom its sentence counted before (安置点58个，3000人以上的6个)."""
    draft = drafts[at]
    start = draft.sentence.clause(draft.number.start)[0]
    if not _PART.search(draft.sentence.text[start : draft.number.start]):
        return False
    for before in range(at - 1, -1, -1):
        if drafts[before].sentence is not draft.sentence:
            return False
        if keys[before] == key and _said_of(drafts[before]) == _said_of(draft):
            return True
    return False


def _said_of(draft: Draft) -> tuple[str, ...]:
    """Return what two numbers of one series share, but for their value."""
    return draft.number.unit, draft.number.per, draft.place.official, draft.period, draft.status

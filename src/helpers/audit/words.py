"""Words: a check as a row of the table, with its formula and what a careful reader would conclude."""

from __future__ import annotations

import json
import math
from fractions import Fraction
from typing import Any

from helpers.audit.formulas import FORMULAS
from helpers.audit.intervals import End, Interval, show
from helpers.audit.lists import ListCheck
from helpers.audit.text import Slot
from helpers.audit.verdicts import CONTRADICTS, HOLDS, IMPLIED, ROUNDING, Check, Reading, members

CARE = {
    "en": "Rounding, scope, definition and date may differ: the report may be right.",
    "zh": "舍入、口径、定义或时点可能不同，报告未必有误。",
}
SYMBOLS = {"filled": "{0} × {1} ≤ {2}", "order": "{0} ≤ {1}", "granularity": "k ÷ {1} = {0}"}
READINGS_ZH = {"by people": "按人口", "by households": "按户数"}


def describe(check: Check) -> dict[str, Any]:
    """Return a check as a row.

    Parameters
    ----------
    check
        As from `judge`.
    """
    reading = check.reading
    key = reading.stated or reading.args[0]
    doc = max(slot.doc for slot in check.slots)
    at = min(slot.start for slot in check.slots if slot.doc == doc)
    unit = result_unit(reading)
    stated = stated_interval(reading)
    return {
        "at": at,
        "check_id": f"{key.doc if key.doc == doc else doc}:{check.relation}:{key.start if key.doc == doc else at}",
        "doc": doc,
        "relation": check.relation,
        "verdict": check.verdict,
        "formula": formula_of(check, printed_as),
        "words": formula_of(check, named),
        "members": ";".join(members(check)),
        "stated": stated_value(check),
        "stated_low": number(stated.low) if stated else math.nan,
        "stated_high": number(stated.high) if stated else math.nan,
        "computed_low": number(check.computed.low) if check.computed else math.nan,
        "computed_high": number(check.computed.high) if check.computed else math.nan,
        "unit": unit,
        "slack": number(check.slack) if check.verdict != IMPLIED else math.nan,
        "reading": reading.name,
        "others": other_readings(check),
        "cue": check.cue.strip(),
        "note": note_en(check, unit),
        "note_zh": note_zh(check, unit),
    }


def describe_list(found: ListCheck) -> dict[str, Any]:
    """Return a counted list as a row."""
    fits = found.found == found.stated
    verdict = HOLDS if fits else IMPLIED if found.open else CONTRADICTS
    named_en = f"{found.found} named, {found.stated} counted ({found.how})."
    named_zh = f"列出 {found.found} 项，称 {found.stated} 项。"
    tail_en = (
        "" if fits else " The list ends in 等 and may leave some out." if found.open else f" {CARE['en']}"
    )
    tail_zh = "" if fits else "列举以“等”结尾，可能未列全。" if found.open else CARE["zh"]
    return {
        "at": found.span.start,
        "check_id": f"{found.span.doc}:list:{found.span.start}",
        "doc": found.span.doc,
        "relation": "list",
        "verdict": verdict,
        "formula": f"{found.found} = {found.stated}" if fits else f"{found.found} ≠ {found.stated}",
        "words": f"{found.span.surface}: {found.found}",
        "members": found.span.key,
        "stated": float(found.stated),
        "stated_low": float(found.stated),
        "stated_high": float(found.stated),
        "computed_low": float(found.found),
        "computed_high": float(found.found),
        "unit": "",
        "slack": float(found.stated - found.found),
        "reading": "",
        "others": "",
        "cue": found.how,
        "note": named_en + tail_en,
        "note_zh": named_zh + tail_zh,
    }


# -- formulas --------------------------------------------------------------------------------------------


def formula_of(check: Check, name: Any) -> str:
    """Return the formula with its numbers, each written by `name`."""
    reading = check.reading
    args = [name(slot) for slot in reading.args]
    template = SYMBOLS.get(reading.formula) or FORMULAS[reading.formula].template
    left = template.format(*args, sum=" + ".join(args))
    if reading.formula in ("order", "filled"):
        return left if check.verdict != CONTRADICTS else left.replace("≤", "> (should be ≤)")
    if reading.formula == "granularity":
        return f"{check.count} ÷ {args[1]} = {args[0]}" if check.verdict != CONTRADICTS else f"no k: {left}"
    sign = {HOLDS: "=", ROUNDING: "≈", CONTRADICTS: "≠", IMPLIED: "="}[check.verdict]
    right = name(reading.stated) if reading.stated else f"{implied(check)} {result_unit(reading)}".strip()
    return f"{left} {sign} {right}"


def implied(check: Check) -> str:
    """Return what follows: from the printed digits where all are plain, else the two ends."""
    plain = all(slot.bound == "exact" and slot.low == slot.high for slot in check.reading.args)
    return rounded(check.nominal.low) if plain and check.nominal else middle(check.computed)


def printed_as(slot: Slot) -> str:
    """Return a number as its report prints it, with the denominator."""
    return f"{slot.surface}/{slot.per}" if slot.per and slot.per not in slot.surface else slot.surface


def named(slot: Slot) -> str:
    """Return a number with the name of what it counts."""
    label = slot.indicator or slot.left[-10:].strip("“”\"'‘’的 ") or slot.right[:8].strip("“”\"'‘’ ")
    return f"{label} {printed_as(slot)}".strip()


def result_unit(reading: Reading) -> str:
    """Return the unit of what follows: that of a member, of a quotient, or %."""
    if reading.stated is not None:
        return _unit(reading.stated)
    if reading.formula == "filled":
        return _unit(reading.args[-1])
    if reading.formula in SYMBOLS:
        return "%"
    unit = FORMULAS[reading.formula].unit
    if unit == "0/1":
        return _quotient_unit(*reading.args)
    if unit != "0":
        return unit
    first = reading.args[0]
    if reading.formula == "product":
        return reading.args[0].unit
    return (
        "百分点"
        if first.kind == "percent" and reading.args[-1].kind == "percent" and reading.formula == "difference"
        else _unit(first)
    )


def _unit(slot: Slot) -> str:
    return f"{slot.unit}/{slot.per}" if slot.per else slot.unit


def _quotient_unit(first: Slot, second: Slot) -> str:
    if first.unit == second.unit and first.per == second.per:
        return ""
    if second.per and second.unit == first.unit:
        return second.per
    return first.unit if second.kind == "multiple" else f"{first.unit}/{second.unit}"


# -- numbers ---------------------------------------------------------------------------------------------


def number(value: End) -> float:
    """Return an exact number as the table keeps it; an open side is empty."""
    value = float(value)
    return math.nan if math.isinf(value) else float(f"{value:.10g}")


def stated_value(check: Check) -> float:
    """Return the stated number that was tested, NaN when nothing was stated."""
    reading = check.reading
    if reading.formula == "granularity":
        return reading.args[0].low
    return reading.stated.low if reading.stated else math.nan


def stated_interval(reading: Reading) -> Interval | None:
    """Return what the tested number can stand for."""
    if reading.formula == "granularity":
        return reading.args[0].interval
    return reading.stated.interval if reading.stated else None


def other_readings(check: Check) -> str:
    """Return what the other readings give, as JSON; empty when there is none."""
    if not check.others or check.verdict == IMPLIED:
        return ""
    rows = [
        {"reading": name, "low": number(value.low), "high": number(value.high)}
        for name, value in check.others
    ]
    return json.dumps(rows, ensure_ascii=False)


def middle(interval: Interval | None) -> str:
    """Return an implied interval for people: the digits that its two ends share, or both ends."""
    if interval is None:
        return ""
    low, high = interval.low, interval.high
    if math.isinf(low) or math.isinf(high):
        if math.isinf(high):
            return f"{'≥' if interval.low_closed else '>'} {rounded(low)}"
        return f"{'≤' if interval.high_closed else '<'} {rounded(high)}"
    centre = (Fraction(low) + Fraction(high)) / 2
    width = Fraction(high) - Fraction(low)
    if width * 20 <= abs(centre):
        return rounded(centre)
    return f"{rounded(low)}–{rounded(high)}"


def rounded(value: End) -> str:
    """Return a number with four digits that count, or all the digits of a whole number."""
    fraction = Fraction(value)
    if fraction.denominator == 1 or abs(fraction) >= 1000:
        return show(Fraction(round(fraction)))
    return show(fraction, 4)


def bounds(interval: Interval | None, unit: str) -> str:
    """Return an interval with its unit."""
    if interval is None:
        return ""
    tail = f" {unit}" if unit else ""
    if interval.is_point:
        return f"{rounded(interval.low)}{tail}"
    if math.isinf(interval.high) or math.isinf(interval.low):
        return f"{middle(interval)}{tail}"
    return f"{show(interval.low)} … {show(interval.high)}{tail}"


# -- notes -----------------------------------------------------------------------------------------------


def note_en(check: Check, unit: str) -> str:
    """Return what a careful reader would conclude, in English."""
    reading, parts = check.reading, []
    if check.relation in {"subset", "threshold"}:
        parts.append(_order_note(check, "en"))
    elif reading.formula == "granularity":
        parts.append(_granularity_note(check, "en"))
    elif check.verdict == IMPLIED:
        what = f" ({reading.name})" if reading.name else ""
        parts.append(
            f"Not stated; follows from the others{what}: {implied(check)}{f' {unit}' if unit else ''}{_allowed(check)}."
        )
    elif check.relation in {"repeat", "agreement"} and check.verdict == HOLDS:
        parts.append("Said twice, with the same value.")
    else:
        parts.append(f"Computed {bounds(check.computed, unit)}; stated {printed_as(reading.stated)}.")  # type: ignore[arg-type]
    if reading.name and check.verdict != IMPLIED:
        parts.append(f"Read {reading.name}.")
    if check.others and check.verdict != IMPLIED:
        others = "; ".join(f"{name}: {middle(value)}" for name, value in check.others)
        parts.append(f"Other readings give {others}.")
    if check.verdict == ROUNDING:
        parts.append("The printed digits alone miss it; what they may stand for allows it.")
    if check.verdict == CONTRADICTS:
        if check.mend:
            slot, wanted = check.mend
            parts.append(f"Smallest change that would mend it: {slot.surface} → {bounds(wanted, slot.unit)}.")
        parts.append(CARE["en"])
    return " ".join(parts)


def note_zh(check: Check, unit: str) -> str:
    """Return what a careful reader would conclude, in Chinese."""
    reading, parts = check.reading, []
    if check.relation in {"subset", "threshold"}:
        parts.append(_order_note(check, "zh"))
    elif reading.formula == "granularity":
        parts.append(_granularity_note(check, "zh"))
    elif check.verdict == IMPLIED:
        parts.append(
            f"原文未写，由其他数字推出：{implied(check)}{f' {unit}' if unit else ''}{_allowed(check, 'zh')}。"
        )
    elif check.relation in {"repeat", "agreement"} and check.verdict == HOLDS:
        parts.append("两处所述数值相同。")
    else:
        parts.append(f"推算为 {bounds(check.computed, unit)}，原文为 {printed_as(reading.stated)}。")  # type: ignore[arg-type]
    if (
        zh := next((zh for en, zh in READINGS_ZH.items() if reading.name.startswith(en)), "")
    ) and check.verdict != IMPLIED:
        parts.append(f"口径：{zh}。")
    if check.verdict == ROUNDING:
        parts.append("仅凭印出的数字不相等，但在舍入或界限所允许的范围内。")
    if check.verdict == CONTRADICTS:
        if check.mend:
            slot, wanted = check.mend
            parts.append(f"最小改动：{slot.surface} → {bounds(wanted, slot.unit)}。")
        parts.append(CARE["zh"])
    return "".join(parts)


def _allowed(check: Check, lang: str = "en") -> str:
    """Return what rounding allows beside an implied number."""
    interval = check.computed
    if interval is None or interval.is_point or math.isinf(interval.high) or math.isinf(interval.low):
        return ""
    ends = f"{show(interval.low, 5)} … {show(interval.high, 5)}"
    return f" (rounding allows {ends})" if lang == "en" else f"（舍入允许 {ends}）"


def _order_note(check: Check, lang: str) -> str:
    part, whole = check.reading.args[0].surface, check.reading.args[-1].surface
    if check.reading.formula == "filled":
        names = [slot.surface for slot in check.reading.args]
        return {
            "en": f"{names[0]} of at least {names[1]} each fit into {names[2]}.",
            "zh": f"{names[0]}、每处至少 {names[1]}，不超过 {names[2]}。",
        }[lang]
    if check.relation == "threshold":
        words = {"en": f"{whole} lies beyond the threshold {part}.", "zh": f"{whole} 已越过 {part}。"}
        misses = {"en": f"{whole} does not reach the threshold {part}.", "zh": f"{whole} 未达 {part}。"}
        return (misses if check.verdict == CONTRADICTS else words)[lang]
    share = bounds(check.computed, "%")
    if check.verdict == CONTRADICTS:
        return {
            "en": f"The part {part} is larger than the whole {whole}.",
            "zh": f"部分 {part} 大于整体 {whole}。",
        }[lang]
    said = {"en": f"{part} is {share} of {whole}.", "zh": f"{part} 占 {whole} 的 {share}。"}[lang]
    return (
        said
        if check.verdict != IMPLIED
        else {"en": f"Share not stated: {said}", "zh": f"原文未写占比：{said}"}[lang]
    )


def _granularity_note(check: Check, lang: str) -> str:
    share, base = (slot.surface for slot in check.reading.args)
    if check.verdict == CONTRADICTS:
        nearest = f"{check.count} ({bounds(check.computed, '%')})"
        return {
            "en": f"No whole number out of {base} prints as {share}; the nearest is {nearest}.",
            "zh": f"{base} 中没有哪个整数的占比可写作 {share}，最接近的是 {nearest}。",
        }[lang]
    if check.choices == 1:
        return {
            "en": f"{share} of {base} is {check.count} and no other whole number; by chance {check.extra['width']}"
            " of all shares printed like this would be that of a whole number.",
            "zh": f"{base} 的 {share} 只能是 {check.count}。",
        }[lang]
    last = (check.count or 0) + check.choices - 1
    return {
        "en": f"{share} of {base} is any whole number from {check.count} to {last}.",
        "zh": f"{base} 的 {share} 可以是 {check.count} 至 {last} 之间的任一整数。",
    }[lang]

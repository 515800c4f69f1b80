"""Run the peers on texts: the half of `peers.py` that runs in the peers' own environment.

Reads JSON lines ``{"doc": ..., "text": ...}`` and writes JSON lines: for each system one line with its
versions, the characters read and the best of three times, then one line for each number expression, as
it gives it. Nothing of this project is imported here, since the peers need old packages that would not
go with ours.
"""

import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import metadata, version
from typing import Any

Found = dict[str, Any]
REPEATS = 3


def recognizers() -> tuple[list[str], Callable[[str], Iterator[Found]]]:
    """Microsoft Recognizers-Text: numbers, percentages, and all models of numbers with units; durations."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    models = (
        *(recognize_number, recognize_ordinal, recognize_percentage),
        *(recognize_age, recognize_currency, recognize_dimension, recognize_temperature, recognize_datetime),
    )

    def find(text: str) -> Iterator[Found]:
        for model in models:
            for each in model(text, "zh-cn"):
                said = each.resolution or {}
                said = said.get("values", [said])[0] if isinstance(said, dict) else {}
                yield {
                    "start": each.start,
                    "end": each.end + 1,
                    "type": each.type_name,
                    "value": said.get("timex") or said.get("value"),
                    "unit": said.get("unit") or "",
                }

    return ["recognizers-text-suite"], find


def jionlp() -> tuple[list[str], Callable[[str], Iterator[Found]]]:
    """JioNLP: money and time, each with its parser."""
    import jionlp

    def find(text: str) -> Iterator[Found]:
        for each in jionlp.ner.extract_money(text, with_parsing=True):
            said = each.get("detail") or {}
            yield _jionlp(each, "money", said.get("num"), said.get("case") or "")
        for each in jionlp.ner.extract_time(text, with_parsing=True):
            said = each.get("detail") or {}
            yield _jionlp(each, each["type"], said.get("time"), "")

    return ["jionlp", "jiojio"], find


def _jionlp(each: dict[str, Any], type_: str, value: Any, unit: str) -> Found:
    start, end = each["offset"]
    return {"start": start, "end": end, "type": type_, "value": value, "unit": unit}


def duckling() -> tuple[list[str], Callable[[str], Iterator[Found]]]:
    """Duckling (Haskell, through a Rust binding): every dimension that it has for Chinese."""
    import duckling

    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    now = duckling.get_current_ref_time(zones, "Asia/Shanghai")
    chinese = duckling.default_locale_lang(duckling.parse_lang("ZH"))
    context = duckling.Context(now, duckling.parse_locale("ZH_CN", chinese))
    names = [
        "number",
        "ordinal",
        "amount-of-money",
        "duration",
        "distance",
        "quantity",
        "volume",
        "temperature",
    ]
    dimensions = duckling.parse_dimensions([*names, "time"])

    def find(text: str) -> Iterator[Found]:
        for each in duckling.parse(text, context, dimensions, False):
            said = each["value"]
            unit = said.get("unit") or ""
            low, high = said.get("from"), said.get("to")
            value = [low, high] if low or high else said.get("value")
            yield {
                "start": each["start"],
                "end": each["end"],
                "type": each["dim"],
                "value": value,
                "unit": unit,
            }

    return ["pyduckling-native-phihos"], find


def chinese2digits() -> tuple[list[str], Callable[[str], Iterator[Found]]]:
    """chinese2digits: bare numbers, Chinese or Arabic, in the order of the text."""
    import chinese2digits

    def find(text: str) -> Iterator[Found]:
        said = chinese2digits.takeNumberFromString(text)
        place = 0
        for written, value in zip(said["CHNumberStringList"], said["digitsStringList"], strict=True):
            start = text.find(written, place)
            if start >= 0:
                place = start + len(written)
                yield {"start": start, "end": place, "type": "number", "value": value, "unit": ""}

    return ["chinese2digits"], find


SYSTEMS = {
    "Recognizers-Text": recognizers,
    "JioNLP": jionlp,
    "Duckling": duckling,
    "chinese2digits": chinese2digits,
}


def main() -> None:
    """Read texts from standard input and write what each peer finds to standard output."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    logging.disable()  # one of them logs the words that it cannot parse, with a traceback each
    os.dup2(2, 1)  # what the peers print about themselves goes to standard error
    texts = [json.loads(line) for line in sys.stdin.buffer.read().decode("utf-8").splitlines()]
    for system, prepare in SYSTEMS.items():
        packages, find = prepare()
        list(find(texts[0]["text"]))  # models are loaded at their first use
        best, found = float("inf"), []
        for _ in range(REPEATS):
            began = time.perf_counter()
            found = [(each["doc"], list(find(each["text"]))) for each in texts]
            best = min(best, time.perf_counter() - began)
        about = {
            "system": system,
            "packages": {name: version(name) for name in packages},
            "licence": metadata(packages[0]).get("License") or "",
            "characters": sum(len(each["text"]) for each in texts),
            "seconds": best,
        }
        out.write(json.dumps(about, ensure_ascii=False) + "\n")
        for doc, rows in found:
            for row in rows:
                out.write(json.dumps({"system": system, "doc": doc} | row, ensure_ascii=False) + "\n")
    out.flush()


if __name__ == "__main__":
    main()

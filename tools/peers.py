"""Run other programs that read Chinese numbers on the five reports, and write down what they find.

``make peers`` calls it. The programs live in an environment of their own, ``.venv-peers``, made from
``requirements-peers.lock``: one of them brings a GPL package and another needs old packages. What they
find goes into two small tables that are committed, so that the evaluation can hold them against the
annotation without them:

- ``data/coding/peers.csv``: the programs, their versions and speed, and ours beside them, timed in the
  same run;
- ``data/coding/peers-mentions.csv``: what each one finds, in the codebook's columns.

How their output is brought to our columns, always in their favour:

- Where two findings of one program overlap, the longer one stands; a number inside a date or rank that
  the program itself recognised is then no quantity. Of equal spans a date goes before a quantity, and a
  quantity before a number.
- The value is theirs, in the unit in which the text writes it: grams, seconds and months that stand for
  公斤, 分钟 or 年 are calculated back. The unit is the end of the characters that they marked, by our own
  list.
- A range that stands for 多 or 余 (3000多 as 3000 to 4000) counts as its lower end, as in the codebook.
- A percentage written 个百分点 has the unit 百分点. 0.05 given for 5% is 5. A dollar sign given for 元 is 元.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
from bench import best_time, search_digits

from helpers.corpus import read_folder
from helpers.mentions import default_lexicon, find_mentions, fold
from helpers.tables import replace_file, to_csv_bytes

ROOT = Path(__file__).resolve().parents[1]
CODING = ROOT / "data/coding"
LOCK = ROOT / "requirements-peers.lock"
PYTHON = ROOT / ".venv-peers" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
WORKER = Path(__file__).with_name("peers_worker.py")
COLUMNS = ["system", "doc", "start", "end", "kind", "low", "high", "unit", "per", "bound"]
BARE = "bare digit search"  # what any reading of numbers must cost more than

READS = {
    "xianjie": "all kinds of the codebook",
    "Recognizers-Text": "numbers, percentages, currency, dimensions, ages, temperatures, durations",
    "JioNLP": "money, durations",
    "Duckling": "numbers, money, durations, distance, quantity, volume, temperature",
    "chinese2digits": "numbers",
}

# what a program calls a finding → our kind; None: a date, rank or cadence, which hides the numbers inside it
KINDS = {
    "number": "count",
    "percentage": "percent",
    "currency": "money",
    "money": "money",
    "amount-of-money": "money",
    "dimension": "measure",
    "distance": "measure",
    "quantity": "measure",
    "volume": "measure",
    "temperature": "measure",
    "age": "duration",
    "duration": "duration",
    "time_delta": "duration",
    "datetimeV2.duration": "duration",
}
RANKS = {None: 0, "money": 1, "percent": 1, "measure": 1, "duration": 1, "count": 2}  # lower goes first

# (their unit, unit as written) → how many of the written one make one of theirs
SCALES = {
    ("month", "年"): Fraction(1, 12),
    ("gram", "公斤"): Fraction(1, 1000),
    ("gram", "千克"): Fraction(1, 1000),
    ("gram", "斤"): Fraction(1, 500),
    ("gram", "两"): Fraction(1, 50),
    ("gram", "吨"): Fraction(1, 10**6),
    ("kilometre", "米"): Fraction(1000),
    ("metre", "公里"): Fraction(1, 1000),
    ("metre", "千米"): Fraction(1, 1000),
    ("cent", "角"): Fraction(1, 10),
}
DURATIONS = {
    "year": "年",
    "month": "个月",
    "week": "周",
    "day": "天",
    "hour": "小时",
    "minute": "分钟",
    "second": "秒",
}
TIMEX = re.compile(r"PT?(?P<number>[\d.]+)(?P<letter>[YMWDHS])")
TIMEX_UNITS = {"Y": "年", "M": "个月", "W": "周", "D": "天", "H": "小时", "S": "秒", "TM": "分钟"}


def main() -> None:
    """Set the environment up when it is not there, run the peers and write the two tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.parse_args()
    set_up()
    texts = {report.doc: report.raw for report in read_folder(ROOT / "data/raw").reports}
    programs, found = run_peers(texts)
    programs = pd.concat([our_speed(texts), programs], ignore_index=True)
    bare = programs.set_index("system")["characters_per_second"][BARE]
    programs["times_slower"] = (bare / programs["characters_per_second"]).round(1)
    replace_file(CODING / "peers.csv", to_csv_bytes(programs))
    replace_file(CODING / "peers-mentions.csv", to_csv_bytes(found))
    print(programs[["system", "version", "characters_per_second"]].to_string(index=False))
    print("Written: data/coding/peers.csv and data/coding/peers-mentions.csv. Next: make")


def set_up() -> None:
    """Make ``.venv-peers`` from its lock unless it is there and whole."""
    folder = LOCK.with_name(".venv-peers")
    ready = folder / "ready"
    if ready.is_file() and ready.read_bytes() == LOCK.read_bytes():
        return
    print("Setting up .venv-peers")
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([str(PYTHON), *install, "--requirement", str(LOCK)], check=True)
    ready.write_bytes(LOCK.read_bytes())


def run_peers(texts: Mapping[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the peers with their speed, and what they find, in our columns.

    Parameters
    ----------
    texts
        By name of the document.
    """
    lines = [json.dumps({"doc": doc, "text": text}, ensure_ascii=False) for doc, text in texts.items()]
    done = subprocess.run(
        [str(PYTHON), str(WORKER)], input="\n".join(lines).encode(), stdout=subprocess.PIPE, check=True
    )
    said = [json.loads(line) for line in done.stdout.decode().splitlines()]
    programs = [_program(line) for line in said if "packages" in line]
    rows: list[dict[str, Any]] = []
    for system in (line["system"] for line in said if "packages" in line):
        for doc, text in texts.items():
            given = [line for line in said if line["system"] == system and line.get("doc") == doc]
            rows += [{"system": system, "doc": doc} | row for row in quantities(given, text)]
    return pd.DataFrame(programs), pd.DataFrame(rows, columns=COLUMNS)


def _program(line: Mapping[str, Any]) -> dict[str, Any]:
    versions = " ".join(f"{name} {version}" for name, version in line["packages"].items())
    speed = float(f"{line['characters'] / line['seconds']:.3g}")
    system = line["system"]
    return {
        "system": system,
        "version": versions,
        "licence": line["licence"],
        "reads": READS[system],
        "characters_per_second": speed,
    }


def our_speed(texts: Mapping[str, str]) -> pd.DataFrame:
    """Return this project and a bare search for digits, timed on the same texts as the peers."""
    tasks: dict[str, Callable[[str], Any]] = {"xianjie": find_mentions, BARE: search_digits}
    characters = sum(map(len, texts.values()))
    rows = []
    for system, task in tasks.items():
        seconds = best_time(task, texts.values())
        line = {"system": system, "version": "this version" if system == "xianjie" else "", "licence": ""}
        reads = READS.get(system, "runs of digits")
        rows.append(line | {"reads": reads, "characters_per_second": float(f"{characters / seconds:.3g}")})
    return pd.DataFrame(rows)


# -- from their columns to ours -----------------------------------------------------------------------


def quantities(given: Iterable[Mapping[str, Any]], text: str) -> list[dict[str, Any]]:
    """Return what one program gives on one text, in our columns, without overlaps.

    Parameters
    ----------
    given
        Lines of `peers_worker.py`.
    text
        The document.
    """
    ranked = sorted(
        given, key=lambda row: (row["start"] - row["end"], RANKS[KINDS.get(row["type"])], row["start"])
    )
    taken: list[Mapping[str, Any]] = []
    for row in ranked:
        if all(row["end"] <= other["start"] or other["end"] <= row["start"] for other in taken):
            taken.append(row)
    rows = [_quantity(row, text) for row in taken if row["type"] in KINDS]
    return sorted((row for row in rows if row), key=lambda row: int(row["start"]))


def _quantity(row: Mapping[str, Any], text: str) -> dict[str, Any] | None:
    written = text[row["start"] : row["end"]]
    kind = KINDS[row["type"]]
    ends = read_value(row["value"])
    if ends is None:
        return None
    low, high = ends
    if high != low and re.search("[多余餘]", written):
        high = low
    unit = unit_of(row, written)
    factor = SCALES.get((row["unit"], unit), Fraction(1))
    if row["type"] == "number" and unit == "%":  # 0.05 for 5%
        factor *= 100
    if unit == "百分点":
        kind = "points"
    if kind == "count" and unit:
        kind = default_lexicon().units[unit].kind if unit in default_lexicon().units else kind
    values = {"low": float(low * factor), "high": float(high * factor)}
    place = {"start": row["start"], "end": row["end"], "kind": kind}
    return place | values | {"unit": unit, "per": "", "bound": "exact"}


def read_value(value: Any) -> tuple[Fraction, Fraction] | None:
    """Return low and high of a value as a program gives it, or None when it gives none.

    Parameters
    ----------
    value
        ``12``, ``"12.5"``, ``"7%"``, ``"P3.5Y"``, ``{"year": 3}``, or a list of two such ends.
    """
    if isinstance(value, list):
        ends = [end for each in value if (end := read_value(each)) is not None]
        return (min(ends)[0], max(ends)[1]) if ends else None
    if isinstance(value, dict):
        numbers = [each for key, each in value.items() if key in DURATIONS or key == "value"]
        return read_value(numbers[0]) if len(numbers) == 1 else None
    if value is None:
        return None
    if timex := TIMEX.fullmatch(str(value)):
        value = timex["number"]
    try:
        number = Fraction(str(value).rstrip("%"))
    except ValueError:
        return None
    return number, number


def unit_of(row: Mapping[str, Any], written: str) -> str:
    """Return our name of the unit of a finding: from the characters it marks, else from what it says.

    Parameters
    ----------
    row
        A line of `peers_worker.py`.
    written
        The characters that it marks.
    """
    if row["type"] == "percentage":
        return "百分点" if fold(written).endswith("百分点") else "%"
    units = default_lexicon().units
    tail = re.sub(r"以[上下内]$|左右$|[半多余]$", "", fold(written).strip())
    for start in range(max(0, len(tail) - 6), len(tail)):
        if tail[start:] in units and not tail[start:].isnumeric():
            return units[tail[start:]].name
    if isinstance(row["value"], dict):
        return DURATIONS.get(next(iter(row["value"]), ""), "")
    if timex := TIMEX.fullmatch(str(row["value"])):
        return TIMEX_UNITS["TM" if "T" in timex[0] and timex["letter"] == "M" else timex["letter"]]
    return str(row["unit"]) if row["type"] == "money" else ""


if __name__ == "__main__":
    main()

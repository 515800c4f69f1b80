"""Benchmark: what `make bench` measured, as tables: speeds, the cost of size, where time goes, and an estimate."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from helpers.cache import package_sha256
from helpers.plurals import counted
from helpers.resources import read_csv_resource
from helpers.tables import Lang, check_table, empty_table, records, resolve_dir

FILE = "benchmark.csv"
NUMBERS = ["workers", "documents", "characters", "seconds", "processor_seconds", "megabytes"]
EXTRACTION = ("mentions", "claims", "evidence", "cadences", "systems")  # what the bar on speed counts
ARCHIVE = 1_000_000  # reports
MACHINES = (1, 10)
COLUMNS = ["measure", "part", "corpus", "workers", "characters", "value", "low", "high", "unit"]
SUMMARY: dict[str, dict[Lang, str]] = {
    "machine": {
        "en": "Measured on one machine: {processor}, {cores} cores, {memory} of memory, Python {python}; when it began,"
        " {load} programs on average wanted a core, so times on the clock {quiet}. {compiled} {state}",
        "zh": "在一台机器上测得：{processor}，{cores} 核，内存 {memory}，Python {python}；开始时平均有 {load} 个程序等待处理器，{quiet}。"
        "{compiled}{state}",
    },
    "yes": {
        "en": "Modules that read every character were compiled, as `make` does where it can.",
        "zh": "逐字读取的模块已编译（`make` 在条件允许时自动编译）。",
    },
    "no": {
        "en": "Nothing was compiled: all modules ran from their sources.",
        "zh": "未经编译，全部模块按源代码运行。",
    },
    "now": {"en": "It is the program as it stands.", "zh": "所测即为当前程序。"},
    "earlier": {
        "en": "It was an earlier state of the program (`{code}`); `make bench` measures the present one.",
        "zh": "所测为程序的较早状态（`{code}`）；运行 `make bench` 可重测当前程序。",
    },
    "quiet": {"en": "can be taken as they are", "zh": "计时可以直接采用"},
    "busy": {
        "en": "are longer than this work needs: processor time is the better guide",
        "zh": "计时偏长，应以处理器时间为准",
    },
    "speed": {
        "en": "Numbers, claims and systems together are read at **{extraction}** characters a second on one core,"
        " all tables at {all}. A corpus ten times as large costs **{tenfold:.1f}** times as much (exponent"
        " {exponent:.3f}, 95 % interval {low:.3f} to {high:.3f}); the largest measured had {largest:,.0f} characters,"
        " and no process held more than **{memory:,.0f}** MB.",
        "zh": "单核每秒可从 **{extraction}** 字中读出数字、断言与制度，写出全部数据表时为 {all} 字。语料增至十倍，"
        "耗时为 **{tenfold:.1f}** 倍（指数 {exponent:.3f}，95% 区间 {low:.3f} 至 {high:.3f}）；所测最大语料为 {largest:,.0f} 字，"
        "单个进程占用内存不超过 **{memory:,.0f}** MB。",
    },
    "estimate": {
        "en": "**Estimate, not measured:** an archive of a million reports, each of {length:,.0f} characters as here on"
        " average, would take about **{one:,.1f}** hours on one such machine and **{ten:,.1f}** on ten. It supposes that"
        " each machine reads as fast as this one did with two workers, and that ten share the work as evenly as two"
        " workers did; one process hands the documents out, at {source:,.0f} characters a second, and no more can be read.",
        "zh": "**以下为推算，并非实测：**一百万篇报告，若平均长度与此处相同（{length:,.0f} 字），用一台这样的机器约需"
        " **{one:,.1f}** 小时，十台约需 **{ten:,.1f}** 小时。推算假定每台机器都与本机两个进程的速度相同，"
        "十台之间分工与两个进程之间同样均匀；文件由一个进程分发，每秒 {source:,.0f} 字，总速度不会超过此数。",
    },
    "none": {
        "en": "Nothing has been measured yet: `make bench` does it.",
        "zh": "尚无测量结果：运行 `make bench` 即可测得。",
    },
}


def read_benchmark(coding_dir: str | Path) -> pd.DataFrame:
    """Return what `make bench` measured; no rows when it has not been run.

    Parameters
    ----------
    coding_dir
        Folder of `benchmark.csv`.
    """
    path = resolve_dir(coding_dir) / FILE
    if not path.is_file():
        return pd.DataFrame(columns=["measure", "part", *NUMBERS, "note"])
    rows = read_csv_resource(path)
    rows[NUMBERS] = rows[NUMBERS].apply(pd.to_numeric)
    return rows


def scale_table(measured: pd.DataFrame, length: float = 0.0) -> pd.DataFrame:
    """Return speeds, costs and what follows from them, one number a row.

    Parameters
    ----------
    measured
        From `read_benchmark`.
    length
        Mean characters of a report, for the estimate; none is made when it is 0.

    Returns
    -------
    pandas.DataFrame
        The table `scale`.
    """
    rows = [*_speeds(measured), *_sizes(measured), *_workers(measured)]
    if not rows:
        return empty_table("scale")
    rows += _estimates(rows, length)
    return check_table(pd.DataFrame(rows, columns=COLUMNS), "scale")


def profile_table(measured: pd.DataFrame) -> pd.DataFrame:
    """Return the functions in which most time goes, with their share of all time.

    Parameters
    ----------
    measured
        From `read_benchmark`.

    Returns
    -------
    pandas.DataFrame
        The table `scale_profile`, by corpus and falling share.
    """
    rows = measured[measured["measure"] == "profile"]
    if rows.empty:
        return empty_table("scale_profile")
    share = rows["seconds"] / rows["processor_seconds"]
    table = pd.DataFrame(
        {
            "corpus": rows["note"],
            "function": rows["part"],
            "seconds": rows["seconds"],
            "share": share.round(4),
        }
    )
    return check_table(
        table.sort_values(["corpus", "share"], ascending=[True, False], kind="stable"), "scale_profile"
    )


def fit_exponent(characters: pd.Series, seconds: pd.Series) -> tuple[float, float, float]:
    """Return the exponent of cost against size and its 95 % interval: 1 when twice the text costs twice the time.

    Parameters
    ----------
    characters, seconds
        Of at least three corpora.

    Returns
    -------
    tuple of float
        By ordinary least squares on logarithms; the interval by Student's t.
    """
    fit = stats.linregress(np.log(characters), np.log(seconds))
    half = stats.t.ppf(0.975, len(characters) - 2) * fit.stderr
    return float(fit.slope), float(fit.slope - half), float(fit.slope + half)


def stage_costs(measured: pd.DataFrame) -> pd.DataFrame:
    """Return the processor seconds that a million characters cost on one core, by stage and corpus.

    Parameters
    ----------
    measured
        From `read_benchmark`.

    Returns
    -------
    pandas.DataFrame
        Columns ``corpus``, ``stage``, ``seconds``; the dearest stage of the first corpus first.
    """
    rows = measured[(measured["measure"] == "stage") & (measured["workers"] == 1)]
    cost = rows["processor_seconds"] / rows["characters"] * 1e6
    table = pd.DataFrame({"corpus": rows["note"], "stage": rows["part"], "seconds": cost.round(4)})
    order = table.drop_duplicates("stage").sort_values("seconds", ascending=False, kind="stable")["stage"]
    place = table["stage"].map({stage: number for number, stage in enumerate(order)})
    return (
        table.assign(place=place)
        .sort_values(["corpus", "place"])
        .drop(columns="place")
        .reset_index(drop=True)
    )


def describe_machine(measured: pd.DataFrame, lang: Lang = "en") -> str:
    """Return on what the numbers were measured."""
    facts = measured[measured["measure"] == "machine"]
    if facts.empty:
        return SUMMARY["none"][lang]
    said = dict(zip(facts["part"], facts["note"], strict=True))
    quiet = "quiet" if float(said["load"]) < 0.5 else "busy"
    state = "now" if package_sha256().startswith(said["code"]) else "earlier"
    words = {
        "quiet": SUMMARY[quiet][lang],
        "compiled": SUMMARY[said.get("compiled", "no")][lang],
        "state": SUMMARY[state][lang].format(code=said["code"]),
    }
    return SUMMARY["machine"][lang].format(**(said | words))


def describe_scale(scale: pd.DataFrame, length: float, lang: Lang = "en") -> str:
    """Return what the tables say, every number from them."""
    exponent = scale[scale["measure"] == "exponent"]
    if exponent.empty:
        return SUMMARY["none"][lang]
    speeds = scale[(scale["measure"] == "speed") & (scale["workers"] == 1)].groupby("part")["value"]
    slope = exponent.iloc[0]
    memory = scale[scale["measure"] == "memory"]
    return SUMMARY["speed"][lang].format(
        extraction=_of_corpora(speeds.get_group("extraction"), lang),
        all=_of_corpora(speeds.get_group("all tables"), lang),
        tenfold=10 ** slope["value"],
        exponent=slope["value"],
        low=slope["low"],
        high=slope["high"],
        largest=memory["characters"].max(),
        memory=memory["value"].max(),
    ) + _said_estimate(scale, length, lang)


def _of_corpora(speeds: pd.Series[float], lang: Lang) -> str:
    """Return the speed, or the lowest and the highest where corpora differ."""
    mark = {"en": " to ", "zh": " 至 "}[lang]
    return mark.join(f"{speed:,.0f}" for speed in sorted({speeds.min(), speeds.max()}))


def _said_estimate(scale: pd.DataFrame, length: float, lang: Lang) -> str:
    hours = scale[scale["measure"] == "estimate"]["value"].tolist()
    if len(hours) != len(MACHINES):
        return ""
    source = scale.loc[(scale["part"] == "handing out") & (scale["measure"] == "speed"), "value"].iloc[0]
    return "\n\n" + SUMMARY["estimate"][lang].format(length=length, one=hours[0], ten=hours[1], source=source)


# -- rows ----------------------------------------------------------------------------------------------


def _row(measure: str, value: float, unit: str, **cells: Any) -> dict[str, Any]:
    empty = {
        "part": "",
        "corpus": "",
        "workers": 1,
        "characters": 0,
        "low": float("nan"),
        "high": float("nan"),
    }
    return {**empty, "measure": measure, "value": float(value), "unit": unit, **cells}


def _speeds(measured: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the speed of each stage, of the extraction and of all tables; on one core by processor time."""
    rows = []
    stages = measured[measured["measure"] == "stage"]
    for (_, workers), own in stages.groupby(["note", "workers"], sort=False):
        column = "processor_seconds" if workers == 1 else "seconds"
        time = {row["part"]: float(row[column]) for row in records(own)}
        together = {"extraction": sum(time[part] for part in EXTRACTION), "all tables": sum(time.values())}
        cells = _measured_with(own.iloc[0])
        for part, seconds in {**time, **together}.items():
            speed = round(cells["characters"] / max(seconds, 1e-3))
            rows.append(_row("speed", speed, "characters/s", part=part, **cells))
    for source in records(measured[measured["measure"] == "source"]):
        speed = round(source["characters"] / source["processor_seconds"])
        rows.append(_row("speed", speed, "characters/s", part="handing out", **_measured_with(source)))
    return rows


def _sizes(measured: pd.DataFrame) -> list[dict[str, Any]]:
    rows = []
    sizes = measured[measured["measure"] == "size"]
    for each in records(sizes):
        cells = _measured_with(each)
        part = "largest worker" if each["workers"] > 1 else "largest process"
        rows.append(_row("cost", each["processor_seconds"], "processor seconds", **cells))
        rows.append(_row("memory", each["megabytes"], "MB", part=part, **cells))
    for each in records(measured[measured["measure"] == "handing"]):
        rows.append(_row("memory", each["megabytes"], "MB", part="handing out", **_measured_with(each)))
    if len(sizes) >= 3:
        slope, low, high = fit_exponent(sizes["characters"], sizes["processor_seconds"])
        cells = _measured_with(sizes.iloc[sizes["characters"].argmax()])
        rows.append(_row("exponent", round(slope, 4), "", low=round(low, 4), high=round(high, 4), **cells))
    return rows


def _workers(measured: pd.DataFrame) -> list[dict[str, Any]]:
    rows = []
    runs = measured[measured["measure"] == "workers"]
    for each in records(runs):
        cells = _measured_with(each)
        speed = round(each["characters"] / each["seconds"])
        rows.append(
            _row("speed", speed, "characters/s", part="workers" if each["workers"] else "no workers", **cells)
        )
        rows.append(
            _row(
                "memory",
                each["megabytes"],
                "MB",
                part="one worker" if each["workers"] else "one process",
                **cells,
            )
        )
    speeds = dict(zip(runs["workers"], runs["characters"] / runs["seconds"], strict=True))
    if {1, 2} <= set(speeds):
        (*_, last) = records(runs[runs["workers"] == 2])
        rows.append(_row("gain", round(speeds[2] / speeds[1], 3), "", **_measured_with(last)))
    for each in records(measured[measured["measure"] == "command"]):
        rows.append(_row("command", each["seconds"], "s", **_measured_with(each)))
    return rows


def _measured_with(row: Mapping[str, Any] | pd.Series) -> dict[str, Any]:
    return {"corpus": row["note"], "workers": int(row["workers"]), "characters": int(row["characters"])}


def _estimates(rows: list[dict[str, Any]], length: float) -> list[dict[str, Any]]:
    """Return the hours that an archive would take, never less than handing its documents out."""
    speeds = {(row["part"], row["workers"]): row["value"] for row in rows if row["measure"] == "speed"}
    if not length or ("workers", 2) not in speeds or ("handing out", 1) not in speeds:
        return []
    characters = length * ARCHIVE
    return [
        _row(
            "estimate",
            round(characters / min(speeds["workers", 2] * machines, speeds["handing out", 1]) / 3600, 2),
            "h",
            part=counted(machines, "machine"),
            workers=2 * machines,
            characters=round(characters),
        )
        for machines in MACHINES
    ]

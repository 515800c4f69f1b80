"""Measure how fast corpora are read: ``make bench``, or ``python tools/bench_scale.py --most 1e7``.

Writes `data/coding/benchmark.csv`, which notebook 91 reads: speed of each stage on one core and on two, the gain
of a second worker, cost and memory against the size of the corpus (its documents repeated under new names), the
functions in which the time goes, and the machine. The corpora are those of `bench.py`; none of their text is
kept. Times depend on the machine and on what else it does: run it on a quiet one. Each measurement is written down
as soon as it is taken; after a stop, ``--resume`` takes the others. A size for which the ``--minutes`` that are
left do not suffice is not begun, and named.
"""

import argparse
import cProfile
import csv
import io
import itertools
import json
import os
import platform
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench import corpus_files, peak_memory

from helpers.cache import package_sha256
from helpers.compiled import COMPILED, in_use
from helpers.corpus import Document, read_documents, report_of
from helpers.scale import Partition, Rules, Store, make_rules, partitions
from helpers.scale.cluster import Workers, local_cluster
from helpers.scale.extraction import SECONDS, SIZE, Tally, _Run
from helpers.scale.pools import Here
from helpers.scale.reading import STAGES, Tables, read_safely, tables_of
from helpers.scale.store import write_run
from helpers.scale.warm import load_lexicons
from helpers.systems import read_catalogue
from helpers.tables import replace_file

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "data/coding/benchmark.csv"
COLUMNS = [
    "measure",
    "part",
    "workers",
    "documents",
    "characters",
    "seconds",
    "processor_seconds",
    "megabytes",
    "note",
]
HEAD = (
    "# How fast corpora were read, on one machine: made by `make bench` (tools/bench_scale.py). seconds: on the clock;\n"
    "# processor_seconds: of all processes; megabytes: the most that one worker held. No text of the corpora is kept.\n"
)
SAMPLE = 500_000  # characters whose stages are timed one by one
SHARED = 3_000_000  # characters that one worker, two and none read in turn
SIZES = (100_000, 300_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000, 100_000_000)
LONG = 3_000_000  # characters of a corpus that is read long enough to say how far it is
FUNCTIONS = 25  # of the profile

Row = dict[str, Any]


def main() -> None:
    """Measure, a process for each measurement, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=float, default=SIZES[-1], help="characters of the largest corpus")
    parser.add_argument("--minutes", type=float, default=20, help="begin no size that would take longer")
    parser.add_argument("--only", nargs="*", default=[], help="measures to take again; the others are kept")
    parser.add_argument(
        "--resume", action="store_true", help="keep what was measured of this code, take the rest"
    )
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(MEASURES[(task := json.loads(arguments.one))["measure"]](**task["options"])))
        return
    rows = kept_rows(arguments.only, arguments.resume)
    ends = time.monotonic() + arguments.minutes * 60
    for measure, options in tasks(int(arguments.most)):
        if (arguments.only and measure not in arguments.only) or (
            arguments.resume and is_there(rows, measure, options)
        ):
            continue
        print(f"{measure}  {told(options)}", flush=True)
        if (wanted := expected_seconds(rows, options)) > ends - time.monotonic():
            print(
                f"  left out: it would take {wanted / 60:.0f} minutes; give more with --minutes and --resume"
            )
            continue
        for row in run_alone(measure, options):
            rows.append(row)
            said = {key: value for key, value in row.items() if value != ""}
            print("  " + "  ".join(f"{value}" for value in said.values()), flush=True)
        write_table(rows)
    print(f"Written: {OUT.relative_to(ROOT)}. Next: make")


def tasks(most: int) -> Iterator[tuple[str, Row]]:
    """Yield what is measured, the quick things first."""
    files = [str(path) for path in corpus_files() if path.name.endswith((".jsonl", ".jsonl.gz"))]
    files = files or [str(ROOT / "data/raw")]
    yield "machine", {}
    for path in files:
        yield "stage", {"source": path}
        yield "profile", {"source": path}
    yield "source", {"source": files[0]}
    for path in files[:1]:
        yield "command", {"source": path}
        for workers in (0, 1, 2):
            yield "workers", {"source": path, "workers": workers}
        for size in (size for size in SIZES if size <= most):
            yield "size", {"source": path, "size": size}


def kept_rows(only: list[str], resume: bool) -> list[Row]:
    """Return the rows of the table that stay as they are."""
    rows = read_table() if only or resume else []
    measured = {row["note"] for row in rows if (row["measure"], row["part"]) == ("machine", "code")}
    if resume and measured != {package_sha256()[:12]}:
        print("The table is of other code: everything is measured anew.")
        return []
    return [row for row in rows if row["measure"] not in only]


def is_there(rows: list[Row], measure: str, options: Row) -> bool:
    """Return whether a measurement is in the table."""
    found = [row for row in rows if row["measure"] == measure]
    if "source" in options:
        found = [row for row in found if row["note"] == corpus_name(options["source"])]
    if "workers" in options:
        found = [row for row in found if int(row["workers"]) == options["workers"]]
    if "size" in options:
        found = [row for row in found if options["size"] <= int(row["characters"]) < 1.5 * options["size"]]
    return bool(found)


def expected_seconds(rows: list[Row], options: Row) -> float:
    """Return how long a size takes at the speed of the largest so far; nothing when none was measured."""
    sizes = [row for row in rows if row["measure"] == "size"]
    if "size" not in options or not sizes:
        return 0.0
    return float(options["size"]) / int(sizes[-1]["characters"]) * float(sizes[-1]["seconds"])


def told(options: Row) -> str:
    """Return the options of a measurement as they are printed."""
    source = [corpus_name(options["source"])] if "source" in options else []
    return "  ".join([*source, *(f"{key} {value:,}" for key, value in options.items() if key != "source")])


def run_alone(measure: str, options: Row) -> list[Row]:
    """Return the rows of a measurement, taken in a process of its own."""
    task = json.dumps({"measure": measure, "options": options})
    command = [sys.executable, __file__, "--one", task]
    if measure != "stage":  # a profile can only tell of functions that are not compiled
        environment = os.environ | ({COMPILED: "no"} if measure == "profile" else {})
        return ended(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment))
    alone = ended(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    first, second = map(ended, both)  # at the same time, each on a core of its own
    together = [
        one | {"workers": 2, "characters": one["characters"] * 2, "documents": one["documents"] * 2}
        | {"seconds": max(one["seconds"], two["seconds"])}
        | {"processor_seconds": round(one["processor_seconds"] + two["processor_seconds"], 3)}
        for one, two in zip(first, second, strict=True)
    ]  # fmt: skip
    return alone + together


def ended(process: subprocess.Popen[str]) -> list[Row]:
    """Wait for a process and return what it measured."""
    said, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"A measurement failed: {process.args!r}")
    rows: list[Row] = json.loads(said.splitlines()[-1])
    return rows


# -- what is measured ----------------------------------------------------------------------------------


def measure_machine() -> list[Row]:
    """Return what the machine is."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        )
        if Path("/proc/cpuinfo").is_file()
        else iter(()),
        platform.processor() or platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    facts = {
        "processor": cpu,
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": f"{load:.1f}",
        "compiled": "yes" if in_use() else "no",
        "code": package_sha256()[:12],
    }
    return [row("machine", part=name, note=value) for name, value in facts.items()]


def measure_stage(source: str) -> list[Row]:
    """Return the speed of each stage on the first documents of a corpus, lexicons loaded before."""
    rules, name = the_rules(), corpus_name(source)
    documents = readable(first_documents(source, SAMPLE), rules)
    rows: list[Row] = []
    tables: Tables = {}
    wall, began = time.perf_counter(), time.process_time()
    reports = [report_of(document) for document in documents]
    rows.append(timed("stage", "report", documents, wall, began, note=name))
    for stage, make in STAGES.items():
        wall, began = time.perf_counter(), time.process_time()
        tables[stage] = make(reports, tables, rules)
        rows.append(timed("stage", stage, documents, wall, began, note=name))
    return rows


def measure_source(source: str) -> list[Row]:
    """Return how fast documents are handed out: the part of the work that is not shared."""
    wall, began = time.perf_counter(), time.process_time()
    documents = []
    for part in partitions(read_documents(Path(source)), SIZE):
        documents += [replace(each, text="") for each in part.documents]
        part.sha256  # noqa: B018
    done = timed("source", "", documents, wall, began, note=corpus_name(source))
    characters = sum(len(each.text) for each in read_documents(Path(source)) if isinstance(each, Document))
    return [done | {"characters": characters}]


def measure_command(source: str) -> list[Row]:
    """Return what `xianjie extract --workers 2` takes from beginning to end, all tables written."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "helpers", "extract", source, "--out", folder, "--workers", "2"]
        wall = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - wall
        state = json.loads((Path(folder) / "_manifest/run.json").read_text(encoding="utf-8"))
        receipts = [json.loads(path.read_text()) for path in (Path(folder) / "_manifest").glob("part-*.json")]
    return [
        row(
            "command",
            workers=2,
            documents=state["rows"]["documents"],
            characters=sum(receipt["characters"] for receipt in receipts),
            seconds=round(seconds, 2),
            note=corpus_name(source),
        )
    ]


def measure_workers(source: str, workers: int) -> list[Row]:
    """Return how long the first of a corpus takes on workers that are ready, or in this process for none."""
    return measured_run("workers", source, SHARED, workers)[:1]


def measure_size(source: str, size: int) -> list[Row]:
    """Return what a corpus of `size` characters costs, the most that a worker held and the most that this process did."""
    return measured_run("size", source, size, min(2, os.cpu_count() or 1))


def measured_run(measure: str, source: str, size: int, workers: int) -> list[Row]:
    """Return what all processes together needed for `size` characters, and what this one, which hands them out, held."""
    rules, tally = the_rules(), Tally()
    parts = partitions(repeated(source, size), SIZE)
    some = first_documents(source, 20_000)
    with tempfile.TemporaryDirectory() as folder, ready_pool(workers, Store(folder), rules, some) as made:
        write_run(Store(folder), {"source": corpus_name(source)})  # by which workers know the folder
        pool, usage = made
        wall, here, before = time.perf_counter(), time.process_time(), usage()
        _Run(pool, rules, {}, tally, Progress(size)).over(parts)
        seconds, used = time.perf_counter() - wall, usage()
        own = time.process_time() - here if workers else 0.0
    spent = sum(each[0] for each in used) - sum(each[0] for each in before)
    facts = {
        "workers": workers,
        "documents": tally.documents,
        "characters": tally.characters,
        "seconds": round(seconds, 2),
        "note": corpus_name(source),
    }
    held = round(max(each[1] for each in used))
    return [
        row(measure, **facts, processor_seconds=round(spent + own, 2), megabytes=held),
        row("handing", **facts, processor_seconds=round(own, 2), megabytes=round(peak_memory())),
    ]


class Progress:
    """Says of a long measurement, each time that a tenth more is done, how far it is."""

    def __init__(self, size: int) -> None:
        self._size, self._told, self._began = size, 0, time.perf_counter()

    def __call__(self, tally: Tally) -> None:
        """Say it where there is something new to say."""
        if (tenths := 10 * tally.characters // self._size) <= self._told or self._size < LONG:
            return
        self._told = tenths
        seconds = time.perf_counter() - self._began
        said = f"    {tenths}0 %  {seconds:,.0f} s  {tally.characters / seconds:,.0f} characters/s"
        print(said, file=sys.stderr, flush=True)


@contextmanager
def ready_pool(
    workers: int, store: Store, rules: Rules, some: list[Document]
) -> Iterator[tuple[Any, Callable[[], list[Any]]]]:
    """Give what reads partitions, each process having read some documents, and what tells the usage of its processes."""
    if not workers:
        load_lexicons()
        tables_of(some, rules)
        yield Here(store, rules, SECONDS), lambda: [worker_usage()]
        return
    with local_cluster(workers) as client:
        client.run(tables_of, some, rules)
        yield Workers(client, store, rules, SECONDS), lambda: list(client.run(worker_usage).values())


def worker_usage() -> tuple[float, float]:
    """Return the processor seconds of a worker and the most memory that it held, in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def measure_profile(source: str) -> list[Row]:
    """Return the functions that take most time, what they call outside the package counted with them."""
    rules = the_rules()
    documents = readable(first_documents(source, SAMPLE // 2), rules)
    profile = cProfile.Profile()
    profile.enable()
    tables_of(documents, rules)
    profile.disable()
    times = own_times(pstats.Stats(profile, stream=io.StringIO()))
    total = sum(times.values())
    return [
        row(
            "profile",
            part=name,
            seconds=round(spent, 3),
            processor_seconds=round(total, 3),
            note=corpus_name(source),
        )
        for name, spent in times.most_common(FUNCTIONS)
    ]


def own_times(stats: pstats.Stats) -> Counter[str]:
    """Return the seconds of each function of the package; built-in functions count for their callers."""
    times: Counter[str] = Counter()
    table: dict[Any, Any] = stats.stats  # type: ignore[attr-defined]
    for function, (_, _, own, _, callers) in table.items():
        if function[0] != "~" or not callers:
            times[named(function)] += own
            continue
        whole = sum(each[2] for each in callers.values()) or 1.0
        for caller, each in callers.items():
            times[named(caller)] += own * each[2] / whole
    return times


def named(function: tuple[str, int, str]) -> str:
    """Return the name of a function: its module in the package, or else the package that it is from."""
    path = Path(function[0])
    if "helpers" in path.parts and "site-packages" not in path.parts:
        module = path.with_suffix("").parts[path.parts.index("helpers") + 1 :]
        return f"{'.'.join(module)}: {function[2]}"
    if "site-packages" in path.parts:
        return path.parts[path.parts.index("site-packages") + 1].removesuffix(".py")
    return "python"


MEASURES: dict[str, Any] = {
    "machine": measure_machine,
    "stage": measure_stage,
    "source": measure_source,
    "command": measure_command,
    "workers": measure_workers,
    "size": measure_size,
    "handing": measure_size,  # its second row
    "profile": measure_profile,
}


# -- helpers -------------------------------------------------------------------------------------------


def the_rules() -> Rules:
    """Return the rules of the collection."""
    return make_rules(read_catalogue(ROOT / "data/coding"))


def first_documents(source: str, characters: int) -> list[Document]:
    """Return the first documents of a corpus with so many characters."""
    parts: Iterator[Partition] = partitions(read_documents(Path(source)), characters)
    return list(next(parts).documents)


def readable(documents: list[Document], rules: Rules) -> list[Document]:
    """Return the documents that no stage fails on; lexicons are then loaded."""
    fine = set(read_safely(documents, rules).tables["documents"]["doc"])
    return [document for document in documents if document.doc in fine]


def repeated(source: str, size: int) -> Iterator[Document]:
    """Yield the documents of a corpus again and again under new names, until there are `size` characters."""
    length = 0
    for turn in itertools.count():
        for document in read_documents(Path(source)):
            if isinstance(document, Document):
                yield replace(document, doc=f"{document.doc}-{turn}")
                length += len(document.text)
                if length >= size:
                    return


def corpus_name(source: str) -> str:
    """Return the name of a corpus."""
    return Path(source).name.partition(".")[0]


def timed(measure: str, part: str, documents: list[Document], wall: float, began: float, note: str) -> Row:
    """Return a row with the time since `wall` and `began`."""
    return row(
        measure,
        part=part,
        workers=1,
        documents=len(documents),
        characters=sum(len(each.text) for each in documents),
        seconds=round(time.perf_counter() - wall, 3),
        processor_seconds=round(time.process_time() - began, 3),
        note=note,
    )


def row(measure: str, **cells: Any) -> Row:
    """Return a row of the table."""
    return {name: {"measure": measure, **cells}.get(name, "") for name in COLUMNS}


def read_table() -> list[Row]:
    """Return the rows that are there."""
    if not OUT.is_file():
        return []
    with OUT.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(line for line in stream if not line.startswith("#")))


def write_table(rows: list[Row]) -> None:
    """Write the rows, in the order of the measures."""
    order = list(MEASURES)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda each: order.index(each["measure"])))
    replace_file(OUT, (HEAD + out.getvalue()).encode())


if __name__ == "__main__":
    main()

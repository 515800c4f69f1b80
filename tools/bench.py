"""Measure how fast numbers are found: ``make bench``.

Prints, for the extractor alone on one core and best of three: characters a second and the ratio to a
bare search for digits in the same run, the cost of a document of 1 MB over one of 100 kB, the memory
while a corpus streams through, and the time for texts made to be slow. The corpus is the folder
``BENCH_CORPUS`` (``.txt``, ``.jsonl`` or ``.jsonl.gz`` with a ``text`` in each line), else the folder
``../shared/corpus`` if there is one, else the reports. `tests/test_bench.py` guards the same ratios.
"""

import gzip
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from helpers.mentions import find_mentions

ROOT = Path(__file__).resolve().parents[1]
DIGITS = re.compile(r"\d+(?:\.\d+)?")
REPEATS = 3
SAMPLE = 2_000_000  # characters of each file that are timed
LEAST_SPEED = 1_000_000  # characters a second
MOST_GROWTH = 12.0  # cost of 1 MB over 100 kB
MOST_GROWTH_DENSE = 20.0  # cost of ten times as many numbers in one sentence; a square would be 100
MOST_MEMORY = 200.0  # MB
MOST_SECONDS = 1.0  # for 1 MB made to be slow


def main() -> int:
    """Print the measurements; return 1 when one misses its bar."""
    files = corpus_files()
    print(f"Mentions on one core, best of {REPEATS}.", flush=True)
    checks = [_report_memory(files)]
    for name, texts in _samples(files):
        checks.append(_report_speed(name, texts))
    checks.append(_report_growth())
    checks += [_report_slow(name, text) for name, text in slow_texts().items()]
    checks += [_report_dense(name) for name in dense_texts()]
    missed = checks.count(False)
    print("Every bar holds." if not missed else f"{missed} of {len(checks)} bars missed.")
    return int(missed > 0)


# -- what is measured ---------------------------------------------------------------------------------


def best_time(task: Callable[[str], Any], texts: Iterable[str], repeats: int = REPEATS) -> float:
    """Return the least processor seconds that a task takes over all texts: other programs do not count.

    Parameters
    ----------
    task
        Called with each text.
    texts
        Read once, before the clock starts.
    repeats
        How often to try.
    """
    texts, best = list(texts), float("inf")
    for _ in range(repeats):
        began = time.process_time()
        for text in texts:
            task(text)
        best = min(best, time.process_time() - began)
    return best


def search_digits(text: str) -> list[str]:
    """Return the runs of digits of a text: what any reading of numbers must cost more than."""
    return [match.group() for match in DIGITS.finditer(text)]


def document_of(size: int) -> str:
    """Return one document of about `size` bytes of UTF-8, made of the five reports."""
    unit = "\n".join(reports())
    repeated = unit * (size // len(unit.encode()) + 1)
    return repeated[: int(size * len(unit) / len(unit.encode()))]


def slow_texts(size: int = 1_000_000) -> dict[str, str]:
    """Return texts of `size` bytes on which a careless reader of numbers takes very long."""
    units = {
        "one digit": "1",
        "one 一": "一",
        "one 万": "万",
        "1一 in turn": "1一",
        "万1 in turn": "万1",
        "nested brackets": "（(「",
    }
    return _repeated(units, size) | {"no line break": document_of(size).replace("\n", "").replace("\r", "")}


def dense_texts(size: int = 100_000) -> dict[str, str]:
    """Return texts of `size` bytes that are one number beside the other, in a single sentence."""
    units = {"numbers and commas": "1,", "ranges": "3至", "units": "5个", "spaced numbers": "1 "}
    return _repeated(units, size)


def _repeated(units: dict[str, str], size: int) -> dict[str, str]:
    return {name: unit * (size // len(unit.encode())) for name, unit in units.items()}


def peak_memory() -> float:
    """Return the most memory in MB that this process has held so far; NaN where the system does not say."""
    try:
        import resource
    except ImportError:
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


# -- texts --------------------------------------------------------------------------------------------


def reports() -> list[str]:
    """Return the five reports."""
    return [path.read_bytes().decode("utf-8") for path in sorted((ROOT / "data/raw").glob("*.txt"))]


def corpus_files() -> list[Path]:
    """Return the files of the corpus; none when the five reports are to do."""
    named = os.environ.get("BENCH_CORPUS", "")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpus"
    files = [path for pattern in ("*.jsonl.gz", "*.jsonl", "*.txt") for path in sorted(folder.glob(pattern))]
    if named and not files:
        raise SystemExit(f"{named}: holds no .txt, .jsonl or .jsonl.gz; name another folder in BENCH_CORPUS.")
    return files


def read_texts(path: Path) -> Iterator[str]:
    """Yield the texts of a file one by one."""
    if path.suffix == ".txt":
        yield path.read_bytes().decode("utf-8", errors="replace")
        return
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def _samples(files: list[Path]) -> Iterator[tuple[str, list[str]]]:
    if not files:
        yield "the five reports", reports() * 20
        return
    plain = [path for path in files if path.suffix == ".txt"]
    for path in (path for path in files if path not in plain):
        yield path.name, _first(read_texts(path))
    if plain:
        yield "*.txt", _first(text for path in plain for text in read_texts(path))


def _first(texts: Iterable[str]) -> list[str]:
    taken: list[str] = []
    size = 0
    for text in islice(texts, 100_000):
        taken.append(text)
        size += len(text)
        if size >= SAMPLE:
            break
    return taken


# -- what is printed ----------------------------------------------------------------------------------


def _say(what: str, value: str, ok: bool, bar: str) -> bool:
    print(f"  {what:<26}{value:<58}{'ok' if ok else 'MISSED'} (bar: {bar})", flush=True)
    return ok


def _report_memory(files: list[Path]) -> bool:
    texts = (text for path in files for text in read_texts(path)) if files else iter(reports() * 50)
    began, count, size = peak_memory(), 0, 0
    for text in texts:
        find_mentions(text)
        count, size = count + 1, size + len(text)
    value = f"{peak_memory():.0f} MB ({began:.0f} before), {count:,} texts, {size / 1e6:.1f} M characters"
    return _say("memory", value, not peak_memory() > MOST_MEMORY, f"{MOST_MEMORY:.0f} MB")


def _report_speed(name: str, texts: list[str]) -> bool:
    size = sum(map(len, texts))
    speed = size / best_time(find_mentions, texts)
    bare = size / best_time(search_digits, texts)
    value = f"{speed / 1e6:.2f} M characters/s, 1/{bare / speed:.0f} of a digit search"
    return _say(name, value, speed >= LEAST_SPEED, f"{LEAST_SPEED / 1e6:.1f} M")


def _report_growth() -> bool:
    small, large = (best_time(find_mentions, [document_of(size)]) for size in (100_000, 1_000_000))
    value = f"{large / small:.1f} times the cost of 100 kB"
    return _say("a document of 1 MB", value, large / small <= MOST_GROWTH, f"{MOST_GROWTH:.0f} times")


def _report_slow(name: str, text: str) -> bool:
    seconds = best_time(find_mentions, [text])
    return _say(f"1 MB, {name}", f"{seconds:.2f} s", seconds <= MOST_SECONDS, f"{MOST_SECONDS:.0f} s")


def _report_dense(name: str) -> bool:
    small, large = (best_time(find_mentions, [dense_texts(size)[name]]) for size in (40_000, 400_000))
    value = f"{large:.2f} s for 400 kB, {large / small:.1f} times the cost of 40 kB"
    return _say(f"dense: {name}", value, large / small <= MOST_GROWTH_DENSE, f"{MOST_GROWTH_DENSE:.0f} times")


if __name__ == "__main__":
    raise SystemExit(main())

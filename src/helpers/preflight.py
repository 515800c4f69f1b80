"""Preflight: what a folder of reports holds, what is wrong with each file and what to do, before anything is run."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from helpers.claims import clock_of
from helpers.claims.corrections import BESIDE, CorrectionsError, fault_of, read_corrections
from helpers.corpus import Document, Problem, Report, parse_date, split_lines
from helpers.corpus.folder import Sifter
from helpers.corpus.inputs import (
    LONGEST_TEXT,
    is_read_or_named,
    kind_of,
    list_files,
    read_documents,
    report_of,
    shown,
)
from helpers.corpus.metadata import AGENCY
from helpers.corpus.reading import common_characters
from helpers.corpus.script import count_scripts, simplify_characters
from helpers.corpus.sources import SOURCES, read_sources, told, with_sources
from helpers.coverage import count_understood, numeral_spans
from helpers.mentions import find_mentions
from helpers.plurals import counted
from helpers.tables import records, replace_file, to_csv_bytes

LEFT_OUT, LOOK, GAP = "left out", "look", "gap"
LEVELS = (LEFT_OUT, LOOK, GAP)
USABLE, SOME_LEFT_OUT, NOTHING_USABLE = 0, 1, 2

# What is usual: of 1,500 laws, news items and encyclopedia articles, 99 in 100 lie within these by a wide margin.
LEAST_CHINESE = 0.3  # share of Han characters
MOST_ODD = 0.05  # share of characters that are neither Chinese, Latin, digits nor common signs
MOST_UNCOMMON = 0.45  # share of Han characters beyond the common ones
LONGEST_LINE = 5_000
SHORTEST = 30  # characters from which a share means something
LEAST_READ, FEWEST_NUMERALS = 0.8, 10
MIXED = 0.2  # share of the rarer script among the characters of one script only
ARTICLE_APART = 200  # characters between the heads of two articles
# Near-duplicates: shingles of so many characters, in so many hashes; alike from this Jaccard similarity on.
SHINGLE, HASHES, ALIKE = 5, 64, 0.7
MOST_SHINGLES = 200_000
MOST_TEXTS = 100_000  # kept to compare with, at about 5 kB each
ODD = re.compile(
    r"[^\s\u3400-\u9fff\U00020000-\U0003ffff\u3000-\u303f\uff00-\uff60\uffe0-\uffef\u2010-\u2027\u2030-\u205e\u20ac\u2103\u2190-\u21ff"
    r"\u2460-\u24ff\x21-\x7e·×÷°±§©®²³\u00a0\ufeff]"
)
PUBLISHED = re.compile(
    r"来源|來源|稿源|(?:发布|發布|發佈|发表|發表)(?:时间|時間|日期|于|於)|\d{1,2}[:：]\d\d"
)
DISPATCH = re.compile(r"[（(【\[]?[\u4e00-\u9fff]{2,12}?\d{1,2}月\d{1,2}日(?:电|電|讯|訊)")
PAPER = "[\u4e00-\u9fff]{2,12}(?:报|報|网|網|客户端|客戶端|发布|發佈|电视台|電視台|通讯社|通訊社|融媒体?)"
DAY = re.compile(  # on a line of its own, perhaps with who published
    rf"(?:\W{{0,3}}{PAPER})?"
    r"\W{0,3}(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?\W{0,3}(?:(?:星期|周|週).)?\W{0,3}"
    rf"(?:{PAPER}\W{{0,3}})?"
)
TAG = re.compile(
    r"(?i)</?(?:p|div|span|br|a|td|tr|th|table|html|body|font|img|h[1-6]|li|ul|strong|b|script|style)(?:\s[^<>]{0,300})?/?>"
)
MOST_TAGS = 4
WIDE = re.compile(
    r"[\u1100-\u115f\u2010-\u2027\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)
SENTENCE_WITHIN = re.compile("[。！？；](?=[^。！？；”’」』）]{2})")
LINE = 60  # characters beyond which a line is no publication line
# Lines broken at a fixed width: so many that all but fill it and stop inside of a sentence (of those that stop there,
# most), few longer ones, and prose in some.
NARROWEST, SLACK = 28, 6  # columns on a screen; a Chinese character takes two
FEWEST_BROKEN, LEAST_ALIKE, MOST_LONGER, LEAST_PROSE = 5, 0.5, 0.1, 0.1
ENDED = "。！？!?；;：:…”’」』）)】》"
SHOWN_DOCS = 3
LONGEST_NAME = 50  # characters of a file's name in the table
SOURCES_COLUMNS = ("doc", "title", "publisher", "published", "place", "url", "rights")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a file that a researcher should know.

    Attributes
    ----------
    file
        Its name.
    level
        ``left out`` (the file or row is not used), ``look`` (it is used and may mislead), ``gap`` (something is
        not stated).
    what, mend
        What is wrong, continuing the name to a sentence, and what to do.
    """

    file: str
    level: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}. {self.mend}."


@dataclass(slots=True)
class FileLine:
    """What is known of one file."""

    file: str
    kind: str = ""
    encoding: str = ""
    reports: int = 0
    characters: int = 0
    script: str = ""
    published: str = ""
    place: str = ""


@dataclass(slots=True)
class Check:
    """A folder, checked.

    Attributes
    ----------
    lines
        One a file.
    findings
        What is wrong, worst first within a file.
    sources
        One row a report: what could be found out about it.
    """

    lines: list[FileLine] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sources: list[dict[str, str]] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 when every file is used, 1 when one is left out, 2 when nothing can be used."""
        if not self.sources:
            return NOTHING_USABLE
        return SOME_LEFT_OUT if any(each.level == LEFT_OUT for each in self.findings) else USABLE


def check_folder(folder: Path, numbers: bool = True) -> Check:
    """Return what a folder holds and what is wrong with it; documents are held one at a time.

    Parameters
    ----------
    folder
        Folder of reports.
    numbers
        Whether the numbers are read as well, which takes most of the time.

    Returns
    -------
    Check
        For all its files, also those that are no reports.
    """
    check, sifter, near = Check(), Sifter(folder), NearDuplicates()
    lines = {line.file: line for line in _lines(folder)}
    of_reports: dict[tuple[str, str], list[tuple[Finding, str]]] = defaultdict(list)
    sources, problems = _read_sources(folder)
    check.findings += [_of_problem(each) for each in problems]
    for each in read_documents(folder):
        problem = each if isinstance(each, Problem) else sifter.problem_with(each)
        if problem:
            check.findings.append(_of_problem(problem))
            lines.setdefault(problem.file, FileLine(problem.file))
            continue
        assert isinstance(each, Document)
        report, disagreeing = told(report_of(each), sources)
        check.findings += [_of_problem(each) for each in disagreeing]
        _add(lines.setdefault(shown(each.file), FileLine(shown(each.file))), each, report)
        check.sources.append({name: str(getattr(report, name)) for name in SOURCES_COLUMNS})
        found = [*near.findings(report), *check_report(report, numbers)]
        for finding in found:
            of_reports[finding.file, finding.mend].append((finding, report.row))
    check.findings += [_together(alike) for alike in of_reports.values()]
    if near.is_full:
        what = f"holds very many texts; each was compared with the first {MOST_TEXTS:,} for near-duplicates, not with all"
        check.findings.append(
            Finding(shown(folder.name), LOOK, what, "Check parts of it apart to compare all")
        )
    known = {row["doc"] for row in check.sources}
    check.findings += [
        Finding(
            SOURCES, LOOK, f"names {doc}, but there is no report of this name", "Correct the name under doc"
        )
        for doc in sources
        if doc not in known
    ]
    check.findings += _of_corrections(folder / BESIDE, known)
    check.lines = [lines[name] for name in sorted(lines)]
    check.findings.sort(key=lambda each: (each.file, LEVELS.index(each.level)))
    return check


def check_report(report: Report, numbers: bool = True) -> Iterator[Finding]:
    """Yield what may mislead in a report, and what it does not state.

    Parameters
    ----------
    report
        As `report_of` gives it, or a folder with `sources.csv`.
    numbers
        Whether its numbers are read as well.
    """
    file, text = shown(report.path_name), report.raw
    for level, what, mend in (
        *_characters(text),
        *_articles(text),
        *(_numbers(text) if numbers else ()),
        *_gaps(report),
    ):
        yield Finding(file, level, what, mend)


class NearDuplicates:
    """Texts that are nearly those of earlier ones, found by MinHash in time that grows with their number."""

    def __init__(self) -> None:
        from datasketch import MinHash, MinHashLSH

        self._new: Callable[[], Any] = lambda: MinHash(num_perm=HASHES, hashfunc=int)
        self._seen = MinHashLSH(threshold=ALIKE, num_perm=HASHES)
        self._hashes: dict[str, Any] = {}
        self._files: dict[str, str] = {}
        self.is_full = False

    def findings(self, report: Report) -> Iterator[Finding]:
        """Yield the finding that a report is nearly an earlier one, and remember it."""
        if (shingles := shingle_hashes(report.raw)) is None:
            return
        mine = self._new()
        for start in range(0, len(shingles), 10_000):  # many at a time, and not all: memory stays small
            mine.update_batch(shingles[start : start + 10_000].tolist())
        alike = [(mine.jaccard(self._hashes[key]), key) for key in self._seen.query(mine)]
        best = max(((score, key) for score, key in alike if score >= ALIKE), default=None)
        if best:
            what = f"is nearly the text of {shown(self._files[best[1]])} ({best[0]:.0%} alike), so its numbers count twice"
            yield Finding(
                shown(report.path_name), LOOK, what, "Take one of the two away, unless both are meant"
            )
        if len(self._hashes) >= MOST_TEXTS:
            self.is_full = True
            return
        self._seen.insert(report.doc, mine)
        self._hashes[report.doc] = mine
        self._files[report.doc] = f"{report.path_name}{f' (row {report.row})' if report.row else ''}"


def shingle_hashes(text: str) -> "np.ndarray[Any, np.dtype[np.uint64]] | None":
    """Return the 32-bit hashes of a text's runs of `SHINGLE` characters, each once; None for too short a text.

    Spaces, line ends and script make no difference.
    """
    plain = re.sub(r"\s+", "", simplify_characters(text[: 2 * MOST_SHINGLES]))[:MOST_SHINGLES]
    if len(plain) < 10 * SHINGLE:
        return None
    codes = np.frombuffer(plain.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    mixed = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint64)
    for place in range(SHINGLE):
        mixed = (mixed ^ codes[place : len(codes) - SHINGLE + 1 + place]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed >> np.uint64(32))


def check_text(check: Check, folder: str) -> str:
    """Return a check as the table and the sentences that the command prints."""
    frame = pd.DataFrame([asdict(line) for line in check.lines], columns=list(FileLine.__dataclass_fields__))
    counts = Counter((each.file, each.level) for each in check.findings)
    for level in LEVELS:
        frame[level] = [counts[name, level] or "" for name in frame["file"]]
    frame["file"] = [_shortened(name) for name in frame["file"]]
    lines = [_aligned([list(frame.columns), *frame.astype(str).to_numpy().tolist()])] if len(frame) else []
    lines += ["", *map(str, check.findings)] if check.findings else []
    return "\n".join([*lines, "", summary(check, folder)])


def summary(check: Check, folder: str) -> str:
    """Return in one sentence how many reports a folder holds and how much is wrong with them."""
    counts = Counter(each.level for each in check.findings)
    files = len({each.file for each in check.findings if each.level == LEFT_OUT})
    reports = len(check.sources)
    said = f"{counted(reports, 'report')} in {folder} can be read"
    parts = [
        f"in {counted(files, 'file')} something is left out" if files else "",
        f"{counts[LOOK]:,} to look at" if counts[LOOK] else "",
        f"{counts[GAP]:,} not stated" if counts[GAP] else "",
    ]
    return said + "".join(f"; {part}" for part in parts if part) + "."


def gaps_summary(reports: Sequence[Report], folder: str) -> str:
    """Return in one sentence how many reports lack what `check` calls not stated and what to do, ``""`` if none does.

    Parameters
    ----------
    reports
        As `read_folder` gives them.
    folder
        Where they lie, as the reader may type it.
    """
    undated = sum(not report.published for report in reports)
    unplaced = sum(not report.place for report in reports)
    parts = [
        f"{counted(undated, 'report')} {'states' if undated == 1 else 'state'} no date of publication",
        f"{counted(unplaced, 'report')} {'names' if unplaced == 1 else 'name'} no place",
    ]
    said = ", ".join(part for part, count in zip(parts, (undated, unplaced), strict=True) if count)
    return f"{said}: `xianjie check {folder}` says which, and what to write where." if said else ""


def write_template(check: Check, path: Path) -> None:
    """Write a `sources.csv` with one row a report, filled with what could be found out.

    Parameters
    ----------
    check
        A folder, checked.
    path
        Where to write it.

    Raises
    ------
    FileExistsError
        When there is such a file: what somebody filled in is never overwritten.
    """
    if path.exists() or path.is_symlink():
        raise FileExistsError(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, to_csv_bytes(pd.DataFrame(check.sources, columns=list(SOURCES_COLUMNS))))


def as_json(check: Check, folder: str) -> dict[str, Any]:
    """Return a check as plain values."""
    return {
        "folder": shown(folder),
        "reports": len(check.sources),
        "exit_code": check.exit_code,
        "files": [asdict(line) for line in check.lines],
        "findings": [asdict(finding) for finding in check.findings],
    }


# --- one report ---


Said = tuple[str, str, str]


def _characters(text: str) -> Iterator[Said]:
    plain = re.sub(r"\s+", "", text)
    if len(plain) < SHORTEST:
        yield LOOK, f"holds {len(plain)} characters only", "Look whether this is all of the report"
        return
    han = re.findall(r"[\u3400-\u9fff]", plain)
    odd = len(ODD.findall(plain)) / len(plain)
    if odd > MOST_ODD:
        what = f"holds {odd:.0%} unusual characters, as texts from bad scans or wrong encodings do"
        yield LOOK, what, "Look at its text, and take a better copy if there is one"
    if len(han) < LEAST_CHINESE * len(plain):
        yield (
            LOOK,
            f"is {len(han) / len(plain):.0%} Chinese characters only",
            "Look whether it is a Chinese report",
        )
    elif sum(c not in common_characters() for c in han) > MOST_UNCOMMON * len(han):
        what = "consists of rare characters for the most part, as texts read in a wrong encoding do"
        yield LOOK, what, "Look at its text, and save it again as UTF-8 if it is garbled"
    simplified, traditional = count_scripts(text)
    if min(simplified, traditional) > max(MIXED * (simplified + traditional), 5):
        what = (
            f"mixes scripts ({simplified:,} characters are Simplified only, {traditional:,} Traditional only)"
        )
        yield LOOK, what, "Look whether two texts were joined, or a conversion stopped halfway"
    if len(tags := TAG.findall(text)) > MOST_TAGS:
        what = f"holds {len(tags):,} tags of a web page, such as {tags[0]}, whose words and numbers count as text"
        yield LOOK, what, "Give the file the ending .html, or take the tags out"
    if len(text) > LONGEST_TEXT:
        what = (
            f"has {len(text):,} characters, and `xianjie extract` reads no text of more than {LONGEST_TEXT:,}"
        )
        yield LOOK, what, "Cut it into its reports"
    longest = max(map(len, text.splitlines()))
    if longest > LONGEST_LINE:
        what = f"has a line of {longest:,} characters, so its paragraphs may be lost"
        yield LOOK, what, "Take a copy with paragraphs: years carry over within one"
    if broken := count_broken_lines([line.text for line in split_lines(text)]):
        what = f"seems to be broken into lines of one width, {broken:,} of which end inside of a sentence"
        yield LOOK, what, "Join the lines of each paragraph: a sentence is read no further than its line"


def count_broken_lines(lines: Sequence[str]) -> int:
    """Return how many lines end inside of a sentence because all lines are of one width; 0 for another text.

    Such lines run full, to within a word, and are prose: some of them hold the end of one sentence and the beginning
    of the next, as no heading, verse or entry of a list or table does.

    Parameters
    ----------
    lines
        Of a text, blank ones left out, without white space at their ends.
    """
    # some programs count the columns of a screen, others characters
    return max(
        _count_broken(lines, [measure(line) for line in lines]) for measure in (_width, _twice_as_long)
    )


def _count_broken(lines: Sequence[str], widths: Sequence[int]) -> int:
    unended = sorted(
        width
        for line, width in zip(lines[:-1], widths[:-1], strict=True)
        if width >= NARROWEST and line[-1] not in ENDED and "\t" not in line
    )
    if len(unended) < FEWEST_BROKEN:
        return 0

    def of_width(full: int) -> int:
        return bisect_right(unended, full) - bisect_left(unended, full - SLACK)

    full = max(unended, key=of_width)
    broken = of_width(full)
    longer = sum(width > full + SLACK for width in widths)
    prose = sum(
        full - SLACK <= width <= full and SENTENCE_WITHIN.search(line) is not None
        for line, width in zip(lines, widths, strict=True)
    )
    is_usual = broken >= FEWEST_BROKEN and broken > LEAST_ALIKE * len(unended)
    is_wrapped = is_usual and longer <= MOST_LONGER * len(lines) and prose >= LEAST_PROSE * broken
    return broken if is_wrapped else 0


def _width(line: str) -> int:
    """Return the columns that a line takes on a screen."""
    return len(line) + len(WIDE.findall(line))


def _twice_as_long(line: str) -> int:
    return 2 * len(line)


def _articles(text: str) -> Iterator[Said]:
    lines = split_lines(text)
    heads = (
        [line.start for line in lines if _is_publication_line(line.text)],
        [line.start for line in lines if AGENCY.match(line.text) or DISPATCH.match(line.text)],
        [line.start for line in lines if DAY.fullmatch(line.text.strip())],
    )
    count = max(_count_articles(places, len(text)) for places in heads)
    if count > 1:
        what = f"seems to hold {count} articles, and dates of one would count for the others"
        yield LOOK, what, "Put each into a file of its own"


def _is_publication_line(line: str) -> bool:
    return len(line) <= LINE and "。" not in line and bool(PUBLISHED.search(line)) and bool(parse_date(line))


def _count_articles(heads: Sequence[int], end: int) -> int:
    """Return how many heads have an article behind them: one at the foot of a page has none."""
    return sum(following - head > ARTICLE_APART for head, following in pairwise([*heads, end]))


def _numbers(text: str) -> Iterator[Said]:
    spans = numeral_spans(text)
    read = count_understood(text, spans, [(each.start, each.end, each.kind) for each in find_mentions(text)])
    if len(spans) >= FEWEST_NUMERALS and read < LEAST_READ * len(spans):
        what = f"has unusually many numbers that are not read ({len(spans) - read:,} of {len(spans):,})"
        yield LOOK, what, "Run it and look at unknown_units: --units adds units"


def _gaps(report: Report) -> Iterator[Said]:
    if not report.published:
        clock = clock_of(report)
        date = clock.anchor.published
        year = f"are read from the {clock.source}, {date}" if date else "have no year"
        unread = "".join(f" ({note})" for note in report.notes if note.startswith("the date "))
        yield (
            GAP,
            f"states no date of publication{unread}, so 去年 and 目前 {year}",
            "Write it under published in sources.csv (--sources writes one to fill in)",
        )
    if not report.place:
        yield (
            GAP,
            "names no place that it is about in its title or publisher",
            "Write it under place in sources.csv (--sources writes one to fill in)",
        )


# --- the folder ---


def _lines(folder: Path) -> Iterator[FileLine]:
    for path in list_files(folder):
        if isinstance(path, Path):
            kind = kind_of(path)
            is_named = is_read_or_named(path)
            yield FileLine(shown(path.relative_to(folder).as_posix()), kind if is_named else "(no report)")


def _read_sources(folder: Path) -> tuple[dict[str, dict[str, str]], list[Problem]]:
    path = folder / SOURCES
    if not path.is_file():
        return {}, []
    try:
        found = read_sources(path.read_bytes())
    except OSError:
        return {}, with_sources([], path)[1]
    return found.rows, found.problems


def _add(line: FileLine, document: Document, report: Report) -> None:
    """Bring the line of a file up to one more report in it; what differs between rows is "various"."""
    said = {
        "encoding": "" if document.is_extracted else document.encoding,
        "script": report.script,
        "published": report.published,
        "place": report.place,
    }
    for name, value in said.items():
        before = getattr(line, name)
        setattr(line, name, value if not line.reports or before == value else "various")
    line.reports += 1
    line.characters += len(report.raw)


def _of_corrections(path: Path, known: set[str]) -> Iterator[Finding]:
    """Yield what is wrong with the corrections beside the reports, as far as it shows without reading the claims."""
    try:
        corrections = records(read_corrections(path))
    except CorrectionsError as error:
        yield _of_problem(error.problem)
        return
    for row in corrections:
        line = row["where"].removeprefix(f"{path.name}, ")
        if row["doc"] not in known:
            what = f"{line} corrects {row['doc']}, but there is no report of this name"
            yield Finding(path.name, LOOK, what, "Correct the name under doc")
        elif fault := fault_of(row["column"], row["new"]):
            what = f"{line} cannot be applied, since {fault.what}"
            yield Finding(path.name, LEFT_OUT, what, fault.mend[0].upper() + fault.mend[1:])


def _of_problem(problem: Problem) -> Finding:
    level = LOOK if problem.file == SOURCES else LEFT_OUT
    return Finding(problem.file, level, problem.what, problem.mend)


def _together(alike: Sequence[tuple[Finding, str]]) -> Finding:
    """Return one finding for what is the same in many rows of a file."""
    finding, row = alike[0]
    if not row:
        return finding
    if len(alike) == 1:
        return Finding(finding.file, finding.level, f"row {shown(row)} {finding.what}", finding.mend)
    rows = ", ".join(shown(each) for _, each in alike[:SHOWN_DOCS])
    more = f" and {len(alike) - SHOWN_DOCS:,} more" if len(alike) > SHOWN_DOCS else ""
    what = f"in {len(alike):,} rows ({rows}{more}), the first {finding.what}"
    return Finding(finding.file, finding.level, what, finding.mend)


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME // 2]}…{name[-LONGEST_NAME // 2 :]}"


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as columns on a screen, where a Chinese character is two wide."""
    from rich.cells import cell_len

    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )

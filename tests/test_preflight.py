"""Preflight: what is wrong with a folder is found, named and told how to mend; what is right is left in peace."""

import csv
import json
import re
import time
from pathlib import Path

import pytest
from opencc import OpenCC

from helpers import preflight
from helpers.corpus import Report
from helpers.corpus.inputs import LONGEST_TEXT
from helpers.corpus.sources import read_sources
from helpers.preflight import (
    GAP,
    LEFT_OUT,
    LOOK,
    NearDuplicates,
    check_folder,
    check_report,
    check_text,
    gaps_summary,
    shingle_hashes,
    write_template,
)
from helpers.run import main
from helpers.tables import PROJECT

RAW = PROJECT / "data/raw"
KAIZHOU = (RAW / "kaizhou-2018.txt").read_text(encoding="utf-8")
HUIZE = (RAW / "huize-2020.txt").read_text(encoding="utf-8")
DATED = {"published": "2020-06-13", "place": "云南省"}


def said_of(text: str, **stated: str) -> list[str]:
    report = Report("甲", text, "甲.txt", **(DATED | stated))  # type: ignore[arg-type]
    return [str(finding) for finding in check_report(report)]


def check_of(tmp_path: Path, files: dict[str, bytes]):
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return check_folder(tmp_path)


def test_of_the_five_reports_only_one_missing_date_is_said() -> None:
    check = check_folder(RAW)
    assert [(each.file, each.level, each.what[:30]) for each in check.findings] == [
        ("zhaotong-2023.txt", GAP, "states no date of publication,")
    ]
    assert check.exit_code == 0
    lines = {line.file: (line.encoding, line.reports, line.script, line.published) for line in check.lines}
    assert lines["tongren-2024.txt"] == ("utf-8", 1, "Hant", "2024-02-23")
    assert len(lines) == 5


GARBLED = KAIZHOU[:2000].encode("utf-8").decode("gb18030", "ignore")
SCAN = "".join(c + ("■¤¦ˇ"[i // 8 % 4] if i % 8 == 0 else "") for i, c in enumerate(HUIZE[:800]))
ARTICLE = "全县建成集中安置点12个，搬迁群众3400人，新增就业岗位56个。" * 12


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (SCAN, "unusual characters"),
        (GARBLED, "read in a wrong encoding"),
        ("The county built 12 sites. " * 20, "Chinese characters only"),
        (OpenCC("s2t").convert(KAIZHOU[:1500]) + KAIZHOU[1500:3000], "mixes scripts"),
        (KAIZHOU.replace("\n", "") * 2, "has a line of"),
        ("全县300户。", "holds 7 characters only"),
        ("九二共识，五四运动，九三学社，八一建军，九一八，" * 5, "unusually many numbers that are not read"),
        (
            "全村种玉米12垧，黄豆3垧，" * 4 + "高粱20垧，今年产粮50吨，卖出30吨，每户200斤。",
            "not read (9 of 12)",
        ),
        (f"新华社北京3月1日电（记者 王某）{ARTICLE}\n新华社昆明3月2日电（记者 李某）{ARTICLE}", "2 articles"),
        (
            f"某县走出致富路\n2023-05-06 来源：某报\n{ARTICLE}\n某乡修路\n2023-05-07 来源：某报\n{ARTICLE}",
            "2 articles",
        ),
        (f"新华社北京3月1日电 国务院召开会议。{ARTICLE}\n新华社昆明3月2日电 {ARTICLE}", "2 articles"),
        (f"某县走出致富路\n2023年5月6日\n{ARTICLE}\n某乡修路\n2023-05-07 星期日\n{ARTICLE}", "2 articles"),
        (
            f"某县走出致富路\n2023年5月6日 天河日报\n{ARTICLE}\n某乡修路\n天河晚报 2023年5月7日\n{ARTICLE}",
            "2 articles",
        ),
        (
            "".join(c + "■□◆ﾊﾛ"[i % 5] if i % 8 == 0 else c for i, c in enumerate(HUIZE[:800])),
            "unusual characters",
        ),
        (f"<div><p>{ARTICLE}</p></div>" * 2, "8 tags of a web page, such as <div>"),
    ],
    ids=[
        "scan",
        "garbled",
        "english",
        "scripts",
        "line",
        "short",
        "unread",
        "units",
        "agency",
        "dates",
        "dispatch",
        "days",
        "days with papers",
        "noise",
        "tags",
    ],
)
def test_what_may_mislead_is_said(text: str, says: str) -> None:
    said = said_of(text)
    assert [sentence for sentence in said if says in sentence], said
    assert all(sentence.startswith("甲.txt: ") and sentence.endswith(".") for sentence in said)


@pytest.mark.parametrize(
    "text",
    [
        f"某县走出致富路\n2023-05-06 来源：某报\n{ARTICLE}\n责任编辑：王某 2023-05-06",
        f"{ARTICLE}\n发布时间：2023-05-06 来源：某报",
        f"某县走出致富路\n2023-05-06 来源：某报\n{ARTICLE}\n发布时间：2023-05-06 来源：某报",
        f"关于修路的通知\n2023-05-06 来源：某县\n{ARTICLE}\n2023年5月6日\n附件\n{ARTICLE}",
        f"某县走出致富路\n2023-05-06 来源：某报\n{ARTICLE}\n活动时间：2023年5月6日\n{ARTICLE}",
        ARTICLE,
    ],
)
def test_one_article_is_one(text: str) -> None:
    assert said_of(text) == []


def test_a_text_that_is_too_long_for_extract_is_said() -> None:
    long = f"{ARTICLE}\n" * (LONGEST_TEXT // len(ARTICLE) + 1)
    report = Report("甲", long, "甲.txt", **DATED)  # type: ignore[arg-type]
    (said,) = check_report(report, numbers=False)
    assert f"{len(long):,} characters" in said.what


def wrapped(text: str, width: int, indent: str = "") -> str:
    """Break the lines of a text as a typewriter does; marks that may begin no line hang over."""
    paragraphs = (
        re.findall(rf"[^\n]{{1,{width}}}[，。、；：！？”）]*", line) for line in text.splitlines() if line
    )
    return "\n".join(indent + line for lines in paragraphs for line in lines)


@pytest.mark.parametrize("width", [18, 22, 30, 40, 60])
@pytest.mark.parametrize("text", [KAIZHOU, HUIZE, OpenCC("s2t").convert(HUIZE)], ids=["甲", "乙", "丙"])
@pytest.mark.parametrize(("end", "indent"), [("\n", ""), ("\r\n", "    "), ("\n\n", "\u3000\u3000")])
def test_lines_broken_at_a_width_are_said(text: str, width: int, end: str, indent: str) -> None:
    (said,) = said_of(wrapped(text, width, indent).replace("\n", end))
    assert "inside of a sentence. Join the lines of each paragraph" in said


VERSE = "春风又绿江南岸明月何时照我还白日依山尽黄河入海流欲穷千里目更上一层楼" * 3


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(VERSE[i : i + 7] for i in range(0, 98, 7)),
        "\n".join(f"{VERSE[i : i + 7]}，{VERSE[i + 7 : i + 14]}" for i in range(0, 91, 7)),
        "\n".join(f"{VERSE[i : i + 7]}，{VERSE[i + 7 : i + 14]}。" for i in range(0, 91, 7)),
        "\n".join(f"{n}. 某县某乡修建通村公路{n}公里惠及群众{n}00户" for n in range(10, 30)),
        "\n".join(f"某县某乡修建通村公路{n}公里，惠及群众{n}00户" for n in range(10, 30)),
        "\n".join(f"某县某乡某村某组\t{n}00户\t{n}公里\t已经完成并通过验收" for n in range(10, 30)),
        "\n".join(f"某县某乡某村某组某户　　{n}00　　{n}　　已经完成" for n in range(10, 30)),
        "\n".join(f"{heading}\n{ARTICLE}" for heading in ("加强组织领导，压实各级责任，形成工作合力",) * 8),
        "\n".join([ARTICLE, *(f"{ARTICLE[: 80 + 7 * n]}再看下一项工作" for n in range(12))]),
        "\n".join(["问：修了多少路？", "答：修了12公里。还要修30公里。"] * 12),
    ],
    ids=[
        "verse",
        "couplets",
        "sentences",
        "numbered",
        "list",
        "table",
        "spaces",
        "headings",
        "paragraphs",
        "questions",
    ],
)
def test_lines_that_are_short_for_another_reason_are_left_in_peace(text: str) -> None:
    assert [said for said in said_of(text) if "Join the lines" in said] == []


def test_gaps_are_told_apart_from_faults() -> None:
    report = Report("甲", ARTICLE, "甲.txt")
    assert [(finding.level, finding.what[:25]) for finding in check_report(report)] == [
        (GAP, "states no date of publica"),
        (GAP, "names no place that it is"),
    ]


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (["d p", "d p"], ""),
        (["p", "d p"], "1 report states no date of publication: `xianjie check 我的` says which"),
        (["d", "d"], "2 reports name no place: "),
        (["p", "", "d"], "2 reports state no date of publication, 2 reports name no place: "),
        (["", "p"], "2 reports state no date of publication, 1 report names no place: "),
        ([], ""),
    ],
)
def test_how_much_is_not_stated_is_summed_up_as_the_check_counts_it(stated: list[str], said: str) -> None:
    reports = [
        Report(
            "甲", ARTICLE, published="2020-06" if "d" in each else "", place="云南省" if "p" in each else ""
        )
        for each in stated
    ]
    summed = gaps_summary(reports, "我的")
    assert summed.startswith(said)
    assert bool(summed) == bool(said)
    gaps = sum(finding.level == GAP for report in reports for finding in check_report(report, numbers=False))
    assert gaps == sum(int(number) for number in re.findall(r"\d+", summed))


@pytest.mark.parametrize(
    ("doc", "text", "says"),
    [
        ("甲", f"{ARTICLE}\n（写于2021年10月）", "are read from the date in the last line, 2021-10"),
        (
            "甲",
            f"{ARTICLE}\n村里的路修好了。（记者 李明 2022年6月3日）",
            "are read from the date in the last line, 2022-06-03",
        ),
        ("甲", f"2016年5月9日，县里立下了军令状。\n{ARTICLE}", "have no year"),
        ("某县-2023", ARTICLE, "are read from the date in the file name, 2023"),
        ("甲", ARTICLE, "have no year"),
    ],
)
def test_of_a_report_without_a_date_it_is_said_what_claims_take_for_one(
    doc: str, text: str, says: str
) -> None:
    (gap,) = check_report(Report(doc, text, f"{doc}.txt", place="云南省"))
    assert gap.what == f"states no date of publication, so 去年 and 目前 {says}"


# -- duplicates ----------------------------------------------------------------------------------------------


def alike(first: str, second: str) -> bool:
    near = NearDuplicates()
    assert list(near.findings(Report("a", first, "a.txt"))) == []
    return bool(list(near.findings(Report("b", second, "b.txt"))))


def test_a_reprint_is_found_whatever_its_script_line_ends_and_first_line() -> None:
    reprint = "转载：" + OpenCC("s2t").convert(KAIZHOU).replace("\n", "\r\n\r\n").replace("2018", "2019")
    assert alike(KAIZHOU, reprint)
    assert not alike(KAIZHOU, HUIZE)
    assert not alike(KAIZHOU, KAIZHOU[: len(KAIZHOU) // 3] + HUIZE)


def test_shingles_are_the_runs_of_five_characters() -> None:
    text = "".join(chr(0x4E00 + n) for n in range(100))
    hashes = shingle_hashes(text)
    assert hashes is not None
    assert len(hashes) == 96
    assert set(hashes.tolist()) == set(shingle_hashes(f"{text[:50]} \n{text[50:]}").tolist())  # type: ignore[union-attr]
    assert shingle_hashes("很短") is None


def test_near_duplicates_cost_grows_with_the_texts_not_with_their_pairs() -> None:
    texts = [f"{n * 7919 % 99991}{KAIZHOU[n % 900 : n % 900 + 400]}{n}" for n in range(800)]
    times = []
    for count in (200, 800):
        near, started = NearDuplicates(), time.process_time()
        for number, text in enumerate(texts[:count]):
            list(near.findings(Report(str(number), text[:60] + str(number) * 60, "a.txt")))
        times.append(time.process_time() - started)
    assert times[1] < 10 * times[0]  # 16 times if every pair were compared


def test_of_very_many_texts_it_is_said_how_many_were_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preflight, "MOST_TEXTS", 1)
    files = {"a.txt": KAIZHOU, "b.txt": HUIZE, "c.txt": KAIZHOU.replace("的", "之")}
    check = check_of(tmp_path, {name: text.encode() for name, text in files.items()})
    said = [str(each) for each in check.findings if each.level == LOOK]
    assert any("c.txt: is nearly the text of a.txt" in sentence for sentence in said)
    assert any("compared with the first 1 for near-duplicates" in sentence for sentence in said)


def test_exact_and_near_duplicates_of_a_folder(tmp_path: Path) -> None:
    files = {"a.txt": KAIZHOU, "b.txt": f" {KAIZHOU}\r\n", "c.txt": KAIZHOU.replace("的", "之")}
    check = check_of(tmp_path, {name: text.encode() for name, text in files.items()})
    said = {(each.file, each.level): each.what for each in check.findings if "text" in each.what}
    assert "has the same text as a.txt" in said["b.txt", LEFT_OUT]
    assert "is nearly the text of a.txt" in said["c.txt", LOOK]
    assert check.exit_code == 1


# -- the folder ----------------------------------------------------------------------------------------------


def test_a_table_is_one_line_and_what_its_rows_share_is_said_once(tmp_path: Path) -> None:
    rows = [{"id": f"r{n}", "text": f"第{n}篇：" + ARTICLE[: 200 + n]} for n in range(6)] + [{"id": "bad"}]
    content = "\n".join(json.dumps(row) for row in rows).encode()
    check = check_of(tmp_path, {"news.jsonl": content, "photo.jpg": b"\xff\xd8"})
    assert [(line.file, line.kind, line.reports) for line in check.lines] == [
        ("news.jsonl", ".jsonl", 6),
        ("photo.jpg", "(no report)", 0),
    ]
    gaps = [each for each in check.findings if each.level == GAP]
    assert [each.what[:26] for each in gaps] == ["in 6 rows (r0, r1, r2 and ", "in 6 rows (r0, r1, r2 and "]
    assert [each.what[:6] for each in check.findings if each.level == LEFT_OUT] == ["row 7 "]
    assert "news.jsonl" in check_text(check, "x")


def test_a_file_without_an_ending_is_left_out_and_named(tmp_path: Path) -> None:
    check = check_of(
        tmp_path, {"a.txt": HUIZE.encode(), "huize": KAIZHOU.encode(), "b.gz": b"x", "c.jpg": b"x"}
    )
    assert [each.file for each in check.findings if each.level == LEFT_OUT] == ["b.gz", "huize"]
    assert "Let its name end in .txt" in check.findings[-1].mend
    assert {line.file: line.kind for line in check.lines if not line.reports} == {
        "huize": "", "b.gz": "", "c.jpg": "(no report)",
    }  # fmt: skip
    assert check.exit_code == 1


def test_sources_fill_the_gaps_and_are_checked(tmp_path: Path) -> None:
    files = {
        "a.txt": ARTICLE.encode(),
        "sources.csv": "doc,published,place\na,2020-06,云南省\nzz,2020,\n".encode(),
    }
    check = check_of(tmp_path, files)
    assert [str(each) for each in check.findings] == [
        "sources.csv: names zz, but there is no report of this name. Correct the name under doc."
    ]
    assert check.exit_code == 0


def test_corrections_that_cannot_be_applied_are_told_before_anything_is_run(tmp_path: Path) -> None:
    rows = [
        "doc,start,end,column,old,new",
        "a,3,5,period,(empty),2020-06",
        "a,3,5,period,(empty),2020年6月",
        "zz,3,5,status,reported,(empty)",
        "a,3,5,colour,,red",
    ]
    files = {"a.txt": ARTICLE.encode(), "corrections.csv": "\n".join(rows).encode("gbk")}
    said = [str(each) for each in check_of(tmp_path, files).findings if each.file == "corrections.csv"]
    assert len(said) == 3
    assert any(
        "line 3 cannot be applied, since '2020年6月' is no date. Write it as 2020" in each for each in said
    )
    assert any("line 4 corrects zz, but there is no report of this name" in each for each in said)
    assert any(
        "line 5 cannot be applied, since only adcode" in each and "Name one of these" in each for each in said
    )


@pytest.mark.parametrize(
    ("content", "what", "mend"),
    [
        (
            "doc,new".encode("utf-16"),
            "has no column start, end, column, old",
            "Let its first line name the c",
        ),
        (b"%PDF-1.7 ", "is a PDF, not text", "Save it as CSV in UTF-8, or remove it, and run again"),
        (
            b"doc,start,end,column,old,new\na,3,5,period,,approx. 2020. Or so",
            "line 2 cannot be applied, since 'approx. 2020. Or so' is no date",
            "Write it as 2020, 2020-03, 2020-03-15 or 2016/2020 (EDTF)",
        ),
    ],
)
def test_what_is_wrong_with_corrections_is_said_whole_and_apart_from_what_to_do(
    tmp_path: Path, content: bytes, what: str, mend: str
) -> None:
    check = check_of(tmp_path, {"a.txt": ARTICLE.encode(), "corrections.csv": content})
    (told,) = (each for each in check.findings if each.file == "corrections.csv")
    assert told.what == what
    assert told.mend.startswith(mend)


def test_corrections_that_cannot_be_opened_are_told_without_the_name_of_their_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "St. Gallen. Reports"
    folder.mkdir()
    real = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "corrections.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    check = check_of(folder, {"a.txt": ARTICLE.encode(), "corrections.csv": b"doc"})
    assert [str(each) for each in check.findings if each.file == "corrections.csv"] == [
        "corrections.csv: cannot be opened (Permission denied). Allow reading it and run again."
    ]


def test_nothing_usable_is_code_2(tmp_path: Path) -> None:
    assert check_of(tmp_path, {"a.txt": b""}).exit_code == 2


def test_the_template_holds_what_could_be_found_out_and_is_read_back(tmp_path: Path) -> None:
    check = check_folder(RAW)
    write_template(check, tmp_path / "new/sources.csv")
    rows = read_sources((tmp_path / "new/sources.csv").read_bytes())
    assert rows.problems == []
    assert rows.rows["huize-2020"]["place"] == "云南省曲靖市会泽县"
    assert set(rows.rows) == {path.stem for path in RAW.glob("*.txt")}
    with pytest.raises(FileExistsError):
        write_template(check, tmp_path / "new/sources.csv")


# -- the command ---------------------------------------------------------------------------------------------


def test_the_command_prints_a_table_and_the_sentences(tmp_path: Path, capsys) -> None:
    check_of(tmp_path, {"好.txt": ARTICLE.encode(), "坏.txt": b""})
    assert main(["check", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "坏.txt: is empty. Put the report's text into it, or take it away." in said
    assert "1 report in" in said
    assert said.splitlines()[0].split()[:3] == ["file", "kind", "encoding"]


def test_the_command_prints_json(tmp_path: Path, capsys) -> None:
    check_of(tmp_path, {"a.txt": ARTICLE.encode()})
    assert main(["check", str(tmp_path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["reports"], said["files"][0]["file"]) == (1, "a.txt")
    assert {each["level"] for each in said["findings"]} == {GAP}


def test_a_template_is_never_written_over_a_file(tmp_path: Path, capsys) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    check_of(folder, {"a.txt": ARTICLE.encode()})
    mine = tmp_path / "mine.csv"
    mine.write_text("doc\n", encoding="utf-8")
    assert main(["check", str(folder), "--sources", str(mine)]) == 2
    assert "was left alone" in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "doc\n"
    assert main(["check", str(folder), "--sources", str(folder / "sources.csv")]) == 0
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["doc"] for row in csv.DictReader(stream)] == ["a"]


@pytest.mark.parametrize("name", ["nowhere", "a.txt"])
def test_what_is_no_folder_is_one_sentence(tmp_path: Path, capsys, name: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert main(["check", str(tmp_path / name)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1

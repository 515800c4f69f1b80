"""Corpus: files in any encoding, sentences that cover the text, article told from page, two scripts."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from helpers.corpus import (
    Report,
    decode,
    describe_corpus,
    detect_script,
    documents_table,
    find_roles,
    parse_date,
    read_folder,
    read_offsets,
    read_report,
    sentences_table,
    simplify,
    split_lines,
    split_sentences,
    write_offsets,
)
from helpers.corpus.metadata import find_place
from helpers.corpus.reading import UnreadableError
from helpers.corpus.script import find_rewordings, simplify_characters
from helpers.corpus.sources import read_sources
from helpers.resources import read_resource
from helpers.tables import PROJECT, check_table, records

RAW = PROJECT / "data" / "raw"
ARTICLE = "近年来，全县累计投入资金3.5亿元，建成安置点12个，搬迁群众1.2万户4.8万人，群众的生活一天比一天好。"


def sentences_of(raw: str) -> list[str]:
    return [raw[s.start : s.end] for s in split_sentences(raw)]


def roles_of(page: str) -> list[str]:
    return find_roles(split_lines(page))


# -- sentences ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "sentences"),
    [
        ("甲。乙！丙？丁", ["甲。", "乙！", "丙？", "丁"]),
        ("他说：“来吧。”然后走了。", ["他说：“来吧。”", "然后走了。"]),
        ("（附表略。）下文", ["（附表略。）", "下文"]),
        ("「行嗎？」，他問。", ["「行嗎？」，他問。"]),
        ("增长3.5%，达9846.5元。", ["增长3.5%，达9846.5元。"]),
        ("见 https://a.cn/x.html?id=3&p=1 一文。完", ["见 https://a.cn/x.html?id=3&p=1 一文。", "完"]),
        ("成功了!后续更关键!!走吧?", ["成功了!", "后续更关键!!", "走吧?"]),
        ("拉着家常……文明新风扑面而来。", ["拉着家常……", "文明新风扑面而来。"]),
        ("水、电、路……等项目建成。", ["水、电、路……等项目建成。"]),
        ("一是甲；二是乙；三是丙。", ["一是甲；二是乙；三是丙。"]),
        ("时间: 2018-10-19 06:32:37", ["时间: 2018-10-19 06:32:37"]),
        ("上一行\r\n　　下一行\u2028又一行", ["上一行", "下一行", "又一行"]),
        ("\ufeff首句。", ["首句。"]),
        ("", []),
        (" \n\t　", []),
    ],
)
def test_sentences(raw: str, sentences: list[str]) -> None:
    assert sentences_of(raw) == sentences


@given(st.text() | st.text(alphabet="甲乙3.。！？!?…”」)（“, \n\r\u3000\ufeffa>：:来源"))
def test_sentences_cover_every_character_once_and_in_order(raw: str) -> None:
    spans = [(s.start, s.end) for s in split_sentences(raw)]
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    inside = "".join(raw[a:b] for a, b in spans)
    assert "".join(inside.split()) == "".join(raw.removeprefix("\ufeff").split())
    assert all(not raw[a].isspace() and not raw[b - 1].isspace() for a, b in spans)


@given(st.lists(st.text(alphabet="甲乙丙。！3.", min_size=1), min_size=1))
def test_lines_are_cut_each_alone(lines: list[str]) -> None:
    assert sentences_of("\n".join(lines)) == [s for line in lines for s in sentences_of(line)]


@pytest.mark.parametrize("unit", ["1", "!", "。", "。”", "…", ">", "甲 > ", "。，", "来源:\n", "a\n", " "])
def test_a_megabyte_of_anything_is_cut_within_seconds(unit: str) -> None:
    raw = unit * (1_000_000 // len(unit))
    assert len("".join(sentences_of(raw))) == len("".join(raw.split())) + (
        raw.strip().count(" ") if unit == "甲 > " else 0
    )


# -- the page around the article ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("首页 > 新闻 > 本地", "navigation"),
        ("您现在的位置：首页 » 要闻 » 正文", "navigation"),
        ("當前位置: 某某網 > 社會", "navigation"),
        ("【字体：大 中 小】", "navigation"),
        ("打印本页", "navigation"),
        ("2023-05-06 10:20 来源：某某日报", "dateline"),
        ("發布日期：2023/05/06", "dateline"),
        ("发布时间：2023年5月6日　浏览次数：1,024", "dateline"),
        ("2023年5月6日", "dateline"),
        ("二〇二三年五月六日", "dateline"),
        ("图为易地扶贫搬迁安置区一角", "caption"),
        ("村民在采摘茶叶。 王某 摄", "caption"),
        ("photo_01.JPG", "caption"),
    ],
)
def test_forms_before_the_article(line: str, role: str) -> None:
    assert roles_of(f"{line}\n{ARTICLE}")[0] == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("责任编辑：王某", "editorial"),
        ("編輯 王某", "editorial"),
        ("二審 王某", "editorial"),
        ("某某日報記者 王某", "editorial"),
        ("（记者 王某 通讯员 李某）", "editorial"),
        ("来源：某某日报", "editorial"),
        ("新闻热线：0870-1234567", "editorial"),
        ("未经授权，不得转载", "copyright"),
        ("Copyright © 2023 All Rights Reserved", "copyright"),
        ("版权声明：凡本网注明“来源：某某网”的作品，版权均属本网所有。", "copyright"),
        ("相关阅读", "navigation"),
        ("上一篇：某县脱贫", "navigation"),
        ("分享到：", "navigation"),
        ("2023年5月6日", "dateline"),
    ],
)
def test_forms_behind_the_article(line: str, role: str) -> None:
    assert roles_of(f"{ARTICLE}\n{line}")[-1] == role


@pytest.mark.parametrize(
    "line",
    [
        "来源：财政拨款3000万元",
        "目前，2023年5月6日以来的任务已经完成。",
        "全县加强版权保护，查处侵权案件12件。",
        "记者从县里了解到，全县有12个乡镇。",
        "■建成休闲农业与乡村旅游点153个",
        "分享会在村里举行，300人参加。",
        "各位代表：",
        "1696",
    ],
)
def test_lines_between_running_text_are_article(line: str) -> None:
    assert roles_of(f"{ARTICLE}\n{line}\n{ARTICLE}")[1] == "article"


def test_headlines_behind_related_reading_are_navigation() -> None:
    page = f"{ARTICLE}\n相关新闻：\n某县投入3亿元修路\n某县搬迁2万人\n责任编辑：王某"
    assert roles_of(page) == ["article", "navigation", "navigation", "navigation", "editorial"]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (f"某县走出致富路\n2023-05-06\n{ARTICLE}", "某县走出致富路"),
        (
            f"首页 > 要闻\n要闻\n某县走出致富路\n——访县长王某\n来源：某报\n{ARTICLE}",
            "某县走出致富路——访县长王某",
        ),
        (f"某县走出致富路\n{ARTICLE}", "某县走出致富路"),
        (f"2023-05-06\n某县走出致富路\n{ARTICLE}", "某县走出致富路"),
        (f"{ARTICLE}\n三个机制促振兴\n{ARTICLE}", ""),
        (ARTICLE, ""),
    ],
)
def test_titles(page: str, title: str) -> None:
    assert read_report("甲", page.encode()).title == title


@pytest.mark.parametrize(
    ("page", "publisher"),
    [
        (f"某县走出致富路\n来源:天河日报 2023-05-06\n{ARTICLE}", "天河日报"),
        (f"天河网 > 政务 > 正文\n某县走出致富路\n2023-05-06\n{ARTICLE}", "天河网"),
        (f"首页 > 政务 > 正文\n某县走出致富路\n2023-05-06\n天河网讯（记者 王某）{ARTICLE}", "天河网"),
        (f"{ARTICLE}\n天河日報記者 王某", "天河日報"),
        (f"{ARTICLE}\n图片来源：县委宣传部", ""),
        (ARTICLE, ""),
    ],
)
def test_publishers(page: str, publisher: str) -> None:
    assert read_report("甲", page.encode()).publisher == publisher


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2018-10-19 06:32:37", "2018-10-19"),
        ("2020年6月13日", "2020-06-13"),
        ("2024-02-23社會", "2024-02-23"),
        ("發布日期：2023/5/6", "2023-05-06"),
        ("二〇二三年五月六日", "2023-05-06"),
        ("二○二三年十二月三十一日", "2023-12-31"),
        ("民國113年2月23日", "2024-02-23"),
        ("發佈時間：113-02-23", "2024-02-23"),
        ("2024年2月", "2024-02"),
        ("20240223", "2024-02-23"),
        ("2023-02-30", ""),
        ("0870-2158276", ""),
        ("06:32:37", ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert parse_date(text) == date


def test_a_date_in_the_running_text_is_not_the_date_of_publication() -> None:
    assert read_report("甲", f"某县走出致富路\n2019年5月6日，{ARTICLE}".encode()).published == ""


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("天河日报 2024年1月9日", "2024-01-09"),
        ("天河日报2023年5月4日03版", "2023-05-04"),
        ("天河日报 2023年5月4日 星期四 第03版", "2023-05-04"),
        ("《天河日报》（2023年05月04日 03版）", "2023-05-04"),
        ("《 天河日报 》( 2023年05月04日   03 版)", "2023-05-04"),
        ("天河日報-天河雲客戶端 2024-04-19 10:26", "2024-04-19"),
        ("天河县融媒体中心 2024.4.19", "2024-04-19"),
        ("天河电视台 2024/4/19", "2024-04-19"),
        ("天河日报 2024年7月11日 记者 许文 邓海", "2024-07-11"),
        ("天河日报 2020-03-18 本报记者 赵飞 通讯员 李梅", "2020-03-18"),
        ("天河日报·天河网记者 罗川 周明 2023年8月16日", "2023-08-16"),
        ("（2019年11月22日 第四版）本报记者 马成", "2019-11-22"),
        ("（2019年7月9日 记者 封晓 实习生 段羽）", "2019-07-09"),
        ("天河县人民政府网  发布时间:2024-01-16  信息来源:县乡村振兴局", "2024-01-16"),
        ("来源：天河日报 2022-03-05", "2022-03-05"),
        # a date of something else, or no whole one
        ("原载《天河日报》2023年5月4日03版", ""),
        ("天河电视台 2023年5月4日播出", ""),
        ("天河日报 2023年5月", ""),
        ("本报记者 王某 2023年5月4日摄", ""),
        ("关于修路情况的通报 2023年5月4日", ""),
        ("会议时间 2023年5月4日", ""),
        ("天河机场 2023年5月4日", ""),
    ],
)
@pytest.mark.parametrize("at", ["head", "end"])
def test_a_paper_and_a_day_on_a_line_of_their_own_are_the_date_of_publication(
    line: str, published: str, at: str
) -> None:
    around = {"head": f"某县走出致富路\n{line}\n{ARTICLE}", "end": f"某县走出致富路\n{ARTICLE}\n{line}"}
    report = read_report("甲", around[at].encode())
    assert (report.title, report.published) == ("某县走出致富路", published)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"{ARTICLE}\n天河日报 2023年5月4日\n{ARTICLE}", ""),  # between two paragraphs
        (f"{ARTICLE}\n相关阅读\n某乡修路\n天河日报 2023年5月4日\n2023-05-03", ""),  # of another article
        (f"{ARTICLE}\n天河日报 2023年5月4日\n相关阅读\n天河日报 2021年1月2日", "2023-05-04"),
        (f"天河日报 2023年5月4日\n{ARTICLE}\n来源：天河网 2023-05-05", "2023-05-04"),
        (f"{ARTICLE}\n数据来源：天河年鉴 2021-01-01", ""),
        (f"{ARTICLE}\n来源：天河网 2023-05", ""),
    ],
)
def test_the_day_of_another_article_or_of_data_is_not_that_of_the_report(text: str, published: str) -> None:
    assert read_report("甲", f"某县走出致富路\n{text}".encode()).published == published


def test_the_five_reports_say_this_of_themselves() -> None:
    read = {path.stem: read_report(path.stem, path.read_bytes()) for path in sorted(RAW.glob("*.txt"))}
    assert {doc: (r.script, r.publisher, r.published, r.place) for doc, r in read.items()} == {
        "huize-2020": ("Hans", "珠江网", "2020-06-13", "云南省曲靖市会泽县"),
        "kaizhou-2018": ("Hans", "重庆日报", "2018-10-19", "重庆市开州区"),
        "tongren-2024": ("Hant", "華文星空", "2024-02-23", "贵州省铜仁市"),
        "zhaotong-2021": ("Hans", "昭通新闻网", "2021-10-12", "云南省昭通市"),
        "zhaotong-2023": ("Hans", "", "", ""),
    }
    assert read["zhaotong-2023"].title == ""
    assert read["huize-2020"].title == "曲靖市举行“决胜全面小康 决战脱贫攻坚”会泽专场新闻发布会"
    assert read["tongren-2024"].title.startswith("守牢底線 振興可待!")


@pytest.mark.parametrize("role", ["navigation", "dateline", "editorial", "copyright"])
def test_no_measured_number_of_the_gold_tables_lies_in_the_page_around_the_article(role: str) -> None:
    for path in sorted(RAW.glob("*.txt")):
        raw = path.read_bytes().decode("utf-8")
        around = [s for s in split_sentences(raw) if s.role == role]
        gold = (
            (PROJECT / "data/coding/gold" / f"{path.stem}.tsv").read_text(encoding="utf-8").splitlines()[1:]
        )
        rows = [row.split("\t") for row in gold]
        measured = [int(row[1]) for row in rows if row[5]]
        assert not [start for start in measured for s in around if s.start <= start < s.end], path.stem


# -- reading -----------------------------------------------------------------------------------------------

SIMPLIFIED = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
TRADITIONAL = ("utf-8", "utf-8-sig", "gb18030", "big5", "cp950", "utf-16")


@pytest.mark.parametrize("encoding", sorted({*SIMPLIFIED, *TRADITIONAL}))
@pytest.mark.parametrize("path", sorted(RAW.glob("*.txt")), ids=lambda path: path.stem)
@pytest.mark.parametrize("length", [40, 10_000])
def test_every_report_is_read_in_every_encoding(path: Path, encoding: str, length: int) -> None:
    raw = path.read_text(encoding="utf-8")[:length]
    texts = [raw] if encoding in SIMPLIFIED else []
    texts += [OpenCC("s2tw").convert(raw)] if encoding in TRADITIONAL else []
    for text in texts:
        crlf = text.replace("\n", "\r\n")
        content = crlf.encode(encoding, "ignore")  # a character that Big5 lacks is not in the file
        decoded = decode(content)
        assert decoded.text.removeprefix("\ufeff") == content.decode(encoding).removeprefix("\ufeff")
        assert content.decode(decoded.encoding) == decoded.text


def test_a_byte_order_mark_stays_a_character_of_the_text() -> None:
    report = read_report("甲", "\ufeff全村300户。".encode())
    assert report.encoding == "utf-8"
    assert report.raw[0] == "\ufeff"
    assert [(s.start, s.end) for s in split_sentences(report.raw)] == [(1, 8)]


def test_line_ends_are_kept() -> None:
    report = read_report("甲", "全村300户。\r\n全镇900户。".encode())
    (_, second) = split_sentences(report.raw)
    assert (second.start, report.raw[second.start : second.end]) == (9, "全镇900户。")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (" \r\n\u3000".encode(), "is empty"),
        (b"%PDF-1.7 \x00\x01", "is a PDF"),
        (b"PK\x03\x04....", "Word, Excel or zip"),
        ("全村300户\0\0".encode(), "zero byte at 12"),
        ("全村300户".encode() * 200 + b"\xff\xff\xff", "first bad byte at 2,400"),
        ("déjà vu à la façon".encode("latin-1"), "cannot be read as UTF-8, GB18030, Big5 or UTF-16"),
        ("これは日本語の文章です。".encode("shift_jis"), "cannot be read"),
        (bytes(range(1, 256)) * 4, "cannot be read"),
    ],
)
def test_bytes_that_are_no_text_are_refused_in_words(content: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        decode(content)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        decoded = decode(content)
    except UnreadableError:
        return
    assert content.decode(decoded.encoding) == decoded.text


def folder_of(tmp_path: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    files = {
        "a.txt": ARTICLE.encode(), "b.txt": b"", "2019 报告.txt": ARTICLE.encode() + b"\xff", "c.docx": b"PK",
        "d.txt": f" {ARTICLE}\r\n".encode(), "e:f.txt": b"x", "g.txt": "全镇900户。".encode("gb18030"),
        ".h.txt": b"", "a.TXT": "另一篇。".encode(), "README.md": b"x",
    }  # fmt: skip
    folder = read_folder(folder_of(tmp_path, files))
    assert [(r.doc, r.encoding) for r in folder.reports] == [("a", "utf-8"), ("d", "utf-8"), ("g", "gb18030")]
    said = {problem.file: str(problem) for problem in folder.problems}
    assert set(said) == {"b.txt", "2019 报告.txt", "c.docx", "e:f.txt", "a.txt"}
    assert said["b.txt"] == "b.txt: is empty. Put the report's text into it, or take it away."
    assert said["2019 报告.txt"].endswith("Save its text as a .txt file in UTF-8 and run again.")


def test_the_same_text_twice_counts_once(tmp_path: Path) -> None:
    files = {"a.txt": ARTICLE.encode(), "b.txt": f" {ARTICLE}\r\n".encode("gb18030")}
    folder = read_folder(folder_of(tmp_path, files))
    assert [r.doc for r in folder.reports] == ["a"]
    assert "b.txt: has the same text as a.txt" in str(folder.problems[0])


ROWS = '{"id": "1", "text": "全县300户。"}\n{"id": "2", "text": "全县400户。"}\n'.encode()


@pytest.mark.parametrize(
    ("files", "named", "kept", "said"),
    [
        (["a.txt", "b.txt"], "b", "b", "a.txt: has the same text as b.txt, which sources.csv names, and was left out"),
        (["a.txt", "b.txt", "c.txt"], "c", "c", "b.txt: has the same text as c.txt, which sources.csv names,"),
        (["a.txt", "b.txt"], "a", "a", "b.txt: has the same text as a.txt and was left out"),
        (["a.txt", "b.txt"], "a b", "a", "b.txt: has the same text as a.txt and was left out"),
        (["a.txt", "b.txt"], "z", "a", "b.txt: has the same text as a.txt and was left out"),
        (["a.txt", "rows.jsonl"], "rows-1", "rows-1 rows-2", "a.txt: has the same text as rows.jsonl (row 1), which"),
        (["a.jsonl", "b.txt"], "b", "a-2 b", "a.jsonl: row 1 has the same text as b.txt, which sources.csv names,"),
        (["a.txt", "b.md", "b.txt"], "b", "b", "a.txt: has the same text as b.md, which sources.csv names,"),
    ],
)  # fmt: skip
def test_of_equal_texts_the_one_that_sources_names_is_read(
    tmp_path: Path, files: list[str], named: str, kept: str, said: str
) -> None:
    for name in files:
        (tmp_path / name).write_bytes(ROWS if name.endswith("jsonl") else "全县300户。".encode())
    (tmp_path / "sources.csv").write_text("\n".join(["doc", *named.split()]), encoding="utf-8")
    folder = read_folder(tmp_path)
    assert [report.doc for report in folder.reports] == kept.split()
    assert any(str(problem).startswith(said) for problem in folder.problems)


def test_a_named_report_that_cannot_be_read_keeps_no_equal_one_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("全县300户。".encode())
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "sources.csv").write_text("doc\nb\n", encoding="utf-8")
    assert [report.doc for report in read_folder(tmp_path).reports] == ["a"]


def test_a_folder_without_reports_says_so(tmp_path: Path) -> None:
    assert "holds no .txt, .md, .html" in str(read_folder(tmp_path).problems[0])
    assert "does not exist" in str(read_folder(tmp_path / "nowhere").problems[0])


# -- sources.csv -------------------------------------------------------------------------------------------

PAGE = f"某县走出致富路\n2023-05-06 来源：天河日报\n{ARTICLE}".encode()


def with_sources(tmp_path: Path, sources: str, encoding: str = "utf-8") -> tuple[Report, list[str]]:
    folder = read_folder(folder_of(tmp_path, {"a.txt": PAGE, "sources.csv": sources.encode(encoding)}))
    return folder.reports[0], [str(problem) for problem in folder.problems]


def test_what_sources_leave_empty_is_read_from_the_text(tmp_path: Path) -> None:
    report, problems = with_sources(
        tmp_path, "doc,title,publisher,published,place,url\na,,,,云南省,https://a.cn\n"
    )
    assert (report.title, report.publisher, report.published) == ("某县走出致富路", "天河日报", "2023-05-06")
    assert (report.place, report.url) == ("云南省", "https://a.cn")
    assert problems == []


def test_sources_win_and_the_disagreement_is_said(tmp_path: Path) -> None:
    report, problems = with_sources(tmp_path, "doc,published\na,2022年5月6日\n")
    assert report.published == "2022-05-06"
    assert len(problems) == 1
    assert "gives the date of publication of a as “2022-05-06”, its text as “2023-05-06”" in problems[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_sources_as_a_spreadsheet_saves_them(tmp_path: Path, encoding: str) -> None:
    report, problems = with_sources(tmp_path, 'doc,publisher\r\na,"天河日报"\r\n', encoding)
    assert (report.publisher, problems) == ("天河日报", [])


@pytest.mark.parametrize("mark", [";", "\t"])
def test_sources_may_be_set_apart_by_what_a_spreadsheet_uses(tmp_path: Path, mark: str) -> None:
    report, problems = with_sources(tmp_path, f"doc{mark}publisher\na{mark}天河日报\n", "utf-16")
    assert (report.publisher, problems) == ("天河日报", [])


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("doc,place\nzz,云南省\n", "names zz, but there is no report of this name"),
        ("doc,place\na,云南省\na,四川省\n", "line 3 is a second row for a"),
        ("doc,published\na,2023年2月30日\n", "line 2 gives “2023年2月30日”, which is no date"),
        ("doc,place\n,云南省\n", "line 2 names no report"),
        ("title\n某县\n", "has no column doc"),
        ("doc,colour\na,red\n", "has columns that are not used: colour"),
        ("doc,sha256\na,0000\n", "records another sha256"),
    ],
)
def test_a_wrong_row_is_said_and_the_report_is_read(tmp_path: Path, rows: str, says: str) -> None:
    report, problems = with_sources(tmp_path, rows)
    assert report.doc == "a"
    assert len(problems) == 1
    assert says in problems[0]


def test_a_shorter_name_is_no_disagreement() -> None:
    sources = read_sources("doc,title\na,走出致富路\n".encode())
    assert sources.rows == {"a": {"title": "走出致富路"}}


# -- scripts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("脱贫攻坚", "Hans"),
        ("脫貧攻堅", "Hant"),
        ("里面后台公里著名", ""),
        ("2023", ""),
        ("万億个個户户脱贫", "Hans"),
    ],
)
def test_script(text: str, script: str) -> None:
    assert detect_script(text) == script


@pytest.mark.parametrize(
    ("traditional", "mainland"),
    [
        ("透過產業帶動增收", "通过产业带动增收"),
        ("陽光透過玻璃", "阳光透过玻璃"),
        ("興民社群的群眾", "兴民社区的群众"),
        ("社群媒體平臺", "社群媒体平台"),
        ("監測物件分紅", "监测对象分红"),
        ("待售物件", "待售物件"),
        ("最嚴格的排程制度", "最严格的调度制度"),
        ("群眾實作共同富裕", "群众实现共同富裕"),
        ("動手實作課程", "动手实作课程"),
        ("建立機制", "建立机制"),
        ("治理能力和效能", "治理能力和效能"),
        ("處理器效能", "处理器性能"),
        ("即時預警", "实时预警"),
        ("即時處理", "即时处理"),
        ("著力聚焦,著名品牌", "着力聚焦,著名品牌"),
        ("新增就業,核心指標,執行程序", "新增就业,核心指标,执行程序"),
        ("許多工作", "许多工作"),
        ("安徽蚌埠市", "安徽蚌埠市"),
        ("哈薩克斯坦", "哈萨克斯坦"),
        ("對口支援資金", "对口支援资金"),
        ("大力支援產業", "大力支持产业"),
        ("印發檔案", "印发文件"),
        ("健康檔案", "健康档案"),
        ("可複製可推廣", "可复制可推广"),
    ],
)
def test_mainland_wording(traditional: str, mainland: str) -> None:
    assert simplify(traditional, "Hant").text == mainland


def test_simplified_text_stays_as_it_is() -> None:
    text = "透过社群，建立物件。"
    assert simplify(text, "Hans").text == text
    assert list(simplify(text, "Hans").offsets) == list(range(len(text)))


def test_offsets_follow_a_change_of_length() -> None:
    raw = "他是程式設計師,乘計程車"
    simplified = simplify(raw, "Hant")
    assert simplified.text == "他是程序员,乘出租车"
    assert [raw[i] for i in simplified.offsets[5:]] == list(",乘計程車")
    assert raw[simplified.offsets[2]] == "程"


@given(st.text(alphabet="透過社群物件計程車程式設計師全域性著力許多工作123,。 \nab脫貧攻堅𠮷"))
def test_every_simplified_character_leads_into_the_raw_text(raw: str) -> None:
    simplified = simplify(raw, "Hant")
    offsets = list(simplified.offsets)
    assert len(offsets) == len(simplified.text)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(raw) for offset in offsets)
    kept = "123,。 \nab"
    assert all(simplified.text[i] == raw[offsets[i]] for i, c in enumerate(simplified.text) if c in kept)
    assert read_offsets(write_offsets(offsets, 7), len(offsets)) == [offset + 7 for offset in offsets]


@pytest.mark.parametrize("row", records(read_resource("wording.csv")), ids=lambda row: row["word"])
def test_every_row_of_the_wording_table_is_written_in_simplified(row: dict[str, str]) -> None:
    assert simplify_characters(row["word"]) == row["word"]
    assert row["mainland"]
    if not row["before"] and not row["after"]:
        said = [found.word for found in find_rewordings(row["word"])]
        assert "".join(said) == row["mainland"]


# -- tables ------------------------------------------------------------------------------------------------


def test_the_tables_hold_what_the_files_hold() -> None:
    reports = read_folder(RAW).reports
    documents, sentences = documents_table(reports), sentences_table(reports)
    check_table(documents, "documents")
    check_table(sentences, "sentences")
    raw = {report.doc: report.raw for report in reports}
    for row in records(sentences):
        assert raw[row["doc"]][row["start"] : row["end"]] == row["text"]
        offsets = read_offsets(row["offset_map"], len(row["text_simplified"]))
        assert row["start"] <= offsets[0] <= offsets[-1] < row["end"]
    assert documents.set_index("doc")["characters"].to_dict() == {doc: len(text) for doc, text in raw.items()}
    assert "**5**" in describe_corpus(documents, sentences)


def test_no_report_gives_empty_tables() -> None:
    assert len(documents_table([])) == len(sentences_table([])) == 0


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (("山海相连——江苏省南通市与陕西省汉中市协作纪实", "汉中日报"), "陕西省汉中市"),
        (("苏州市与铜仁市结对", "新华社"), ""),
        (("湖南、湖北春耕", ""), ""),
        (("贵州省毕节市和织金县召开现场会", ""), "贵州省毕节市织金县"),
        (("曲靖市举行新闻发布会会泽专场", ""), "云南省曲靖市会泽县"),
        (("新一批农村改革示范县公布", ""), ""),
        (("范县：荷花开了", ""), "河南省濮阳市范县"),
    ],
)
def test_of_two_partners_the_place_is_that_which_the_publisher_names(texts: tuple[str, str], place: str):
    assert find_place(texts) == place

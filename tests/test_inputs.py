"""Inputs: every kind of file as text with its offsets, and every broken one as a sentence."""

import csv
import gzip
import hashlib
import io
import json
import os
import sys
from pathlib import Path

import docx
import matplotlib as mpl
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from helpers.corpus import Document, Problem, documents_table, read_documents, read_folder, write_texts
from helpers.corpus.inputs import Keys, clean, doc_of, safe_id
from helpers.corpus.pages import unwrap
from helpers.corpus.rows import Row, find_roles
from helpers.figures import use_style
from helpers.mentions import mentions_table
from helpers.preflight import check_report

FIRST = "全县建成集中安置点12个，搬迁群众3400人。"
SECOND = "2021年，全县脱贫人口人均纯收入达13233元。"


def page(charset: str = "utf-8", body: str = f"<p>{FIRST * 5}</p><p>{SECOND}</p>") -> bytes:
    head = (
        f'<meta charset="{charset}"><title>某县走出致富路_天河网</title>'
        '<meta property="og:title" content="某县走出致富路"><meta property="og:site_name" content="天河网">'
        '<meta property="article:published_time" content="2021-10-12T08:00:00+08:00">'
    )
    menu = '<nav><ul><li><a href="/">首页</a></li><li><a href="/1">要闻88条</a></li></ul></nav>'
    article = f"<article><h1>某县走出致富路</h1>{body}</article><footer>电话 0870-1234567</footer>"
    return f"<!doctype html><html lang='zh'><head>{head}</head><body>{menu}{article}</body></html>".encode(
        charset
    )


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("某县走出致富路")
    document.add_paragraph(FIRST)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["乡镇", "户数", "关面乡", "300户"], strict=True):
        cell.text = text
    document.add_paragraph(SECOND)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(*pages: list[str]) -> bytes:
    from matplotlib.backends.backend_pdf import PdfPages

    use_style()
    stream = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(stream) as made:
        for lines in pages:
            fig = Figure(figsize=(6, 4))
            for number, line in enumerate(lines):
                fig.text(0.1, 0.9 - 0.1 * number, line)
            made.savefig(fig)
    return stream.getvalue()


def parquet(**columns: list[object]) -> bytes:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), stream)
    return stream.getvalue()


def sheet(*rows: list[str], delimiter: str = ",") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode()


def json_lines(*values: object) -> bytes:
    return "\n".join(json.dumps(value, ensure_ascii="ud800" in repr(value)) for value in values).encode()


def read_one(tmp_path: Path, name: str, content: bytes) -> tuple[list[Document], list[str]]:
    (tmp_path / name).write_bytes(content)
    found = list(read_documents(tmp_path))
    problems = [str(each) for each in found if isinstance(each, Problem)]
    return [each for each in found if isinstance(each, Document)], problems


# -- what each kind of file gives -----------------------------------------------------------------------------


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "utf-16"])
def test_a_saved_page_gives_its_article_without_menu_and_footer(tmp_path: Path, charset: str) -> None:
    (document,), problems = read_one(tmp_path, "甲.html", page(charset))
    assert problems == []
    assert document.text.count(FIRST) == 5
    assert SECOND in document.text
    assert document.text.startswith("某县走出致富路")
    assert "0870" not in document.text
    assert "要闻" not in document.text
    assert document.is_extracted
    assert (document.stated["published"], document.stated["publisher"]) == ("2021-10-12", "天河网")


def test_a_page_that_names_a_wrong_charset_is_read_all_the_same(tmp_path: Path) -> None:
    content = page("gb18030").replace(b"gb18030", b"utf-8")
    (document,), _ = read_one(tmp_path, "a.htm", content)
    assert FIRST in document.text


def test_a_word_file_gives_paragraphs_and_tables_in_reading_order(tmp_path: Path) -> None:
    (document,), problems = read_one(tmp_path, "报告.docx", word_file())
    assert problems == []
    assert document.text == f"某县走出致富路\n{FIRST}\n乡镇\t户数\n关面乡\t300户\n{SECOND}"


def test_a_merged_cell_stands_once_and_an_insertion_under_review_is_text(tmp_path: Path) -> None:
    made = docx.Document(io.BytesIO(word_file()))
    cells = made.tables[0]._cells
    cells[0].merge(cells[1]).text = "合计300户"
    paragraph = made.paragraphs[1]._p
    inserted = paragraph.makeelement(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}ins", {}, None
    )
    run = paragraph.r_lst[0]
    paragraph.append(inserted)
    inserted.append(run)
    stream = io.BytesIO()
    made.save(stream)
    (document,), _ = read_one(tmp_path, "a.docx", stream.getvalue())
    assert document.text == f"某县走出致富路\n{FIRST}\n合计300户\n关面乡\t300户\n{SECOND}"


def test_a_text_pdf_gives_its_pages_with_wrapped_lines_joined(tmp_path: Path) -> None:
    lines = ["某县走出致富路", "今年以来，全县建成集中安置点12个，搬迁群众34", "00人。", SECOND]
    (document,), problems = read_one(tmp_path, "a.pdf", pdf(lines, [FIRST]))
    assert problems == []
    assert document.text == (
        f"某县走出致富路\n今年以来，全县建成集中安置点12个，搬迁群众3400人。\n{SECOND}\n\n{FIRST}\n"
    )


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (
            ["一二三四五六七八九十一二三四五", "六。", "下一段。"],
            "一二三四五六七八九十一二三四五六。\n下一段。",
        ),
        (["短标题", "一二三四五六七八九十一二三四五。"], "短标题\n一二三四五六七八九十一二三四五。"),
        (["abcdefgh ijklmnop", "qrst"], "abcdefgh ijklmnop qrst"),
        (["一二三四五六七八九十一二三四五", "", "下一段"], "一二三四五六七八九十一二三四五\n\n下一段"),
    ],
)
def test_lines_are_joined_where_a_paragraph_goes_on(lines: list[str], joined: str) -> None:
    assert unwrap("\n".join(lines)) == joined


ROWS = [
    {"id": "甲/1", "标题": "某县走出致富路", "正文": FIRST, "发布日期": "2021-10-12", "来源": "天河网"},
    {"id": "甲:1", "标题": "", "正文": SECOND, "发布日期": "", "来源": ""},
]
AS_LISTS = [list(ROWS[0]), *(list(row.values()) for row in ROWS)]
TABLE_FILES = {
    "news.jsonl": json_lines(*ROWS),
    "news.ndjson": b"\xef\xbb\xbf" + json_lines(*ROWS).replace(b"\n", b"\r\n\r\n"),
    "news.json": json.dumps(ROWS, ensure_ascii=False, indent=1).encode(),
    "news.csv": b"\xef\xbb\xbf" + sheet(*AS_LISTS),
    "news.tsv": sheet(*AS_LISTS, delimiter="\t"),
    "news.parquet": parquet(**{name: [row[name] for row in ROWS] for name in ROWS[0]}),
}


@pytest.mark.parametrize("name", TABLE_FILES)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_each_row_of_a_table_is_a_document(tmp_path: Path, name: str, packed: bool) -> None:
    content = gzip.compress(TABLE_FILES[name]) if packed else TABLE_FILES[name]
    documents, problems = read_one(tmp_path, name + (".gz" if packed else ""), content)
    assert problems == []
    assert [(each.doc, each.row, each.text) for each in documents] == [
        ("news-甲_1", "甲/1", FIRST),
        ("news-甲_1~2", "甲:1", SECOND),
    ]
    assert documents[0].stated == {
        "title": "某县走出致富路",
        "published": "2021-10-12",
        "publisher": "天河网",
    }


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_a_spreadsheet_in_its_own_encoding(tmp_path: Path, encoding: str) -> None:
    content = sheet(*AS_LISTS, delimiter=";").decode().encode(encoding)
    documents, problems = read_one(tmp_path, "news.csv", content)
    assert ([each.text for each in documents], problems) == ([FIRST, SECOND], [])


def test_json_lines_in_utf_16(tmp_path: Path) -> None:
    documents, problems = read_one(tmp_path, "news.jsonl", json_lines(*ROWS).decode().encode("utf-16"))
    assert ([each.text for each in documents], problems) == ([FIRST, SECOND], [])


def test_a_text_may_hold_line_ends_and_quotation_marks(tmp_path: Path) -> None:
    text = f'他说："{FIRST}"\r\n\n{SECOND}'
    (document,), problems = read_one(tmp_path, "a.csv", sheet(["text", "id"], [text, "7"]))
    assert (document.text, document.doc, problems) == (text, "a-7", [])


def test_rows_without_ids_are_counted_and_dates_of_parquet_are_dates(tmp_path: Path) -> None:
    import datetime

    content = parquet(content=[FIRST, SECOND], date=[datetime.date(2021, 10, 12), None])
    documents, _ = read_one(tmp_path, "a.parquet", content)
    assert [each.doc for each in documents] == ["a-1", "a-2"]
    assert [each.stated for each in documents] == [{"published": "2021-10-12"}, {}]


def test_halves_of_characters_and_the_year_one_stop_nothing(tmp_path: Path) -> None:
    rows = [{"id": "\ud800", "title": "\ud800题", "date": "0001-01-01", "text": FIRST + "\ud83d"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (report,) = read_folder(tmp_path).reports
    assert "".join((report.doc, report.row, report.title, report.raw)).encode()
    assert report.published == ""
    assert report.notes[0] == "the date “0001-01-01” was not understood"
    gap = next(each for each in check_report(report) if each.level == "gap")
    assert gap.what.startswith("states no date of publication (the date “0001-01-01” was not understood), so")


def test_columns_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(sheet(["x", "y"], ["1", FIRST]))
    (document,) = read_documents(tmp_path / "a.csv", {"text": "y", "id": "x"})
    assert isinstance(document, Document)
    assert (document.doc, document.text) == ("a-1", FIRST)


@pytest.mark.parametrize(
    ("names", "roles"),
    [
        (["Full_Text", "Doc-ID"], {"text": "Full_Text", "id": "Doc-ID"}),
        (["content", "text"], {"text": "text"}),
        (["新闻标题", "正文", "发布时间"], {"title": "新闻标题", "text": "正文", "published": "发布时间"}),
        (["a", "b"], {}),
    ],
)
def test_columns_are_found_by_name(names: list[str], roles: dict[str, str]) -> None:
    assert find_roles(names) == roles


def test_packed_text_and_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(FIRST.encode("gb18030")))
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(page()))
    first, second = read_documents(tmp_path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.doc, first.text, first.is_extracted) == ("a", FIRST, True)
    assert (second.doc, FIRST in second.text) == ("b", True)


def test_plain_text_stays_as_it_lies_on_disk(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(f"\ufeff# 标题\r\n{FIRST}".encode())
    (document,) = read_documents(tmp_path)
    assert isinstance(document, Document)
    assert (document.text, document.is_extracted) == (f"\ufeff# 标题\r\n{FIRST}", False)


# -- offsets ----------------------------------------------------------------------------------------------


def test_every_offset_holds_in_the_file_that_documents_names(tmp_path: Path) -> None:
    raw, tables = tmp_path / "raw", tmp_path / "tables"
    raw.mkdir()
    files = {
        "a.txt": f"{FIRST}甲".encode("gb18030"), "b.html": page(), "c.docx": word_file(), "d.pdf": pdf([SECOND, "丁"]),
        "e.jsonl": json_lines(*({"text": f"{FIRST}\r\n{n}\0\ud800户"} for n in range(3))),
        "f.txt.gz": gzip.compress(f"{FIRST}\r\n己".encode("utf-16")),
    }  # fmt: skip
    for name, content in files.items():
        (raw / name).write_bytes(content)
    folder = read_folder(raw)
    assert folder.problems == []
    assert write_texts(folder.reports, tables) == 7
    documents = documents_table(folder.reports).set_index("doc")
    mentions = mentions_table(folder.reports)
    assert set(mentions["doc"]) == set(documents.index) == {"a", "b", "c", "d", "e-1", "e-2", "e-3", "f"}
    for row in mentions.itertuples():
        told = documents.loc[row.doc]
        path = tables / told["text_file"] if told["text_file"] else raw / told["file"]
        assert path.read_bytes().decode(told["encoding"])[row.start : row.end] == row.surface
    assert documents.loc["e-2", ["file", "row", "sha256"]].tolist() == [
        "e.jsonl",
        "2",
        hashlib.sha256(files["e.jsonl"]).hexdigest(),
    ]


def test_texts_of_earlier_runs_are_taken_away(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.jsonl").write_bytes(json_lines(*ROWS))
    write_texts(read_folder(raw).reports, tmp_path)
    (raw / "a.jsonl").write_bytes(json_lines(ROWS[0]))
    write_texts(read_folder(raw).reports, tmp_path)
    assert [path.name for path in (tmp_path / "texts").iterdir()] == ["a-甲_1.txt"]


# -- keys ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("2021/10/12 第1条", "2021_10_12_第1条"),
        ("../../etc/passwd", "etc_passwd"),
        ("a:b\n\"c\"'d'", "a_b_c_d"),
        ("  ", ""),
        ("..", ""),
        ("https://a.cn/x?y=1", "https_a.cn_x_y=1"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_ids_are_made_safe(text: str, safe: str) -> None:
    assert safe_id(text) == safe


@settings(max_examples=50)
@given(st.lists(st.text(max_size=300), max_size=8))
def test_keys_are_safe_and_unique_whatever_the_ids(ids: list[str]) -> None:
    keys = Keys("报告")
    made = [keys.key(Row(number, {"id": clean(each)})) for number, each in enumerate(ids, start=1)]
    assert len({key.casefold() for key in made}) == len(made)
    assert all(len(f"{key}.txt".encode()) < 255 for key in made)
    assert all(key.isprintable() and not set(key) & set('/\\:*?"<>|\n') for key in made)


@pytest.mark.parametrize(
    ("name", "doc"),
    [
        ("a.txt", "a"), ("a.b.TXT", "a.b"), ("a.jsonl.gz", "a"), ("2019/一月/报告.docx", "2019-一月-报告"), ("甲 乙.pdf", "甲 乙"),
    ],
)  # fmt: skip
def test_the_key_of_a_file_is_its_path_without_endings(name: str, doc: str) -> None:
    assert doc_of(name) == doc


# -- what is broken ----------------------------------------------------------------------------------------------

BROKEN = {
    "docx-cut": ("a.docx", word_file()[:2000], "is a broken Word file"),
    "docx-no-zip": ("a.docx", b"PK\x03\x04 nothing", "is a broken Word file"),
    "docx-text": ("a.docx", FIRST.encode(), "is a broken Word file"),
    "docx-empty": ("a.docx", b"", "is empty"),
    "pdf-cut": ("a.pdf", pdf([FIRST])[:400], "is a broken PDF"),
    "pdf-text": ("a.pdf", FIRST.encode(), "is a broken PDF"),
    "pdf-scan": ("a.pdf", pdf([], []), "is a PDF of 2 pages that holds pictures, not text"),
    "html-empty": ("a.html", b"<html><body></body></html>", "is a web page without text"),
    "html-blank": ("a.html", b" \n", "is empty"),
    "html-picture": ("a.html", b"\x89PNG\r\n\x1a\n\0\0", "is a picture, not text"),
    "zip": ("a.zip", b"PK\x03\x04", "is a .zip file and was not read"),
    "xlsx": ("表.xlsx", b"PK\x03\x04", "is a .xlsx file and was not read"),
    "gz-cut": ("a.txt.gz", gzip.compress(FIRST.encode() * 99)[:40], "is a broken packed file"),
    "gz-none": ("a.jsonl.gz", b"not packed at all", "is a broken packed file"),
    "gz-bad": ("a.csv.gz", gzip.compress(b"text\n" + os.urandom(4000))[:300] + b"x" * 90, "packed file"),
    "parquet-cut": ("a.parquet", TABLE_FILES["news.parquet"][:-20], "is a broken Parquet file"),
    "parquet-no": ("a.parquet", b"PAR1 no", "is a broken Parquet file"),
    "parquet-no-text": ("a.parquet", parquet(a=[1], b=["x"]), "its columns: a, b"),
    "parquet-empty": ("a.parquet", b"", "is a broken Parquet file"),
    "csv-no-text": ("a.csv", sheet(["乡镇", "户数"], ["甲", "3"]), "its columns: 乡镇, 户数"),
    "csv-empty": ("a.csv", b"\n", "is empty"),
    "csv-binary": ("a.csv", bytes(range(256)) * 9, "is not text"),
    "jsonl-empty": ("a.jsonl", b"", "is empty"),
    "csv-no-rows": ("a.csv", b"text,id\n", "holds no rows"),
    "jsonl-no-rows": ("a.jsonl", b"\n\n", "holds no rows"),
    "parquet-no-rows": ("a.parquet", parquet(text=[]), "holds no rows"),
    "json-number": ("a.json", b"17", "is no JSON object with a text in it"),
    "txt-binary": ("a.txt", bytes(range(256)) * 9, "is not text"),
    "md-empty": ("a.md", b"", "is empty"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_one_sentence_and_the_others_are_read(tmp_path: Path, case: str) -> None:
    name, content, says = BROKEN[case]
    (tmp_path / "z-good.txt").write_text(FIRST, encoding="utf-8")
    documents, problems = read_one(tmp_path, name, content)
    assert [each.doc for each in documents] == ["z-good"]
    (problem,) = problems
    assert problem.startswith(f"{name}: ")
    assert says in problem
    assert problem.endswith(("run again.", "take it away."))
    assert "\n" not in problem


@pytest.mark.parametrize(
    ("name", "content", "read", "says"),
    [
        ("a.jsonl", json_lines(ROWS[0]) + b'\n{"text": "cut\n' + json_lines(ROWS[1]), 2, "row 2 is no whole JSON"),
        ("a.jsonl", json_lines(ROWS[0], [1], ROWS[1]), 2, "row 2 is no JSON object"),
        ("a.jsonl", json_lines(ROWS[0], {"x": 1}), 1, "row 2 has no field that is known to hold the text"),
        ("a.jsonl", json_lines(ROWS[0], {"text": None}), 1, "row 2 has no text"),
        ("a.jsonl", json_lines(ROWS[0]) + b'\n{"text": "\xff\xff\xff\x80"}', 1, "row 2 cannot be read as UTF-8"),
        ("a.jsonl", b"[" * 100_000 + b"\n" + json_lines(ROWS[0]), 1, "row 1 nests too deeply"),
        ("a.csv", sheet(["text"], [FIRST], [FIRST, "x"], [SECOND]), 2, "row 2 has 2 cells, not 1"),
        ("a.csv", sheet(["text"], [FIRST], [" "]), 1, "row 2 has no text"),
        ("a.csv", sheet(["text"], [FIRST]) + b'"never closed\n' + SECOND.encode(), 1, "on line 3 that is never closed"),
        ("a.csv", sheet(["text"], [FIRST * 9]) + b"\xff\xfe\n" + sheet([SECOND]), 2, "row 2 holds bytes that are not UTF-8"),
        ("a.csv", sheet(["text"], [FIRST]) + b'"a"b\n' + sheet([SECOND]), 2, "row 2 is not well-formed CSV from line 3"),
        ("a.parquet", parquet(text=[FIRST, None, ""]), 1, "row 2 has no text"),
    ],
)  # fmt: skip
def test_a_broken_row_is_a_sentence_and_the_others_are_read(
    tmp_path: Path, name: str, content: bytes, read: int, says: str
) -> None:
    documents, problems = read_one(tmp_path, name, content)
    assert len(documents) == read
    assert says in problems[0]
    assert problems[0].startswith(f"{name}: ")


def test_many_broken_rows_are_counted_not_listed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(json_lines(ROWS[0]) + b"\n" + b"{\n" * 50)
    folder = read_folder(tmp_path)
    assert len(folder.reports) == 1
    assert len(folder.problems) == 4
    assert "47 more rows were left out" in str(folder.problems[-1])


def test_a_table_cut_within_packing_keeps_what_came_before(tmp_path: Path) -> None:
    rows = json_lines(*({"text": f"第{n}村{n * 7919 % 1000}户。"} for n in range(20_000)))
    documents, problems = read_one(tmp_path, "a.jsonl.gz", gzip.compress(rows)[:-5000])
    assert len(documents) > 1000
    assert "is a broken packed file" in problems[0]


# -- folders -----------------------------------------------------------------------------------------------------


def test_a_pipe_is_said_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("/dev/zero")
    assert [problem.what for problem in read_folder(tmp_path).problems] == [
        "is a pipe or a device, not a file"
    ] * 2


def test_of_two_columns_of_a_name_the_first_counts(tmp_path: Path) -> None:
    (document,), _ = read_one(tmp_path, "a.csv", sheet(["text", "text", "id"], [FIRST, SECOND, "1"]))
    assert document.text == FIRST


def test_a_page_nested_beyond_reason_gives_its_words(tmp_path: Path) -> None:
    content = (
        "<html><head><title>x</title></head><script>var n = 7;</script>" + "<div>" * 100_000 + FIRST
    ).encode()
    (document,), problems = read_one(tmp_path, "a.html", content)
    assert (document.text.strip(), problems) == (FIRST, [])


def test_a_link_in_circles_ends(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "sub/up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    folder = read_folder(tmp_path)
    assert [report.doc for report in folder.reports] == ["sub-a"]
    said = {problem.file: problem.what for problem in folder.problems}
    assert set(said) == {"sub/up", "self.txt", "gone.txt"}
    assert "link to a folder that it lies in" in said["sub/up"]
    assert "leads nowhere" in said["gone.txt"]


def test_lists_read_me_files_parts_of_pages_and_earlier_results_are_no_reports(tmp_path: Path) -> None:
    for name in ("out/tables", "page_files", "__MACOSX", ".git"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "x.txt").write_text(SECOND, encoding="utf-8")
    for name in ("documents.csv", "documents.parquet", "sentences.csv"):
        (tmp_path / "out/tables" / name).write_text("text\n甲\n", encoding="utf-8")
    (tmp_path / "page.html").write_bytes(page())
    for name in ("README.md", "sources.csv", "corrections.csv", "~$报告.docx", ".DS_Store"):
        (tmp_path / name).write_text("doc\n", encoding="utf-8")
    assert [each.doc for each in read_documents(tmp_path) if isinstance(each, Document)] == ["page"]
    assert read_folder(tmp_path).problems == []


@pytest.mark.parametrize("name", ['引"号".txt', "换\n行.txt", "a'b.csv", " 空 格.txt", "很" * 80 + ".docx"])
def test_odd_names_are_read_or_said_on_one_line(tmp_path: Path, name: str) -> None:
    content = word_file() if name.endswith("docx") else sheet(["text"], [FIRST])
    (tmp_path / name).write_bytes(content)
    folder = read_folder(tmp_path)
    assert len(folder.reports) + len(folder.problems) == 1
    assert all("\n" not in str(problem) for problem in folder.problems)
    assert all("\n" not in report.doc for report in folder.reports)
    assert write_texts(folder.reports, tmp_path / "tables") == sum(
        report.is_extracted for report in folder.reports
    )


@pytest.mark.skipif(sys.platform == "darwin", reason="names of files are UTF-8 there")
def test_a_name_from_a_chinese_archive_is_said_as_it_was_meant(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("云南.txt".encode("gb18030"))).write_text(FIRST, encoding="utf-8")
    (problem,) = read_folder(tmp_path).problems
    assert "is not in UTF-8 (in GB18030 it is 云南.txt)" in str(problem)
    assert "convmv -r -f gb18030" in str(problem)


def test_two_files_of_one_key_are_named(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "a-b.txt").write_text(SECOND, encoding="utf-8")
    (problem,) = read_folder(tmp_path).problems
    assert str(problem).startswith("a-b.txt: would have the key a-b, which a/b.txt has already.")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to the superuser")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "b.txt").write_text(SECOND, encoding="utf-8")
    (tmp_path / "sub").mkdir(mode=0o000)
    (tmp_path / "b.txt").chmod(0)
    folder = read_folder(tmp_path)
    (tmp_path / "sub").chmod(0o700)
    assert [report.doc for report in folder.reports] == ["a"]
    assert {problem.file for problem in folder.problems} == {"b.txt", "sub"}


def test_reading_costs_no_library_until_such_a_file_occurs(tmp_path: Path) -> None:
    import subprocess
    import sys

    (tmp_path / "a.txt").write_text(FIRST, encoding="utf-8")
    code = (
        "import sys; from helpers.corpus import read_folder; read_folder(sys.argv[1]);"
        "print(sorted({'trafilatura', 'docx', 'pypdf', 'datasketch', 'dask'} & sys.modules.keys()))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"


def test_a_table_is_read_in_little_memory(tmp_path: Path) -> None:
    import tracemalloc

    text = FIRST * 40
    with gzip.open(tmp_path / "a.jsonl.gz", "wt", encoding="utf-8", compresslevel=1) as stream:
        for number in range(5_000):
            stream.write(json.dumps({"id": number, "text": f"{number}{text}"}) + "\n")
    tracemalloc.start()
    count = sum(1 for _ in read_documents(tmp_path / "a.jsonl.gz"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 5_000
    assert peak < 4_000_000  # the texts together have 5,000 × 900 characters

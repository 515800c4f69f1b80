"""Citation: a figure can be cited from its passport and CITATION.cff alone, whatever characters they hold."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from helpers.citation import (
    CitationError,
    bibtex_key,
    cite_bibtex,
    cite_latex,
    cite_plain,
    figures_bib,
    figures_readme,
    read_passport,
    read_passports,
    read_work,
)
from helpers.notebooks import ROOT
from helpers.run import main

CITATION = {
    "title": "Notes: on words",
    "authors": [{"family-names": "Li", "given-names": "Mei & Co"}, {"name": "The Notes authors"}],
    "version": "1.2.0",
    "date-released": "2025-03-01",
    "license": ["MIT", "CC-BY-4.0"],
    "doi": "10.1234/ab_c",
}
PASSPORT: dict[str, Any] = {
    "id": "rates",
    "title": {"en": "Rates rose by 5 % & more", "zh": "比例上升"},
    "caption": {"en": "Rates rose by 5 % & more. See {a_b}.", "zh": "比例上升。见 100%。"},
    "alt": {"en": "A line", "zh": "一条线"},
    "lang": "en",
    "notebook": "04-claims",
    "tables": {"panel": "0123456789abcdef"},
    "size_mm": [85.0, 40.0],
    "licence": "CC-BY-4.0",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "figures").mkdir()
    write_passport(tmp_path, PASSPORT)
    write_citation(tmp_path, CITATION)
    return tmp_path


def write_passport(root: Path, passport: Any, name: str = "rates") -> None:
    (root / f"figures/{name}.json").write_text(json.dumps(passport), encoding="utf-8")


def write_citation(root: Path, content: Any) -> Path:
    path = root / "CITATION.cff"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def test_the_sentence_names_authors_year_title_figure_version_licence_and_address(root: Path) -> None:
    work = read_work(root / "CITATION.cff")
    assert cite_plain(PASSPORT, work) == (
        "Li, Mei & Co, The Notes authors (2025). Rates rose by 5 % & more [figure rates]. "
        "In: Notes: on words, version 1.2.0. CC BY 4.0. https://doi.org/10.1234/ab_c"
    )
    chinese = cite_plain(PASSPORT, work, "zh")
    assert all(word in chinese for word in ("比例上升", "图 rates", "衔接", "1.2.0", "2025", "CC BY 4.0"))


def test_what_citation_cff_does_not_say_is_left_out(root: Path) -> None:
    work = read_work(write_citation(root, {"title": "Notes", "authors": [{"name": "Us"}]}))
    assert cite_plain(PASSPORT, work) == "Us. Rates rose by 5 % & more [figure rates]. In: Notes. CC BY 4.0."
    entry = cite_bibtex(PASSPORT, work)
    assert not re.search(r"^ *(year|doi|url)", entry, re.MULTILINE)
    assert "None" not in entry


def fields_of(entry: str) -> dict[str, str]:
    """Read a BibTeX entry as BibTeX does: a value ends where its braces close, escaped or not."""
    head, _, rest = entry.partition(",")
    assert re.fullmatch(r"@misc\{[a-z0-9-]+", head)
    fields = {}
    while match := re.match(r"\s*(\w+)\s*=\s*\{", rest):
        depth, end = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
            end += 1
        fields[match[1]] = rest[match.end() : end - 1]
        rest = rest[end:].removeprefix(",")
    assert rest.strip() == "}"
    return fields


def test_bibtex_holds_each_field_and_splits_persons_but_not_bodies(root: Path) -> None:
    fields = fields_of(cite_bibtex(PASSPORT, read_work(root / "CITATION.cff")))
    assert fields["author"] == r"Li, Mei \& Co and {The Notes authors}"
    assert fields["title"] == r"{Rates rose by 5 \% \& more}"
    assert (fields["year"], fields["doi"], fields["langid"]) == ("2025", "10.1234/ab_c", "english")
    assert "version 1.2.0" in fields["howpublished"]
    assert "CC BY 4.0" in fields["note"]
    assert "01234567" in fields["note"]


@pytest.mark.parametrize("title", ["}{", "100% {of} it\\", 'a "b" # $ ^ ~ _', "比例\n上升 & <b>", "@misc{x,"])
def test_no_title_breaks_an_entry(root: Path, title: str) -> None:
    passport = PASSPORT | {"title": {"en": title, "zh": title}}
    fields = fields_of(cite_bibtex(passport, read_work(root / "CITATION.cff"), "zh"))
    assert fields["title"].startswith("{")
    assert fields["langid"] == "chinese"
    assert "\n" not in fields["title"]


def test_the_latex_figure_has_its_printed_width_caption_and_key(root: Path) -> None:
    work = read_work(root / "CITATION.cff")
    latex = cite_latex(PASSPORT, work)
    assert r"\includegraphics[width=85mm]{figures/rates.pdf}" in latex
    assert (
        r"\caption[{Rates rose by 5 \% \& more}]{Rates rose by 5 \% \& more. See \textbraceleft{}a\_b"
        in latex
    )
    assert rf"\cite{{{bibtex_key('rates', work)}}}" in latex
    assert bibtex_key("rates", work) == "notes-rates"
    assert latex.count("{") == latex.count("}")
    assert "ctex" not in latex
    assert "ctex" in cite_latex(PASSPORT, work, "zh")


def test_a_readers_own_figure_is_drawn_with_the_collection_and_not_from_it(root: Path) -> None:
    work, own = read_work(root / "CITATION.cff"), PASSPORT | {"licence": ""}
    said = cite_plain(own, work)
    assert said.startswith(
        "Rates rose by 5 % & more [figure rates]. Drawn with: Li, Mei & Co, The Notes authors (2025)."
    )
    assert cite_plain(own, work, "zh").startswith("比例上升［图 rates］. 绘图所用：")
    entry = cite_bibtex(own, work)
    assert entry.startswith("@misc{notes,")
    assert fields_of(entry)["title"] == "{Notes: on words}"
    latex = cite_latex(own, work)
    assert r"Drawn with \emph{Notes}~\cite{notes}." in latex
    assert r"\label{fig:notes-rates}" in latex
    assert "CC" not in said + entry + latex


def test_the_page_of_figures_shows_all_and_says_nothing_of_today(root: Path) -> None:
    write_passport(
        root, PASSPORT | {"id": "sums", "caption": {"en": "<script>x</script>.", "zh": "甲"}}, "sums"
    )
    passports, problems = read_passports(root / "figures")
    assert problems == []
    work = read_work(root / "CITATION.cff")
    page, bib = figures_readme(passports, work), figures_bib(passports, work)
    assert "![A line](rates.png)" in page
    assert "<script>" not in page
    assert all(f"({name}.{form})" in page for name in ("rates", "sums") for form in ("pdf", "svg", "csv"))
    assert bib.count("@misc{") == 2
    assert (page, bib) == (figures_readme(passports, work), figures_bib(passports, work))


# --- what is missing or broken is one sentence ---


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("title: [", "not YAML"),
        ("just words", "no fields"),
        ("authors: [{name: Us}]", "no `title`"),
        ("title: Notes", "no `authors`"),
        ("title: Notes\nauthors: Us", "no list of names"),
        ("title: Notes\nauthors: [{alias: us}]", "has no name"),
        (b"title: \xff\xfe", "not YAML in UTF-8"),
    ],
)
def test_a_bad_citation_file_is_a_sentence(root: Path, content: str | bytes, words: str) -> None:
    path = root / "CITATION.cff"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CitationError, match=words) as caught:
        read_work(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "cannot be read as JSON"),
        ("[]", "not the passport"),
        (json.dumps({"id": "rates"}), "no title, no caption"),
        (json.dumps(PASSPORT | {"caption": {"en": "a"}}), "no caption in zh"),
        (json.dumps(PASSPORT | {"id": "other"}), "another figure, other"),
        (json.dumps(PASSPORT | {"size_mm": ["wide"]}), "no size_mm"),
    ],
)
def test_a_broken_passport_is_a_sentence_and_the_others_are_read(
    root: Path, content: str, words: str
) -> None:
    write_passport(root, PASSPORT | {"id": "sums"}, "sums")
    (root / "figures/rates.json").write_text(content, encoding="utf-8")
    with pytest.raises(CitationError, match=words):
        read_passport(root / "figures", "rates")
    passports, problems = read_passports(root / "figures")
    assert [each["id"] for each in passports] == ["sums"]
    assert len(problems) == 1
    assert "rates.json" in problems[0]


# --- the command ---


def test_the_command_prints_each_form(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for form in ([], ["--bibtex"], ["--latex"], ["--latex", "--lang", "zh"]):
        assert main(["cite", "rates", *form], root=root) == 0
        said.append(capsys.readouterr().out)
    assert said[0].startswith("Li, Mei")
    assert said[1].startswith("@misc{notes-rates,")
    assert r"\begin{figure}" in said[2]
    assert "比例上升" in said[3]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["cite", "rate"], "rate: there is no such figure. Nearest: rates."),
        (["cite", "no-such-thing"], "There are: rates."),
        (["cite", "../rates"], "no such figure"),
        (["cite", "rates", "--figures", "{root}/none"], "no such folder"),
        (["cite"], "FIGURE"),
        (["cite", "rates", "--latex", "--bibtex"], "xianjie cite --help"),
    ],
)
def test_what_cannot_be_cited_is_one_sentence(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main([each.format(root=root) for each in arguments], root=root) == 2
    complaint = capsys.readouterr().err
    assert words in complaint
    assert len(complaint.strip().splitlines()) == 1


def test_a_folder_without_figures_says_how_to_draw_them(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "figures/rates.json").unlink()
    assert main(["cite", "rates"], root=root) == 2
    assert "There is none yet; `make` draws the figures." in capsys.readouterr().err


# --- the collection's own ---


def test_every_committed_figure_can_be_cited_in_both_languages() -> None:
    work = read_work(ROOT / "CITATION.cff")
    passports, problems = read_passports(ROOT / "figures")
    assert problems == []
    assert passports
    keys = [fields_of(cite_bibtex(each, work, lang))["title"] for each in passports for lang in ("en", "zh")]
    assert len(set(keys)) == len(keys), "two figures have the same title"
    assert len({bibtex_key(each["id"], work) for each in passports}) == len(passports)


def test_the_committed_pages_of_figures_are_those_of_the_committed_passports() -> None:
    work = read_work(ROOT / "CITATION.cff")
    passports, _ = read_passports(ROOT / "figures")
    assert (ROOT / "figures/README.md").read_text(encoding="utf-8") == figures_readme(passports, work)
    assert (ROOT / "figures/figures.bib").read_text(encoding="utf-8") == figures_bib(passports, work)

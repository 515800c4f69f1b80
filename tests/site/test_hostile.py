"""Text is data: names, reports and captions full of markup are shown as they are, and run nothing."""

import json
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pytest
from matplotlib.figure import Figure

from helpers.book.build import Places, build_site
from helpers.claims import claims_table
from helpers.corpus import documents_table, read_folder, sentences_table
from helpers.figures import save_figure
from helpers.findings import findings_table
from helpers.mentions import mentions_table
from helpers.notebooks import ROOT
from helpers.tables import read_table, write_table
from site_visit import Visit, find_browser, open_browser

MARKUP = "\"><img src=x onerror=alert(1)><script>alert(2)</script>{{ 7 * 7 }}{% raw %}<!-- & '`$x$ ](javascript:alert(3))"
NAME = "\"><img src=x onerror=alert(4)> 'x' & #y?z=%41 {{9}}"
LONG = "全县" + "建成集中安置点125个，" * 840 + "搬迁2万人。"
REPORT = f"=cmd()|{MARKUP}\n\n2020年，某县投入{MARKUP}资金3.5亿元。\n{MARKUP}脱贫{MARKUP}1.2万人，@SUM占25%。\n\n{LONG}\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make the tables of a report that attacks, and a figure whose words do."""
    folder = tmp_path_factory.mktemp("hostile")
    raw, tables, figures = folder / "raw", folder / "tables", folder / "figures"
    raw.mkdir()
    (raw / f"{NAME}.txt").write_text(REPORT, encoding="utf-8")
    reports = read_folder(raw).reports
    documents, sentences, mentions = (
        documents_table(reports),
        sentences_table(reports),
        mentions_table(reports),
    )
    made = {"documents": documents, "sentences": sentences, "mentions": mentions}
    made |= {
        "claims": claims_table(reports, mentions),
        "findings": findings_table(documents, sentences, mentions),
    }
    for name, table in made.items():
        write_table(table, name, tables)
    words = {"en": f"Title {MARKUP}\nline. More {LONG}", "zh": f"标题{MARKUP}。{LONG}"}
    save_figure(
        Figure(figsize=(3, 2)), "sums", data=pd.DataFrame({"x": ["=1+1", "-2", MARKUP]}), captions=words, alt=words,
        notebook="05-x", tables=["mentions"], tables_dir=tables, figures_dir=figures, parameters={"p": MARKUP},
    )  # fmt: skip
    notebook = {
        "nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
            {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# 5 · Sums"},
            {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": 1, "source": "fig",
             "outputs": [{"output_type": "execute_result", "execution_count": 1, "metadata": {},
                          "data": {"image/png": PIXEL}}]},
            {"cell_type": "code", "id": "c", "metadata": {}, "execution_count": 2, "outputs": [],
             "source": 'save_figure(fig, "sums")'},
        ],
    }  # fmt: skip
    (folder / "notebooks").mkdir()
    (folder / "notebooks/05-x.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    build_site(Places(ROOT, raw, tables, figures, folder / "notebooks", folder / "site"))
    return folder


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.fixture(scope="module")
def browser():
    with open_browser(find_browser()) as opened:
        yield opened


@pytest.fixture
def visit(made, browser):
    opened = Visit(browser, (made / "site").as_uri() + "/")
    yield opened
    opened.context.close()
    assert opened.wrong == []


def test_nothing_in_a_report_a_name_or_a_caption_runs(made, visit):
    for path in sorted((made / "site").rglob("*.html")):
        page = visit.open(quote(path.relative_to(made / "site").as_posix()))
        assert page.locator("img[src=x]").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert visit.wrong == []


def test_markup_is_shown_as_text(made, visit):
    page = visit.open("evidence/index.html")
    page.locator(".xj-reports a").click()
    assert NAME in page.locator("h1").inner_text()
    page = visit.open("figures/sums.html")
    assert f"Title {MARKUP} line" in page.locator("h1").inner_text()
    assert MARKUP in page.locator("main").inner_text()


def test_a_long_report_is_shown_on_several_light_pages_that_hold_all_of_it(made, visit):
    page = visit.open("evidence/index.html")
    page.locator(".xj-reports a").click()
    page.locator(".xj-parts a").first.wait_for()
    links = page.locator(".xj-parts").first.locator("a").evaluate_all("all => all.map(a => a.href)")
    assert links
    shown = ""
    for link in [page.url, *links]:
        page.goto(link)
        shown += "".join(page.locator(".xj-line > p").all_text_contents())
    assert "".join(shown.split()) == "".join(REPORT.split())
    assert max(path.stat().st_size for path in (made / "site/evidence").glob("*.html")) < 2_000_000


def test_every_claim_of_such_a_report_leads_to_its_characters(made, visit):
    claims = read_table("claims", made / "tables")
    assert len(claims) > 100
    page = visit.open("claims.html")
    assert page.locator("#claims-shown").inner_text() == str(len(claims))
    page.locator("#claims-table tbody a").first.click()
    assert page.locator(".xj-mark:target").inner_text() == claims.iloc[0]["surface"]


def test_tables_for_download_run_nothing_in_a_spreadsheet(made):
    for path in (made / "site/data").glob("*.csv"):
        cells = pd.read_csv(path, dtype=str, keep_default_na=False).to_numpy().ravel()
        assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))] == []
    data = pd.read_csv(made / "site/figures/files/sums.csv", dtype=str)
    assert list(data["x"]) == ["'=1+1", "-2", MARKUP]


def test_the_data_that_was_read_is_as_it_was(made):
    assert Path(made / "raw" / f"{NAME}.txt").read_text(encoding="utf-8") == REPORT

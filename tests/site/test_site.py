"""The site as a reader sees it, in a browser: pages, search, marks, tables, colours, phone, and who cannot see it."""

import csv
import functools
import http.server
import io
import json
import re
import threading
from pathlib import Path
from urllib.parse import quote

import pytest

from helpers.book.build import Places, build_site
from helpers.notebooks import ROOT
from helpers.tables import read_table
from site_visit import Visit, find_browser, open_browser
from test_download import INSIDE, PLAIN, RUN

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

WORD = "易地扶贫搬迁"
FRONT_PAGE, EVIDENCE_PAGE = 1_000_000, 2_000_000  # bytes, with all that they load


def places(made: Path, site: Path) -> Places:
    return Places(
        ROOT, made / "data/raw", made / "data/processed", made / "figures", made / "notebooks", site
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book") / "site"
    assert build_site(places(ROOT, folder)) == []  # Sphinx has nothing to warn of
    return folder


@pytest.fixture(scope="module")
def browser():
    with open_browser(find_browser()) as opened:
        yield opened


@pytest.fixture(scope="module")
def server(site):
    handler = functools.partial(QuietHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def visit(browser, server, request):
    opened = Visit(browser, server, **getattr(request, "param", {}))
    yield opened
    opened.context.close()
    assert opened.wrong == []


def names(site, pattern="**/*.html"):
    return sorted(path.relative_to(site).as_posix() for path in site.glob(pattern))


def one_of_each(site):
    """Return a page of every sort: the front, lists, and the smallest report, finding, family, figure and notebook."""
    parts = ("findings", "evidence", "systems", "figures", "notebooks")
    single = [
        [name for name in names(site, f"{part}/*.html") if not name.endswith("index.html")] for part in parts
    ]
    smallest = [min(found, key=lambda name: (site / name).stat().st_size) for found in single]
    lists = [
        "findings.html",
        "claims.html",
        "vocabulary.html",
        "checks.html",
        "codebook.html",
        "systems/index.html",
    ]
    return ["index.html", *lists, "figures/index.html", *smallest]


# --- every page ---

BARE = "all => all.filter(i => !i.alt.trim() && !i.closest('a')?.textContent.trim()).map(i => i.src)"


@pytest.fixture(scope="module")
def tour(site, browser, server):
    """Open every page once, on a phone, and keep what was seen."""
    visit = Visit(browser, server, viewport={"width": 390, "height": 844})
    wide, bare = {}, {}
    for name in names(site):
        page = visit.open(quote(name))
        bare[name] = page.eval_on_selector_all("main img", BARE)
        wide[name] = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    visit.context.close()
    return {"wrong": visit.wrong, "wide": wide, "bare": bare}


def test_every_page_opens_without_errors_and_asks_nobody_else(tour):
    assert tour["wide"]
    assert tour["wrong"] == []


def test_no_page_is_wider_than_a_phone(tour):
    assert [name for name, over in tour["wide"].items() if over > 0] == []


def test_every_picture_has_words(tour):
    assert {name: images for name, images in tour["bare"].items() if images} == {}


@pytest.mark.parametrize(
    ("pattern", "most"), [("index.html", FRONT_PAGE), ("evidence/*.html", EVIDENCE_PAGE)]
)
def test_pages_are_light(site, visit, pattern, most):
    heaviest = max(names(site, pattern), key=lambda name: (site / name).stat().st_size)
    page = visit.open(heaviest)
    page.wait_for_load_state("networkidle")
    assert (site / heaviest).stat().st_size < visit.weight < most


def test_every_page_opens_from_the_disk(site, browser):
    visit = Visit(browser, site.as_uri())
    for name in [*one_of_each(site), f"search.html?q={quote(WORD)}"]:
        visit.open("/" + name)
    visit.page.wait_for_selector("#search-results li a")
    visit.context.close()
    assert visit.wrong == []


# --- search ---


def test_search_finds_the_pages_that_hold_a_chinese_word(site, visit):
    page = visit.open(f"search.html?q={quote(WORD)}")
    page.wait_for_selector("#search-results li a")
    page.wait_for_function(
        "document.querySelector('#search-results p.search-summary')?.textContent.match(/\\d/)"
    )
    found = {link.split("?")[0].split("#")[0] for link in page.eval_on_selector_all(
        "#search-results li > a", "all => all.map(a => a.getAttribute('href'))")}  # fmt: skip
    documents = read_table("sentences", ROOT / "data/processed")
    holding = set(documents[documents["text"].str.contains(WORD)]["doc"])
    assert holding
    assert {f"evidence/{doc}.html" for doc in holding} <= found


def test_search_finds_nothing_for_a_word_that_is_nowhere(visit):
    page = visit.open(f"search.html?q={quote('龘靐齉爩')}")
    page.wait_for_function("document.querySelector('#search-results')?.textContent.includes('did not match')")
    assert page.locator("#search-results li").count() == 0


# --- a report ---


def claim_of_report():
    claims = read_table("claims", ROOT / "data/processed")
    full = claims[(claims["period"] != "") & (claims["place"] != "") & (claims["indicator"] != "")]
    return full.iloc[0]


def test_pointing_at_a_number_shows_its_claim(visit):
    claim = claim_of_report()
    page = visit.open(f"evidence/{claim['doc']}.html")
    mark = page.locator(f"#m{claim['start']}")
    assert mark.inner_text() == claim["surface"]
    mark.hover()
    card = page.locator(".xj-card")
    card.wait_for(state="visible")
    said = card.inner_text()
    assert claim["indicator"] in said
    assert claim["place"] in said
    page.keyboard.press("Escape")
    assert card.is_hidden()


def test_the_keyboard_reaches_numbers_and_what_they_say(visit):
    claim = claim_of_report()
    page = visit.open(f"evidence/{claim['doc']}.html")
    page.locator(f"#m{claim['start']}").focus()
    page.locator(".xj-card").wait_for(state="visible")
    assert page.locator(f"#m{claim['start']}").get_attribute("aria-describedby") == "xj-card"


@pytest.mark.parametrize(
    "visit", [{"viewport": {"width": 390, "height": 844}, "has_touch": True}], indirect=True
)
def test_a_tap_shows_the_claim_inside_the_screen(visit):
    claim = claim_of_report()
    page = visit.open(f"evidence/{claim['doc']}.html")
    page.locator(f"#m{claim['start']}").tap()
    box = page.locator(".xj-card").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_a_number_leads_to_what_it_says_and_back(visit):
    claim = claim_of_report()
    page = visit.open(f"evidence/{claim['doc']}.html")
    page.locator(f"#m{claim['start']}").click()
    assert page.url.endswith(f"#n{claim['start']}")
    entry = page.locator(f"#n{claim['start']}")
    assert claim["indicator"] in entry.inner_text()
    entry.locator("a.xj-mark").click()
    assert page.url.endswith(f"#m{claim['start']}")


def test_the_text_stands_as_published(site, visit):
    for row in read_table("documents", ROOT / "data/processed").to_dict("records"):
        raw = (ROOT / "data/raw" / row["file"]).read_bytes().decode(row["encoding"])
        page = visit.open(f"evidence/{row['doc']}.html")
        shown = page.locator(".xj-line > p").all_text_contents()
        assert "".join("".join(shown).split()) == "".join(raw.replace("\ufeff", "").split())


# --- from a finding to the characters ---


def test_a_number_in_a_finding_leads_to_its_highlighted_characters(visit):
    page = visit.open("findings.html")
    link = page.locator(".xj-en a.xj-value.direct[href*='#m']").first
    said = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**/{said}")
    mark = page.locator(f"#{said.rpartition('#')[2]}")
    assert mark.evaluate("e => e.matches(':target')")
    assert mark.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    box = mark.bounding_box()
    assert 0 < box["y"] < 900


def test_every_number_in_a_finding_is_two_clicks_from_characters(visit):
    page = visit.open("findings.html")
    links = set(page.eval_on_selector_all("a.xj-value", "all => all.map(a => a.getAttribute('href'))"))
    assert links
    behind = {link.partition("#")[::2] for link in links if not link.startswith("evidence/")}
    for name in sorted({page for page, _ in behind}):
        page = visit.open(name)
        for anchor in [anchor for other, anchor in behind if other == name]:
            characters = page.locator(f"section[id='{anchor}'] a[href*='evidence/']")
            assert characters.count() > 0, (name, anchor)


# --- the table of claims ---


def test_the_claims_table_filters_sorts_and_downloads_what_it_shows(visit):
    claims = read_table("claims", ROOT / "data/processed")
    kind = claims["kind"].mode()[0]
    expected = claims[(claims["kind"] == kind) & (claims["status"] == "reported")]
    page = visit.open("claims.html")
    assert page.locator("#claims-shown").inner_text() == str(len(claims))
    page.select_option("select[name=kind]", kind)
    page.select_option("select[name=status]", "reported")
    assert page.locator("#claims-shown").inner_text() == str(len(expected))

    page.locator("th[data-column=surface] button").press("Enter")
    first = page.locator("#claims-table tbody tr td a").first.inner_text()
    assert first in set(expected[expected["low"] == expected["low"].min()]["surface"])
    assert page.locator("th[data-column=surface]").get_attribute("aria-sort") == "ascending"

    with page.expect_download() as download:
        page.click("#claims-download")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["claim_id"] for row in rows} == set(expected["claim_id"])
    assert list(rows[0]) == list(claims.columns)
    lows = [float(row["low"]) for row in rows if row["low"]]
    assert lows == sorted(lows)

    page.fill("input[name=place]", "此地不存在")
    assert page.locator("#claims-nothing").is_visible()
    page.click("button[type=reset]")
    page.wait_for_function(f"document.getElementById('claims-shown').textContent === '{len(claims)}'")


def test_the_browser_neutralises_cells_as_the_tables_do(visit, site):
    made = (site / "claims.html").read_text(encoding="utf-8")
    found = re.search(r'(?<=id="claims-data">).*?(?=</script>)', made, re.DOTALL)
    data = json.loads(found[0])
    cells = [*RUN, *PLAIN, *(cell for cell, _ in INSIDE)]
    data["rows"] = [data["rows"][0] | {"cells": [cell] * len(data["columns"])} for cell in cells]
    hostile = made.replace(found[0], json.dumps(data).replace("<", "\\u003c"))
    visit.page.route("**/claims.html", lambda route: route.fulfill(body=hostile, content_type="text/html"))
    page = visit.open("claims.html")
    with page.expect_download() as download:
        page.click("#claims-download")
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    _, *rows = csv.reader(io.StringIO(text, newline=""))
    assert [row[0] for row in rows] == [*("'" + cell for cell in RUN), *PLAIN, *(safe for _, safe in INSIDE)]


def test_a_claim_is_found_in_the_table_from_its_number(visit):
    claim = claim_of_report()
    page = visit.open(f"evidence/{claim['doc']}.html")
    target = page.locator(f"#n{claim['start']} a[href*='claims.html#']").get_attribute("href")
    page = visit.open(f"evidence/{target}".replace("evidence/../", ""))
    row = page.locator("tr.xj-target")
    assert row.locator("a").inner_text() == claim["surface"]
    assert row.locator("a").get_attribute("href") == f"evidence/{claim['doc']}.html#m{claim['start']}"


# --- language, colours, phone, paper ---


def test_the_language_is_kept_from_page_to_page(visit):
    page = visit.open("findings.html")
    assert page.locator(".xj-sentence.xj-zh").first.is_hidden()
    page.click(".xj-language")
    assert page.locator(".xj-sentence.xj-zh").first.is_visible()
    assert page.locator(".xj-sentence.xj-en").first.is_hidden()
    page = visit.open("claims.html")
    assert "数字" in page.locator("#claims-table thead").inner_text()


@pytest.mark.parametrize("visit", [{"color_scheme": "dark"}], indirect=True)
def test_dark_mode_is_dark(visit):
    page = visit.open("index.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    shade = page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number)"
    )
    assert max(shade) < 60


def test_paper_holds_the_text_and_no_controls(visit):
    page = visit.open("claims.html")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator("#claims-table").is_visible()
    for control in (".xj-filters", ".xj-language", ".bd-sidebar-primary"):
        assert page.locator(control).first.is_hidden()


REPEATED = (
    ".xj-line",
    ".xj-entry",
    ".xj-table tbody tr",
    ".xj-quotes li",
    ".xj-checks > li",
    ".cell",
    ".xj-columns li",
)
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
    "preload": False,
}


@pytest.mark.parametrize("visit", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True)
def test_axe_finds_nothing_serious(site, visit):
    for name in one_of_each(site):
        page = visit.open(name)
        for part in REPEATED:  # of what a page repeats, the first tell enough
            page.eval_on_selector_all(part, "all => all.slice(15).forEach(each => each.remove())")
        found = axe.Axe().run(page, options=AXE).response["violations"]
        grave = [
            (each["id"], each["nodes"][0]["html"])
            for each in found
            if each["impact"] in ("serious", "critical")
        ]
        assert grave == [], name

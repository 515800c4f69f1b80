"""How Sphinx makes the site; `make site` calls it through `helpers.book`, which writes what it reads."""

from pathlib import Path

HERE = Path(__file__).parent

project = "Xianjie 衔接"
author = "The Xianjie authors"
extensions = ["myst_nb", "helpers.book.sphinx_parts"]
root_doc = "index"
language = "en"
templates_path = [str(HERE / "templates")]

# The notebooks are shown as they were committed, never run.
nb_execution_mode = "off"
nb_merge_streams = True
nb_render_markdown_format = "myst"
nb_ipywidgets_js = {}
myst_enable_extensions = ["dollarmath"]
html_math_renderer = "mathml"

FOOTER = (
    '<p class="xj-soft"><span class="xj-en">Tables, figures and prose: CC BY 4.0; code: MIT. The reports belong to'
    ' their publishers.</span><span class="xj-zh" lang="zh-Hans">数据表、图与文字：CC BY 4.0；代码：MIT。报告版权归其发布者所有。'
    "</span></p>"
)

html_theme = "sphinx_book_theme"
html_title = "Xianjie 衔接"
html_static_path = [str(HERE / "static")]
html_css_files = ["book.css"]
html_js_files = [("book.js", {"defer": "defer"})]
html_search_language = "zh"
html_copy_source = False
html_show_sphinx = False
html_use_index = False
html_domain_indices = False
html_permalinks = False
html_context = {"default_mode": "auto"}
html_theme_options = {
    "article_header_end": ["language.html", "article-header-buttons.html"],
    "extra_footer": FOOTER,
    "footer_content_items": ["extra-footer.html"],
    "home_page_in_toc": True,
    "logo": {"text": "Xianjie 衔接"},
    "max_navbar_depth": 2,
    "navbar_persistent": [],
    "search_bar_text": "Search the site 搜索",
    "show_navbar_depth": 1,
    "toc_title": "On this page · 本页",
    "use_download_button": False,
    "use_fullscreen_button": False,
}

"""Sphinx parts: pages that are data, formulas without scripts, and a search that finds Chinese words."""

import json
import re
from typing import Any

from docutils import nodes  # type: ignore[import-untyped]
from docutils.utils.math import latex2mathml  # type: ignore[import-untyped]
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.parsers import Parser
from sphinx.search import SearchLanguage, languages

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
TOKENS = re.compile(rf"[{HAN}]+|[^\W{HAN}]+")
IS_HAN = re.compile(rf"[{HAN}]")


def search_words(text: str) -> list[str]:
    """Return what a text is found by: words of letters, and every two neighbouring Chinese characters.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of str
        A single Chinese character stands for itself.
    """
    return [word for token in TOKENS.findall(text) for word in _pairs(token)]


def _pairs(token: str) -> list[str]:
    if not IS_HAN.match(token):
        return [token.lower()]
    if len(token) == 1:
        return [token]
    return [token[at : at + 2] for at in range(len(token) - 1)]


class SearchHan(SearchLanguage):
    """Search by pairs of characters: it finds every word, whether or not a dictionary knows it."""

    lang = "zh"
    language_name = "Chinese"
    js_splitter_code = """
function splitQuery(query) {
  const han = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const tokens = query.match(new RegExp("[" + han + "]+|[\\\\p{L}\\\\p{N}_]+", "gu")) || [];
  const words = [];
  for (const token of tokens) {
    for (const part of token.match(new RegExp("[" + han + "]+|[^" + han + "]+", "gu"))) {
      const characters = [...part];
      if (!new RegExp("[" + han + "]", "u").test(part)) words.push(part.toLowerCase());
      else if (characters.length === 1) words.push(part);
      else for (let at = 0; at + 1 < characters.length; at++) words.push(characters[at] + characters[at + 1]);
    }
  }
  return words;
}
"""

    def split(self, input: str) -> list[str]:
        """Return the words of a text."""
        return search_words(input)

    def word_filter(self, word: str) -> bool:
        """Keep every word, numbers too: readers look for them."""
        return bool(word)


class PageParser(Parser):
    """A page of the site as JSON: titles in two languages, and sections of HTML that is escaped already."""

    supported = ("page",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill a document with the page's title, sections and table of contents."""
        page = json.loads(inputstring)
        top = nodes.section(ids=["top"])
        top += _title(page["title"])
        document += top
        about = document.settings.env.metadata[document.settings.env.docname]
        if page["above"]:
            about["orphan"] = True
            top += nodes.raw("", page["above"], format="html")
        if not any(section["anchor"] for section in page["sections"]):
            about["html_theme.sidebar_secondary.remove"] = True
        for section in page["sections"]:
            inside = nodes.section(ids=[section["anchor"]]) if section["anchor"] else top
            if section["anchor"]:
                inside += _title(section["title"])
                top += inside
            inside += nodes.raw("", section["html"], format="html")
        for below in page["below"]:
            top += _contents(below, document.settings.env.docname)


def _contents(below: dict[str, Any], name: str) -> nodes.Element:
    tree = addnodes.toctree(
        parent=name,
        entries=[(entry["title"] or None, entry["name"]) for entry in below["entries"]],
        includefiles=[entry["name"] for entry in below["entries"]],
        maxdepth=2,
        caption=below["caption"],
        rawcaption=below["caption"],
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=True,
    )
    return nodes.compound("", tree, classes=["toctree-wrapper"])


def _title(words: dict[str, str]) -> nodes.title:
    """Return a heading in one or both languages; its quotation marks stay as they are written."""
    title = nodes.title(support_smartquotes=False)
    if words["en"] == words["zh"]:
        title += nodes.Text(words["en"])
        return title
    for text, classes in ((words["en"], "xj-en"), (" · ", "xj-sep"), (words["zh"], "xj-zh language-zh-hans")):
        title += nodes.inline("", text, classes=classes.split(), support_smartquotes=False)
    return title


def math_html(tex: str, as_block: bool) -> str:
    """Return a formula as MathML, which browsers draw without scripts; as code where it cannot be read.

    Parameters
    ----------
    tex
        In LaTeX.
    as_block
        Whether it stands on a line of its own.

    Returns
    -------
    str
        HTML.
    """
    try:
        return str(latex2mathml.tex2mathml(tex, as_block=as_block))
    except (SyntaxError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        tag = "pre" if as_block else "code"
        return (
            f'<{tag} class="xj-tex">{nodes.unescape(tex).replace("&", "&amp;").replace("<", "&lt;")}</{tag}>'
        )


def _inline_math(writer: Any, node: nodes.Element) -> None:
    writer.body.append(math_html(node.astext(), as_block=False))
    raise nodes.SkipNode


def _block_math(writer: Any, node: nodes.Element) -> None:
    writer.body.append(
        f'<div class="math xj-math" tabindex="0">{math_html(node.astext(), as_block=True)}</div>'
    )
    raise nodes.SkipNode


def _hide_source(app: Sphinx, name: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Say nothing of the sources of pages that are made: they are no text to read."""
    context["sourcename"] = ""


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the parts with Sphinx."""
    languages["zh"] = SearchHan
    app.add_source_suffix(".page", "page")
    app.add_source_parser(PageParser)
    app.add_html_math_renderer(
        "mathml", inline_renderers=(_inline_math, None), block_renderers=(_block_math, None)
    )
    app.connect("html-page-context", _hide_source)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""Chapters: notebooks as the site shows them, their figures described and linked; nothing is run again."""

import ast
import copy
import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from helpers.book.figures import figure_page
from helpers.book.model import Book, Row
from helpers.book.pages import Both, address, both, relative, say, slug

PICTURES = ("image/png", "image/svg+xml", "image/jpeg")
LONGEST_ALT = 300
RULE = re.compile(r"^ {0,3}(?:-[ ]*){3,}$|^ {0,3}(?:\*[ ]*){3,}$", re.MULTILINE)
LINK = re.compile(r"\[([^\]\n]*)\]\((?:\./)?([^)\s/]+)\.ipynb(#[^)\s]*)?\)")
NOTE = Markup(
    '<div class="xj-figure-note" id="figure-{anchor}"><span class="xj-caption">{caption}</span> '
    '<a href="{target}">{words}</a></div>'
)
HEAD = Markup(
    '<p class="xj-note"><span class="xj-zh" lang="zh-Hans">{english} </span>'
    '<a href="{target}" download>{download} (.ipynb)</a></p>'
)


def chapter(book: Book, name: str, content: Row) -> Row:
    """Return a notebook as the site shows it.

    Parameters
    ----------
    book
        What the run made.
    name
        Stem of the notebook.
    content
        The notebook as read from its file.

    Returns
    -------
    dict
        A copy: pictures have their figure's description, and a line below that leads to the figure's page.
    """
    shown = copy.deepcopy(content)
    drawn = figures_shown(shown["cells"])
    there = {each.name for each in book.notebooks}
    asked = ""
    for number, cell in enumerate(shown["cells"]):
        if cell["cell_type"] == "markdown":
            cell["source"] = asked = live_links(_joined(cell["source"]), there)
        if cell["cell_type"] == "code":
            figure = book.passports.get(drawn.get(number, ""))
            cell["outputs"] = _outputs(cell.get("outputs", []), figure, name, there)
            alt = figure["alt"]["en"] if figure else _plain(asked)
            if any(_is_picture(output) for output in cell["outputs"]):
                cell.setdefault("metadata", {})["mystnb"] = {"image": {"alt": alt or name}}
    shown["cells"].insert(
        1, {"cell_type": "markdown", "id": "xj-note", "metadata": {}, "source": _head(name)}
    )
    return shown


def figures_shown(cells: Sequence[Row]) -> dict[int, str]:
    """Return which figure each code cell shows, by the number of the cell.

    A cell that ends in a name shows the figure that a cell at or after it saves under that name.

    Parameters
    ----------
    cells
        Of a notebook.

    Returns
    -------
    dict
        Number of the cell → id of the figure.
    """
    saved: list[tuple[int, str, str]] = []
    ends: dict[int, str] = {}
    for number, cell in enumerate(cells):
        if cell["cell_type"] != "code":
            continue
        tree = _parse(_joined(cell["source"]))
        saved += [(number, *names) for names in _saved(tree)]
        last = tree.body[-1] if tree.body else None
        if isinstance(last, ast.Expr) and isinstance(last.value, ast.Name):
            ends[number] = last.value.id
    return {
        number: figure
        for number, name in ends.items()
        for figure in [next((figure for at, shown, figure in saved if shown == name and at >= number), "")]
        if figure
    }


def live_links(markdown: str, there: Collection[str]) -> str:
    """Return Markdown whose links to notebooks that are not there are plain words, and whose rules are HTML.

    Parameters
    ----------
    markdown
        Of a cell or an output.
    there
        Names of the notebooks that the site holds: a run of some of them leads to no other.

    Returns
    -------
    str
        The same words.
    """
    linked = LINK.sub(lambda found: found[0] if found[2] in there else found[1], markdown)
    return RULE.sub(
        "\n<hr />\n", linked
    )  # a rule may stand nowhere but between sections, where Sphinx reads it


def _saved(tree: ast.Module) -> list[tuple[str, str]]:
    """Return the names and ids of the figures that a cell saves."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and len(node.args) > 1]
    return [
        (call.args[0].id, str(call.args[1].value))
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id == "save_figure"
        and isinstance(call.args[0], ast.Name)
        and isinstance(call.args[1], ast.Constant)
    ]


def _parse(source: str) -> ast.Module:
    try:
        return ast.parse(
            "\n".join("" if line.startswith(("%", "!")) else line for line in source.split("\n"))
        )
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])


def _outputs(outputs: Sequence[Row], figure: Row | None, name: str, there: Collection[str]) -> list[Row]:
    """Return the outputs without what went wrong on the way, each in its richest form, figures with a line below."""
    shown: list[Row] = []
    for output in outputs:
        if output["output_type"] == "stream" and output.get("name") == "stderr":
            continue
        shown.append(_richest(output, there))
        if figure and _is_picture(output):
            shown.append(_note(figure, name))
    return shown


def _richest(output: Row, there: Collection[str]) -> Row:
    data: Mapping[str, Any] = output.get("data", {})
    if len(data) > 1:
        output["data"] = {form: value for form, value in data.items() if form != "text/plain"}
    if "text/markdown" in data:
        output["data"]["text/markdown"] = live_links(_joined(data["text/markdown"]), there)
    return output


def _is_picture(output: Row) -> bool:
    return any(form in output.get("data", {}) for form in PICTURES)


def _note(figure: Row, name: str) -> Row:
    page = f"notebooks/{name}"
    html = NOTE.format(
        anchor=slug(figure["id"]),
        caption=both(Both(**figure["caption"])),
        target=relative(address(figure_page(figure["id"])), page),
        words=both(say("figures.page")),
    )
    return {"output_type": "display_data", "metadata": {}, "data": {"text/html": str(html)}}


def _head(name: str) -> str:
    target = f"files/{name}.ipynb"
    return str(
        HEAD.format(
            english=say("notebooks.english").zh,
            target=relative(target, f"notebooks/{name}"),
            download=both(say("notebooks.download")),
        )
    )


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _plain(markdown: str) -> str:
    """Return the last paragraph of Markdown as plain words."""
    paragraph = markdown.strip().rpartition("\n\n")[2]
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", paragraph).translate(str.maketrans("", "", "*`#_"))
    return json.dumps(" ".join(words.split())[:LONGEST_ALT], ensure_ascii=False)[1:-1]

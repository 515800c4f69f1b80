"""Markup: any text as Markdown or LaTeX that shows it, whatever it holds."""

import re

# In BibTeX even an escaped brace counts, so braces are named.
LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': "{''}",
}
MARKDOWN = re.compile(r"([\\`*_{}\[\]#+!|~])")


def one_line(text: str) -> str:
    """Return a text on one line, with single spaces."""
    return " ".join(text.split())


def latex_text(text: str) -> str:
    """Return a text as LaTeX that prints it, on one line."""
    return "".join(LATEX.get(character, character) for character in one_line(text))


def markdown_text(text: str) -> str:
    """Return a text as Markdown that shows it, on one line: no markup or HTML in it takes effect."""
    return escape_markdown(one_line(text))


def escape_markdown(text: str) -> str:
    """Return a part of a line as Markdown that shows it; spaces and line breaks stay as they are."""
    escaped = MARKDOWN.sub(r"\\\1", text)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

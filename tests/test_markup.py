"""Markup: any text is shown as it is, and nothing in it takes effect."""

import pytest

from helpers.markup import latex_text, markdown_text


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("5 % of $3 & #1_a", r"5 \% of \$3 \& \#1\_a"),
        ("{a}", r"\textbraceleft{}a\textbraceright{}"),
        ("a\\b~c^d", r"a\textbackslash{}b\textasciitilde{}c\textasciicircum{}d"),
        ("脱贫\n攻坚", "脱贫 攻坚"),
    ],
)
def test_latex_prints_each_character(text: str, latex: str) -> None:
    assert latex_text(text) == latex


def test_markdown_shows_markup_as_text() -> None:
    assert markdown_text("<script>*a* [b](c) |\nd") == r"&lt;script&gt;\*a\* \[b\](c) \| d"

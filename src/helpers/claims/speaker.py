"""Speaker: the person or body to whom a sentence attributes its numbers."""

from __future__ import annotations

import re

_SAYS = re.compile(
    r"(?P<who>[^，,。；;！？“”\"「」：:\s]{2,22}?)(?:近日|日前|还|也|在[^，。]{2,14}?(?:上|中|时)|"
    r"充满信心地|高兴地|自豪地|自信地|笑着|向记者|对记者|告诉记者|如是)?"
    r"(?:介绍说|介绍道|介绍|表示|指出|透露|坦言|告诉记者|告诉|强调|称|说道|说)(?=[，,：:。“「]|$)"
)
_ACCORDING = re.compile(
    r"据(?P<who>[^，,。；;“”]{0,20}?)(?:统计|介绍|了解|测算|悉|透露|报道|显示|数据|调查|通报|监测|公布|估算)"
)
_CUE = re.compile("说|介绍|据|表示|称|指出|透露|告诉|坦言|强调")


def speaker_of(text: str) -> str:
    """Return who says what a sentence says, '' when the text does not tell.

    Parameters
    ----------
    text
        The sentence.
    """
    if not _CUE.search(text):  # most sentences: the patterns take longer
        return ""
    if match := _ACCORDING.search(text):
        return match["who"] or match.group()
    if match := _SAYS.search(text):
        return re.sub(r"^.*(?:，|,)", "", match["who"])
    return ""

"""Speaker: the person or body to whom a sentence attributes its numbers."""

from __future__ import annotations

import re

_SAYS = re.compile(
    r"(?P<who>[^，,。；;！？“”\"「」：:\s]{2,22}?)(?:近日|日前|还|也|在[^，。]{2,14}?(?:上|中|时)|"
    r"充满信心地|高兴地|自豪地|自信地|笑着|向记者|对记者|告诉记者|如是)?"
    r"(?:介绍说|介绍道|介绍|表示|指出|透露|坦言|告诉记者|告诉|强调|称|说道|说)(?=[，,：:。“「]|$)"
)
_ACCORDING = re.compile(
    r"(?<![数凭证单票收占论])据(?P<who>[^，,。；;“”]{0,20}?)(?:统计|介绍|了解|测算|悉|透露|报道|显示|数据|调查|通报|监测|公布|估算)"
)
# 县人社局的摸底数据显示, 某协会发布的最新统计表明: a body lets its figures speak.
_FIGURES_SAY = re.compile(
    r"(?:^|(?<=[，,。；;：:\s]))(?P<who>(?!最新|刚刚|有关|相关|统计|监测|数据|调查|一组|这[组些份])[^，,。；;：:“”（(\s]{2,22}?)"
    r"(?:今天|今日|昨天|昨日|近日|日前)?(?:[（(][^（()）]{1,8}[）)])?(?:最新)?(?:发布|公布|提供|出具|披露)?的?"
    r"(?:最新|统计|监测|调查|摸底|初步|有关|相关|商务(?=大数据)|大(?=数据))*(?:数据|统计|报告|公报|调查|监测)(?:显示|表明)"
)
_CUE = re.compile("说|显示|表明|介绍|据|表示|称|指出|透露|告诉|坦言|强调")


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
    if match := _FIGURES_SAY.search(text):
        return match["who"]
    if match := _SAYS.search(text):
        return re.sub(r"^.*(?:，|,)", "", match["who"])
    return ""

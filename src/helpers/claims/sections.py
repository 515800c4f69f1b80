"""Sections: what the headings of a report announce, and which texts and paragraphs set out plans or rules."""

from __future__ import annotations

import re

from helpers.patterns import quick

_HEADING = re.compile(
    r"^[\s　]*(?P<top>[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分)?(?P<words>[^。；！？]{2,40})$"
)
_PLANS = re.compile(
    r"主要任务|工作安排|重点任务|工作打算|下一?步(?!步|行|入)|目标任务|今后五年|未来五年|工作重点|工作思路|工作要求|"
    r"总体要求|主要目标|重点工作安排|明年|新一年|工作的?(?:总体)?(?:建议|谋划|计划|部署|举措|任务|考虑)|"
    r"(?:主要|重大|总体|下步)(?:考虑|部署|举措)|(?:发展|奋斗|预期)目标|任务安排|重点工作(?!完成|进展|回顾)|"
    r"今后(?:一个时期|几年|三年)"
)
_LOOKING_BACK = re.compile("回顾|总结|情况|过去|(?:成效|成绩|做法|经验)$")
_BARE_PLAN = re.compile(
    r"(?:20\d\d年|明年|今年|下一步|今后)[^，。；：]{0,14}(?:工作|目标|任务)的?(?:建议|安排|打算|计划|谋划|思路|重点|任务)?"
)
_URGES = re.compile(
    "坚持|加快|大力|继续|推进|促进|加强|深化|实施|提高|改善|扩大|发展|保持|抓好|抓紧|强化|全面|持续|切实|进一步|巩固|确保|"
    "积极|协调|努力|落实|千方百计|认真|搞好|严格|着力|聚焦|做好|稳步|扎实|突出|统筹|优化|健全|完善|培育|守牢"
)
_ABOUT_TO = re.compile(
    r"(?:今年|新的一年|明年|20\d\d年)[^。；]{0,16}[要将应须][^。；]{0,10}(?:做好|抓好|推进|开展)[^。；\d]{0,14}(?:工作|任务|方面|重点)[：:。]?$"
)
PLAN, PAST = "plan", "past"  # what the headings above a sentence announce
_YEAR_TO_COME = r"(?:今年|明年|来年|新的一年|20\d\d年)"
_PLAN = quick(
    r"(?:预期目标|主要目标|目标任务|工作目标|(?:主要|重点|工作)任务|工作打算|下一步打算|总体要求|总体思路)[是为：:]|"
    rf"{_YEAR_TO_COME}[^。；]{{0,12}}(?:工作|目标)的?(?:总体(?:要求|思路)|[^。；\d]{{0,6}}要(?:做到|坚持|聚焦|围绕|突出|抓住|以))|"
    rf"{_YEAR_TO_COME}[^。；\d]{{0,8}}[要将]?(?:继续|着力|集中力量|重点)?(?:办好|抓好|做好|办实|干好)[^。；\d]{{0,16}}(?:实事|工作|任务|大事|方面)[”\"」]?[。：:]|"
    rf"{_YEAR_TO_COME}[^。；]{{0,60}}[把将][^。；]{{2,20}}作为[^，。；]{{0,8}}任务[。：:]"
)
# A sentence that goes on with the plan of the one before: an item of its list, or a part of what it plans.
# 记者：今年有哪些目标？: the answer lists them.
_ASKED = re.compile(
    "^[\\s　“]*(?:记者|问|主持人)[：:][^。！]*(?:目标|打算|计划|部署|下一步|接下来)[^。！]*[？?]”?\\s*$"
)
_ITEM = re.compile(
    r"[\s　]*(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[、.．](?!\d)|[①-⑳]|[一二三四五六七八九十]是|[一二三四五六七八九十]要)"
)
_PART = re.compile(r"[\s　]*(?:其中|这其中|同时，|力争|确保|新建|新增|完成|投资)")
_ELSEWHEN = re.compile(
    r"[\s　]*[^，。]{0,6}(?:目前|当前|截至|截止|去年|上年|近年来|过去|如今|现在|已经|据(?:了解|统计|悉)|记者)"
)
_ARTICLE = re.compile(r"(?m)^\s*第[一二三四五六七八九十百零〇\d]+条[\s　]")


def section_of(text: str, before: str) -> str:
    """Return whether the text stands under a heading of plans or of a review, after reading one more sentence.

    Parameters
    ----------
    text
        The sentence, perhaps a heading.
    before
        `PLAN`, `PAST` or '' up to here; with ' part' behind it where parts (第一部分) hold numbered headings.
    """
    if len(text) > 40 or not (match := _HEADING.match(text)):
        announced = len(text) < 80 and (before or text.endswith(("：", ":"))) and _ABOUT_TO.search(text)
        return PLAN if announced else before
    words, top = match["words"].strip(), match["top"] or ""
    part = " part" if top.startswith("第") else ""
    if top and before.endswith(" part") and not part:
        return before
    if _LOOKING_BACK.search(words):
        return PAST + part if top or not before.startswith(PLAN) else before
    if (top and _PLANS.search(words)) or _BARE_PLAN.fullmatch(words):
        return PLAN + part
    if top and before:
        return PLAN + part if _URGES.match(words) else ""
    return before


_LONGEST_LINE = 30


def is_line(text: str) -> bool:
    """Return whether a sentence is a short line of its own without a mark at its end, as headings are."""
    line = text.strip()
    return 0 < len(line) <= _LONGEST_LINE and line[-1] not in "。！？；，：…" and "。" not in line


def is_legal(text: str) -> bool:
    """Return whether a text is a law, regulation or standing rule: it is set out in articles."""
    return bool(_ARTICLE.search(text))


def is_asked_for_plans(text: str) -> bool:
    """Return whether a sentence asks what is planned, so that the paragraph behind it answers that."""
    return bool(_ASKED.match(text))


def plan_opens(text: str) -> bool:
    """Return whether a sentence announces targets that the rest of its paragraph lists."""
    return bool(_PLAN.search(text))


def is_item(text: str) -> bool:
    """Return whether a sentence is an item of a list within its paragraph (（1）, 一是)."""
    return bool(_ITEM.match(text))


def is_part(text: str) -> bool:
    """Return whether a sentence goes on with what the one before it plans (其中, 新建, 确保)."""
    return bool(_PART.match(text))


def plan_ends(text: str) -> bool:
    """Return whether a sentence turns from what is planned to what has been done."""
    return bool(_ELSEWHEN.match(text))

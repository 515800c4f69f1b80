"""Sentences: a report cut into lines and sentences, and whether each is article or text around it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from helpers.patterns import quick
from helpers.resources import read_resource
from helpers.tables import records

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
HAN = re.compile(r"[\u3400-\u9fff]")

# A sentence ends at a full stop and takes the quotes and brackets that close behind it; it goes on when a
# comma follows those. Half-width ! and ? also stand inside addresses, an ellipsis also inside a list.
CLOSING = "”’」』）)】》〉〕］\"'"
SENTENCE_END = quick(
    rf"(?:[。！？｡]|[!?](?![A-Za-z0-9=&_/%#])|…{{2,}}(?![等的之和与與及以]))++[{CLOSING}]*+(?![,，、；;：:])"
)

HEAD = 20  # lines at the beginning of a page in which its title and publication line stand
LONG = 80  # characters beyond which a line is no heading, caption or publication line
HEADING = 40
NOT_ENDING_A_HEADING = "。！？!?；;，,、：:…."
LIST_MARKS = "■□◆◇●○•·▪►▶-*★☆√✓①②③④⑤⑥⑦⑧⑨⑩"
OF_RIGHTS = re.compile(
    "[载載权權责責镜]|来源|來源|保证|代表|立场|仅供|僅供|©|(?i:copyright|reserved)"
)  # in every form
_MAY_BE_OF_RIGHTS = re.compile("[载載权權责責镜源证表场仅僅©oOeE]")  # one of these stands in all of them
RELATED = re.compile("相关|相關|延伸|推荐|推薦|热门|熱門|更多|精彩|最新")


class Sentence(NamedTuple):
    """A stretch of a report.

    Attributes
    ----------
    start, end
        Half-open offsets into the raw text; no white space at either end.
    paragraph
        Number of its line among the lines that are not blank, from 0.
    role
        What it is part of: ``article``, or one of the other roles.
    """

    start: int
    end: int
    paragraph: int
    role: str


class Line(NamedTuple):
    """A line of a report that is not blank, without white space at its ends.

    Attributes
    ----------
    start, end
        Half-open offsets into the raw text.
    text
        ``raw[start:end]``.
    """

    start: int
    end: int
    text: str


def split_sentences(raw: str) -> list[Sentence]:
    """Cut a text into sentences.

    Parameters
    ----------
    raw
        The text of a report, as decoded.

    Returns
    -------
    list of Sentence
        In order, without overlap; every character that is not white space (nor a byte order mark at the
        beginning) is in one of them.
    """
    return list(_sentences(raw))


@lru_cache(maxsize=4)
def _sentences(raw: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text, kept for the stages that read it next."""
    lines = split_lines(raw)
    roles = find_roles(lines)
    return tuple(
        Sentence(start, end, number, role)
        for number, (line, role) in enumerate(zip(lines, roles, strict=True))
        for start, end in _cut(raw, line)
    )


def split_lines(raw: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    lines = []
    for found in LINE.finditer(raw):
        start, text = found.start(), found.group()
        if start == 0 and text[0] == "\ufeff":
            start, text = 1, text[1:]
        if body := text.lstrip():
            start += len(text) - len(body)
            body = body.rstrip()
            lines.append(Line(start, start + len(body), body))
    return lines


def _cut(raw: str, line: Line) -> Iterator[tuple[int, int]]:
    start = line.start
    for found in SENTENCE_END.finditer(raw, line.start, line.end):
        yield start, found.end()
        start = found.end()
        while start < line.end and raw[start].isspace():
            start += 1
    if start < line.end:
        yield start, line.end


def find_roles(lines: Sequence[Line]) -> list[str]:
    """Return the role of each line of a page by its form and place.

    Parameters
    ----------
    lines
        All lines of one page.

    Returns
    -------
    list of str
        One role a line.
    """
    first, last = _body(lines)
    roles = [_role_by_form(line.text, not first <= number <= last) for number, line in enumerate(lines)]
    for number in _title_lines(lines[: min(first, HEAD)], roles):
        roles[number] = "title"
    _mark_source_lines(lines, roles, after=last)
    _mark_links(lines, roles, after=last)
    return [
        role or ("heading" if is_heading(line.text) else "article")
        for line, role in zip(lines, roles, strict=True)
    ]


def _body(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the numbers of the first and last line of running text; a copyright notice may look like one."""
    numbers = range(len(lines))
    first = next(
        (n for n in numbers if is_body(lines[n].text) and not _role_by_form(lines[n].text, True)), None
    )
    if first is None:
        return len(lines), len(lines) - 1
    last = next(
        n for n in reversed(numbers) if is_body(lines[n].text) and not _role_by_form(lines[n].text, True)
    )
    return first, last


def is_body(text: str) -> bool:
    """Return whether a line is so long, or such a sentence, that it can only be running text."""
    return len(text) > LONG or (len(text) > HEADING and "。" in text and text[-1] in "。！？”」』")


def is_heading(text: str) -> bool:
    """Return whether a line looks like a heading: short, no full stop, no list mark, not mostly figures."""
    if len(text) > HEADING or text[-1] in NOT_ENDING_A_HEADING or text[0] in LIST_MARKS:
        return False
    figures = sum(map(str.isdigit, text))
    if figures and ("：" in text or ":" in text):  # a label and its value
        return False
    return figures * 3 < len(text) and HAN.search(text) is not None


def _role_by_form(text: str, edge: bool) -> str:
    """Return the role that the form of a line gives, or "" when it has no form of its own."""
    if len(text) > LONG and not (edge and _MAY_BE_OF_RIGHTS.search(text) and OF_RIGHTS.search(text)):
        return ""
    within, copyright_, at_edge, anywhere = _forms()
    if edge and (within.search(text) or copyright_.fullmatch(text)):
        return "copyright"
    if len(text) > LONG:
        return ""
    found = (at_edge if edge else anywhere).fullmatch(text)
    return (found.lastgroup or "").rstrip("0123456789") if found else ""


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Return what a notice of rights has in it, the forms of other such notices, those at the edge and those anywhere.

    What may stand anywhere in a line (``.*不得转载.*``) is searched for: one pass, where each form took its own.
    """
    rules = records(read_resource("boilerplate.csv"))
    forms = [f"(?P<{rule['role']}{i}>{rule['form']})" for i, rule in enumerate(rules)]
    anywhere = [form for form, rule in zip(forms, rules, strict=True) if rule["where"] == "any"]
    rights = [rule["form"] for rule in rules if rule["role"] == "copyright"]
    at_edge = [  # asked after those of rights
        form for form, rule in zip(forms, rules, strict=True) if rule["role"] != "copyright"
    ]
    within = [form for form in rights if form.startswith(".*") and form.endswith(".*")]
    whole = [form for form in rights if form not in within]
    searched = quick("|".join(f"(?:{form[2:-2]})" for form in within))
    return searched, *(re.compile("|".join(each)) for each in (whole, at_edge, anywhere))


def _title_lines(head: Sequence[Line], roles: Sequence[str]) -> list[int]:
    """Return the numbers of the lines in the head of a page that are its title and subtitle.

    A title stands nearest above the publication line, or else first after the navigation.
    """
    plain = [number for number, line in enumerate(head) if not roles[number] and _can_be_title(line.text)]
    above = [number for number in plain if "dateline" in roles[number : len(head)]]
    candidates = above or plain
    if not candidates:
        return []
    first_dateline = roles.index("dateline") if above else 0
    nearest = [number for number in candidates if number < first_dateline]
    title = nearest[-1] if nearest else candidates[0]
    return _with_subtitle(head, plain, title)


def _with_subtitle(head: Sequence[Line], plain: Sequence[int], title: int) -> list[int]:
    if head[title].text[0] in "—-–" and title - 1 in plain:
        return [title - 1, title]
    if title + 1 in plain and head[title + 1].text[0] in "—–":
        return [title, title + 1]
    return [title]


def _can_be_title(text: str) -> bool:
    return 5 <= len(text) <= LONG and text[-1] not in "。；;，,、：:" and len(HAN.findall(text)) >= 4


def _mark_source_lines(lines: Sequence[Line], roles: list[str], after: int) -> None:
    """Make a line that names only a source editorial when it stands behind the article."""
    for number in range(after + 1, len(lines)):
        if roles[number] == "dateline" and lines[number].text.startswith(("来源", "來源", "稿源")):
            roles[number] = "editorial"


def _mark_links(lines: Sequence[Line], roles: list[str], after: int) -> None:
    """Make navigation of what follows "related reading" behind the article: other articles' headlines and dates."""
    seen = False
    for number in range(after + 1, len(lines)):
        seen = seen or (roles[number] == "navigation" and RELATED.match(lines[number].text) is not None)
        if seen and roles[number] in ("", "dateline"):
            roles[number] = "navigation"

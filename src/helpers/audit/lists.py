"""Lists: does what is counted have that many items? 防贫办、项目办、振兴办“三办”; 四项工作: 一是 … 四是 …."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from helpers.audit.text import Page, Span, cue_pattern, cues

NUMERALS = {
    "两": 2,
    "双": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
OPEN_QUOTES, CLOSE_QUOTES = '“‘「『"《〈【', '”’」』"》〉】'
QUOTED = re.compile(
    "“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|《[^《》]*》|【[^【】]*】|[（(][^（）()]*[）)]"
)
ONE = "(?<![统合唯专个位第])一(?![批体致流样定切般系带路])"  # a numeral, and no part of 统一, 一体, 一批
TERM = re.compile(
    rf"(\d{{1,2}}|{ONE}|[两双二三四五六七八九十]{{1,3}})((?:(?!{ONE})[^\d两双二三四五六七八九十、+])*)"
)
STOPS = "。！!？?\n；;"
MOST = 12


@dataclass(frozen=True, slots=True)
class ListCheck:
    """A count in words beside a list.

    Attributes
    ----------
    span
        The counting words.
    stated, found
        How many things they count, and how many the list has.
    how
        What the list was known by.
    open
        Whether the list ends in 等 and may leave things out.
    strong
        Whether the list so plainly spells out the count that another length contradicts it.
    """

    span: Span
    stated: int
    found: int
    how: str
    open: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """Counting words taken apart: numbers with what each counts."""

    terms: tuple[tuple[int, str], ...]

    @property
    def total(self) -> int:
        """Number of all the things counted."""
        return sum(number for number, _ in self.terms)


CountOf = Callable[[Span], Counted | None]


def find_lists(page: Page, count_of: CountOf | None = None) -> Iterator[ListCheck]:
    """Yield the counts of a report beside which a list stands.

    Parameters
    ----------
    page
        The report.
    count_of
        Gives what counting words count; their own reading when None.
    """
    lines = _lines(page)
    for span in page.spans:
        counted = count_of(span) if count_of else take_apart(span.surface)
        if counted is None or not 2 <= counted.total <= MOST:
            continue
        for reader in READERS:
            if (check := reader(page, span, counted, lines)) is not None:
                yield check
                break


@lru_cache(maxsize=1 << 11)
def take_apart(surface: str) -> Counted | None:
    """Return the numbers in counting words with what they count: 三提高一延长 is 3 × 提高 and 1 × 延长.

    Parameters
    ----------
    surface
        As printed, folded to Simplified characters.
    """
    plain = re.sub(f"[{OPEN_QUOTES}{CLOSE_QUOTES}]", "", surface)
    terms = []
    for number, word in TERM.findall(plain):
        value = int(number) if number.isdigit() else numeral(number)
        if value is None:
            return None
        terms.append((value, re.sub(f"^(?:{'|'.join(cues()['list_classifiers'])})", "", word)))
    return Counted(tuple(terms)) if terms else None


def numeral(word: str) -> int | None:
    """Return the value of a Chinese numeral from 2 to 19, None for another word."""
    if len(word) == 2 and word[0] == "十":
        return 10 + NUMERALS.get(word[1], 0)
    return 1 if word == "一" else NUMERALS.get(word)


# -- the places in which a list may stand, in the order in which they are tried ----------------------------


def _by_levels(page: Page, span: Span, counted: Counted, lines: list[tuple[int, int]]) -> ListCheck | None:
    """市县乡村四级: one character for each level."""
    end = re.search("[两二三四五六]级", span.surface)
    if end is None:
        return None
    before = page.text[max(0, span.start - 8) : span.start + end.start()]
    run = re.search(rf"[{cues()['levels']}]{{2,6}}$", before)
    if run is None:
        return None
    length = len(run[0]) - (run[0][0] == "国" and before[: run.start()].endswith("全"))
    return ListCheck(span, counted.terms[0][0], length, "one character for each level")


def _by_words(page: Page, span: Span, counted: Counted, lines: list[tuple[int, int]]) -> ListCheck | None:
    """聚焦强基层组织、强集体经济，富农民口袋、富农民脑袋“两强两富”: items that open or close with the counted words."""
    if span.kind == "count" or not any(word for _, word in counted.terms):
        return None
    before, after = _sentence_before(page, span), _sentence_after(page, span)
    for text, where in ((before, "before"), (after, "after")):
        items = _items(text)
        found = [_with_word(items, word) for number, word in counted.terms]
        if found and all(found) and sum(found) >= 2:
            fits = [
                number == number_found for (number, _), number_found in zip(counted.terms, found, strict=True)
            ]
            total = sum(found) if not all(fits) else counted.total
            heads = "、".join(word for _, word in counted.terms if word)
            return ListCheck(span, counted.total, total, f"items {where} it with {heads}", strong=False)
    return None


def _by_quote(page: Page, span: Span, counted: Counted, lines: list[tuple[int, int]]) -> ListCheck | None:
    """“街道、社区、片区、楼栋”四级联动: a quoted list that the count follows or that follows it."""
    before = page.text[max(0, span.start - 120) : span.start].rstrip()
    if before[-1:] in CLOSE_QUOTES and before:
        quote = before[:-1]
        opening = max(quote.rfind(c) for c in '“‘「『"')
        inner = quote[opening + 1 :] if opening >= 0 else ""
        if "、" in inner and not re.search(f"[{STOPS}]", inner):
            return ListCheck(span, counted.total, inner.count("、") + 1, "quoted list before it")
    return None


def _by_list_before(
    page: Page, span: Span, counted: Counted, lines: list[tuple[int, int]]
) -> ListCheck | None:
    """安居、就业、保障、培训、维稳“五大工程”: a list that runs up to the count."""
    raw = page.text[max(0, span.start - 160) : span.start]
    clause = re.split(f"[,，:：{STOPS}]", _mask(raw.rstrip(OPEN_QUOTES)))[-1]
    open_end = clause.endswith("等")
    clause = clause.removesuffix("等").removesuffix("这")
    if "、" not in clause or re.search(r"\d", clause):
        return None
    items = clause.split("、")
    if not all(items) or max(map(len, items[1:])) > 30:
        return None
    quoted = raw[-1:] in OPEN_QUOTES
    if items[-1] in cues()["list_verbs"]:
        return None
    if not (quoted or open_end or _same_kind(items, page, span) or span.kind == "slogan"):
        return None
    length = len(items) + _joined(items[-1], quoted or open_end)
    if span.kind == "slogan" and _is_formula(span):
        return None
    return ListCheck(span, counted.total, length, "list before it", open=open_end)


def _by_list_after(
    page: Page, span: Span, counted: Counted, lines: list[tuple[int, int]]
) -> ListCheck | None:
    """“五个一批”(…;…), “四个必须”:…;…: a list in brackets or after a colon."""
    after = page.text[span.end : span.end + 600].lstrip(CLOSE_QUOTES)
    match = re.match(r"[\u4e00-\u9fff]{0,8}[”’」』\"]?([:：（(]|[，,]即[:：]?)", after)
    if not match:
        return None
    if match[1] in "（(":
        tail = after[match.end() :].split("）" if match[1] == "（" else ")")[0]
    else:
        tail = re.split("[。！!？?\n]", after[match.end() :])[0]
    tail = _mask(tail)
    for mark in ("；", ";", "、"):
        if mark in tail:
            items = [item for item in tail.split(mark) if item]
            length = len(items) + (_joined(items[-1], True) if mark == "、" else 0)
            if mark == "、" and re.search("[，,]", tail):
                return None
            if items[-1].rstrip().endswith("等"):
                return ListCheck(span, counted.total, length, "list after it", open=True)
            return ListCheck(span, counted.total, length, "list after it")
    return None


def _by_next_sentence(
    page: Page, span: Span, counted: Counted, lines: list[tuple[int, int]]
) -> ListCheck | None:
    """“3+1”保障…。教育、医疗、住房以及饮水: a formula of numbers alone, spelt out in the next sentence."""
    if "+" not in span.surface or any(word for _, word in counted.terms):
        return None
    sentences = re.split("[。！!？?\n]", page.text[span.end : span.end + 200])
    clause = re.split("[,，;；]", sentences[1])[0] if len(sentences) > 1 else ""
    items = _mask(clause).split("、")
    length = len(items) + _joined(items[-1], True)
    return (
        ListCheck(span, counted.total, length, "list in the next sentence")
        if length == counted.total
        else None
    )


def _by_enumerators(
    page: Page, span: Span, counted: Counted, lines: list[tuple[int, int]]
) -> ListCheck | None:
    """四项工作。一是…二是…三是…四是…: marks that count along."""
    if len(counted.terms) != 1:
        return None
    reach = page.text[span.end : span.end + 6000]
    for marks in cues()["enumerators"]:
        first = reach.find(marks[0])
        if not 0 <= first <= 160 or not _opens_list(reach[:first]):
            continue
        position, length = first, 1
        for mark in marks[1:]:
            following = reach.find(mark, position + 1)
            again = reach.find(marks[0], position + 1)
            if following < 0 or (0 <= again < following):
                break
            position, length = following, length + 1
        if length < 2:
            continue
        near = first <= 30 and any(word in span.surface + reach[:6] for word in cues()["work_words"])
        if near or length == counted.total:
            how = f"{marks[0]} … {marks[length - 1]}"
            return ListCheck(span, counted.total, length, how, strong=near and _ends_sentence(reach[:first]))
    return None


def _by_headings(page: Page, span: Span, counted: Counted, lines: list[tuple[int, int]]) -> ListCheck | None:
    """“五项举措”齐发力 as a heading, and five paragraphs that open with the same word."""
    at = bisect_right(lines, (span.start, len(page.text))) - 1
    if at < 0 or len(counted.terms) != 1:
        return None
    start, end = lines[at]
    if end - start > 40:
        return None
    if counted.total < 3:
        return None
    length, mark = _same_openings(page, lines[at + 1 :], counted)
    if length == counted.total:
        return ListCheck(span, counted.total, length, f"paragraphs that open with {mark}")
    if (named := _naming(page, lines[at + 1 :], counted.terms[0][1])) == counted.total:
        return ListCheck(span, counted.total, named, f"paragraphs that name {counted.terms[0][1]}")
    text = page.text[end : lines[at + 3][0] if at + 3 < len(lines) else len(page.text)]
    openers = re.findall(r"(?:^|[。；;\n])[^，,。；;\n]{2,10}方面[，,]", text)
    if len(openers) == counted.total:
        return ListCheck(span, counted.total, len(openers), "sentences that open with …方面")
    return None


def _by_subheadings(
    page: Page, span: Span, counted: Counted, lines: list[tuple[int, int]]
) -> ListCheck | None:
    """“两美融合”, and two headings that end with 美."""
    at = bisect_right(lines, (span.start, len(page.text))) - 1
    word = counted.terms[0][1][:1]
    if at < 0 or not word or len(counted.terms) != 1 or span.kind == "count":
        return None
    start, end = lines[at]
    if end - start > 40:
        return None
    short = [page.text[a:b].strip() for a, b in lines[at + 1 : at + 40] if b - a <= 16]
    ends = [text for text in short if text.endswith(word)]
    if len(ends) == counted.total:
        return ListCheck(span, counted.total, len(ends), f"headings that end with {word}")
    return None


READERS: tuple[Callable[[Page, Span, Counted, list[tuple[int, int]]], ListCheck | None], ...] = (
    _by_levels,
    _by_words,
    _by_quote,
    _by_list_before,
    _by_list_after,
    _by_next_sentence,
    _by_enumerators,
    _by_headings,
    _by_subheadings,
)


# -- pieces ----------------------------------------------------------------------------------------------


def _lines(page: Page) -> list[tuple[int, int]]:
    """Return the spans of the lines that are not blank."""
    spans: dict[int, tuple[int, int]] = {}
    for sentence in page.sentences:
        start, _ = spans.get(sentence.paragraph, (sentence.start, 0))
        spans[sentence.paragraph] = (start, sentence.end)
    return sorted(spans.values())


def _mask(text: str) -> str:
    """Return a text in which quotes and brackets hide their commas."""
    return QUOTED.sub(lambda match: "□" * len(match[0]), text)


def _sentence_before(page: Page, span: Span) -> str:
    text = page.text[max(0, span.start - 300) : span.start].rstrip(OPEN_QUOTES)
    masked = _mask(text)
    cut = max(masked.rfind(c) for c in "。！!？?\n")
    return masked[cut + 1 :]


def _sentence_after(page: Page, span: Span) -> str:
    after = page.text[span.end : span.end + 600].lstrip(CLOSE_QUOTES)
    match = re.match(r"[\u4e00-\u9fff]{0,6}[”’」』\"]?[:：（(]", after)
    if not match:
        return ""
    masked = _mask(after[match.end() :])
    return re.split("[。！!？?\n）)]", masked)[0]


def _items(text: str) -> list[str]:
    return [item.strip() for item in re.split("[、，,；;]", text) if item.strip()]


def _with_word(items: list[str], word: str) -> int:
    """Return how many items in a row, counted from the nearest, open or close with a word."""
    if not word:
        return 0
    tests: list[Callable[[str], bool]] = [
        lambda item: item.startswith(word),
        lambda item: item.endswith(word),
        lambda item: len(word) == 1 and word in item[-4:],
    ]
    counts = []
    for test in tests:
        hits = [test(item) for item in items]
        hits = [
            hit or (i + 1 < len(hits) and hits[i + 1] and word in item)
            for i, (hit, item) in enumerate(zip(hits, items, strict=True))
        ]
        counts.append(sum(hits))
    return max(counts)


def _same_kind(items: list[str], page: Page, span: Span) -> bool:
    """Return whether the items and the counted noun end alike: 姚程村、小园村、关面村3个村."""
    noun = re.match(r"[\u4e00-\u9fff]{1,6}", page.text[span.end :])
    if not noun:
        return False
    endings = {item[-1:] for item in items}
    return len(endings) == 1 and endings.pop() in noun[0]


def _joined(item: str, closed: bool) -> int:
    """Return 1 when the last item of a list holds two, joined by 和 or 以及, both of them short."""
    words = cue_pattern("conjunctions").pattern
    parts = re.split(f"(?<=[\u4e00-\u9fff]{{2}})(?:{words})(?=[\u4e00-\u9fff]{{2}})", item)
    return 1 if closed and len(parts) == 2 and max(map(len, parts)) <= 8 else 0


def _is_formula(span: Span) -> bool:
    return len(TERM.findall(span.surface)) > 1


def _opens_list(text: str) -> bool:
    """Return whether nothing but the rest of a sentence or a heading stands before the first mark."""
    return sum(text.count(c) for c in "。！？\n") <= 3 and "；" not in text


def _ends_sentence(text: str) -> bool:
    return bool(re.search('[。:：,，\n][\\s“”"]*$', text))


def _naming(page: Page, lines: list[tuple[int, int]], word: str) -> int:
    """Return how many paragraphs of a section have a word in their first sentence, all of them from the first on."""
    length = 0
    for start, end in lines[:40]:
        text = page.text[start:end]
        if len(word) < 2 or (end - start <= 40 and re.search("[“”「」]", text)):
            break
        if end - start <= 20:
            continue
        if word not in re.split("[。！!？?]", text)[0]:
            break
        length += 1
    return length


def _same_openings(page: Page, lines: list[tuple[int, int]], counted: Counted) -> tuple[int, str]:
    """Return how many paragraphs in the section open with the same two characters, and which."""
    first_mark, length = "", 0
    for start, end in lines[:40]:
        if end - start <= 20:
            if length >= counted.total or (
                length and end - start > 8 and re.search("[“”「」]", page.text[start:end])
            ):
                break
            continue
        mark = page.text[start : start + 2]
        if not first_mark or (mark != first_mark and length <= 1):
            first_mark, length = mark, 1
        elif mark == first_mark:
            length += 1
        elif length >= 2:
            break
    return length, first_mark

"""Make the two derived resource files of the mention extractor from packaged dictionaries.

Run by hand when a dictionary changes: ``python tools/make_resources.py``. The results are committed.

- ``fold.csv``: Traditional (and full-width) characters with their one-to-one Simplified (half-width) form. Origin: OpenCC (Apache-2.0),
  conversion ``t2s`` of single characters; full-width forms by Unicode NFKC.
- ``lost_number_words.csv``: words whose numeral has lost its number (统一, 四川, 百姓). Origin: the dictionary of jieba (MIT), kept when
  the word holds a numeral character and is not itself a number with a unit.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

RESOURCES = Path(__file__).parent.parent / "src" / "helpers" / "resources"
NUMERALS = "零〇一二三四五六七八九十百千万亿两半双几数"
KEPT_TAGS = {
    "n",
    "v",
    "vn",
    "d",
    "b",
    "i",
    "l",
    "nz",
    "ns",
    "nt",
    "j",
    "a",
    "r",
    "c",
    "o",
    "s",
    "f",
    "z",
    "nr",
    "t",
}
AMOUNT = re.compile(  # words that begin so are amounts, ranks or dates
    rf"第|[{NUMERALS}]+([年月日天周岁元角吨斤亩米里克升倍成次级期届等档层楼环号中大代回面季世年人名位个只头件条项种家户段届度省县市区镇乡村]|"
    r"小时|分钟|公里|千米|星期|公斤|季度|年级|分之|个月|美元|世纪|中全会|把手)"
)
NUMBER_ONLY = re.compile(rf"[{NUMERALS}]+")


def folded_characters() -> list[tuple[str, str]]:
    """Return (character, folded character) for every character that folding changes."""
    import opencc

    to_simplified = opencc.OpenCC("t2s")
    pairs = []
    for code in [*range(0x3400, 0xA000), *range(0xF900, 0xFB00)]:
        char = chr(code)
        if len(simple := to_simplified.convert(char)) == 1 and simple != char:
            pairs.append((char, simple))
    for code in range(0xFF01, 0xFF5F):
        char = chr(code)
        if char.isalnum() or char in "．％＋－／＄":
            pairs.append((char, unicodedata.normalize("NFKC", char)))
    return pairs


def unit_forms() -> set[str]:
    """Return every form of units.csv."""
    lines = [
        line
        for line in (RESOURCES / "units.csv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    return {form for row in csv.DictReader(lines) for form in [row["unit"], *row["forms"].split("|")] if form}


def lost_number_words() -> list[str]:
    """Return the words of jieba's dictionary that hold a numeral character but say no number."""
    import jieba

    counted = re.compile(
        rf"[{NUMERALS.replace('数', '')}]+(" + "|".join(sorted(unit_forms(), key=len, reverse=True)) + ")"
    )
    framed = re.compile(f"[近每](?![几一]){counted.pattern}来?")  # 近三成, 近两年来, 每十年
    words = []
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, tag = line.split()
        if len(word) < 2 or tag not in KEPT_TAGS or not any(c in NUMERALS for c in word):
            continue
        amount = AMOUNT.match(word) or (counted.match(word) and not word.startswith("一"))
        if NUMBER_ONLY.fullmatch(word) or (amount and (tag not in "ild" or len(word) < 4)):
            continue
        if AMOUNT.fullmatch(word) or (tag == "nr" and (len(word) < 3 or int(frequency) < 30)):
            continue
        if counted.fullmatch(word) or framed.fullmatch(word):
            continue
        if tag == "t" and int(frequency) < 20:
            continue
        words.append(word)
    return sorted(set(words))


def main() -> None:
    """Write both files."""
    with (RESOURCES / "fold.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write(
            "# Made by tools/make_resources.py from OpenCC's t2s (Apache-2.0) and Unicode NFKC; do not edit.\n"
        )
        csv.writer(handle, lineterminator="\n").writerows([("char", "folded"), *folded_characters()])
    with (RESOURCES / "lost_number_words.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write(
            "# Made by tools/make_resources.py from jieba's dictionary (MIT); add to lost_number_words_more.csv instead.\n"
        )
        csv.writer(handle, lineterminator="\n").writerows([("word",), *((w,) for w in lost_number_words())])


if __name__ == "__main__":
    main()

"""Pages: what a page of the site is, how pages link to each other, and words in two languages."""

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from helpers.resources import read_csv_resource
from helpers.tables import PROJECT, records

# beside the pages and not among the resources of the notebooks, which need not run again for a word of the site
WORDS = PROJECT / "site/words.csv"
PLAIN = re.compile(r"[\w.-]+")
LONGEST_NAME = 80


class BookError(ValueError):
    """The site cannot be made; the message is one sentence that names what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Both:
    """The same words in English and in Chinese."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page with a heading of its own; `template` is filled with `data`."""

    anchor: str
    title: Both
    template: str
    data: dict[str, Any] = field(default_factory=dict)


def untitled(template: str, data: dict[str, Any]) -> Section:
    """Return a section without a heading, as the first of a page is."""
    return Section("", Both("", ""), template, data)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    Attributes
    ----------
    name
        Path below the site without ``.html``, such as ``evidence/huize-2020``.
    title
        Its heading.
    sections
        In order. The first has no heading when its title is empty.
    below
        Names of the pages that stand below it in the table of contents, by caption of the part.
    above
        Name of the page that it belongs to, when the table of contents does not hold it.
    short
        How the table of contents names it; its title when empty.
    """

    name: str
    title: Both
    sections: tuple[Section, ...]
    below: tuple[tuple[str, tuple[str, ...]], ...] = ()
    above: str = ""
    short: str = ""


@cache
def labels() -> dict[str, Both]:
    """Return the words of the site by key."""
    return {row["key"]: Both(row["en"], row["zh"]) for row in records(read_csv_resource(WORDS))}


def say(key: str) -> Both:
    """Return the words of a key; a key that has none stands for itself."""
    return labels().get(key, Both(key.partition(".")[2] or key, key.partition(".")[2] or key))


def both(words: Both | str) -> Markup:
    """Return words as HTML in both languages, of which the page shows one.

    Parameters
    ----------
    words
        Both languages, or a text that is the same in both.

    Returns
    -------
    Markup
        Escaped.
    """
    if isinstance(words, str):
        return escape(words)
    if words.en == words.zh:
        return escape(words.en)
    return Markup(
        '<span class="xj-en" lang="en">{}</span><span class="xj-zh" lang="zh-Hans">{}</span>'
    ).format(words.en, words.zh)


def slug(name: str) -> str:
    """Return a name as it can stand in an address: letters, digits, ``-``, ``_`` and ``.``.

    Parameters
    ----------
    name
        Any text, such as the stem of a file.

    Returns
    -------
    str
        The name itself where it is plain; else what is plain of it and a hash, so that two names stay two.
    """
    if PLAIN.fullmatch(name) and len(name) <= LONGEST_NAME and name[0] not in "._" and name != "index":
        return name
    plain = "-".join(PLAIN.findall(name)).strip("._-")[: LONGEST_NAME // 2]
    return f"{plain or 'x'}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def shortened(text: str, most: int = 40) -> str:
    """Return the beginning of a text that is longer than `most` characters."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def split_keys(text: str) -> list[str]:
    """Return the keys ``doc:start-end`` of a cell, which spaces or semicolons join; names may hold spaces."""
    return [found.strip(" ;") for found in re.findall(r".+?:\d+-\d+(?=[ ;]|$)", text)]


def address(page: str, anchor: str = "") -> str:
    """Return the address of a page below the site, quoted for a link."""
    return quote(f"{page}.html") + (f"#{quote(anchor)}" if anchor else "")


def relative(target: str, page: str) -> str:
    """Return an address below the site as a link from a page.

    Parameters
    ----------
    target
        As from `address`.
    page
        Name of the page that links.

    Returns
    -------
    str
        A link that holds wherever the site lies.
    """
    return "../" * page.count("/") + target

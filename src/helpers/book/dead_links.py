"""Dead links: what the pages of a site link to and does not exist, and what they would load from outside."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

LOADS = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src")}
LEADS = {("a", "href"), *LOADS}


@dataclass
class _Seen(HTMLParser):
    """What a page offers to link to, and what it links to."""

    anchors: set[str] = field(default_factory=set)
    links: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" or (tag == "a" and name == "name"):
                self.anchors.add(value or "")
            elif (tag, name) in LEADS and value is not None:
                self.links.append((tag, value))


def find_dead_links(site: Path) -> list[str]:
    """Return a sentence for every link of a site that leads nowhere, and for everything loaded from outside.

    Parameters
    ----------
    site
        Folder of the site.

    Returns
    -------
    list of str
        Sorted; empty when all is well.
    """
    pages = {path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))}
    return sorted(set(_problems(site, pages)))


def _problems(site: Path, pages: dict[str, _Seen]) -> Iterator[str]:
    for name, page in pages.items():
        for tag, link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                if tag != "a" and parts.scheme != "data":
                    yield f"{name}: loads {link} from outside."
                continue
            target = normpath(join(dirname(name), unquote(parts.path))) if parts.path else name
            target = f"{target}/index.html".removeprefix("./") if (site / target).is_dir() else target
            if target.startswith("..") or (target not in pages and not (site / target).is_file()):
                yield f"{name}: links to {link}, which does not exist."
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
                yield f"{name}: links to {link}, but there is no such place on that page."


def _read(path: Path) -> _Seen:
    seen = _Seen()
    seen.feed(path.read_text(encoding="utf-8"))
    return seen

"""Citation: how to cite a figure, from its passport and CITATION.cff, as a sentence, BibTeX or LaTeX."""

import argparse
import difflib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from helpers.markup import latex_text, markdown_text, one_line

RESOURCE = (
    Path(__file__).parent / "resources" / "package.yaml"
)  # read here: pandas stays out of `xianjie cite`
Lang = Literal["en", "zh"]
Passport = Mapping[str, Any]

# what a passport must hold for a citation, and of which type
NEEDED: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "title": dict,
    "caption": dict,
    "alt": dict,
    "lang": str,
    "notebook": str,
    "tables": dict,
    "size_mm": list,
    "licence": str,
}
FIGURE_FORMS = ("pdf", "svg", "png", "csv", "json")  # the files of a figure
LICENCES = {"CC-BY-4.0": "CC BY 4.0", "MIT": "MIT"}
CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
NEAR = 3  # figures named to a reader who asked for one that is not there


class CitationError(ValueError):
    """Something that a citation needs is missing or broken; the message is one sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who made the collection: a person, or a body with a name of its own.

    Attributes
    ----------
    family, given
        Of a person; ``""`` for a body.
    name
        Of a body; ``""`` for a person.
    """

    family: str = ""
    given: str = ""
    name: str = ""

    @property
    def shown(self) -> str:
        """The name as it stands in a sentence."""
        return self.name or f"{self.given} {self.family}".strip()

    @property
    def listed(self) -> str:
        """The name as a list of references sorts it."""
        return self.name or ", ".join(part for part in (self.family, self.given) if part)


@dataclass(frozen=True, slots=True)
class Work:
    """The collection as CITATION.cff describes it; ``""`` where it says nothing.

    Attributes
    ----------
    title, version
        Of the collection.
    authors
        In their order.
    released
        ISO date of the release.
    licences
        SPDX identifiers.
    doi, url, abstract
        As stated.
    keywords
        In their order.
    """

    title: str
    authors: tuple[Author, ...]
    version: str = ""
    released: str = ""
    licences: tuple[str, ...] = ()
    doi: str = ""
    url: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def year(self) -> str:
        """The year of the release."""
        return self.released[:4]

    @property
    def title_zh(self) -> str:
        """The title in Chinese, which the format of CITATION.cff has no field for."""
        return str(yaml.safe_load(RESOURCE.read_text(encoding="utf-8"))["title_zh"])

    @property
    def link(self) -> str:
        """Where the work is found: its DOI as an address, or its own address."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def name(self) -> str:
        """The first word of the title, before its colon."""
        return self.title.partition(":")[0].strip()


def read_work(path: Path) -> Work:
    """Return what CITATION.cff says of the collection.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Work
        With every field as text.

    Raises
    ------
    CitationError
        When the file is missing, is no YAML, or lacks a title or an author.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError:
        raise CitationError(
            f"{path}: there is no such file; a citation needs its title and authors."
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CitationError(
            f"{path}: is not YAML in UTF-8 ({one_line(str(error))}); mend the file."
        ) from None
    if not isinstance(content, dict):
        raise CitationError(f"{path}: holds no fields such as `title:` and `authors:`; mend the file.")
    for field in ("title", "authors"):
        if not content.get(field):
            raise CitationError(f"{path}: has no `{field}`; add it.")
    text = {
        key: one_line(str(content.get(key) or "")) for key in ("title", "version", "doi", "url", "abstract")
    }
    return Work(
        authors=_read_authors(content["authors"], path),
        released=one_line(str(content.get("date-released") or "")),
        licences=_as_texts(content.get("license")),
        keywords=_as_texts(content.get("keywords")),
        **text,
    )


def read_passport(figures_dir: Path, figure_id: str) -> dict[str, Any]:
    """Return the passport of a figure.

    Parameters
    ----------
    figures_dir
        Folder of the figures.
    figure_id
        Name of the figure.

    Returns
    -------
    dict
        As `helpers.figures.save_figure` writes it.

    Raises
    ------
    CitationError
        When there is no such folder or figure, with the nearest ids, or its passport is broken.
    """
    if not figures_dir.is_dir():
        raise CitationError(f"{figures_dir}: there is no such folder; `make` draws the figures.")
    there = sorted(path.stem for path in figures_dir.glob("*.json"))
    if figure_id not in there:
        raise CitationError(f"{figure_id}: there is no such figure. {_nearest(figure_id, there)}")
    path = figures_dir / f"{figure_id}.json"
    try:
        passport = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CitationError(f"{path}: cannot be read as JSON ({one_line(str(error))}); {_AGAIN}") from None
    _check_passport(passport, path)
    return dict(passport)


def read_passports(figures_dir: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the passports of a folder, and a sentence for each that is broken.

    Parameters
    ----------
    figures_dir
        Folder of the figures; one that is missing holds none.

    Returns
    -------
    tuple of list
        Passports by notebook and id, then the sentences.
    """
    passports, problems = [], []
    for path in sorted(figures_dir.glob("*.json")):
        try:
            passports.append(read_passport(figures_dir, path.stem))
        except CitationError as error:
            problems.append(str(error))
    return sorted(passports, key=lambda each: (each["notebook"], each["id"])), problems


def cite_plain(passport: Passport, work: Work, lang: Lang = "en") -> str:
    """Return the citation of a figure as a sentence.

    A figure without a licence is a reader's own, drawn from other reports: there the collection is what it was
    drawn with, not where it is from.

    Parameters
    ----------
    passport
        Of the figure.
    work
        The collection.
    lang
        Language of the citation.

    Returns
    -------
    str
        One line.
    """
    title, licence = one_line(passport["title"][lang]), _licence(passport)
    authors = ", ".join(author.listed for author in work.authors)
    if lang == "zh":
        version = f"，{work.version} 版" if work.version else ""
        figure = f"{title}［图 {passport['id']}］"
        parts = [authors, figure, f"见：{work.title_zh}{version}"]
        if is_own(passport):
            parts = [figure, f"绘图所用：{authors}", f"{work.title_zh}{version}"]
        parts += [part for part in (work.year, licence, work.link) if part]
        return ". ".join(parts) + "."
    year = f" ({work.year})" if work.year else ""
    version = f", version {work.version}" if work.version else ""
    figure = f"{title} [figure {passport['id']}]."
    said = f"{authors}{year}. {figure} In: {work.title}{version}. {licence}."
    if is_own(passport):
        said = f"{figure} Drawn with: {authors}{year}. {work.title}{version}."
    return f"{said} {work.link}".strip()


def cite_bibtex(passport: Passport, work: Work, lang: Lang = "en") -> str:
    """Return the citation of a figure as a BibTeX entry.

    Parameters
    ----------
    passport
        Of the figure.
    work
        The collection.
    lang
        Language of the title.

    Returns
    -------
    str
        Lines, the last without a line feed. Its key is ``xianjie-`` and the figure's id. Of a reader's own
        figure it is the entry of the collection, to say what it was drawn with.
    """
    version = f", version {work.version}" if work.version else ""
    if is_own(passport):
        return _bibtex_entry(
            bibtex_key("", work), work, f"{{{latex_text(work.title)}}}", f"Software{version}", "", "en"
        )
    where = f"Figure {passport['id']} in {work.title}{version}"
    tables = ", ".join(f"{name}.csv (SHA-256 {digest[:8]})" for name, digest in passport["tables"].items())
    note = f"Licence: {_licence(passport)}. Drawn by {passport['notebook']}" + (
        f" from {tables}" if tables else ""
    )
    title = f"{{{latex_text(passport['title'][lang])}}}"
    return _bibtex_entry(bibtex_key(passport["id"], work), work, title, where, note, lang)


def cite_latex(passport: Passport, work: Work, lang: Lang = "en") -> str:
    r"""Return LaTeX that shows a figure at its printed size, with its caption and citation.

    Parameters
    ----------
    passport
        Of the figure.
    work
        The collection.
    lang
        Language of the caption.

    Returns
    -------
    str
        A ``figure`` environment; its first line says which packages it needs.
    """
    caption = latex_text(passport["caption"][lang])
    own = is_own(passport)
    key = bibtex_key("" if own else passport["id"], work)
    source = {"en": "Drawn with" if own else "From", "zh": "绘图所用：" if own else "引自"}[lang]
    terms = "" if own else f", {latex_text(_licence(passport))}"
    needs = r"% needs \usepackage{graphicx}"
    if CJK.search(passport["caption"][lang]) or lang == "zh":
        needs += r" and \usepackage{ctex}, compiled with XeLaTeX or LuaLaTeX"
    return "\n".join(
        [
            needs,
            r"\begin{figure}",
            r"  \centering",
            rf"  \includegraphics[width={passport['size_mm'][0]:g}mm]{{figures/{passport['id']}.pdf}}",
            rf"  \caption[{{{latex_text(passport['title'][lang])}}}]{{{caption}",
            rf"    {source} \emph{{{latex_text(work.name)}}}~\cite{{{key}}}{terms}.}}",
            rf"  \label{{fig:{bibtex_key(passport['id'], work)}}}",
            r"\end{figure}",
        ]
    )


def is_own(passport: Passport) -> bool:
    """Return whether a figure is a reader's own: the collection gives it no licence."""
    return not passport["licence"]


def bibtex_key(figure_id: str, work: Work) -> str:
    """Return the BibTeX key of a figure: ASCII letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", f"{work.name}-{figure_id}".lower()).strip("-")


def figures_bib(passports: Iterable[Passport], work: Work) -> str:
    """Return the BibTeX entries of all figures, each in the language it is drawn in."""
    head = f"% How to cite the figures of {work.name}; made by `xianjie run` from their passports.\n"
    entries = [cite_bibtex(each, work, _lang_of(each)) for each in passports]
    return "\n\n".join([head.rstrip("\n"), *entries]) + "\n"


def figures_readme(passports: Sequence[Passport], work: Work) -> str:
    """Return a page that shows every figure with its captions, where it comes from and how to cite it.

    Parameters
    ----------
    passports
        Of the figures, in the order in which they are shown.
    work
        The collection.

    Returns
    -------
    str
        Markdown, for the folder of the figures.
    """
    head = [
        "# Figures 图",
        "",
        "Made by `xianjie run` from the passports beside the figures. Each figure is there as PDF and SVG for print,",
        "PNG for screens, CSV of what is drawn, and JSON: its passport. `xianjie cite FIGURE` prints its citation",
        "(`--bibtex`, `--latex`, `--lang zh`); [figures.bib](figures.bib) holds them all.",
        "",
        f"{len(passports)} figures:" if len(passports) != 1 else "1 figure:",
        "",
        *(f"- [{each['id']}](#{each['id']}): {markdown_text(each['title']['en'])}" for each in passports),
    ]
    return "\n".join(head + [line for each in passports for line in _readme_section(each, work)]) + "\n"


# --- the command ---


def add_cite_command(commands: Any) -> None:
    """Add ``cite`` to the commands of ``xianjie``.

    Parameters
    ----------
    commands
        What `argparse.ArgumentParser.add_subparsers` returned.
    """
    command = commands.add_parser(
        "cite",
        allow_abbrev=False,
        help="print how to cite a figure",
        description="Print how to cite a figure, or how to show it in LaTeX.",
    )
    command.add_argument("figure", metavar="FIGURE", help="name of the figure, such as money-log")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--bibtex", dest="form", action="store_const", const=cite_bibtex, help="a BibTeX entry")
    form.add_argument(
        "--latex", dest="form", action="store_const", const=cite_latex, help="a LaTeX figure with its caption"
    )
    command.add_argument("--lang", choices=("en", "zh"), default="en", help="language (default: en)")
    command.add_argument(
        "--figures", type=Path, metavar="DIR", help="folder of the figures (default: the collection's)"
    )
    command.set_defaults(form=cite_plain, call=cite)


def cite(arguments: argparse.Namespace, root: Path) -> int:
    """Print the citation that the arguments ask for; return the exit code."""
    passport = read_passport(arguments.figures or root / "figures", arguments.figure)
    print((arguments.form or cite_plain)(passport, read_work(root / "CITATION.cff"), arguments.lang))
    return 0


# --- parts ---

_AGAIN = "make the figure again: `xianjie run --again`."


def _readme_section(passport: Passport, work: Work) -> list[str]:
    name = passport["id"]
    forms = " · ".join(f"[{form.upper()}]({name}.{form})" for form in FIGURE_FORMS)
    tables = ", ".join(f"`{table}`" for table in passport["tables"])
    cell = passport.get("cell") or {}
    at = f", cell [{cell['count']}]" if cell.get("count") else ""
    made = f"Drawn by [{passport['notebook']}](../notebooks/{passport['notebook']}.ipynb){at}"
    return [
        "",
        f"## {name}",
        "",
        f"![{markdown_text(passport['alt'][_lang_of(passport)])}]({name}.png)",
        "",
        markdown_text(passport["caption"]["en"]),
        "",
        markdown_text(passport["caption"]["zh"]),
        "",
        f"{made}{f' from {tables}' if tables else ''}. {forms}",
        "",
        f"Cite as: {markdown_text(cite_plain(passport, work, _lang_of(passport)))}",
    ]


def _check_passport(passport: Any, path: Path) -> None:
    if not isinstance(passport, dict):
        raise CitationError(f"{path}: is not the passport of a figure; {_AGAIN}")
    wrong = [name for name, kind in NEEDED.items() if not isinstance(passport.get(name), kind)]
    wrong += [
        f"{name} in {lang}"
        for name in ("title", "caption", "alt")
        for lang in ("en", "zh")
        if name not in wrong and not isinstance(passport[name].get(lang), str)
    ]
    if "size_mm" not in wrong and not all(
        isinstance(side, int | float) for side in passport["size_mm"] or [""]
    ):
        wrong.append("size_mm")
    if wrong:
        raise CitationError(f"{path}: this passport has no {', no '.join(wrong)}; {_AGAIN}")
    if passport["id"] != path.stem:
        raise CitationError(f"{path}: is the passport of another figure, {passport['id']}; {_AGAIN}")


def _nearest(asked: str, there: Sequence[str]) -> str:
    if not there:
        return "There is none yet; `make` draws the figures."
    near = [name for name in there if asked and (asked in name or name in asked)]
    near += difflib.get_close_matches(asked, there, n=NEAR, cutoff=0.4)
    found = list(dict.fromkeys(near))[:NEAR]
    return f"Nearest: {', '.join(found)}." if found else f"There are: {', '.join(there)}."


def _read_authors(content: Any, path: Path) -> tuple[Author, ...]:
    if not isinstance(content, list) or not all(isinstance(each, dict) for each in content):
        raise CitationError(
            f"{path}: `authors` is no list of names; write `- name: …` or `- family-names: …`."
        )
    authors = tuple(
        Author(*(one_line(str(each.get(key) or "")) for key in ("family-names", "given-names", "name")))
        for each in content
    )
    if not all(author.shown for author in authors):
        raise CitationError(
            f"{path}: one of the `authors` has no name; write `- name: …` or `- family-names: …`."
        )
    return authors


def _bibtex_name(author: Author) -> str:
    if author.name:
        return f"{{{latex_text(author.name)}}}"  # braces: a body is not split into first and last name
    return ", ".join(latex_text(part) for part in (author.family, author.given) if part)


def _bibtex_entry(key: str, work: Work, title: str, where: str, note: str, lang: Lang) -> str:
    fields = {
        "author": " and ".join(_bibtex_name(author) for author in work.authors),
        "title": title,
        "howpublished": latex_text(where),
        "year": work.year,
        "note": latex_text(note),
        "doi": work.doi,
        "url": "" if work.doi else work.url,
        "langid": {"en": "english", "zh": "chinese"}[lang],
    }
    lines = [f"  {name:<12} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _licence(passport: Passport) -> str:
    licence = str(passport["licence"])
    return LICENCES.get(licence, licence)


def _lang_of(passport: Passport) -> Lang:
    return "zh" if passport["lang"] == "zh" else "en"


def _as_texts(content: Any) -> tuple[str, ...]:
    if content is None:
        return ()
    return tuple(one_line(str(each)) for each in (content if isinstance(content, list) else [content]))

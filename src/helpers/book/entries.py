"""Entries: what is said of one number, wherever the site shows it."""

from dataclasses import dataclass

from helpers.book.model import Book, Row
from helpers.book.pages import Both, address, say, shortened, slug
from helpers.corpus.quotes import find_quote
from helpers.findings import split_key
from helpers.resources import read_resource
from helpers.tables import format_number, records


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it."""

    label: Both
    words: Both | str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; ``mark`` says of what kind they are, for the style sheet."""

    words: Both | str
    target: str
    mark: str = ""
    note: Both | str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one number.

    Attributes
    ----------
    key, surface, kind
        Which number it is.
    facts
        Value, indicator, place and the rest.
    links
        By label: checks, systems, findings, models that it takes part in.
    """

    key: str
    surface: str
    kind: str
    facts: tuple[Fact, ...]
    links: tuple[tuple[Both, tuple[Link, ...]], ...]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return split_key(self.key)[1]


def entry(book: Book, key: str) -> Entry:
    """Return what is said of a number.

    Parameters
    ----------
    book
        What the run made.
    key
        ``doc:start-end`` of a mention.

    Returns
    -------
    Entry
        Facts in the order in which a reader asks for them; what the text does not give is left out.
    """
    mention = book.mentions[key]
    links = (
        (say("title.claims"), _claim_links(book, key)),
        (say("field.checks"), tuple(check_link(row) for row in book.checks_of.get(key, ()))),
        (say("field.systems"), tuple(system_link(book, name) for name in book.systems_of.get(key, ()))),
        (say("field.findings"), tuple(finding_link(book, name) for name in book.findings_of.get(key, ()))),
        (say("field.models"), model_links(book, key)),
    )
    return Entry(
        key=key,
        surface=mention["surface"],
        kind=mention["kind"],
        facts=_facts(mention, book.claims.get(key)),
        links=tuple((label, found) for label, found in links if found),
    )


def value_words(row: Row) -> str:
    """Return a value with its unit: ``422,900 户``, ``15,487 元/人``, ``9.2–9.3 元``; empty when it has none."""
    low, high = (_number(row[name]) for name in ("low", "high"))
    if not low and not high:
        return ""
    number = low if low == high else f"{low or '…'}–{high or '…'}"
    per = f"/{row['per']}" if row["per"] else ""
    return f"{number} {row['unit']}{per}".strip()


def period_words(period: str) -> Both | str:
    """Return an EDTF period as words: ``2016/2021`` is 2016 to 2021, ``/2020-12`` up to 2020-12."""
    start, slash, end = period.partition("/")
    if not slash:
        return period
    if not start:
        return Both(f"up to {end}", f"截至 {end}")
    if end in ("", ".."):
        return Both(f"since {start}", f"自 {start} 起")
    return Both(f"{start} to {end}", f"{start} 至 {end}")


def evidence_address(book: Book, key: str) -> str:
    """Return where the characters of a key stand: those of a number, or any others that something rests on."""
    doc, start, end = split_key(key)
    anchor = f"m{start}" if key in book.mentions else f"p{start}-{end}"
    return address(report_page(doc, book.part_of(doc, start)), anchor)


def passage_address(book: Book, doc: str, start: int, end: int) -> str:
    """Return where a passage stands."""
    return address(report_page(doc, book.part_of(doc, start)), f"p{start}-{end}")


def span_link(book: Book, key: str) -> Link:
    """Return a link to the characters of a key by these characters."""
    doc, start, end = split_key(key)
    kind = book.mentions[key]["kind"] if key in book.mentions else ""
    return Link(" ".join(book.reports[doc].raw[start:end].split()), evidence_address(book, key), kind)


def report_page(doc: str, part: int = 0) -> str:
    """Return the name of a page of a report."""
    return f"evidence/{slug(doc)}" + (f".{part + 1}" if part else "")


def claim_anchor(claim_id: str) -> str:
    """Return the anchor of a claim's row."""
    doc, start, _ = split_key(claim_id)
    return f"c-{slug(doc)}-{start}"


def check_link(row: Row) -> Link:
    """Return a link to a check that shows its formula and verdict."""
    return Link(row["formula"], address("checks", check_anchor(row["check_id"])), slug(row["verdict"].split()[0]),
                say(f"verdict.{row['verdict']}"))  # fmt: skip


def check_anchor(check_id: str) -> str:
    """Return the anchor of a check."""
    return f"k-{slug(check_id.replace(':', '-'))}"


def system_link(book: Book, system_id: str) -> Link:
    """Return a link to a system by its name."""
    row = book.systems.get(system_id)
    if row is None:
        return Link(system_id, address("systems/index"))
    return Link(
        Both(row["name_en"], row["name_zh"]), address(family_page(row["family"]), system_anchor(system_id))
    )


def system_anchor(system_id: str) -> str:
    """Return the anchor of a system."""
    return f"s-{slug(system_id)}"


def family_page(family: str) -> str:
    """Return the name of the page of a family of systems."""
    return f"systems/{slug(family)}"


def family_names() -> dict[str, Both]:
    """Return the names of the families, in their order."""
    rows = records(read_resource("system_families.csv"))
    return {row["family"]: Both(row["name_en"], row["name_zh"]) for row in rows}


def finding_link(book: Book, finding_id: str) -> Link:
    """Return a link to a finding by the beginning of its sentence."""
    row = book.findings[finding_id]
    return Link(
        Both(shortened(row["sentence_en"], 60), shortened(row["sentence_zh"], 30)),
        address("findings", f"f-{slug(finding_id)}"),
    )


def model_title(model: str) -> Both:
    """Return the name of a model."""
    return say(f"model.{model}")


def model_page(model: str) -> str:
    """Return the name of a model's page."""
    return f"models/{slug(model)}"


def model_links(book: Book, key: str) -> tuple[Link, ...]:
    """Return a link for each model that a number goes into, with how many rows rest on it."""
    counts: dict[str, int] = {}
    for row in book.results_of.get(key, ()):
        counts[row["model"]] = counts.get(row["model"], 0) + 1
    return tuple(
        Link(model_title(model), address(model_page(model)), note=str(count))
        for model, count in counts.items()
    )


def context(book: Book, key: str) -> tuple[str, str, str]:
    """Return the clauses before a number, the number, and the clauses after it, on its line."""
    doc, start, end = split_key(key)
    raw = book.reports[doc].raw
    first = max(raw.rfind(stop, 0, start) for stop in "\r\n") + 1
    last = min((at for stop in "\r\n" if (at := raw.find(stop, end)) >= 0), default=len(raw))
    a, b = find_quote(raw[first:last], start - first, end - first)
    return raw[first + a : start].lstrip(), raw[start:end], raw[end : first + b].rstrip()


def _facts(mention: Row, claim: Row | None) -> tuple[Fact, ...]:
    value = value_words(mention)
    facts = [Fact(say("field.value"), value or say("said.measures nothing"))]
    if value:
        facts.append(Fact(say("field.bound"), say(f"bound.{mention['bound'] or 'exact'}")))
    if mention["period"]:
        facts.append(Fact(say("field.period"), period_words(mention["period"])))
    for name in ("indicator", "place", "period", "status", "speaker", "confidence") if claim else ():
        facts.append(Fact(say(f"field.{name}"), _cell(name, claim or {})))
    if claim and claim["corrected"]:
        facts.append(Fact(say("field.corrected"), claim["corrected"]))
    return tuple(fact for fact in facts if fact.words != "")


def _cell(name: str, claim: Row) -> Both | str:
    if name == "status":
        return say(f"status.{claim['status']}")
    if name == "confidence":
        return format_number(claim["confidence"])
    if name == "period" and claim["period"]:
        return period_words(claim["period"])
    if name == "speaker":
        return str(claim["speaker"])
    return str(claim[name]) or say("said.not stated")


def _claim_links(book: Book, key: str) -> tuple[Link, ...]:
    if key not in book.claims:
        return ()
    return (Link(say("said.claim row"), address("claims", claim_anchor(key))),)


def _number(value: float) -> str:
    text = format_number(value)
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.isdigit() else text

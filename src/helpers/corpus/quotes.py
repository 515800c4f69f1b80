"""Quotes: the words around a span of a sentence that a reader needs in order to judge it."""

import re

QUOTE = 40  # characters of a sentence on either side of what is quoted
COMMA = re.compile(r"[，,；;：:。、（(]")


def find_quote(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of a sentence to quote around a span: whole clauses where they are short enough.

    Parameters
    ----------
    text
        The sentence.
    start, end
        The span in it.

    Returns
    -------
    tuple of int
        Offsets in the sentence.
    """
    first = max(0, start - QUOTE)
    if first and (comma := COMMA.search(text, first, start)):
        first = comma.end()
    last = min(len(text), end + QUOTE)
    if last < len(text) and (commas := list(COMMA.finditer(text, end, last))):
        last = commas[-1].start()
    return first, last

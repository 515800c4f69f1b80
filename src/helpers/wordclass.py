"""Word classes of short stretches of text, from the segmenter's dictionary."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from helpers.resources import words_by_class


@lru_cache(maxsize=1)
def _tagger() -> Callable[[str, bool], list[tuple[str, str]]]:
    import rjieba

    tag: Callable[[str, bool], list[tuple[str, str]]] = rjieba.tag
    return tag


@lru_cache(maxsize=1)
def _otherwise() -> dict[str, str]:
    """Return words whose class in the dictionary is not the one that they have in news."""
    return {word: kind for kind, words in words_by_class("word_classes.csv").items() for word in words}


def tagged(text: str, guess: bool = True) -> tuple[tuple[str, str], ...]:
    """Return the words of a text with their classes, for stretches that hardly ever come again; else see `words_of`.

    Parameters
    ----------
    text
        Text in Simplified script.
    guess
        Make words of characters that the dictionary does not hold together, with a class of their own.
    """
    return tuple(map(_with_class, _tagger()(text, guess)))


@lru_cache(maxsize=8192)
def words_of(text: str, guess: bool = True) -> tuple[tuple[str, str], ...]:
    """Return the words of a short text with their classes (n noun, v verb, a adjective, d adverb, p preposition …).

    Parameters
    ----------
    text
        Text in Simplified script.
    guess
        Make words of characters that the dictionary does not hold together, with a class of their own.
    """
    return tagged(text, guess)


def holds_no_word(text: str) -> bool:
    """Return whether the dictionary knows no word in a short text but single characters, as in most names.

    Parameters
    ----------
    text
        Text in Simplified script.
    """
    return all(len(word) == 1 for word, _ in words_of(text, guess=False))


@lru_cache(maxsize=65536)
def _with_class(tagged: tuple[str, str]) -> tuple[str, str]:
    """Return a word with its class: as a list of ours has it, else from the dictionary's and its last character."""
    word, kind = tagged
    if known := _otherwise().get(word):
        return word, known
    if word[-1] in "性型":
        return word, "b"
    return (word, "v") if kind == "l" and word[-1] in "出起成到上下过来去进入" else tagged  # 打造出, 整理出来


def ends_word(text: str, at: int) -> bool:
    """Return whether a character is the last of a word of several (范 in 示范县), so that no name begins with it.

    Parameters
    ----------
    text
        Text in Simplified script.
    at
        Where the character stands.
    """
    return at > 0 and len(words_of(text[max(at - 2, 0) : at + 1], guess=False)[-1][0]) > 1

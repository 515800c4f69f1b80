"""Corpus: the reports of a folder, their sentences, and how Traditional ones read in Simplified Chinese."""

from helpers.corpus.folder import Folder, read_folder, write_texts
from helpers.corpus.frames import (
    describe_corpus,
    documents_table,
    reworded_sentences,
    roles_table,
    sentences_table,
)
from helpers.corpus.inputs import Document, read_documents, report_of
from helpers.corpus.metadata import Metadata, parse_date, read_metadata
from helpers.corpus.reading import Problem, Report, decode, read_report
from helpers.corpus.script import Simplified, detect_script, read_offsets, simplify, write_offsets
from helpers.corpus.sentences import Line, Sentence, find_roles, split_lines, split_sentences

__all__ = [
    "Document",
    "Folder",
    "Line",
    "Metadata",
    "Problem",
    "Report",
    "Sentence",
    "Simplified",
    "decode",
    "describe_corpus",
    "detect_script",
    "documents_table",
    "find_roles",
    "parse_date",
    "read_documents",
    "read_folder",
    "read_metadata",
    "read_offsets",
    "read_report",
    "report_of",
    "reworded_sentences",
    "roles_table",
    "sentences_table",
    "simplify",
    "split_lines",
    "split_sentences",
    "write_offsets",
    "write_texts",
]

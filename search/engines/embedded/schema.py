"""Fields of the tantivy index, and a document as tantivy takes it."""

import hashlib

import tantivy
from django.conf import settings

from search.content.facets import FACETS
from search.contract.documents import SearchDocument
from search.meaning.embedder import model_name
from search.text import tables as text_tables
from search.text.analysis import forms, runs_and_line
from search.text.collation import sort_key

from .rows import BIT, BLOCK, place
from .shingles import shingled

PARTS = ("title", "summary", "body")
# Raise it when the code below, shingles.py, rows.py, vectors.py, text.py or a digest changes what is indexed.
FORMAT = 9


def languages() -> list[str]:
    """Languages that have fields of their own."""
    return [code for code, _name in settings.LANGUAGES]


def whole_field(field: str) -> str:
    """The field that holds all parts of a text, for a field of one part; any other field as it is."""
    part, _separator, language = field.partition("_")
    return f"whole_{language}" if part in PARTS else field


def language_of(field: str) -> str:
    """The language of the texts of a field; empty for a field of another kind."""
    return field.partition("_")[2]


def build_schema() -> tantivy.Schema:
    """Analysed text per part and language; codes as they are; one sort key per order."""
    builder = tantivy.SchemaBuilder()
    # Codes are text: deletes by an unsigned field silently do nothing.
    builder.add_text_field("code", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("version", stored=True, fast=True)
    builder.add_bytes_field("digest", stored=True)
    builder.add_integer_field("newest", fast=True)
    builder.add_integer_field("started", fast=True)
    builder.add_integer_field(BLOCK, fast=True)
    builder.add_integer_field(BIT, fast=True)
    for language in languages():
        for part in PARTS:
            # Our own tokens, with a space between them.
            builder.add_text_field(f"{part}_{language}", tokenizer_name="whitespace")
        # Words and shingles of all parts: finds documents several times faster than the parts do.
        builder.add_text_field(f"whole_{language}", tokenizer_name="whitespace", index_option="basic")
        # Words of titles as they are typed, for suggestions: a stem is not what a half typed word begins with.
        builder.add_text_field(f"words_{language}", tokenizer_name="whitespace", index_option="basic")
        builder.add_text_field(f"sort_{language}", fast=True, tokenizer_name="raw", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def fingerprint() -> str:
    """Changes with the fields and with the text analysis: an index with another one must be built anew."""
    tables = {name: value for name, value in vars(text_tables).items() if name.isupper()}
    parts = [FORMAT, model_name(), languages(), sorted(FACETS), sorted(tables.items(), key=lambda item: item[0])]
    return hashlib.sha256(repr([_stable(part) for part in parts]).encode()).hexdigest()[:16]


def _stable(value: object) -> object:
    """Sets in a fixed order, since their own differs from process to process."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, dict):
        return {key: _stable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_stable(item) for item in value]
    return value


def tantivy_document(document: SearchDocument, version: int, row: int) -> tantivy.Document:
    """A document with its texts analysed. ``row`` is where its vector stands, or will."""
    result = tantivy.Document()
    result.add_text("code", document.code)
    result.add_integer("version", version)
    result.add_bytes("digest", bytes.fromhex(document.digest))
    result.add_integer("newest", document.newest)
    result.add_integer("started", document.started)
    for field, number in zip((BLOCK, BIT), place(row), strict=True):
        result.add_integer(field, number)
    known = languages()
    for part, language, text in document.texts():
        if language in known:
            runs, line = runs_and_line(text, language)
            result.add_text(f"{part}_{language}", line)
            # A word may come several times: to leave it out would take longer than to index it again.
            result.add_text(f"whole_{language}", line)
            result.add_text(f"whole_{language}", shingled(runs, language))
            if part == "title":
                result.add_text(f"words_{language}", " ".join(forms(text)))
    for language in known:
        title = document.titles.get(language) or next(iter(document.titles.values()), "")
        result.add_text(f"sort_{language}", sort_key(title, language))
    for facet, values in document.facets.items():
        for value in values:
            result.add_text(facet, value)
    return result

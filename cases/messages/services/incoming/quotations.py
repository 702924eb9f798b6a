"""Beginnings of quotations in the text of a mail: lines of attribution, blocks of fields, separators."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mailparser_reply import EmailMessage

from .marker import bare, is_marker
from .patterns import FIELDS, FORWARDED, LANGUAGES, LINE_OF_OUTLOOK, SEPARATOR

MOST_LINES, MOST_LETTERS = 600, 240  # that are looked at for attributions; a line of one is never longer
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+")
_QUOTED = re.compile(r"\s*[>›]")
_FIELD = re.compile(r"\s*[*>\s]*([^\W\d_][^:\n]{0,24}?)\s*\*?\s*:")


@dataclass(frozen=True, slots=True)
class Opening:
    """Lines that open a quotation: from ``start`` up to and without ``end``."""

    start: int
    end: int
    is_forward: bool = False
    is_sure: bool = True  # else only where a quotation follows


def is_quoted(line: str) -> bool:
    """Whether a line has a sign of quotation before it, perhaps behind marks of direction."""
    return _QUOTED.match(bare(line)) is not None


def openings(lines: list[str]) -> list[Opening]:
    """Openings of quotations that are not quoted themselves, in order."""
    found = [*_written_lines(lines), *_attributions(lines)]
    return sorted(
        (each for each in found if not is_quoted(lines[each.start])), key=lambda each: (each.start, -each.end)
    )


def _written_lines(lines: list[str]) -> Iterator[Opening]:
    """Markers, separators, and headings of forwarded mails with the fields below them."""
    for number, line in enumerate(lines):
        plain = bare(line)
        if is_marker(plain):
            yield Opening(number, number + 1)
        elif len(plain) < MOST_LETTERS and FORWARDED.fullmatch(plain):
            fields, end = _fields(lines, number + 1)
            if fields or plain.strip().startswith("-"):
                yield Opening(number, end, is_forward=True)
        elif len(plain) < MOST_LETTERS and SEPARATOR.fullmatch(plain):
            yield Opening(number, _fields(lines, number + 1)[1])
        elif len(plain) < MOST_LETTERS and LINE_OF_OUTLOOK.fullmatch(plain):
            fields, end = _fields(lines, number + 1)
            if _is_head(fields):
                yield Opening(number, end)


def _fields(lines: list[str], start: int) -> tuple[set[str], int]:
    """Kinds of fields in the block that begins at a line, and where it ends: at the first line that is none."""
    kinds: set[str] = set()
    number = start
    for number in range(start, min(start + 14, len(lines))):
        match = _FIELD.match(bare(lines[number]))
        kind = next((name for name, names in FIELDS.items() if match and names.fullmatch(match[1].strip())), None)
        if kind:
            kinds.add(kind)
        elif not match and (bare(lines[number]).strip() or kinds):
            return kinds, number if kinds else start
    return kinds, number if kinds else start


def _is_head(kinds: set[str]) -> bool:
    return len(kinds) >= 3 and "from" in kinds


def _attributions(lines: list[str]) -> Iterator[Opening]:
    """Lines that say who wrote, and blocks of fields, as the patterns of mail-parser-reply and ours find them.

    Whatever is too long, or far from a colon at the end of a line and from any field, is blanked before: the patterns
    of the package take long on what is made to make them so.
    """
    plain = [bare(line).strip() for line in lines[:MOST_LINES]]
    near = {at - back for at, line in enumerate(plain) if line.endswith(":") for back in range(3)}
    near |= {at for at, line in enumerate(plain) if _is_field(line)}
    kept = [line if at in near and len(line) <= MOST_LETTERS else "" for at, line in enumerate(plain)]
    text = "\n".join(kept)
    for match in _patterns().finditer(text):
        said = match.group()
        start = text.count("\n", 0, match.start() + len(said) - len(said.lstrip()))
        end = start + said.strip().count("\n") + 1
        kinds, last = _fields(plain, start)
        if kinds:
            if _is_head(kinds):
                yield Opening(start, last)
        elif said.rstrip().endswith(":") and any(letter.isdigit() for letter in said):
            start = _begin(plain, start, end)
            yield Opening(start, end, is_sure=_ADDRESS.search(" ".join(plain[start:end])) is not None)


def _begin(plain: list[str], start: int, end: int) -> int:
    """First line of an attribution, the last of which is known: a pattern may have taken lines above it for a part.

    As few lines as have a date, and begin as one does or name an address; none of them quoted where the last is not.
    """
    dated = end - 1
    for number in range(end - 1, start - 1, -1):
        if is_quoted(plain[number]) != is_quoted(plain[end - 1]):
            break
        said = " ".join(plain[number:end])
        if any(letter.isdigit() for letter in _ADDRESS.sub("", said)):
            if _BEGINS.match(plain[number].lstrip("> ")) or _ADDRESS.search(said):
                return number
            dated = number if dated == end - 1 else dated
    return dated


_BEGINS = re.compile(r"(?:On|Am|Le|El|Il|در|روز|به تاریخ|تاریخ|في|بتاريخ|يوم|\d|[۰-۹]|[٠-٩])[\s,،:/.\d۰-۹٠-٩]")


def _is_field(line: str) -> bool:
    match = _FIELD.match(line)
    return match is not None and any(names.fullmatch(match[1].strip()) for names in FIELDS.values())


@cache
def _patterns() -> re.Pattern[str]:
    pattern: re.Pattern[str] = EmailMessage(text="", languages=list(LANGUAGES)).HEADER_REGEX
    return pattern

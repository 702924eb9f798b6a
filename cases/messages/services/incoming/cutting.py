"""Cuts an answer out of the text of a mail: without what it quotes and without a signature, and no word less."""

import re
from collections.abc import Iterable

from cases.messages.records.replies import CutReply, QuoteStyle

from .marker import bare, is_marker
from .patterns import SENT_FROM
from .quotations import Opening, is_quoted, openings

MOST_SIGNATURE = 15  # lines; what is longer is no signature
_BLANKS = re.compile(r"\n{3,}")


def cut_reply(text: str) -> CutReply:
    """The answer in a text. What cannot be told from an answer stays in it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = [each for each in openings(lines) if _is_opening(each, lines)]
    first = next((each for each in found if not each.is_forward), None)
    forwards = [each for each in found if each.is_forward]
    if forwards and (first is None or forwards[0].start <= first.start):
        if not any(is_marker(bare(line)) for line in lines[forwards[0].start :]):
            return CutReply(_joined(lines), QuoteStyle.NONE)  # handed on by the person: it is what they want to say
        first = forwards[0]
    quoted = [number for number, line in enumerate(lines) if is_quoted(line)]
    if first is None and not quoted:
        return CutReply(_joined(_without_signature(lines)), QuoteStyle.NONE)
    begin = min(first.start if first else len(lines), quoted[0] if quoted else len(lines))
    if first is not None and not _follows_quoted(lines, first.end) and first.start <= begin:
        above = _joined(_without_signature(lines[:begin]))
        return CutReply(above, QuoteStyle.BELOW)
    return _between(lines, found)


def _is_opening(opening: Opening, lines: list[str]) -> bool:
    """Whether a quotation does follow, where the lines that open it leave a doubt."""
    return (
        opening.is_sure
        or _follows_quoted(lines, opening.end)
        or any(is_marker(bare(line)) for line in lines[opening.end : opening.end + 40])
    )


def _follows_quoted(lines: list[str], start: int) -> bool:
    """Whether the next line that is not blank has a sign of quotation."""
    line = next((line for line in lines[start:] if bare(line).strip()), "")
    return is_quoted(line)


def _between(lines: list[str], found: list[Opening]) -> CutReply:
    """Own lines around quoted ones. Quoted passages stay where answers stand between them, for they say to what."""
    opening = {number for each in found for number in range(each.start, each.end)}
    runs: list[tuple[bool, list[str]]] = []  # is quoted, lines
    for number, line in enumerate(lines):
        if number in opening:
            continue
        kind = is_quoted(line)
        if not runs or (runs[-1][0] != kind and bare(line).strip()):
            runs.append((kind, []))
        runs[-1][1].append(line)
    own = [index for index, (kind, run) in enumerate(runs) if not kind and _joined(run)]
    if own:
        last = runs[own[-1]]
        runs[own[-1]] = (last[0], _without_signature(last[1]))
        if len(own) > 1 and own[0] < own[-1]:  # a signature may also stand above what is quoted
            runs[own[0]] = (False, _without_signature(runs[own[0]][1]))
    own = [index for index in own if _joined(runs[index][1])]
    quotes = [index for index, (kind, _run) in enumerate(runs) if kind]
    inner = [index for index in quotes if own and index < own[-1]]
    if not own:
        return CutReply("", QuoteStyle.BELOW)
    if not inner:
        return CutReply(_joined(line for index in own for line in runs[index][1]), QuoteStyle.BELOW)
    if len(inner) == 1 and len(own) == 1:
        return CutReply(_joined(runs[own[0]][1]), QuoteStyle.ABOVE)
    kept = [line for kind, run in runs[: own[-1] + 1] for line in [*run, ""] if _keeps(kind, line)]
    return CutReply(_joined(kept), QuoteStyle.BETWEEN)


def _keeps(is_quote: bool, line: str) -> bool:
    return not (is_quote and is_marker(bare(line)))


def _without_signature(lines: list[str]) -> list[str]:
    """Lines without the block behind ``--`` and without the advertisement of a phone; all of them where that is all."""
    kept = list(lines)
    for number in range(len(kept) - 1, -1, -1):
        if bare(kept[number]).rstrip() in ("--", "—") and len(_filled(kept[number:])) <= MOST_SIGNATURE:
            kept = kept[:number] if _filled(kept[:number]) else kept
            break
    while filled := _filled(kept):
        if len(filled) < 2 or not SENT_FROM.fullmatch(bare(filled[-1])):
            break
        kept = kept[: max(number for number, line in enumerate(kept) if bare(line).strip())]
    return kept


def _filled(lines: list[str]) -> list[str]:
    return [line for line in lines if bare(line).strip()]


def _joined(lines: Iterable[str]) -> str:
    return _BLANKS.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()

"""HTML of a mail as plain text, what it quotes with the signs that plain text has for it."""

import re
from collections.abc import Iterator
from html import unescape

import nh3
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

# What follows these in their parent is quoted, and so are they (Outlook writes no element around it).
_HEADS = ("#divRplyFwdMsg", "#appendonsend", "#OutlookMessageHeader", ".OutlookMessageHeader")
# What these hold is quoted.
_QUOTES = (
    "blockquote", ".yahoo_quoted", "#yahoo_quoted", ".protonmail_quote", "#mail-editor-reference-message-container",
    ".moz-forward-container",
)  # fmt: skip
_LINES = frozenset(
    [
        "p",
        "div",
        "li",
        "tr",
        "table",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "hr",
        "dd",
        "dt",
    ]
)
_APART = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre"])
_TAGS = _LINES | frozenset(
    ["br", "a", "b", "i", "em", "strong", "span", "td", "th", "tbody", "img", "bdi", "bdo", "u", "s"]
)
_ATTRIBUTES = {tag: {"class", "id", "type"} for tag in _TAGS} | {"a": {"href"}, "img": {"alt"}}
_QUOTE_MARK, _HARD = "\x01", "\x02"
DEEPEST_ELEMENT = 500
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")
# Elements that end where the next begins, or have no end.
_UNCLOSED = frozenset(
    [
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "tbody",
        "thead",
        "option",
        "br",
        "hr",
        "img",
        "meta",
        "link",
        "input",
        "col",
        "area",
    ]
)
_DEEPEST = 20  # quotations within quotations that are told apart


def text_of_html(html: str) -> str:
    """Text of HTML, in which quoted lines begin with ``>``; nothing of scripts and styles."""
    # Made well formed first, by a parser that takes no longer for what is made to make it so.
    if _depth(html) > DEEPEST_ELEMENT:
        return " ".join(unescape(_ANY_TAG.sub(" ", html)).split())
    clean = nh3.clean(
        html, tags=set(_TAGS), attributes=_ATTRIBUTES, clean_content_tags={"script", "style", "title"}, link_rel=None
    )
    soup = BeautifulSoup(clean, "html.parser")
    quotes = {id(tag) for tag in soup.select(", ".join(_QUOTES))}
    for head in soup.select(", ".join(_HEADS)):
        quotes |= {id(each) for each in (head, *head.next_siblings) if isinstance(each, Tag)}
    return _written(soup, quotes)


def _depth(html: str) -> int:
    """Depth of the deepest element, roughly. No mail of a person has one as deep as those made to take long."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _UNCLOSED:
            depth = max(0, depth - 1) if match[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _written(soup: Tag, quotes: set[int]) -> str:
    lines: list[tuple[int, str]] = [(0, "")]
    for kind, depth, said in _steps(soup, quotes):
        if kind == "text":
            before = lines[-1][1]
            said = said.lstrip() if not before or before.endswith(" ") else said
            lines[-1] = (depth if not before else lines[-1][0], before + said)
        elif kind == "break" or lines[-1][1].strip():
            lines.append((depth, ""))
        if kind == "apart" and len(lines) > 1 and lines[-2][1].strip():
            lines.append((depth, ""))
    return "\n".join(
        ("> " * depth + said.rstrip()).rstrip() if said.strip() or depth else "" for depth, said in lines
    ).strip()


def _steps(soup: Tag, quotes: set[int]) -> Iterator[tuple[str, int, str]]:
    """Steps of a reader from top to bottom: text, breaks, beginnings and ends of blocks, with the depth of quotation.

    Walked without recursion: hostile HTML has elements within elements by the thousand.
    """
    waiting: list[tuple[object, int]] = [(soup, 0)]
    while waiting:
        item, depth = waiting.pop()
        if isinstance(item, str) and not isinstance(item, NavigableString):
            yield item, depth, ""
        elif isinstance(item, NavigableString):
            said = " ".join(str(item).split())
            if said or str(item):
                yield (
                    "text",
                    depth,
                    (" " if str(item)[:1].isspace() else "")
                    + said
                    + (" " if said and str(item)[-1:].isspace() else ""),
                )
        elif isinstance(item, Tag):
            inner = min(depth + (id(item) in quotes), _DEEPEST)
            if item.name == "br":
                yield "break", depth, ""
            elif item.name == "img" and item.get("alt"):
                yield "text", depth, f" [{str(item['alt'])[:200]}] "
            is_block = item.name in _LINES
            if is_block:
                yield "block", inner, ""
                waiting.append(("apart" if item.name in _APART else "block", depth))
            waiting += [(child, inner) for child in reversed(item.contents)]
            if item.name == "td" or item.name == "th":
                yield "text", depth, " "

"""Rich text as other databases can read it: with an editor's features only, without the keys of this database."""

import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import nh3
from bs4 import BeautifulSoup
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html

from .body import TEXT_FEATURES

# What the editor makes of its features, and what it reads as one of them.
_TAGS = {"p", "h2", "h3", "h4", "b", "strong", "i", "em", "ol", "ul", "li", "a", "br", "div"}
_LINKS = ("", "http", "https", "mailto", "tel")
_KEY = re.compile(r' data-block-key="[^"]*"')


@cache
def _converter() -> Any:
    return ContentstateConverter(list(TEXT_FEATURES))


def portable_text(stored: str) -> str:
    """Rich text of the database as a file holds it. Links to pages become their addresses."""
    return clean_text(expand_db_html(stored)) if stored else ""


def clean_text(html: str) -> str:
    """Text as the editor would save it, without anything else that was in it. Idempotent."""
    allowed = nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=set(_LINKS) - {""}, link_rel=None)
    if not allowed.strip():
        return ""
    closed = allowed.replace("<br>", "<br/>")  # as the editor's reader, which counts the tags, expects it
    saved = _converter().to_database_format(_converter().from_database_format(closed))
    return _KEY.sub("", saved)


def refused_link(html: str) -> str | None:
    """First address in a text that no editor can link to, such as a script; None where all can be."""
    for link in BeautifulSoup(html, "html.parser").find_all("a", href=True):
        if not _may_be_linked(str(link["href"])):
            return str(link["href"])
    return None


def _may_be_linked(address: str) -> bool:
    try:
        return urlsplit(re.sub(r"[\x00-\x20]", "", address)).scheme.lower() in _LINKS
    except ValueError:
        return False

"""Languages in which a case can be read whose address leads nowhere."""

import re

from django.conf import settings
from django.db.models import Q

from .page_addresses import page_addresses
from .public_pages import public_pages

_ADDRESS = re.compile(r"/[a-z]{2}/cases/([^/\x00]{1,255})(?:/|$)")


def readable_instead(path: str) -> list[tuple[str, str, str]]:
    """Language, title and address of each public page of the case that an address names, by slug or code.

    None for other addresses, which ask the database nothing. One query.
    """
    named = _ADDRESS.match(path)
    if named is None:
        return []
    name = named[1]
    found = public_pages().order_by().filter(Q(slug__in=[name, name.lower()]) | Q(case__code=name.upper()))
    case = found.values("case")[:1]
    rows = public_pages().order_by().filter(case__in=case).values_list("locale__language_code", "title", "url_path")
    pages = {language: (title, url_path) for language, title, url_path in rows}
    addresses = page_addresses(url_path for _title, url_path in pages.values())
    return [
        (code, pages[code][0], addresses.get(pages[code][1], "")) for code, _name in settings.LANGUAGES if code in pages
    ]

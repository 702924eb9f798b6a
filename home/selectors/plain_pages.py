"""Pages of plain text, for the foot of every page."""

from cases.selectors.page_addresses import page_addresses
from cases.selectors.public_pages import public
from home.models import PlainPage


def plain_pages(language: str) -> list[tuple[str, str]]:
    """Address and title of each public one in a language, in the order of the tree. One query.

    They are few: the language and the order are left to Python, since a database that takes either from the table of
    all pages reads all pages.
    """
    pages = public(PlainPage.objects.filter(show_in_menus=True)).order_by()
    rows = sorted(pages.values_list("path", "url_path", "title", "locale__language_code"))
    shown = [(url_path, title) for _path, url_path, title, written_in in rows if written_in == language]
    addresses = page_addresses(url_path for url_path, _title in shown)
    return [(addresses.get(url_path, ""), title) for url_path, title in shown]

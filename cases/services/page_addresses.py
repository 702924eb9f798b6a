"""Addresses of pages that nobody has read yet, made of their titles."""

import re

from wagtail.models import Page

from cases.written.addresses import page_address

NAMELESS = "case"  # of a title without a letter


def free_address(page: Page, title: str, parent: Page) -> str:
    """Last part of an address made of a title, with a number where another page of ``parent`` has it."""
    base = page_address(title) or NAMELESS
    siblings = parent.get_children().exclude(pk=page.pk).filter(slug__startswith=base)
    taken = set(siblings.values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(address for address in (base, *numbered) if address not in taken)


def is_made_of(address: str, title: str) -> bool:
    """Whether an address is what is made of this title, rather than somebody's choice."""
    return re.fullmatch(rf"{re.escape(page_address(title) or NAMELESS)}(-\d+)?", address) is not None

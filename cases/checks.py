"""System checks: what is wrong with the sections that rooms register is said at start, not to a reader."""

import re
from collections import Counter
from typing import Any

from django.core.checks import CheckMessage, Error
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from .slots import SLOTS, Section, Slot

ANCHOR = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def check_sections(**kwargs: Any) -> list[CheckMessage]:
    """Every section has an anchor of its own and a template that is there."""
    return [error for slot in SLOTS for error in _errors_of(slot)]


def _errors_of(slot: Slot[Any]) -> list[CheckMessage]:
    sections = slot.sections()
    used = Counter(section.anchor for section in sections)
    found: list[CheckMessage] = []
    for section in sections:
        if not ANCHOR.fullmatch(section.anchor):
            found.append(_error(slot, section, "its anchor is not of small Latin letters, digits and hyphens", 1))
        if section.anchor in slot.taken or used[section.anchor] > 1:
            found.append(_error(slot, section, "its anchor is that of another part of the page", 2))
        if not _is_there(section.template):
            found.append(_error(slot, section, f"there is no template {section.template}", 3))
    return found


def _error(slot: Slot[Any], section: Section[Any], reason: str, number: int) -> Error:
    return Error(f"Section “{section.anchor}” of {slot.hook}: {reason}.", id=f"cases.E00{number}")


def _is_there(template: str) -> bool:
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return False
    return True

"""Choices of a facet as ways on. A catalogue has hundreds of them: as a template they took half of its time."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.selectors.localized_format import number

if TYPE_CHECKING:
    from search.catalogue.choices import Choice

register = template.Library()


@register.simple_tag
def facet_choices(choices: "Iterable[Choice]") -> SafeString:
    """An item of a list for each choice, with the list of its narrower choices in it."""
    return mark_safe("".join(map(_item, choices)))  # noqa: S308  # every value is escaped below


def _item(choice: "Choice") -> str:
    name, tag = escape(f"{choice.facet}-{choice.value}"), choice.way.tag
    current = ' aria-current="true"' if choice.selected else ""
    return (
        f'<li><{tag} id="f-{name}" {choice.way.attributes}{current}>{_within(choice)}'
        f'<bdi>{escape(choice.label)}</bdi> <span class="count">{number(choice.count)}</span>{_removal(choice)}</{tag}>'
        f"{_narrower(choice, name)}</li>"
    )


def _within(choice: "Choice") -> str:
    """Says to those who hear the page which of two choices of one name it is."""
    if not choice.within:
        return ""
    return f'<span class="visually-hidden">{escape(choice.within + pgettext("between facet and value", ": "))}</span>'


def _removal(choice: "Choice") -> str:
    """Says to those who hear the page that the choice is made, and that the link undoes it."""
    if not choice.selected:
        return ""
    said = _("chosen; follow to remove")  # no part of the line below, in which makemessages would not find it
    return f'<span class="visually-hidden"> ({escape(said)})</span>'


def _narrower(choice: "Choice", name: str) -> str:
    if not choice.narrower:
        return ""
    is_open = " open" if choice.is_open or choice.selected else ""
    title = escape(_("Within “%(topic)s”") % {"topic": choice.label})
    return (
        f'<details class="facet__narrower" data-name="{name}"{is_open}>'
        f'<summary><span class="visually-hidden">{title}</span></summary>'
        f"<ul>{facet_choices(choice.narrower)}</ul></details>"
    )

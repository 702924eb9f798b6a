"""Template tags of the files of cases."""

from collections.abc import Mapping

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cases.models import CaseImage
from cases.written.isolation import isolated
from home.selectors.case_files.paper_pictures import address_of

register = template.Library()


@register.filter
def apart(value: object) -> SafeString:
    """Text between Unicode's isolates, as ``<bdi>`` is to a browser: the typesetter knows letters, not that element."""
    text = escape(str(value))
    return mark_safe(isolated(text)) if text else text  # noqa: S308  # escaped above


@register.filter
def drawing(value: str) -> SafeString:
    """Drawing of a QR code, which our own library made."""
    return mark_safe(value)  # noqa: S308


@register.filter
def on_paper(image: CaseImage | None, printed: Mapping[str, str]) -> str:
    """Address of a picture in a file of a case; "" for one that is not printed."""
    return address_of(image, printed or {})

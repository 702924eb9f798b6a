"""Additions to Wagtail's admin as a whole: how its widgets begin."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from . import admin_calls

admin_calls.install()


def begin_widgets() -> SafeString:
    """Script that begins panels and widgets; before any of them, and not deferred, so that it sees each as it comes."""
    return format_html('<script src="{}"></script>', static("js/admin-calls.js"))


hooks.register("insert_global_admin_js", begin_widgets, order=-1)

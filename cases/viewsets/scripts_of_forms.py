"""Scripts of the admin's forms, with the words and digits they need."""

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.selectors.localized_format import number


def scripts_of_forms() -> SafeString:
    """Names for inputs, changes of the first seconds, errors a tab, letters counted, keys of sources chosen."""
    plain = ((static(f"cases/{name}.js"),) for name in ("names", "js/first-seconds", "js/tab-errors"))
    counter = format_html(
        '<script src="{}" data-locale="{}" data-left="{}" data-over="{}" defer></script>',
        static("cases/js/letter-counter.js"),
        f"{get_language() or 'fa'}-u-nu-{'arabext' if number(1) == '۱' else 'arab' if number(1) == '١' else 'latn'}",
        _("%(left)s of %(most)s letters left"),
        _("%(over)s letters more than the %(most)s that fit here"),
    )
    keys = format_html(
        '<script src="{}" data-none="{}" data-gone="{}" defer></script>',
        static("cases/js/source-keys.js"),
        _("no source"),
        _("%(key)s (not among the sources)"),
    )
    return format_html_join("", '<script src="{}" defer></script>', plain) + counter + keys

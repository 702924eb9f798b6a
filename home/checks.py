"""System checks: what the machine lacks is said at start."""

from typing import Any

from django.core.checks import CheckMessage, Info

from cases.selectors.typesetting import missing_libraries


def check_typesetting(**kwargs: Any) -> list[CheckMessage]:
    """PDFs can be made; without them the site works, and links to them are left out."""
    missing = missing_libraries()
    if not missing:
        return []
    hint = "Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; then start the site again."
    named = ", ".join(missing)
    return [Info(f"Cases are not offered as PDF: {named} is not on this machine.", hint=hint, id="home.I001")]

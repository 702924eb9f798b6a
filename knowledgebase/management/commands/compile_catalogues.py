"""manage.py compile_catalogues"""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Compiles the message catalogues with Babel, since a new machine need not have gettext's msgfmt."""

    help = __doc__ or ""
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                with source.open("rb") as file:
                    catalogue = read_po(file)
                with source.with_suffix(".mo").open("wb") as file:
                    write_mo(file, catalogue)

"""The pages of plain text every site starts with, in each language. Editors change them; set-up never does again."""

import json
from pathlib import Path

from django.db import transaction

from home.models import HomePage, PlainPage

STARTER = Path(__file__).resolve().parents[1] / "starter" / "pages.json"


@transaction.atomic
def ensure_plain_pages(homes: list[HomePage]) -> None:
    """Adds the starter's pages below the home pages, where a home page has none of that name; the first home leads."""
    for slug, texts in json.loads(STARTER.read_text(encoding="utf-8")).items():
        first: PlainPage | None = None
        for home in homes:
            page = PlainPage.objects.child_of(home).filter(slug=slug).first()
            text = texts.get(home.locale.language_code)
            if page is None and text:
                page = PlainPage(
                    locale=home.locale, slug=slug, title=text["title"], body="".join(text["body"]), show_in_menus=True
                )
                if first is not None:
                    page.translation_key = first.translation_key
                home.add_child(instance=page)
            first = first or page

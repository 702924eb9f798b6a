"""What changes the pages that visitors see. Registration only."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cases.models import PartnerRole, Unit
from cases.signals import cases_changed, taxonomy_changed
from search.signals import index_changed


def connect() -> None:
    """Connects every receiver; called once, when the app is ready."""
    for signal in (cases_changed, taxonomy_changed, index_changed):
        signal.connect(on_change)
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(on_change)
    for model in (PageViewRestriction, PartnerRole, Site, Unit):
        post_save.connect(on_change, sender=model)
        post_delete.connect(on_change, sender=model)
    post_delete.connect(on_deletion)


def on_change(**kwargs: Any) -> None:
    """Kept pages may say something else now."""
    from home.services.public_version import public_changed

    public_changed()


def on_deletion(instance: Any, **kwargs: Any) -> None:
    """A page of any kind is gone."""
    if isinstance(instance, Page):
        on_change()

"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Connects what changes cases to the outbox, and the chores of the reports to the background thread."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from .answer import receivers as answer_receivers
        from .reports import query_log
        from .sync import chores
        from .sync import receivers as sync_receivers

        sync_receivers.connect()
        answer_receivers.connect()
        chores.CHORES += [query_log.flush, chores.once_a_day(query_log.forget_old)]
        chores.AT_EXIT.append(query_log.flush)

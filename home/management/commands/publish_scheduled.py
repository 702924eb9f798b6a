"""manage.py publish_scheduled: Wagtail's own, which leaves to another process what that one is making."""

from typing import Any

from wagtail.management.commands.publish_scheduled import Command as BaseCommand

from home.services.schedule import make_due


class Command(BaseCommand):  # type: ignore[misc]  # Wagtail has no types
    """Publishes and withdraws what is due; web processes and workers do that by themselves."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
        else:
            self.stdout.write(f"{make_due()} done")

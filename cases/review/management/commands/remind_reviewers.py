"""manage.py remind_reviewers: reminds experts, and ends what nobody answers. Run it by schedule, every morning."""

from typing import Any

from django.core.management.base import BaseCommand

from cases.review.services.rounds.reminding import remind_reviewers


class Command(BaseCommand):
    """Command that reminds experts of invitations and reviews, and tells editors what is late."""

    help = "Reminds experts of invitations and reviews, tells editors what is late, ends what stays unanswered."

    def handle(self, *args: Any, **options: Any) -> None:
        """Reminds, and says how many of each."""
        done = remind_reviewers()
        for what, count in sorted(done.items()):
            self.stdout.write(f"{what}: {count}")
        if not done:
            self.stdout.write("Nothing was due.")

"""Chores of every process that works off tasks, as often as it beats: they keep queue and schedule."""

from django.core.management import call_command

from cases.messages.services.action_links.links import forget_old_links
from cases.messages.services.incoming.decisions import forget_old_mail
from cases.messages.services.incoming.mailbox import keep_mailbox
from cases.messages.services.pruning import prune as prune_messages
from cases.messages.services.sender import keep_sending
from cases.people.services.unconfirmed import delete_unconfirmed
from cases.services.jobs import enqueue_orphans
from home.services.schedule import keep_schedule
from search.sync.chores import once_a_day

from .lost import give_back_lost
from .renamed import adopt_renamed
from .worker import BACKEND

KEPT_DAYS = 7  # that a task is kept after it succeeded
KEPT_DAYS_FAILED = 30  # after it failed, with its traceback


def prune() -> None:
    """Deletes tasks that ended long ago."""
    queue = ["--backend", BACKEND, "--queue-name", "*"]
    ages = ["--min-age-days", str(KEPT_DAYS), "--failed-min-age-days", str(KEPT_DAYS_FAILED)]
    call_command("prune_db_task_results", *queue, *ages, verbosity=0)


CHORES = (
    give_back_lost,
    adopt_renamed,
    enqueue_orphans,
    keep_schedule,
    keep_sending,
    keep_mailbox,
    once_a_day(prune),
    once_a_day(prune_messages),
    once_a_day(forget_old_mail),
    once_a_day(forget_old_links),
    once_a_day(delete_unconfirmed),
)

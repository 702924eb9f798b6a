"""Task by which the briefs of a case are there before somebody asks for them."""

import structlog
from django.conf import settings
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from cases.selectors.frames import public_page_of
from cases.selectors.typesetting import can_typeset

from .documents import brief_file
from .making import Busy, NotMade, made_file

MOST_WAITING = 20  # cases: of more that are published at once, each brief is made when somebody asks for it
PATIENCE = 60.0  # seconds for which others may make files
logger = structlog.get_logger(__name__)


@task(backend="background", queue_name="jobs")
def make_briefs(code: str) -> None:
    """Makes the brief of a public case in every language of the site, for the address of BASE_URL."""
    for language, _name in settings.LANGUAGES:
        page = public_page_of(code, language)
        if page is None:
            return
        try:
            made_file(brief_file(page, language, settings.WAGTAILADMIN_BASE_URL.rstrip("/")), PATIENCE)
        except (Busy, NotMade) as error:
            logger.info("brief_left_to_its_reader", case=code, language=language, reason=type(error).__name__)


def request_briefs(code: str) -> None:
    """Leaves the task, in the running transaction."""
    waiting = DBTaskResult.objects.filter(task_path=make_briefs.module_path, status=TaskResultStatus.READY)
    if can_typeset() and waiting.count() < MOST_WAITING:
        make_briefs.enqueue(code)

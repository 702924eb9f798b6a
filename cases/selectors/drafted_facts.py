"""City and topics of drafts, which stand in their versions alone; read once a version, since that takes a while."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from wagtail.models import Revision

from cases.models import CaseStudyPage
from cases.selectors.topics import taxonomy_version

DRAFTS = 2000  # newest ones
_AT_ONCE = 500
Version = tuple[int, datetime]  # an autosave writes over its version, with a new time


class _Known:
    """City and topics of versions, as this process has read them; a merge, which rewrites versions, ends it."""

    def __init__(self) -> None:
        self.taxonomy = ""
        self.facts: dict[Version, tuple[Any, Any]] = {}

    def of(self, versions: list[Version]) -> dict[Version, tuple[Any, Any]]:
        """City and topics of these versions; what else was known is forgotten."""
        taxonomy = taxonomy_version()
        known = self.facts if taxonomy == self.taxonomy else {}
        found = {version: known[version] for version in versions if version in known}
        missing = [version for version in versions if version not in found]
        for start in range(0, len(missing), _AT_ONCE):
            times = dict(missing[start : start + _AT_ONCE])
            rows = Revision.objects.filter(pk__in=times).values_list("pk", "content__city", "content__topics")
            found.update({(pk, times[pk]): (city, topics) for pk, city, topics in rows})
        self.taxonomy, self.facts = taxonomy, found
        return found


_known = _Known()


def drafts_about() -> list[tuple[int, Any, Any]]:
    """Keys of the newest drafts, with the keys of city and topics in each."""
    drafts = CaseStudyPage.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
    newest = drafts.filter(latest_revision__isnull=False).order_by("-latest_revision_created_at")[:DRAFTS]
    rows = list(newest.values_list("pk", "latest_revision_id", "latest_revision__created_at"))
    facts = _known.of([(revision, at) for _pk, revision, at in rows])
    return [(pk, *facts.get((revision, at), (None, None))) for pk, revision, at in rows]

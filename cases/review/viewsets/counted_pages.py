"""Pages of a list that count all rows in the query that reads those of one page."""

from typing import Any

from django.db.models import Count, Window
from wagtail.admin.paginator import WagtailPaginator

LONGEST = 6  # digits of the number of a page


class CountedPaginator(WagtailPaginator):
    """Paginator of one query where the page that is asked for is there, else Wagtail's own."""

    def get_page(self, number: Any) -> Any:
        """The page of that number; the nearest there is where it is none."""
        text = "1" if number is None else str(number)
        wanted = int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else 0
        start = (wanted - 1) * self.per_page
        counted = self.object_list.annotate(counted=Window(Count("*")))
        rows = list(counted[start : start + self.per_page]) if wanted else []
        if not rows:
            return super().get_page(number)
        self.count: int = rows[0].counted
        return self._get_page(rows, wanted, self)

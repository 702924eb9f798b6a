"""History of data that are no pages, as the admin shows it: each value before and after."""

import re
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import get_language_bidi, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from wagtail.log_actions import LogFormatter

from cases.forms.topics import label_of
from cases.selectors.cut_text import cut
from cases.selectors.localized_format import digits, number
from cases.services import figures
from cases.services.history import IMPORT_UNDONE, IMPORTED, MERGED
from cases.services.preview_links import MADE, REVOKED
from cases.written.isolation import isolated

from .guarded_edit import CHANGED

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}( \[\d+\])?")  # of a measurement
SHOWN, LONGEST = 8, 120  # changes of an entry, characters of a value


class ValuesLogFormatter(LogFormatter):
    """Entry of the history that says which values changed, from what to what.

    Plain text, since Wagtail capitalises it; what people typed stands between marks of isolation (Unicode UAX #9).
    """

    label = gettext_lazy("Change values")

    def format_message(self, log_entry: Any) -> str:
        """Sentence of what changed: place, old value, new value."""
        found = log_entry.data.get("values", [])
        model = log_entry.content_type.model_class()
        arrow = "←" if get_language_bidi() else "→"
        told = [
            f"{_place(model, change['place'])}: {_said(change['old'])} {arrow} {_said(change['new'])}"
            for change in found[:SHOWN]
        ]
        if (more := len(found) - SHOWN) > 0:
            told.append(ngettext("and %(count)s more", "and %(count)s more", more) % {"count": number(more)})
        return " · ".join(told)


class ProposedFiguresLogFormatter(ValuesLogFormatter):
    """Entry of figures that were proposed: what would be another."""

    label = gettext_lazy("Propose figures")
    said = gettext_lazy("Figures proposed")

    def format_message(self, log_entry: Any) -> str:
        """Sentence of the step and of what changes by it."""
        return f"{self.said} · {super().format_message(log_entry)}"


class ApprovedFiguresLogFormatter(ProposedFiguresLogFormatter):
    """Entry of figures that were approved: what readers saw before, and what they see since."""

    label = gettext_lazy("Approve figures")
    said = gettext_lazy("Figures approved")


class WithdrawnFiguresLogFormatter(ProposedFiguresLogFormatter):
    """Entry of proposed figures that were withdrawn."""

    label = gettext_lazy("Withdraw proposed figures")
    said = gettext_lazy("Proposed figures withdrawn")


class ReturnedFiguresLogFormatter(LogFormatter):
    """Entry of proposed figures that went back to whoever wrote them."""

    label = gettext_lazy("Return proposed figures")
    said = gettext_lazy("Proposed figures returned")

    def format_message(self, log_entry: Any) -> str:
        """Sentence with the remark."""
        remark = log_entry.data.get("remark", "")
        return f"{self.said}: {isolated(cut(remark, LONGEST))}" if remark else str(self.said)


class MergeLogFormatter(LogFormatter):
    """Entry of a merge, at what is left."""

    label = gettext_lazy("Merge")

    def format_message(self, log_entry: Any) -> str:
        """Sentence of what was merged into it."""
        cases = int(log_entry.data.get("cases") or 0)
        said = ngettext(
            "%(source)s was merged into it; %(count)s case changed",
            "%(source)s was merged into it; %(count)s cases changed",
            cases,
        )
        return said % {"source": isolated(cut(log_entry.data.get("source", ""), LONGEST)), "count": number(cases)}


class ImportLogFormatter(LogFormatter):
    """Entry of an import, with the number of cases by what became of them."""

    label = gettext_lazy("Import")
    said = gettext_lazy("Imported")

    def format_message(self, log_entry: Any) -> str:
        """Sentence of how many cases."""
        told = {
            "created": _("created: %(count)s"),
            "updated": _("changed: %(count)s"),
            "unchanged": _("unchanged: %(count)s"),
            "undone": _("undone: %(count)s"),
        }
        counts = [told[name] % {"count": number(int(count))} for name, count in log_entry.data.items() if name in told]
        return " · ".join([str(self.said), *counts])


class ImportUndoneLogFormatter(ImportLogFormatter):
    """Entry of an import that was undone."""

    label = gettext_lazy("Undo of an import")
    said = gettext_lazy("Import undone")


class PreviewLinkLogFormatter(LogFormatter):
    """Entry of a link to a preview that was made."""

    label = gettext_lazy("Link to a preview")
    said = gettext_lazy("Link to a preview made")

    def format_message(self, log_entry: Any) -> str:
        """Sentence of for whom the link is."""
        label = log_entry.data.get("label", "")
        return f"{self.said}: {isolated(cut(label, LONGEST))}" if label else str(self.said)


class RevokedLinkLogFormatter(PreviewLinkLogFormatter):
    """Entry of a link to a preview that was ended."""

    label = gettext_lazy("End of a link to a preview")
    said = gettext_lazy("Link to a preview ended")


def register_changes(actions: Any) -> None:
    """Makes the actions known to Wagtail's log."""
    actions.register_action(CHANGED)(ValuesLogFormatter)
    actions.register_action(figures.CHANGED)(ValuesLogFormatter)
    actions.register_action(figures.PROPOSED)(ProposedFiguresLogFormatter)
    actions.register_action(figures.APPROVED)(ApprovedFiguresLogFormatter)
    actions.register_action(figures.RETURNED)(ReturnedFiguresLogFormatter)
    actions.register_action(figures.WITHDRAWN)(WithdrawnFiguresLogFormatter)
    actions.register_action(MERGED)(MergeLogFormatter)
    actions.register_action(IMPORTED)(ImportLogFormatter)
    actions.register_action(IMPORT_UNDONE)(ImportUndoneLogFormatter)
    actions.register_action(MADE)(PreviewLinkLogFormatter)
    actions.register_action(REVOKED)(RevokedLinkLogFormatter)


def _said(text: str) -> str:
    if _NUMBER.fullmatch(text):
        return isolated(digits(text))
    truth = {"True": _("yes"), "False": _("no")}
    return isolated(cut(str(truth.get(text, text)), LONGEST)) if text else "—"


def _place(model: type[Model] | None, place: list[str]) -> str:
    """Names of the fields on the way, as forms show them, with the names of the children between."""
    parts: list[str] = []
    for name in place:
        field = _field(model, name)
        if field is None:
            parts.append(digits(name) if _DATE.fullmatch(name) else label_of(name))
        elif field.is_relation and field.one_to_many:
            model = field.related_model
            parts.append(str(model._meta.verbose_name_plural))
        else:
            parts.append(str(field.verbose_name))
    return " / ".join(isolated(cut(part, LONGEST)) for part in parts)


def _field(model: type[Model] | None, name: str) -> Any:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None

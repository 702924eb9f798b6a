"""Forms of data that are no pages: nobody writes unawares over what another saved, and the history keeps old values."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import EditView
from wagtail.log_actions import log
from wagtail.log_actions import registry as logs

from cases.forms.stored_values import Values, changes, fingerprint, stored_values
from cases.selectors.localized_format import moment
from cases.selectors.person_name import person_name
from cases.services.history import VALUES

OPENED, SAVE_OVER = "opened_state", "save_over"  # fields of the form
CHANGED = VALUES  # action of the log


@dataclass(frozen=True, slots=True)
class NewerState:
    """State that somebody saved after a form was opened. ``author`` is "" where the log does not say."""

    state: str
    author: str
    at: datetime | None
    differing: list[str]  # labels of the fields in which what was typed differs from it


class GuardedEditView(EditView):
    """Form that is refused, with what was typed kept, where its object was changed since it was opened.

    The writer then saves over the newer state knowingly. What a save changed is logged, old and new.
    """

    template_name = "cases/admin/guarded_edit.html"
    newer: NewerState | None = None
    logged_by_itself: frozenset[str] = frozenset()  # fields whose service keeps their history

    @cached_property
    def stored(self) -> Values:
        """Values as they were in the database when a request to save came, which has the row for itself since."""
        return self._stored()

    def stored_object(self) -> Any:
        """Object as it is stored; its row is locked."""
        return self.model._default_manager.select_for_update(of=("self",)).get(pk=self.object.pk)

    def _stored(self) -> Values:
        kwargs = {**self.get_form_kwargs(), "data": None, "files": None, "instance": self.stored_object()}
        return stored_values(self.get_form_class()(**kwargs))

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        opened = self.stored if form.is_bound else stored_values(form)
        form.fields[OPENED] = forms.CharField(
            required=False, max_length=64, widget=forms.HiddenInput, initial=fingerprint(opened)
        )
        return form

    def is_valid(self, form: Any) -> bool:
        """Whether the form is right, and stands on the state that is stored or is meant to replace it."""
        is_right = bool(super().is_valid(form))
        state, opened = fingerprint(self.stored), self.request.POST.get(OPENED, "")
        if not opened or state in (opened, self.request.POST.get(SAVE_OVER)):
            return is_right
        self.newer = self._newer(form, state)
        form.add_error(None, self._refusal(self.newer))
        self.produced_error_code = "validation_error"
        self.produced_error_message = self.get_error_message()
        return False

    def _newer(self, form: Any, state: str) -> NewerState:
        entry = logs.get_logs_for_instance(self.object).select_related("user").first()
        author = person_name(entry.user) if entry else ""
        labels = [str(form.fields[name].label or name) for name in form.changed_data
                  if name in form.fields and name != OPENED]  # fmt: skip
        labels += [str(formset.model._meta.verbose_name_plural) for formset in getattr(form, "formsets", {}).values()
                   if formset.has_changed()]  # fmt: skip
        return NewerState(state, author, entry.timestamp if entry else None, labels)

    @staticmethod
    def _refusal(newer: NewerState) -> str:
        if newer.author and newer.at:
            values = {"author": newer.author, "when": moment(newer.at)}
            return _("Not saved: %(author)s changed this meanwhile (%(when)s). What you wrote is kept below.") % values
        return _("Not saved: this was changed after you opened it. What you wrote is kept below.")

    def save_instance(self) -> Any:
        """Saves the object, and logs which values changed."""
        before = self.stored
        saved = super().save_instance()
        self.object = saved
        if changed := [
            told for told in changes(before, self._stored()) if told["place"][0] not in self.logged_by_itself
        ]:
            log(saved, CHANGED, user=self.request.user, data={"values": changed})
        return saved

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "newer": self.newer}

"""Deleting what others may still use."""

from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import DeleteView


class ProtectedDeleteView(DeleteView):
    """Page that deletes an object, or names the objects that still use it instead of failing."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except ProtectedError as error:
            uses = ", ".join(str(item) for item in list(error.protected_objects)[:5])
            messages.error(self.request, _("It is still used by: %(uses)s") % {"uses": uses})
            return redirect(self.get_delete_url())
        return response

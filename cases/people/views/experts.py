"""Record of an expert, kept by themselves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.people.forms.experts import RecordForm
from cases.people.models import Expert
from cases.people.services.experts import keep_record
from cases.selectors.localized_format import day

from .access import form_page, logged_in


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def record(request: HttpRequest) -> HttpResponse:
    """Form of one's own record; 404 for whoever is no expert."""
    expert = get_object_or_404(Expert, person=request.user.pk)
    form = RecordForm(request.POST if request.method == "POST" else None, expert=expert)
    if form.is_valid():
        keep_record(expert, request.user, **form.cleaned_data)
        messages.success(request, _("Your record is saved."))
        return redirect("people:record")
    until = expert.agreed_until
    if until is None:
        state = _("You have not agreed to judge cases yet.")
    elif expert.is_agreed():
        state = _("Your agreement holds until %(day)s.") % {"day": day(until)}
    else:
        state = _("Your agreement has lapsed on %(day)s. No case is given to you until you renew it.") % {
            "day": day(until)
        }
    lead = _("By this record editors choose who judges a case.")
    title, submit = _("Your record as an expert"), _("Save")
    return form_page(request, form, title=title, lead=lead, state=state, submit=submit, trail="mine", is_wide=True)

"""Files of imports: the template to fill in, and the problems of a run to work through."""

import csv
import io
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from cases.models import ImportRun
from cases.selectors.import_template import template_csv, template_xlsx
from cases.selectors.localized_format import active_language
from cases.selectors.spreadsheet import without_formula
from cases.selectors.topics import topic_tree

from .import_problems import problem_rows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template_buttons() -> list[Any]:
    """Buttons that download the template, in both formats."""
    labels = {
        "xlsx": _("Template (%(format)s)") % {"format": "Excel"},
        "csv": _("All columns (%(format)s)") % {"format": "CSV"},
    }
    return [
        HeaderButton(label=label, url=reverse("imports:template", args=[kind]), icon_name="download")
        for kind, label in labels.items()
    ]


@require_safe
def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    """Template of an import file as a download."""
    if not ModelPermissionPolicy(ImportRun).user_has_permission(request.user, "add"):
        raise PermissionDenied
    content = template_xlsx(_topics()) if kind == "xlsx" else template_csv()
    response = HttpResponse(content, content_type=XLSX if kind == "xlsx" else "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="cases.{"xlsx" if kind == "xlsx" else "csv"}"'
    return response


def _topics() -> list[tuple[str, str, int]]:
    """Topics that a case may have, in the reader's language."""
    language = active_language()
    return [(node.label(language), node.code, node.depth) for node in topic_tree().values() if not node.deprecated]


@require_safe
def import_problems(request: HttpRequest, pk: int) -> HttpResponse:
    """Problems of a run as a CSV to work through, safe to open in a spreadsheet."""
    policy = ModelPermissionPolicy(ImportRun)
    if not policy.user_has_any_permission(request.user, {"add", "view"}):
        raise PermissionDenied
    run = ImportRun.objects.filter(pk=pk).first()
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_("Row"), _("Cell"), _("Case"), _("Column"), _("What is there"), _("What is wrong")])
    for row in problem_rows(run) if run else []:
        writer.writerow([without_formula(value) for name, value in row.items() if name != "code"])
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="problems.csv"'
    return response

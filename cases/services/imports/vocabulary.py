"""Imports labels of units and partner roles."""

from typing import Any

from django.db import transaction

from cases.models import PartnerRole, Unit


@transaction.atomic
def import_vocabulary(content: dict[str, list[dict[str, Any]]]) -> int:
    """Adds the terms that are missing, and labels in languages a term has none in; returns how many terms changed.

    ``content``: ``{"units": [{"code": …, "label": {…}}], "partner_roles": […]}``. An editor's label is never replaced.
    """
    changed = 0
    for key, model in (("units", Unit), ("partner_roles", PartnerRole)):
        known = {term.code: term for term in model.objects.all()}
        for item in content.get(key, []):
            term = known.get(item["code"]) or model(code=item["code"])
            label = {**item["label"], **term.label}
            if term.pk is None or label != term.label:
                term.label = label
                term.save()
                changed += 1
    return changed

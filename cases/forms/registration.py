"""Tells Wagtail which form field edits which of our model fields."""

from typing import Any

from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms.models import register_form_field_override

from cases.models.lines import LinesJSONField
from cases.models.localized_text import LocalizedTextField
from cases.models.sdg_list import SdgListField
from cases.models.topic import Topic

from .lines import LinesField
from .localized_text import LocalizedTextFormField
from .sdgs import SdgListFormField
from .topic_choice import TopicSelect


def register() -> None:
    """Called once, when the app is ready."""
    register_form_field_override(LocalizedTextField, override=_localized)
    register_form_field_override(LinesJSONField, override={"form_class": LinesField})
    register_form_field_override(SdgListField, override={"form_class": SdgListFormField})
    register_form_field_override(ParentalManyToManyField, override=_topics)


def _localized(db_field: LocalizedTextField) -> dict[str, Any]:
    return {"form_class": LocalizedTextFormField, "multiline": db_field.multiline}


def _topics(db_field: ParentalManyToManyField) -> dict[str, Any]:
    return {"widget": TopicSelect} if db_field.remote_field.model is Topic else {}

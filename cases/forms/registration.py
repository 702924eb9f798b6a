"""Registers with Wagtail the form fields of our model fields."""

from typing import Any

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms.models import register_form_field_override

from cases.blocks.years import KnownYearFormField
from cases.models import CaseIndexPage, CaseStudyPage, City
from cases.models.lines import LinesJSONField
from cases.models.localized_fields import PartialDateField, YearField
from cases.models.localized_text import LocalizedTextField
from cases.models.sdg_list import SdgListField
from cases.models.setback_list import SetbackListField
from cases.models.topic import Topic

from .case_study_pages import CaseStudyPageForm
from .city_choice import CityChoiceField
from .guarded_pages import GuardedPageForm
from .lines import LinesField
from .localized import filters as localized_filters
from .localized.dates import DayFormField, MomentFormField
from .localized.fields import DegreesFormField, FigureFormField, PartialDateFormField, WholeNumberFormField
from .localized.text import LocalizedTextFormField
from .sdgs import SdgListFormField
from .setbacks import SetbackListFormField
from .topic_choice import TopicSelect


def register() -> None:
    """Registers the form fields; called when the app is ready."""
    register_form_field_override(LocalizedTextField, override=_localized)
    register_form_field_override(LinesJSONField, override={"form_class": LinesField})
    register_form_field_override(SdgListField, override={"form_class": SdgListFormField})
    register_form_field_override(SetbackListField, override={"form_class": SetbackListFormField})
    register_form_field_override(YearField, override={"form_class": KnownYearFormField})
    register_form_field_override(models.DecimalField, override={"form_class": FigureFormField})
    register_form_field_override(models.PositiveBigIntegerField, override={"form_class": WholeNumberFormField})
    register_form_field_override(models.FloatField, override={"form_class": DegreesFormField})
    register_form_field_override(models.DateField, override={"form_class": DayFormField})
    register_form_field_override(models.DateTimeField, override={"form_class": MomentFormField})
    register_form_field_override(PartialDateField, override={"form_class": PartialDateFormField})
    localized_filters.register()
    CaseStudyPage.base_form_class = CaseStudyPageForm
    CaseIndexPage.base_form_class = GuardedPageForm
    register_form_field_override(models.ForeignKey, to=City, override={"form_class": CityChoiceField})
    register_form_field_override(ParentalManyToManyField, override=_topics)


def _localized(db_field: LocalizedTextField) -> dict[str, Any]:
    longest = {"max_length": db_field.max_length} if db_field.max_length else {}
    return {"form_class": LocalizedTextFormField, "multiline": db_field.multiline, **longest}


def _topics(db_field: ParentalManyToManyField) -> dict[str, Any]:
    return {"widget": TopicSelect} if db_field.remote_field.model is Topic else {}

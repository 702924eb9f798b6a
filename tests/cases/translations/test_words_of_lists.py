"""Words of lists, such as units, are asked for where a list lacks the language."""

from typing import Any

import pytest

from cases.models import CaseStudyPage, Unit
from cases.selectors.translation.sheet import Sheet
from cases.selectors.translation.unnamed import unnamed
from tests.cases.translating import begin, draft_of, fresh, publish, translate

from .test_words import made, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


@pytest.fixture
def persian(foundation: None, starter_records: list[dict[str, Any]]) -> CaseStudyPage:
    """A published case with words in every fact and figure, in Persian."""
    return made(starter_records[0], "fa")


def test_units_are_asked_for_where_the_list_lacks_them(persian: CaseStudyPage) -> None:
    Unit.objects.filter(code="km").update(label={"fa": "کیلومتر"})
    target = begin(persian, "en")
    (word,) = [one for one in Sheet(persian, target).segments if one.piece.path == "units.label"]
    translate(persian, target, lambda segment: "kilometres" if segment.key == word.key else said(segment, "en"))
    assert "en" not in Unit.objects.get(code="km").label
    publish(target)
    assert Unit.objects.get(code="km").label == {"fa": "کیلومتر", "en": "kilometres"}
    assert not [one for one in Sheet(persian, fresh(target)).segments if one.piece.path == "units.label"]


def test_names_of_lists_are_named_where_they_lack_the_language(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    city = persian.city
    city.names = {"fa": "شهر"}
    city.save()
    persian.topics.first().labels.filter(language="en", kind="preferred").delete()
    names = unnamed(draft_of(target), "fa")
    assert names[0] == "شهر" and len(names) == 2

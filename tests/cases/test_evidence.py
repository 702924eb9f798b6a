"""Evidence level of a case: what each step asks for, what the data refuse, and how it falls back."""

from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from cases.choices import EvidenceLevel, MeasurementKind
from cases.forms.cases import CaseForm
from cases.models import Case, CaseStudyPage, Indicator, Measurement
from cases.models.form_slots import CasePanels
from cases.selectors.evidence import Evidence, evidence_of
from cases.services.evidence import grade
from cases.signals import cases_changed

FULL = Evidence(True, 2, True, True, frozenset({"s1"}))
LACKING = {
    EvidenceLevel.DESCRIBED: {"is_described": False},
    EvidenceLevel.DOCUMENTED: {"open_sources": 1},
    EvidenceLevel.FIGURES: {"has_figures": False},
    EvidenceLevel.MEASURED: {"is_measured": False},
    EvidenceLevel.INDEPENDENT: {"evaluations": frozenset({"s2"})},
}


@pytest.mark.parametrize("lacking", EvidenceLevel)
def test_a_step_asks_for_all_that_those_before_it_ask_for(lacking: EvidenceLevel) -> None:
    known = {name: getattr(FULL, name) for name in Evidence.__slots__}
    evidence = Evidence(**{**known, **LACKING[lacking]})
    at = list(EvidenceLevel).index(lacking)
    for place, level in enumerate(EvidenceLevel):
        assert evidence.contradicts(level, "s1") == ([lacking] if place >= at else [])
    assert evidence.reaches("s1") == (list(EvidenceLevel)[at - 1].value if at else "")


def test_nothing_is_claimed_by_no_level() -> None:
    assert Evidence().contradicts("") == [] and Evidence().reaches() == ""
    assert FULL.reaches("s1") == "independent"
    assert FULL.reaches() == "measured", "that somebody evaluated it, the data alone never say"


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
class TestOnTheStarterCollection:
    """Levels of real cases."""

    def measured(self) -> Case:
        case: Case = Case.objects.filter(evidence_level=EvidenceLevel.MEASURED).earliest("code")
        return case

    def test_levels_of_the_collection_are_borne_out_and_none_is_invented(self) -> None:
        evidence = evidence_of(Case.objects.values_list("pk", flat=True))
        levels = dict(Case.objects.values_list("pk", "evidence_level"))
        assert {key: known.reaches() for key, known in evidence.items()} == levels
        assert set(levels.values()) == {"described", "documented", "figures", "measured"} - {"described"}

    def test_a_level_that_the_data_contradict_is_refused_with_the_reason(self) -> None:
        case = Case.objects.filter(evidence_level=EvidenceLevel.DOCUMENTED).earliest("code")
        with override("en"):
            form = self.form(case, evidence_level="measured")
            assert not form.is_valid()
            (said,) = form.errors["evidence_level"]
        assert "none of its figures names a source" in said and "measured" in said

    def test_the_last_step_needs_an_evaluation_that_readers_can_open(self) -> None:
        case = self.measured()
        page = case.pages.get(locale__language_code="en")
        kinds = {block.value["key"]: block.value["kind"] for block in page.sources}
        wrong = next((key for key, kind in kinds.items() if kind not in ("scholarly", "organisation")), "none")
        for key in ("", "no-such", wrong):
            assert "evidence_level" in self.form(case, evidence_level="independent", evidence_source=key).errors
        right = next(key for key, kind in kinds.items() if kind in ("scholarly", "organisation"))
        form = self.form(case, evidence_level="independent", evidence_source=right)
        assert "evidence_level" not in form.errors

    def test_when_a_figure_goes_the_case_falls_back_and_its_history_says_so(self) -> None:
        case = self.measured()
        Measurement.objects.filter(indicator__case=case).update(kind=MeasurementKind.ESTIMATED)
        cases_changed.send(sender=Case, case_ids=[case.pk])
        case.refresh_from_db()
        assert case.evidence_level == EvidenceLevel.FIGURES
        entry = ModelLogEntry.objects.filter(object_id=str(case.pk), action="cases.values").latest("pk")
        assert entry.data["values"] == [{"place": ["evidence_level"], "old": "measured", "new": "figures"}]
        cases_changed.send(sender=Case, case_ids=[case.pk])
        assert ModelLogEntry.objects.filter(object_id=str(case.pk)).latest("pk") == entry, "once is enough"

    def test_what_somebody_graded_is_never_graded_again(self) -> None:
        case = self.measured()
        Case.objects.filter(pk=case.pk).update(evidence_level="described")
        assert grade([case.pk]) == 0
        case.refresh_from_db()
        assert case.evidence_level == "described", "less than the data would bear out is the editor's right"

    def test_a_draft_says_nothing_while_the_case_has_a_public_page(self) -> None:
        case = self.measured()
        case.pages.exclude(locale__language_code="en").update(live=False)
        case.pages.filter(locale__language_code="en").update(limits="")
        assert not evidence_of([case.pk])[case.pk].is_described

    @pytest.mark.parametrize("language", ["fa", "en", "ar"])
    def test_the_page_says_every_step_in_its_order(self, language: str) -> None:
        answer = Client().get(f"/{language}/evidence/")
        text = answer.content.decode()
        assert answer.status_code == 200
        places = [text.index(f'id="{level.value}"') for level in EvidenceLevel]
        assert all(one < other for one, other in pairwise(places))

    def test_an_archived_case_stays_and_says_why_and_since_when(self) -> None:
        case = self.measured()
        form = self.form(case, archive_reason="ended")
        assert "archive_reason" not in form.errors and case.archived_on is not None
        Case.objects.filter(pk=case.pk).update(archive_reason="ended", archived_on=case.archived_on)
        page: Any = CaseStudyPage.objects.get(case=case, locale__language_code="en")
        text = Client().get(page.url).content.decode()
        assert "Archived since" in text and "The practice has ended" in text
        data = Client().get(f"/api/v1/cases/{case.code}", {"lang": "en"}).json()
        assert data["archived"] == {"on": case.archived_on.isoformat(), "reason": "ended", "note": None}
        assert Client().get(case.get_absolute_url(), follow=True).status_code == 200

    def test_the_api_tells_the_level_and_narrows_by_it(self) -> None:
        case = self.measured()
        data = Client().get(f"/api/v1/cases/{case.code}").json()
        assert data["evidence"] == {"level": "measured", "source": None, "opinions": 0}
        listed = Client().get("/api/v1/cases", {"evidence": "measured", "size": 100}).json()
        assert listed["total"] == Case.objects.filter(evidence_level="measured").count()
        assert Client().get("/api/v1/cases", {"evidence": "best"}).status_code == 422

    def form(self, case: Case, **typed: str) -> Any:
        panels = [panel for panel in Case.panels if getattr(panel, "relation_name", "") == ""]
        bound = CasePanels(panels, base_form_class=CaseForm).bind_to_model(Case)
        empty = dict.fromkeys(bound.get_form_class().base_fields, "")
        return bound.get_form_class()({**empty, **typed}, instance=case)


@pytest.mark.django_db
@pytest.mark.usefixtures("starter")
def test_evidence_is_read_in_a_fixed_number_of_queries(django_assert_num_queries: Any) -> None:
    keys = list(Case.objects.values_list("pk", flat=True))
    assert Indicator.objects.exists()
    with django_assert_num_queries(3):
        evidence_of(keys)

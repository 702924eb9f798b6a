"""Words of the case that change outdate its translations as a change of the text does, and numbers do not."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cases.models import Adoption, CaseStudyPage, PublishedProse
from cases.permissions import Role
from cases.selectors.figures import public_figures
from cases.selectors.translation.outdated import with_source
from cases.selectors.translation.prose_digest import earlier_digests
from cases.services.figures import write_figures
from tests.cases.figures.writing import approve
from tests.cases.roles import person
from tests.cases.translating import begin, fresh, publish, translate
from tests.form_fields import fields

from .test_words import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def outdated(target: CaseStudyPage) -> bool:
    return with_source(CaseStudyPage.objects.filter(pk=target.pk)).exists()


def test_a_name_of_an_indicator_that_changes_outdates_translations(persian: CaseStudyPage) -> None:
    target = begin(persian, "en")
    translate(persian, target, lambda segment: said(segment, "en"))
    publish(target)
    assert persian.case is not None and not outdated(target)
    figures = public_figures(persian.case)
    figures[0]["measurements"][0]["value"] = "5"
    write_figures(persian.case, figures, person(Role.EDITOR))
    approve(persian.case, person(Role.PUBLISHER))
    assert not outdated(target), "a number is no word"
    before = figures[0]["name"]["fa"]
    for name, changed in (("نام تازه", True), (before, False)):
        figures = public_figures(persian.case)
        figures[0]["name"] = {**figures[0]["name"], "fa": name}
        write_figures(persian.case, figures, User.objects.get(username="editor"))
        assert outdated(target) != changed, "nobody has approved it"
        approve(persian.case, User.objects.get(username="publisher"))
        assert outdated(target) == changed


def test_a_note_of_an_adoption_that_changes_outdates_a_translation_until_it_is_taken_over(
    persian: CaseStudyPage, client: Client
) -> None:
    assert persian.case is not None
    adoption = Adoption.objects.create(
        case=persian.case, city_name={"fa": "قم"}, country="IR", year=2012, status="implemented", note={"fa": "پیشین"}
    )
    target = begin(persian, "en")
    translate(persian, target, lambda segment: said(segment, "en"))
    publish(target)
    PublishedProse.objects.filter(page=persian).update(digest=sorted(earlier_digests(fresh(persian)))[0])
    earlier = PublishedProse.objects.get(page=persian).digest
    CaseStudyPage.objects.filter(pk=target.pk).update(translated_prose=earlier)
    client.force_login(person(Role.EDITOR))
    url = f"/admin/case/edit/{persian.case_id}/"
    sent = fields(client.get(url))
    name = next(key for key, value in sent.items() if value == "پیشین")
    assert client.post(url, sent | {name: "تازه"}).status_code == 302
    adoption.refresh_from_db()
    assert adoption.note["fa"] == "تازه" and outdated(target), "also where the note is of an earlier kind"
    translate(persian, target, lambda segment: said(segment, "en"))
    publish(target)
    assert not outdated(target)

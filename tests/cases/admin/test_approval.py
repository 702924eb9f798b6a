"""From draft to publication: checked, then published, and never by who wrote it."""

import pytest
from django.contrib.auth.models import User

from cases.models import CaseStudyPage
from cases.permissions import Role
from tests.cases.reviewing import act, is_live, submit
from tests.cases.roles import browser_of, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("foundation")]


def test_two_others_bring_a_text_to_readers(page: CaseStudyPage) -> None:
    submit(page, person(Role.AUTHOR))
    act(page, browser_of(person(Role.EDITOR)))
    assert not is_live(page)
    act(page, browser_of(person(Role.PUBLISHER)))
    assert is_live(page)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR, Role.SUPERUSER])
def test_nobody_approves_what_they_submitted(page: CaseStudyPage, role: Role) -> None:
    user = person(role)
    client = browser_of(user)
    submit(page, user)
    act(page, client)
    state = CaseStudyPage.objects.get(pk=page.pk).current_workflow_task_state
    assert state is not None and state.status == "in_progress"
    screen = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "somebody else has to approve it" in screen
    assert 'data-workflow-action-name="approve"' not in screen
    assert str(page) not in client.get("/admin/cases/desk/to-decide/").content.decode()


def test_nobody_approves_what_they_wrote_and_another_submitted(page: CaseStudyPage) -> None:
    writer = person(Role.EDITOR, "writer")
    page.save_revision(user=writer)
    submit(page, person(Role.AUTHOR))
    act(page, browser_of(writer))
    act(page, browser_of(person(Role.EDITOR, "other")))
    current = CaseStudyPage.objects.get(pk=page.pk).current_workflow_task_state
    assert current is not None and [state.finished_by for state in current.workflow_state.task_states.all()][:1] == [
        User.objects.get(username="other")
    ]


def test_a_correction_while_reviewing_does_not_make_the_text_ones_own(page: CaseStudyPage) -> None:
    submit(page, person(Role.AUTHOR))
    editor = person(Role.EDITOR)
    page.lessons += " A comma."
    page.save_revision(user=editor)
    act(page, browser_of(editor))
    act(page, browser_of(person(Role.PUBLISHER)))
    assert is_live(page)
    assert CaseStudyPage.objects.get(pk=page.pk).lessons.endswith("A comma.")


def test_what_was_written_after_it_was_sent_back_is_ones_own(page: CaseStudyPage) -> None:
    submit(page, person(Role.AUTHOR))
    editor = person(Role.EDITOR)
    act(page, browser_of(editor), "reject")
    page.save_revision(user=editor)
    state = CaseStudyPage.objects.get(pk=page.pk).current_workflow_state
    assert state is not None
    state.resume(user=User.objects.get(username="author"))
    act(page, browser_of(editor))
    task = CaseStudyPage.objects.get(pk=page.pk).current_workflow_task
    assert (
        task is not None and not task.get_actions(page, editor) and task.get_actions(page, person(Role.EDITOR, "other"))
    )


def test_a_publisher_neither_publishes_directly_nor_many_at_once(page: CaseStudyPage) -> None:
    client = browser_of(person(Role.PUBLISHER))
    bulk = f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={page.pk}"
    assert client.get(bulk).status_code == 200
    client.post(bulk, {"include_descendants": "on"})
    assert not is_live(page)
    copied = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk, "publish_copies": "on"}
    client.post(f"/admin/pages/{page.pk}/copy/", copied)
    assert not CaseStudyPage.objects.live().exists()


class TestOnALivePage:
    """A text that readers see is changed like any other: by approval of somebody who wrote none of the change."""

    @pytest.fixture
    def live(self, page: CaseStudyPage) -> CaseStudyPage:
        """Published, as an editor wrote it."""
        page.save_revision(user=person(Role.EDITOR, "first")).publish()
        return CaseStudyPage.objects.get(pk=page.pk)

    def write(self, page: CaseStudyPage, by: User, lessons: str) -> CaseStudyPage:
        draft = page.get_latest_revision_as_object()
        draft.lessons = lessons
        draft.save_revision(user=by)
        return CaseStudyPage.objects.get(pk=page.pk)

    def submitted(self, page: CaseStudyPage, by: User) -> None:
        workflow = page.get_workflow()
        assert workflow is not None
        workflow.start(page, by)

    def in_first_step(self, page: CaseStudyPage) -> bool:
        state = CaseStudyPage.objects.get(pk=page.pk).current_workflow_state
        return state is not None and state.task_states.count() == 1

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR, Role.SUPERUSER])
    def test_nobody_approves_the_change_they_wrote_whoever_submitted_it(self, live: CaseStudyPage, role: Role) -> None:
        writer = person(role, "writer")
        self.submitted(self.write(live, writer, "Changed."), person(Role.AUTHOR))
        act(live, browser_of(writer))
        assert self.in_first_step(live)
        screen = browser_of(writer).get(f"/admin/pages/{live.pk}/edit/").content.decode()
        assert 'data-workflow-action-name="approve"' not in screen

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER])
    def test_nobody_approves_the_change_they_submitted(self, live: CaseStudyPage, role: Role) -> None:
        writer = person(role, "writer")
        self.submitted(self.write(live, writer, "Changed."), writer)
        act(live, browser_of(writer))
        assert self.in_first_step(live)

    def test_nor_a_change_made_before_anothers(self, live: CaseStudyPage) -> None:
        writer, author = person(Role.EDITOR, "writer"), person(Role.AUTHOR)
        self.write(live, writer, "Changed.")
        self.submitted(self.write(live, author, "Changed twice."), author)
        act(live, browser_of(writer))
        assert self.in_first_step(live)

    def test_who_wrote_what_is_live_may_approve_anothers_change(self, live: CaseStudyPage) -> None:
        author = person(Role.AUTHOR)
        self.submitted(self.write(live, author, "Changed."), author)
        act(live, browser_of(User.objects.get(username="first")))
        assert not self.in_first_step(live)
        assert CaseStudyPage.objects.get(pk=live.pk).lessons != "Changed."
        act(live, browser_of(person(Role.PUBLISHER)))
        assert CaseStudyPage.objects.get(pk=live.pk).lessons == "Changed."

"""The admin under its policy, in a browser: what Wagtail's panels and widgets do, and every page of it."""

import re
from collections import defaultdict, deque
from pathlib import Path
from typing import Any

import pytest
from django.urls import Resolver404, resolve
from PIL import Image
from playwright.sync_api import Page, Route, expect

from knowledgebase.admin_policy import EXCEPTIONS, POLICY

from .conftest import Site, log_in

# One of everything that a page of the admin is about, beside the starter collection.
FURNISH = """
import datetime
from io import BytesIO
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Workflow
from cases.models import CaseStudyPage
from home.models import PlainPage
me = User.objects.get(username="admin")
picture = BytesIO()
Image.new("RGB", (1200, 800), "teal").save(picture, "JPEG")
get_image_model().objects.create(title="Bridge", file=ImageFile(picture, "bridge.jpg"), uploaded_by_user=me)
get_document_model().objects.create(title="Report", file=ContentFile(b"a,b", name="report.csv"), uploaded_by_user=me)
Collection.get_first_root_node().add_child(name="Photos")
plain = PlainPage.objects.first()
plain.save_revision(user=me)
plain.title += " 2"
plain.save_revision(user=me).publish()
drafted, submitted, scheduled = CaseStudyPage.objects.filter(locale__language_code="en")[:3]
drafted.title += " 2"
drafted.save_revision(user=me)
submitted.save_revision(user=me)
Workflow.objects.order_by("-pk").first().start(submitted, me)
scheduled.go_live_at = timezone.now() + datetime.timedelta(days=3)
scheduled.save_revision(user=me).publish()
workflow = Workflow.objects.order_by("-pk").first().pk
print(plain.pk, submitted.pk, workflow, get_image_model().objects.last().pk)
"""


@pytest.fixture(scope="module")
def furnished(site: Site) -> dict[str, int]:
    """Numbers of a plain page, a case page that waits for approval, a workflow and a picture."""
    names = ("plain", "submitted", "workflow", "picture")
    return dict(zip(names, map(int, site.manage("shell", "-v0", "-c", FURNISH).split()), strict=True))


@pytest.fixture
def admin(page: Page, site: Site) -> Page:
    """The admin in English, where anything that a script throws is a failure."""
    log_in(page, site, "en")
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


def test_an_inline_panel_and_a_chooser(admin: Page, furnished: dict[str, int]) -> None:
    """A form that is added, a chooser inside it, and the window in which a page is chosen."""
    admin.goto(f"/admin/workflows/edit/{furnished['workflow']}/")
    forms = admin.locator("#id_pages-FORMS > *")
    before = forms.count()
    admin.locator("#id_pages-ADD").click()
    expect(forms).to_have_count(before + 1)
    forms.last.locator("[data-chooser-action-choose]:visible").click()
    admin.locator(".modal-body .page-results a, .modal-body td.title a").first.click()
    expect(admin.locator(".modal-body")).to_have_count(0)
    assert (admin.locator(f"#id_pages-{before}-page").input_value()).isdigit()
    admin.locator("#id_workflow_tasks-ADD").click()
    expect(admin.locator("#id_workflow_tasks-FORMS > *").last).to_be_visible()


def test_a_call_that_comes_in_pieces_is_made_once_it_is_whole(admin: Page, furnished: dict[str, int]) -> None:
    """As over a slow line, or in a page that is longer than what is read at once."""
    admin.goto("/admin/")
    admin.evaluate("""() => {
        window.calls = [];
        window.StreamedPanel = class { constructor(...values) { window.calls.push(values); } };
        window.initStreamedChooser = (...values) => window.calls.push(values);
        window.alert = () => window.calls.push("alert");
    }""")
    frame = """async () => {
        const slow = document.implementation.createHTMLDocument();
        slow.write("<main>");
        document.body.append(document.adoptNode(slow.querySelector("main")));
        for (const part of ['<script type="application/json" data-admin-call="StreamedPanel">', '["on', 'e", {"a',
                            '": 2}]', '</script>',
                            '<script type="application/json" data-admin-call="initStreamedChooser">["two"]</script>',
                            '<script type="application/json" data-admin-call="alert">["three"]</script>']) {
            slow.write(part);
            await new Promise(requestAnimationFrame);
        }
        return window.calls;
    }"""
    admin.evaluate("Object.defineProperty(document, 'readyState', { value: 'loading', configurable: true })")
    assert admin.evaluate(frame) == [["one", {"a": 2}], ["two"]]


def test_rich_text_and_a_date(admin: Page, furnished: dict[str, int]) -> None:
    admin.goto(f"/admin/pages/{furnished['plain']}/edit/")
    text = admin.locator(".public-DraftEditor-content").first
    text.click()
    admin.keyboard.press("Control+End")
    admin.keyboard.press("Enter")
    # The hint in an empty line is the style that the policy lets this page write.
    hint = admin.locator(".Draftail-block--unstyled.Draftail-block--empty").last
    assert "Write something" in hint.evaluate("node => getComputedStyle(node, '::before').content")
    admin.locator("[data-side-panel-toggle=status]").click()
    admin.get_by_role("button", name=re.compile("schedule", re.I)).first.click()
    admin.locator("#id_go_live_at").click()
    expect(admin.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)


def test_pictures_are_shown_while_they_are_uploaded_and_have_a_focal_point(
    admin: Page, furnished: dict[str, int], tmp_path: Path
) -> None:
    Image.new("RGB", (640, 480), "teal").save(tmp_path / "picture.jpg")
    admin.goto("/admin/images/multiple/add/")
    admin.set_input_files("input[type=file]", tmp_path / "picture.jpg")
    expect(admin.locator("#upload-list .preview canvas, #upload-list .preview img").first).to_be_visible()
    expect(admin.locator("#upload-list input[name$=title]").first).to_have_value("picture")
    admin.goto(f"/admin/images/{furnished['picture']}/")
    expect(admin.locator(".jcrop-holder").first).to_be_visible()


BARE = "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in POLICY.items())
REPORTED = re.compile(r"directive '([\w-]+)")
# Asked with what is selected; and what another page asks for in the background is no page.
SELECTING = "/admin/bulk/"
LEAST = 150  # pages, each of another view or model


def links_of(page: Page, own: str) -> set[str]:
    """Addresses in the admin that a page leads to, without their fragments."""
    script = """nodes => nodes.map(node => node.getAttribute("href") || node.dataset.url).filter(Boolean)"""
    found = page.locator("a[href], [data-url]").evaluate_all(script)
    addresses = {address.split("#")[0].removeprefix(own) for address in found}
    return {address for address in addresses if address.startswith("/admin/") and "logout" not in address}


def kind_of(path: str) -> tuple[str, str] | None:
    """View and model of an address: of each pair one page is looked at. None where there is no view."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    names = [str(value) for value in match.kwargs.values() if not str(value).isdigit()]
    return match.view_name or match.route, " ".join(names)


class Walk:
    """Walk of a browser through every kind of page; notes what the policy without exceptions would refuse, by view."""

    def __init__(self, page: Page, own: str) -> None:
        self.page, self.own = page, own
        self.here = ""
        self.refused: dict[str, set[str]] = defaultdict(set)
        self.failed: list[str] = []
        self.seen: set[tuple[str, str]] = set()
        page.route("**/*", self.answer)
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.failed.append(f"{self.here}: {error}"))

    def answer(self, route: Route) -> None:
        if route.request.resource_type != "document":
            route.continue_()
            return
        response = route.fetch()
        policy = response.headers.get("content-security-policy", "")
        if route.request.frame.parent_frame and policy.startswith("default-src 'none';") and policy.endswith("sandbox"):
            route.fulfill(response=response)  # a mail: nothing in it runs or loads, and its styles are its own
            return
        route.fulfill(response=response, headers={**response.headers, "content-security-policy-report-only": BARE})

    def hear(self, message: Any) -> None:
        found = REPORTED.search(message.text)
        if found and "Content Security Policy" in message.text:
            self.refused[found[1]].add(self.here)

    def look(self, path: str) -> set[str]:
        """Opens a page; where it leads."""
        kind = kind_of(path.split("?")[0])
        if kind is None or kind in self.seen or path.startswith(SELECTING):
            return set()
        self.seen.add(kind)
        self.here = kind[0]
        head = self.page.request.get(path, max_redirects=0)
        if head.status >= 500:
            self.failed.append(f"{path}: {head.status}")
        if head.status in (301, 302):
            return {head.headers["location"].removeprefix(self.own)}
        if head.status != 200 or "html" not in head.headers.get("content-type", ""):
            return set()
        self.page.goto(path)
        self.page.wait_for_timeout(200)
        return links_of(self.page, self.own)


@pytest.mark.slow
def test_what_every_page_of_the_admin_needs_is_listed(
    open_page: Any, site: Site, furnished: dict[str, int], refused: list[str]
) -> None:
    page = open_page(viewport={"width": 1280, "height": 900})
    log_in(page, site, "en")
    walk = Walk(page, site.url)
    picture, plain, submitted = furnished["picture"], furnished["plain"], furnished["submitted"]
    waiting = deque(
        ["/admin/", f"/admin/images/{picture}/", f"/admin/pages/{plain}/edit/", f"/admin/pages/{submitted}/edit/",
         f"/admin/pages/{plain}/history/", f"/admin/pages/{submitted}/workflow_history/", "/admin/images/add/",
         "/admin/documents/add/", "/admin/images/multiple/add/"]
    )  # fmt: skip
    while waiting:
        waiting.extend(sorted(walk.look(waiting.popleft())))
    # What the policy that is sent refuses is in ``refused`` too, without the mark of a report.
    refused[:] = [text for text in refused if "[Report Only]" not in text and "report-only" not in text.lower()]
    assert walk.failed == [] and refused == []
    assert len(walk.seen) > LEAST, sorted(walk.seen)
    listed: dict[str, set[str]] = defaultdict(set)
    for exception in EXCEPTIONS:
        general = exception.directive.removesuffix("-elem").removesuffix("-attr")
        listed[general] |= exception.views or {view for view, _model in walk.seen}
    found = {re.sub("-(elem|attr)$", "", name): views for name, views in walk.refused.items()}
    assert {name: views - listed[name] for name, views in found.items() if views - listed[name]} == {}
    # Each of these is still needed; take it from the list where it is not.
    assert {"wagtailadmin_pages:edit"} <= found["style-src"] and {"wagtailimages:edit"} <= found["script-src"]

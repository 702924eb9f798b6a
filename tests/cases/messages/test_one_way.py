"""Every mail of the site is a message: nothing else of it hands mails to Django, or to Wagtail."""

import ast
from pathlib import Path

from django.template.loader import get_template

from cases.messages.causes import CAUSES

ROOT = Path(__file__).parents[3]
CARRIERS = {
    "cases/messages/services/composing.py",
    "cases/messages/services/delivery.py",
    "cases/messages/services/smtp.py",
    "knowledgebase/mail.py",
}


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_nothing_else_sends_mail() -> None:
    packages = ("cases", "home", "search", "knowledgebase")
    files = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    senders = {
        str(path.relative_to(ROOT))
        for path in files
        if any(name.startswith(("django.core.mail", "smtplib", "wagtail.admin.mail")) for name in imported(path))
    }
    assert len(files) > 500 and senders == CARRIERS


def test_every_cause_has_a_template_and_a_sample() -> None:
    for cause in CAUSES.values():
        assert get_template(cause.template) and cause.sample(), cause.code

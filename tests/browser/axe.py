"""axe-core, which npm brings: what of a page breaks its rules. In CI it is a failure when it is not there."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
WCAG_22_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# Only what is shown here is worked out for the nodes: with selectors of all that pass it takes twice as long.
OPTIONS = {"resultTypes": ["violations"], "selectors": False}


def watch(page: Page) -> None:
    """Has every page that this one opens come with axe-core; call it before the first."""
    if not SCRIPT.is_file():
        message = "axe-core is not installed: run npm install"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    page.add_init_script(path=SCRIPT)


def violations(page: Page, rules: Sequence[str] = WCAG_22_AA, within: str = "html") -> list[Any]:
    """(rule, first three nodes) of what breaks the rules of these kinds."""
    asked = {"runOnly": list(rules), **OPTIONS}
    found = page.evaluate("([within, asked]) => axe.run(within, asked)", [within, asked])
    return [(item["id"], [node["html"][:160] for node in item["nodes"][:3]]) for item in found["violations"]]

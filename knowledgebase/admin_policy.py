"""Content security policy of Wagtail's admin: nothing but our own files, and what Wagtail cannot do without.

No script in a page, none made of text, no style in an attribute. Everything beyond is in EXCEPTIONS, which may only
become fewer: a test holds them, and another walks the admin in a browser and finds which are still needed.
"""

from dataclasses import dataclass

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings

Policy = dict[str, list[str]]

# That of public pages, and the preview of a page in a frame.
POLICY: Policy = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], "frame-src": [SELF]}


@dataclass(frozen=True, slots=True)
class Allowance:
    """Source that a directive also lets in, in views of these names (none named: in all), and why."""

    directive: str
    source: str
    views: frozenset[str]
    why: str


# A handler of exactly this text.
RETURN = "'unsafe-hashes' 'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"

EXCEPTIONS = (
    Allowance(
        "style-src-elem",
        UNSAFE_INLINE,
        frozenset({"wagtailadmin_pages:add", "wagtailadmin_pages:edit", "wagtailadmin_pages:revisions_revert"}),
        "the editor of rich text writes style elements for its hints and for nested lists, with ids made at random",
    ),
    Allowance(
        "img-src",
        "data:",
        frozenset(),
        "Wagtail's style sheet has a picture of one pixel in it, for the list of tags that it suggests",
    ),
    Allowance(
        "img-src",
        "blob:",
        frozenset({"wagtailimages:add_multiple"}),
        "pictures are shown while they are uploaded",
    ),
    Allowance(
        "script-src-attr",
        RETURN,
        frozenset({"wagtailimages:edit"}),
        "the chooser of a picture's focal point finds out about touch screens by a handler that says `return;`",
    ),
)


def policy_of(view: str) -> Policy:
    """The policy of the pages of a view, such as ``wagtailadmin_pages:edit``."""
    policy = {directive: [*sources] for directive, sources in POLICY.items()}
    for exception in EXCEPTIONS:
        if not exception.views or view in exception.views:
            general = exception.directive.removesuffix("-elem").removesuffix("-attr")
            policy.setdefault(exception.directive, [*policy[general]]).append(exception.source)
    return policy

"""Mozilla's HTTP Observatory, scored from a site's own answers.

The rules and points are those that Mozilla publishes (developer.mozilla.org/en-US/observatory/docs/tests_and_scoring):
a site starts at 100; what is wrong takes points off, and bonuses count only from 90 points on. Each rule here gives the
points of the outcome that the answers amount to. Where an outcome cannot occur on this site it is scored as the worst.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

SIX_MONTHS = 15_768_000  # seconds
START, BONUS_FROM = 100, 90
UNSAFE = {"'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*"}
PRIVATE_REFERRERS = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What the scan looks at: the page over TLS, and what plain HTTP answers. Header names in lower case."""

    headers: Mapping[str, str]
    cookies: list[str]  # Set-Cookie headers
    html: str
    plain_status: int
    plain_location: str


def directives(policy: str) -> dict[str, list[str]]:
    """A content security policy by directive."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name.lower(): values for name, *values in parts}


def csp(answers: Answers) -> int:
    """-25 without a policy; from -20 to +10 by what it lets through."""
    found = directives(answers.headers.get("content-security-policy", ""))
    if not found:
        return -25
    default = found.get("default-src", ["*"])
    scripts = found.get("script-src", default)
    objects = found.get("object-src", default)
    if UNSAFE & {*scripts, *objects}:
        return -20
    if UNSAFE & set(found.get("style-src", default)):
        return 0
    return 10 if default == ["'none'"] else 5


def cookies(answers: Answers) -> int:
    """0 without cookies; else at worst -40."""
    points = 0
    for cookie in (text.lower() for text in answers.cookies):
        if "secure" not in cookie:
            points = min(points, -40 if "session" in cookie else -20)
        elif "session" in cookie and "httponly" not in cookie:
            points = min(points, -30)
    return points


def cors(answers: Answers) -> int:
    """-50 where any site may read with the reader's cookies."""
    headers = answers.headers
    everyone = headers.get("access-control-allow-origin") == "*"
    return -50 if everyone and headers.get("access-control-allow-credentials") == "true" else 0


def redirection(answers: Answers) -> int:
    """-20 where plain HTTP does not lead to TLS."""
    leads = answers.plain_status in (301, 302, 307, 308) and answers.plain_location.startswith("https://")
    return 0 if leads else -20


def referrer(answers: Answers) -> int:
    """+5 where addresses are not told to other sites."""
    return 5 if answers.headers.get("referrer-policy", "").lower() in PRIVATE_REFERRERS else 0


def hsts(answers: Answers) -> int:
    """-20 without Strict-Transport-Security, -10 for less than six months."""
    age = re.search(r"max-age=(\d+)", answers.headers.get("strict-transport-security", ""))
    return -20 if age is None else 0 if int(age[1]) >= SIX_MONTHS else -10


def integrity(answers: Answers) -> int:
    """-50 for scripts of others without a hash; 0 where all are the site's own."""
    sources = re.findall(r"<script[^>]+src=\"([^\"]+)\"", answers.html)
    return -50 if any(re.match(r"(https?:)?//", source) for source in sources) else 0


def content_type(answers: Answers) -> int:
    """-5 without nosniff."""
    return 0 if answers.headers.get("x-content-type-options", "").lower() == "nosniff" else -5


def framing(answers: Answers) -> int:
    """+5 where the policy says who may frame, 0 by the old header, -20 without either."""
    if "frame-ancestors" in directives(answers.headers.get("content-security-policy", "")):
        return 5
    return 0 if answers.headers.get("x-frame-options", "").upper() in ("DENY", "SAMEORIGIN") else -20


def resource_policy(answers: Answers) -> int:
    """+10 where no other site may embed it."""
    return 10 if answers.headers.get("cross-origin-resource-policy") in ("same-origin", "same-site") else 0


RULES = (csp, cookies, cors, redirection, referrer, hsts, integrity, content_type, framing, resource_policy)


def score(answers: Answers) -> tuple[int, dict[str, int]]:
    """Points in all, and by rule."""
    points = {rule.__name__: rule(answers) for rule in RULES}
    base = START + sum(value for value in points.values() if value < 0)
    bonus = sum(value for value in points.values() if value > 0)
    return max(0, base + bonus if base >= BONUS_FROM else base), points

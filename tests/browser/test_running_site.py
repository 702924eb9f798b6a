"""What the running site answers: security headers, sizes, and withdrawal seen from another process."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from .conftest import Site
from .observatory import Answers, score

PAGES = ["", "search/", "search/?q=bus", "cases/amman-bus-rapid-transit/", "cities/tehran/", "cities/", "topics/",
         "topics/waste/", "map/", "about/", "accessibility/", "none/"]  # fmt: skip
LANGUAGES = ["fa", "en", "ar"]
KB = 1024
BUDGET = {"html": 25 * KB, "css": 20 * KB, "js": 30 * KB, "font": 90 * KB}
MAP_JS, TOTAL = 90 * KB, 300 * KB


@pytest.fixture(scope="module")
def behind_tls(site: Site) -> Iterator[str]:
    """The same site as it runs behind a proxy that speaks TLS."""
    process, url = site.serve(HTTPS="true")
    yield url
    process.terminate()
    process.wait(10)


@pytest.mark.parametrize("path", PAGES)
def test_mozilla_observatory(behind_tls: str, path: str) -> None:
    url = f"{behind_tls}/fa/{path}"
    response = requests.get(url, headers={"X-Forwarded-Proto": "https"}, timeout=20)
    plain = requests.get(url, timeout=20, allow_redirects=False)
    answers = Answers(
        {name.lower(): value for name, value in response.headers.items()},
        response.raw.headers.getlist("Set-Cookie"),
        response.text,
        plain.status_code,
        plain.headers.get("Location", ""),
    )
    points, by_rule = score(answers)
    assert points >= 130, by_rule
    policy = answers.headers["content-security-policy"]
    assert policy.count("default-src 'none'") == 1 and "unsafe" not in policy


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_budget(site: Site, language: str, path: str) -> None:
    """Compressed bytes of a first visit, without photos."""
    page = fetch(f"{site.url}/{language}/{path}")
    html = page.text
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    scripts = re.findall(r'<script src="([^"]+)"', html)
    sizes = {"html": size(page)}
    sheets = [fetch(site.url + url) for url in styles]
    imported = [url for sheet in sheets for url in re.findall(r'@import url\("\.\.([^"]+)"\)', sheet.text)]
    sheets += [fetch(f"{site.url}/static{url}") for url in imported]
    sizes["css"] = sum(size(sheet) for sheet in sheets)
    sizes["js"] = sum(size(fetch(site.url + url)) for url in scripts)
    fonts = {url for sheet in sheets for url in re.findall(r'url\("\.\.([^"]+\.woff2)"\)', sheet.text)}
    sizes["font"] = sum(size(fetch(f"{site.url}/static{url}")) for url in fonts)
    data = [url for url in ("/land.svg", "/land.json") if url[1:] in html or "world" in html]
    sizes["data"] = sum(size(fetch(site.url + url)) for url in data)
    limits = {**BUDGET, "js": MAP_JS} if path == "map/" else BUDGET
    assert {name: value for name, value in sizes.items() if value > limits.get(name, TOTAL)} == {}
    assert sum(sizes.values()) <= TOTAL, sizes
    assert not re.findall(r'(?:src|href)="https?://(?!127\.0\.0\.1)[^"]+\.(?:js|css|woff2?|png|svg)"', html)


def fetch(url: str) -> requests.Response:
    return requests.get(url, headers={"Accept-Encoding": "gzip"}, timeout=20, stream=True)


def size(response: requests.Response) -> int:
    """Bytes on the wire; the body must not have been read as text before."""
    return int(response.headers["Content-Length"])


def test_what_another_process_withdraws_is_gone_within_a_second(site: Site) -> None:
    url = f"{site.url}/en/cases/curitiba-integrated-brt/"
    found = re.findall(r'href="(/en/cases/[^"]+)"', requests.get(f"{site.url}/en/search/", timeout=20).text)
    url = site.url + found[-1]
    slug = found[-1].rstrip("/").rsplit("/", 1)[1]
    assert requests.get(url, timeout=20).status_code == requests.get(url, timeout=20).status_code == 200
    every = f"from cases.models import CaseStudyPage as P; pages = P.objects.filter(slug={slug!r});"
    site.manage("shell", "-c", f"{every} [page.unpublish() for page in pages]")  # or another stands in for it
    time.sleep(1)
    assert requests.get(url, timeout=20).status_code == 404
    site.manage("shell", "-c", f"{every} [page.save_revision().publish() for page in pages]")
    time.sleep(1)
    assert requests.get(url, timeout=20).status_code == 200


@pytest.mark.parametrize("query", ["page=abc", "sort=price", "topic=%00", "city=%ff%fe", "page=99999999999", "cost=x",
                                   "q=%22", "q=" + "%28" * 300, "decade=&decade=", "topic=a" * 60])  # fmt: skip
def test_bad_parameters_give_a_clean_page(site: Site, query: str) -> None:
    for language in LANGUAGES:
        answer: Any = requests.get(f"{site.url}/{language}/search/?{query}", timeout=20)
        assert answer.status_code == 200 and 'id="results"' in answer.text

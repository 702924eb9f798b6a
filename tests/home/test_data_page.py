"""The page on what can be taken as data: true in what it promises, and wholly in the reader's language."""

import re
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]


def soup(language: str) -> BeautifulSoup:
    answer = Client().get(f"/{language}/data/")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize("language", ["fa", "en", "ar"])
def test_every_address_of_it_and_of_its_examples_answers(language: str) -> None:
    page = soup(language)
    links = [link["href"] for link in page.main.find_all("a")]
    addresses = [link for link in links if not link.startswith("http")]
    addresses += re.findall(r'http://testserver([^"]+)', unescape(" ".join(code.text for code in page.find_all("pre"))))
    assert len(addresses) >= 9
    for address in addresses:
        assert Client().get(address).status_code == 200, address


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_no_english_but_code_and_names(language: str) -> None:
    page = soup(language)
    for marked in page.main.find_all(lang="en"):
        marked.decompose()
    text = page.main.get_text().replace("CC BY 4.0", "").replace("ETag", "")
    assert not re.findall(r"[A-Za-z]{2,}", text)


def test_every_page_leads_to_it_and_says_the_licence() -> None:
    for language in ("fa", "en", "ar"):
        footer = BeautifulSoup(Client().get(f"/{language}/topics/").content, "html.parser").footer
        assert footer.find("a", href=f"/{language}/data/")
        licence = footer.find("a", href="https://creativecommons.org/licenses/by/4.0/")
        assert licence and not licence.get("rel"), "that would be said of the page, which may have another"


def test_examples_are_code_that_reads_from_left_to_right() -> None:
    code = soup("fa").find_all("pre")
    assert len(code) == 3
    for block in code:
        assert (block.code["dir"], block.code["lang"]) == ("ltr", "en")
    compile(code[1].text, "example", "exec")

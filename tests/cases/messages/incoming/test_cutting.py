"""Answers cut out of mails of every program and language: no word is lost, and none of a quotation is taken for one."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cases.messages.records.replies import QuoteStyle
from cases.messages.services.incoming.cutting import cut_reply
from cases.messages.services.incoming.marker import MARKERS
from cases.messages.services.incoming.reading import body_text, read_mail

from .corpus import Answer, answers

ADDRESS, SENDER = f"reply+{'a' * 32}@mail.example", "Mina <mina@city.example>"
BODY = "\n".join(
    [
        MARKERS["fa"],
        "",
        "Hello mina,",
        "",
        "Ali commented. QUOTED-first",
        "",
        "Costs – Ali:",
        "Which year? QUOTED-second",
        "",
        "-- ",
        "Which mails you get you choose here: QUOTED-third",
    ]
)
CORPUS = list(answers(ADDRESS, SENDER, BODY))


def cut(raw: bytes, language: str = "") -> str:
    message = read_mail(raw).message
    assert message is not None
    return cut_reply(body_text(message, language)).text


def test_the_corpus_is_large_and_in_four_languages() -> None:
    assert len(CORPUS) >= 120 and len({answer.name for answer in CORPUS}) == len(CORPUS)
    assert {answer.language for answer in CORPUS} == {"fa", "ar", "tr", "en"}


@pytest.mark.parametrize("answer", CORPUS, ids=lambda answer: answer.name)
def test_no_word_is_lost_and_none_is_taken_from_the_quotation(answer: Answer) -> None:
    text = cut(answer.raw, answer.language)
    assert [word for word in answer.said if word not in text] == []
    assert [word for word in answer.quoted if word in text] == []
    assert not any(marker in text for marker in MARKERS.values())
    assert not re.search(r"(?:wrote|نوشت|yazdı|كتب[^\n]{0,40}):\s*\Z", text, re.M) or answer.name.endswith("inline")


def test_what_answers_between_quotations_keeps_them() -> None:
    text = "On 1 Dec 2026, X <x@y.example> wrote:\n> One?\n\nYes\n\n> Two?\n\nNo\n"
    found = cut_reply(text)
    assert found.style == QuoteStyle.BETWEEN and found.text == "> One?\n\nYes\n\n> Two?\n\nNo"


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May 2019 the council wrote:\nBuses go first.",
        "From: 2019\nTo: 2021\nthat is when it ran.",
        "Thanks, the year is 2019.\nBest regards to all of you, and note: cost 5.",
        "در سال ۱۳۹۸ شهردار نوشت:\nاتوبوس‌ها مقدم‌اند.",
        "- one\n- two\n-- not a signature, for it goes on\n" + "\n".join(f"line {number}" for number in range(20)),
        "Subject: costs\nI would say 5 million.",
        "Kimden: belediye\n2019'da başladı.",
        "من: البلدية\nالسنة ٢٠١٩",
        "--\nonly this",
        "Disclaimer: this e-mail is ours and says 2019.",
    ],
)
def test_what_only_looks_like_a_quotation_stays(text: str) -> None:
    assert cut_reply(text).text.split() == text.split()


def test_a_line_that_stands_directly_above_a_quoted_one_is_no_part_of_it() -> None:
    assert cut_reply("5 million.\n> Mina <m@x.example> yazdı:\n> Ne kadar?").text == "5 million."
    assert cut_reply("5 million.\nMina <m@x.example>, 1 Ara 2026 yazdı:\n> Ne kadar?").text == "5 million."


def test_of_a_mail_that_only_quotes_nothing_is_taken() -> None:
    assert cut_reply("\n".join(f"> {line}" for line in BODY.split("\n"))).text == ""
    assert cut_reply("On 1 Dec 2026, X <x@y.example> wrote:\n\n" + BODY).text == ""
    assert cut_reply(BODY).text == ""


def test_the_line_is_known_whatever_a_program_makes_of_it() -> None:
    assert cut_reply(f"In 2019.\n\n> > {MARKERS['en']}\n\n> Hello mina").text == "In 2019."
    for line in (
        MARKERS["en"].upper(),
        MARKERS["fa"].replace("ی", "ي"),
        f"\u202b{MARKERS['ar']}\u202c",
        MARKERS["en"].replace("-", "—"),
        "   " + MARKERS["fa"] + "  ",
    ):
        assert cut_reply(f"In 2019.\n\n{line}\n\nHello mina").text == "In 2019.", line


words = st.text(st.sampled_from("abcde123 \n>:-@<>.؟نوشتOnwroteFrom"), max_size=300)


@settings(max_examples=150, deadline=None)
@given(words)
@example("On " * 3_000)
@example("From: a\n" * 400)
@example("On a\n" * 500 + ":")
@example(("On " + "x " * 100 + ":\n") * 100)
@example("> " * 5_000)
@example(("در " + "۱ " * 100 + "\n") * 200 + "نوشت:")
def test_whatever_is_written_is_cut_in_time_and_nothing_is_made_up(text: str) -> None:
    began = time.process_time()
    found = cut_reply(text).text
    assert time.process_time() - began < 2
    left = text.split()
    assert all(word in left or word.startswith(">") for word in found.split())


def test_nothing_of_the_package_cuts_signatures_by_words() -> None:
    source = (Path(__file__).parents[4] / "cases/messages/services/incoming/quotations.py").read_text()
    assert ".read()" not in source and "SIGNATURE" not in source

"""From typed text to a query tree, with a small thesaurus in memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.content.thesaurus import Concept, Thesaurus
from search.contract.query import MatchAll, MatchNone, Query, Term
from search.understanding.planner import plan


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    made = Thesaurus({})
    made.add(Concept("topic", "waste", {"fa": ["مدیریت پسماند", "زباله"], "en": ["waste"], "ar": ["النفايات"]}))
    made.add(Concept("topic", "bus-rapid-transit", {"fa": ["بی‌آرتی"], "en": ["BRT", "bus rapid transit"]}))
    made.add(Concept("city", "vienna", {"fa": ["وین"], "en": ["Vienna"], "tr": ["Viyana"]}))
    return made


def terms(query: Query) -> set[Term]:
    """All terms of a tree."""
    if isinstance(query, Term):
        return {query}
    found: set[Term] = set()
    for name in ("clauses", "clause", "must", "should"):
        inner = getattr(query, name, ())
        for item in inner if isinstance(inner, tuple) else (inner,):
            found |= terms(item)
    return found


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("زباله", Term("topic", "waste")),
        ("زباله‌ها", Term("topic", "waste")),
        ("مدیریتِ پسماند", Term("topic", "waste")),
        ("Waste", Term("topic", "waste")),
        ("نفايات", Term("topic", "waste")),
        ("بی آر تی", Term("topic", "bus-rapid-transit")),
        ("bus-rapid transit", Term("topic", "bus-rapid-transit")),
        ("VİYANA", Term("city", "vienna")),
        ("مسکن در وین", Term("city", "vienna")),
    ],
)
def test_names_reach_their_concept(thesaurus: Thesaurus, typed: str, named: Term) -> None:
    assert named in terms(plan(typed, "fa", thesaurus).query)


def test_a_name_reaches_other_languages(thesaurus: Thesaurus) -> None:
    found = terms(plan("زباله", "fa", thesaurus).query)
    assert {Term("title_en", "wast"), Term("body_ar", "نفای")} <= found


def test_question_words_do_not_count(thesaurus: Thesaurus) -> None:
    assert plan("how do cities deal with the smell", "en", thesaurus).words == ("smell",)
    assert plan("چگونه می‌توان بو را کم کرد؟", "fa", thesaurus).words == ("بو", "کم")


def test_only_stop_words_are_searched_as_they_are(thesaurus: Thesaurus) -> None:
    assert plan("to be or not to be", "en", thesaurus).words[0] == "to"


def test_joined_and_separate_compounds_are_alternatives(thesaurus: Thesaurus) -> None:
    assert Term("title_fa", "برنامهریزی") in terms(plan("برنامه ریزی", "fa", thesaurus).query)


def test_nothing_typed_is_everything_and_signs_alone_are_nothing(thesaurus: Thesaurus) -> None:
    assert plan("  ", "fa", thesaurus).query == MatchAll()
    assert plan("?!()[]", "fa", thesaurus).query == MatchNone()


@given(st.text(max_size=300), st.sampled_from(["fa", "en", "ar"]))
def test_any_text_has_a_plan(thesaurus: Thesaurus, typed: str, language: str) -> None:
    for text in (typed, f'"{typed}'):
        planned = plan(text, language, thesaurus)
        if planned.words:
            assert planned.clauses and leaves(planned.query) and planned.partial != MatchNone()
        elif planned.limits == MatchAll():
            assert planned.query == (MatchNone() if text.strip() else MatchAll()) and planned.partial == MatchNone()
        assert all(term.token for term in terms(planned.query))


def test_ten_thousand_characters_have_a_plan(thesaurus: Thesaurus) -> None:
    assert len(plan("خیابان " * 1500, "fa", thesaurus).words) <= 32
    assert plan("x" * 10_000, "en", thesaurus).words


def test_a_long_query_makes_a_tree_of_bounded_size(thesaurus: Thesaurus) -> None:
    letters = "ابپتجچحخدرزسشصطعغفقکگلمنوهی"
    typed = " ".join(letters[n % 20 : n % 20 + 9] + letters[n % 7] for n in range(200))

    def size(query: object) -> int:
        inner = [getattr(query, name, ()) for name in ("clauses", "clause", "must", "should")]
        return 1 + sum(size(item) for found in inner for item in (found if isinstance(found, tuple) else (found,)))

    assert size(plan(typed, "fa", thesaurus).query) < 8000


def test_a_text_of_names_and_words_stays_within_what_elasticsearch_takes() -> None:
    """8,192 clauses with half a gigabyte of heap; a search for what is close holds the plan and twice its clauses."""
    names = Thesaurus({})
    for number in range(90):
        labels = [f"نام{number} {other}" for other in "ابپتثجچحخدرز"]
        names.add(Concept("topic", f"t{number}", {"fa": labels, "en": [f"name{number} {n}" for n in range(12)]}))
    texts = [
        " ".join(f"نام{number} ا" for number in range(90)),
        " ".join(f"نام{number} ا" for number in range(12)),
        " ".join("ابپتثجچحخدرزسشصطعغ"[n:] + "کگ" for n in range(12)),
        " ".join(f"اتوبوس{n} پسماند{n}" for n in range(40)),
    ]
    for typed in texts:
        planned = plan(typed, "fa", names)
        assert leaves(planned.query) + leaves(planned.partial) < 8192, typed


def leaves(query: object) -> int:
    """How many terms and phrases a tree holds, each time it holds them."""
    inner = [getattr(query, name, ()) for name in ("clauses", "clause", "must", "should")]
    items = [item for found in inner for item in (found if isinstance(found, tuple) else (found,))]
    return sum(map(leaves, items)) if items else 1

"""Pure modules of a round: rubric, scores, quorum, steps, who may judge, who sees what, answers by mail."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cases.review
from cases.review.choices import Against, AssignmentState
from cases.review.records.assignment_steps import STEPS, Step, StepError, after
from cases.review.records.judging import Candidate, against, excluded_by, may_decide, proposed
from cases.review.records.mail_answers import answer_of
from cases.review.records.quorum import RUNNING, is_excluded, standing
from cases.review.records.rubric import RubricError, read_rubric, said
from cases.review.records.scores import summed_up, weighted_mean
from cases.review.records.visibility import VISIBILITY, From, Part, Viewer, sees

ROOM = Path(cases.review.__file__).parent
DATA: Any = json.loads((ROOM / "data" / "rubric.json").read_text(encoding="utf-8"))
WEIGHTS = {"effect": 3, "cost": 1}
SCORES = st.lists(st.fixed_dictionaries({"effect": st.integers(0, 4), "cost": st.integers(0, 4)}), min_size=1)


def test_the_rubric_of_the_project_can_be_read() -> None:
    rubric = read_rubric(DATA)
    assert len(rubric.criteria) == 8 and rubric.scale == (0, 1, 2, 3, 4) and rubric.exclusions
    for criterion in rubric.criteria:
        for words in (criterion.name, criterion.question, *criterion.anchors):
            assert len({said(words, language) for language in ("fa", "en", "ar")}) == 3, criterion.code
    assert said({"en": "Cost"}, "tr") == "Cost"


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda d: d.update(criteria=d["criteria"][:2]), "criteria"),
        (lambda d: d["criteria"][0].update(weight=0), "effect.weight"),
        (lambda d: d["criteria"][0].update(weight=11), "effect.weight"),
        (lambda d: d["criteria"][0].update(weight=True), "effect.weight"),
        (lambda d: d["criteria"][1].update(code="effect"), "code"),
        (lambda d: d["criteria"][1].update(code="no code"), "code"),
        (lambda d: d["criteria"][0]["anchors"].pop(), "effect.anchors"),
        (lambda d: d["criteria"][0]["name"].pop("ar"), "effect.name"),
        (lambda d: d["exclusions"][0]["text"].update(fa=" "), "not_practised.text"),
        (lambda d: d.update(scale=[0, 2, 3, 4, 5]), "scale"),
        (lambda d: d.update(version="1"), "version"),
        (lambda d: d.update(criteria={}), "criteria"),
    ],
)
def test_data_that_are_no_rubric_are_refused_with_their_place(spoil: Any, place: str) -> None:
    data = copy.deepcopy(DATA)
    spoil(data)
    with pytest.raises(RubricError, match=place):
        read_rubric(data)
    with pytest.raises(RubricError):
        read_rubric([])


@given(SCORES)
def test_what_divides_the_reviews_comes_first(reviews: list[dict[str, int]]) -> None:
    summary = summed_up(reviews, WEIGHTS)
    assert summary is not None
    widths = [spread.width for spread in summary.criteria]
    assert widths == sorted(widths, reverse=True) and len(summary.totals) == len(reviews)
    assert summary.totals[0] <= summary.median <= summary.totals[-1]
    assert {spread.code for spread in summary.disputed} == {s.code for s in summary.criteria if s.width >= 2}
    for spread in summary.criteria:
        assert list(spread.scores) == sorted(review[spread.code] for review in reviews)
        assert spread.scores[0] <= spread.median <= spread.scores[-1]


def test_one_loud_review_moves_the_mean_and_not_the_median() -> None:
    summary = summed_up([{"effect": 4, "cost": 4}, {"effect": 4, "cost": 4}, {"effect": 0, "cost": 0}], WEIGHTS)
    assert summary is not None and summary.median == 4 and summary.mean < 3 and summary.width == 4
    assert summed_up([], WEIGHTS) is None
    assert weighted_mean({"effect": 4, "cost": 0}, WEIGHTS) == 3
    with pytest.raises(KeyError):
        weighted_mean({"effect": 4}, WEIGHTS)


@given(st.lists(st.tuples(st.sampled_from(AssignmentState.values), st.booleans())), st.integers(1, 5))
def test_nothing_counts_but_what_was_handed_in(found: list[tuple[str, bool]], needed: int) -> None:
    now = standing(needed, found)
    assert now.counted == sum(state == "handed_in" and is_in for state, is_in in found)
    assert now.is_enough == (now.counted >= needed)
    assert now.counted + now.running + now.to_invite >= needed


def test_an_exclusion_applies_when_half_say_so() -> None:
    assert [is_excluded(marks) for marks in ([], [True], [True, False], [True, False, False])] == [
        False,
        True,
        True,
        False,
    ]


def test_every_state_that_runs_comes_to_an_end_and_no_other_goes_back() -> None:
    for state in RUNNING:
        ends = {str(target) for sources, target in STEPS.values() if state in sources and target not in RUNNING}
        assert {"withdrawn", "closed", "set_aside"} <= ends
    assert AssignmentState.EXPIRED in {STEPS[Step.EXPIRE][1]} and STEPS[Step.LAPSE][1] == AssignmentState.LAPSED
    for state in set(AssignmentState.values) - RUNNING - {"handed_in"}:
        for step in Step:
            with pytest.raises(StepError):
                after(state, step)
    assert after("handed_in", Step.HAND_IN) == "handed_in"
    with pytest.raises(StepError):
        after("invited", Step.HAND_IN)


def test_who_may_judge_is_said_with_the_gravest_reason_first() -> None:
    assert against(Candidate(1)) == ()
    all_of_it = Candidate(
        1, ("member", "load"), has_submitted=True, has_conflict=True, has_screened=True, is_asked=True
    )
    assert against(all_of_it) == ("submitter", "conflict", "screened", "asked", "member", "load")
    found = [Candidate(1, ("member",)), Candidate(2, has_conflict=True, unfit=("load",)), Candidate(3)]
    assert excluded_by(found) == {"member": [1], str(Against.CONFLICT): [2]}
    assert [each.expert for each in proposed(found)] == [3]


def test_fields_come_before_room_and_room_before_punctuality() -> None:
    late = Candidate(1, fields=("a",), monthly_load=2, handed_in=4, on_time=0)
    new = Candidate(2, fields=("a",), monthly_load=2)
    busy = Candidate(3, fields=("a",), monthly_load=2, cases=1, handed_in=4, on_time=4)
    wide = Candidate(4, fields=("a", "b"), monthly_load=2, cases=1)
    assert [each.expert for each in proposed([late, new, busy, wide])] == [4, 2, 1, 3]


def test_nobody_decides_on_their_own() -> None:
    assert may_decide(1, submitters=[2], reviewers=[3])
    assert not may_decide(1, submitters=[1], reviewers=[]) and not may_decide(1, submitters=[], reviewers=[1])
    assert not may_decide(None, submitters=[], reviewers=[])


def test_no_score_is_seen_before_its_time() -> None:
    for part in (Part.SCORES, Part.REASONS, Part.FOR_SUBMITTER, Part.DISCUSSION, Part.REVIEWERS):
        assert not sees(Viewer.REVIEWER, part, is_enough=True, is_announced=True), part
        assert not sees(Viewer.SUBMITTER, part, own_in=True, is_enough=True), part
        assert not sees(Viewer.PUBLIC, part, own_in=True, is_enough=True, is_announced=True), part
    assert not sees(Viewer.EDITOR, Part.SCORES, own_in=True, is_announced=False)
    assert not sees(Viewer.SUBMITTER, Part.FOR_EDITORS, own_in=True, is_enough=True, is_announced=True)
    assert sees(Viewer.REVIEWER, Part.SCORES, own_in=True) and sees(Viewer.EDITOR, Part.SCORES, is_enough=True)


def test_the_table_of_visibility_stands_in_the_readme() -> None:
    rows = [
        line
        for line in (ROOM / "services" / "rounds" / "README.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in rows]
    head = ["part of a round", *map(str, Viewer)]
    start = cells.index(head)
    written = {row[0]: row[1:] for row in cells[start + 1 : start + 1 + len(Part)]}
    assert written == {str(part): [str(VISIBILITY[part].get(viewer, From.NEVER)) for viewer in Viewer] for part in Part}


@pytest.mark.parametrize(
    ("text", "accepts", "words"),
    [
        ("Yes", True, ""),
        ("Yes.\nBest, Ali", True, "Best, Ali"),
        ("بله، با کمال میل", True, "با کمال میل"),
        ("می‌پذیرم", True, ""),
        ("نعم", True, ""),
        ("No, I worked on it.\nSorry", False, "I worked on it.\nSorry"),
        ("نه وقت ندارم", False, "وقت ندارم"),
        ("نمی‌پذیرم. در آن شهر کار کرده‌ام", False, "در آن شهر کار کرده‌ام"),
        ("لا أستطيع", False, "أستطيع"),
        ("قبول نمی‌کنم", False, ""),
        ("Yes I would if I could", None, ""),
        ("موافق نیستم", None, ""),
        ("Now is not the time", None, ""),
        ("نهایت سپاس", None, ""),
        ("", None, ""),
    ],
)
def test_an_answer_by_mail_is_taken_only_where_it_is_plain(text: str, accepts: bool | None, words: str) -> None:
    found = answer_of(text)
    assert (found.accepts, found.words) == (accepts, words)


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    assert answer_of(text).accepts in (True, False, None)

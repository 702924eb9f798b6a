"""Every fault says what is wrong and what to do, in the language of whoever reads it."""

import pytest
from django.utils.translation import override

from search.contract.faults import SENTENCES, Fault, Kind


def test_every_kind_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_fault_in_three_languages(kind: Kind) -> None:
    fault, said = Fault(kind, "orders-1"), set()
    for language in ("en", "fa", "ar"):
        with override(language):
            said.add(fault.sentence)
            assert "%(" not in fault.sentence and str(fault) == str(Fault(kind, "orders-1"))
    assert len(said) == 3 and str(fault) in said
    if "%(detail)s" in str(SENTENCES[kind]):
        assert all("orders-1" in sentence for sentence in said)

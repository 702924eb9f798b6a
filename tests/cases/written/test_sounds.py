"""Persian and Arabic words in Latin letters, for the ids that a sheet does not give."""

import pytest

from cases.written.addresses import any_script_part


@pytest.mark.parametrize(
    ("written", "spelled"),
    [("شبکهٔ اتوبوس‌های تندرو", "shbke-atubus-hay-tndru"), ("باغ‌های بام", "bagh-hay-bam"), ("ایستگاه", "istgah"),
     ("وحدت", "vhdt"), ("دانه", "dane"), ("برنامه‌ریزی", "brname-rizi"), ("إدارة", "edara"), ("Łódź", "lodz"),
     ("北京", "beijing"), ("خیابان", "khyaban"), ("", ""), ("ِّ", "e")],
)  # fmt: skip
def test_words_are_spelled_by_their_sounds(written: str, spelled: str) -> None:
    assert any_script_part(written) == spelled

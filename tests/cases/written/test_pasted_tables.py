"""Tables copied from a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.written.pasted_tables import NoTableError, PastedRow, read_table


@pytest.mark.parametrize(
    "text",
    ["\t1400\t1401\nZone\t1,5\t۲\n", "شاخص\t1400\t1401\r\nZone\t1,5\t۲\r\n\r\n", "\tZone\n1400\t1,5\n1401\t۲\n",
     "سال\tZone\t\n1400\t1,5\t\n1401\t۲\t\n"],
)  # fmt: skip
def test_either_way_round(text: str) -> None:
    table = read_table(text)
    assert table.years == ["1400", "1401"] and table.rows[0] == PastedRow("Zone", "", ["1,5", "۲"])


def test_a_column_of_units() -> None:
    table = read_table("Indicator\tUnit\t۱۳۹۸\t2020-05\nNoise\tdB\t64\t\nDust\t\t\tn/a")
    assert table.years == ["۱۳۹۸", "2020-05"]
    assert table.rows == [PastedRow("Noise", "dB", ["64", ""]), PastedRow("Dust", "", ["", "n/a"])]


@pytest.mark.parametrize(
    ("text", "code"),
    [("Noise 64", "tabs"), ("a\tb", "tabs"), ("a\tb\nc\td", "years"), ("1400\t1401\n1\t2", "years"),
     ("\t1400\n" + "a\t1\n" * 60, "size")],
)  # fmt: skip
def test_what_is_no_table(text: str, code: str) -> None:
    with pytest.raises(NoTableError) as error:
        read_table(text)
    assert error.value.code == code


@given(st.text(alphabet="\t\n\r1402aی ۱٫5,", max_size=60))
def test_any_text_is_a_table_or_refused(text: str) -> None:
    try:
        table = read_table(text)
    except NoTableError:
        return
    assert all(len(row.cells) == len(table.years) for row in table.rows)

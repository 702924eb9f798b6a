"""Cells of other people's sheets as values: what can be read in one way only is read, and noted."""

import re
from difflib import get_close_matches
from typing import Any

from cases.choices import Status
from cases.records.sheets import cells, dated_cells
from cases.records.sheets.cells import CellError, Choice, Choices, Names, plain
from cases.records.sheets.columns import Column
from cases.written.addresses import any_script_part
from cases.written.amounts import MoneyUnit, money_unit, read_amount
from cases.written.dates import GREGORIAN, JALALI
from cases.written.known_dates import KnownYear
from cases.written.letters import label_key, persian_letters
from cases.written.not_numbers import why_no_number
from cases.written.numbers import bare

from .known_words import known_words
from .matching import Matching

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_TWO_DIGITS = re.compile(r"[۰-۹]{2}\Z")
_VAGUE = re.compile(
    r"حدود|تقریب|قبل|پیش از|پس از|بعد|دهه|اوایل|اواخر|حوالي|نحو"
    r"|about|circa|ca\.|approx|before|after|early|late|[~?؟]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)


class DraftCells:
    """Reader of the cells of one sheet."""

    def __init__(self, matching: Matching, names: Names, language: str) -> None:
        self._matching, self._names, self._language = matching, names, language
        self._currency = ""  # of the row that is read, where it names one

    def begin_row(self, currency: str) -> None:
        """Begins a row, which names this currency, in whatever way; "" where it names none."""
        code = currency.strip().upper()
        self._currency = money_unit(currency).currency or (code if re.fullmatch("[A-Z]{3}", code) else "")

    @property
    def code(self) -> str:
        """Code of the currency of the row, else of its sheet."""
        return MoneyUnit(currency=self._currency).code or self._matching.money.code

    def value(self, column: Column, value: Any) -> Any:
        """Value of a cell. Raises CellError."""
        read = column.kind.read
        if column.name in ("cost.amount", "cost.budget.amount"):
            return self._amount(value)
        if read is dated_cells.year:
            return self._year(value)
        if column.name == "topics":
            return self._topics(plain(value))
        if isinstance(read, Choice):
            return self._choice(column, read, plain(value))
        if isinstance(read, Choices):
            return self._choices(read, value)
        if column.path[-1] == "url":
            return self._address(plain(value))
        if column.name == "sdgs":
            found = [int(number) for number in re.findall(r"\d+", bare(plain(value)))]
            return list(dict.fromkeys(number for number in found if 1 <= number <= 17)) or read(value, self._names)
        if column.name == "id":
            return self._id(plain(value))
        if column.name == "cost.currency":
            return MoneyUnit(currency=self._currency).code or plain(value).upper()
        return read(value, self._names)

    def _amount(self, value: Any) -> Any:
        column = self._matching.money
        if self._currency:
            column = MoneyUnit(column.scale, self._currency)
        if isinstance(value, int | float) and not isinstance(value, bool):
            number, unit = cells.number(value, self._names), column
        else:
            written = plain(value)
            try:
                number, unit = read_amount(written, column)
            except ValueError:
                code = why_no_number(written)
                raise CellError(code, code.replace("_", " ")) from None
        if not unit.code:
            raise CellError("amount_of_no_currency", "names no currency")
        amount = (number * unit.factor).normalize()
        if unit != column:
            text = f"{amount:,f} {unit.code}"
            self._names.note("amount_read_as", f"is read as {text}", value=f"{amount:,f}", currency=unit.code)
        self._currency = unit.currency
        return amount

    def _year(self, value: Any) -> Any:
        if isinstance(value, str) and _TWO_DIGITS.match(value.strip()):
            return self._short_year(bare(value))
        try:
            return dated_cells.year(value, self._names)
        except CellError as error:
            written = bare(value) if isinstance(value, str) else ""
            years = [int(year) for year in _YEAR.findall(written)]
            good = [year for year in years if year in GREGORIAN or year in JALALI]
            if _VAGUE.search(persian_letters(written)) or not good or len(good) != len(years) or len(good) > 2:
                raise
            known = [KnownYear.read(str(year)) for year in good]
            if len(known) == 2 and (known[0].known is None) == (known[1].known is None):
                if known[1] < known[0]:
                    raise
                self._names.note(
                    "years_of_range", f"the years are {good[0]} and {good[1]}", first=good[0], last=good[1]
                )
                raise YearRange(known[0], known[1]) from error
            if len(known) == 2:
                raise
            self._names.note("year_of_date", f"the year is taken: {good[0]}", date=written[:40], year=good[0])
            return known[0]

    def _short_year(self, digits: str) -> KnownYear:
        """Year of two Persian digits, as people write those of their own century: ۹۸ is 1398."""
        year = int(digits) + (1300 if int(digits) >= 50 else 1400)
        self._names.note("year_of_two_digits", f"is read as {year}", year=year)
        return KnownYear.read(str(year))

    def _topics(self, written: str) -> list[str]:
        """Codes of known topics; of the others a note says which, and which are near."""
        names = self._names
        parts = [written] if self._topic(written) is not None else cells.many(written)
        parts = [
            smaller
            for part in parts
            for smaller in ([part] if self._topic(part) is not None else re.split(r"[/+]", part))
        ]
        codes = []
        for part in filter(None, map(str.strip, parts)):
            code = self._topic(part)
            if code:
                codes.append(code)
            elif code is None:
                labels = names.topic_texts.get(self._language, {})
                near = get_close_matches(label_key(part), list(labels), n=3, cutoff=0.65)
                texts = {names.topics[key]: labels[key] for key in near}
                shown = "، ".join(f"«{text}»" for text in texts.values())
                reason = f"unknown topic “{part[:80]}”" + (f"; near: {shown}" if texts else "")
                code = "unknown_topic_near" if texts else "topic_of_nobody"
                names.note(code, reason, topic=part[:80], near=shown, codes=list(texts))
        return list(dict.fromkeys(codes))

    def _topic(self, word: str) -> str | None:
        """Code that a word means; "" where somebody said none; None where nobody knows."""
        key = label_key(word)
        chosen = self._matching.words.get("topics", {})
        if key in chosen:
            return chosen[key]
        known = self._names.topics.get(key)
        if known is None and (bare := re.sub(r"\s*[(\[].*?[)\]]\s*", " ", word)) != word:
            known = self._names.topics.get(label_key(bare))  # «اتوبوس تندرو (BRT)»
        if known is None and self._names.topic_codes and word.casefold() in self._names.topic_codes:
            known = word.casefold()
        return known

    def _choice(self, column: Column, read: Choice, written: str) -> str:
        key = label_key(written)
        if (chosen := self._matching.words.get(column.name, {}).get(key)) is not None:
            return chosen
        found = read(written, self._names)
        if found in read.codes.values():
            return found
        words = known_words().get("direction" if column.path[-1] == "direction" else column.name, {})
        if key not in words:
            raise CellError("word_of_no_list", "is none of the words allowed")
        if column.name == "status":
            self._names.note("status_read_as", f"is read as {words[key]}", status=Status(words[key]).value)
        return words[key]

    def _choices(self, read: Choices, value: Any) -> list[str]:
        found = read(value, self._names)
        if set(found) <= set(read.codes.values()):
            return found
        raise CellError("word_of_no_list", "is none of the words allowed")

    def _address(self, written: str) -> str:
        found = _ADDRESS.findall(written)
        if len(found) != 1 or found[0] != written:
            raise CellError("web_address", "is no web address")
        if not written.casefold().startswith("http"):
            self._names.note("address_completed", f"is read as https://{written}", address=f"https://{written}")
            return f"https://{written}"
        return written

    def _id(self, written: str) -> str:
        """Id of any script. A mere number is one of the row, which rows of another sheet have too."""
        part = any_script_part(written)
        return "" if part.replace("-", "").isdecimal() else part[:120].strip("-")


class YearRange(Exception):
    """Cell that holds the year of the start and that of the end."""

    def __init__(self, first: KnownYear, last: KnownYear) -> None:
        super().__init__(first, last)
        self.first, self.last = first, last

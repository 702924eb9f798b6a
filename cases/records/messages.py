"""Messages for problems of a file, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cases.choices import Status

MESSAGES: dict[str, str | Promise] = {
    # Rules of pydantic.
    "missing": gettext_lazy("This is required."),
    "extra_forbidden": gettext_lazy("There is no such field."),
    "string_type": gettext_lazy("This must be a text."),
    "string_too_long": gettext_lazy("This text is too long: at most %(max_length)s characters."),
    "string_too_short": gettext_lazy("This text is too short."),
    "string_pattern_mismatch": gettext_lazy("This is not written as it should be."),
    "string_unicode": gettext_lazy("This text holds broken characters."),
    "int_type": gettext_lazy("This must be a whole number."),
    "int_from_float": gettext_lazy("This must be a whole number."),
    "int_parsing_size": gettext_lazy("This number is too large."),
    "float_type": gettext_lazy("This must be a number."),
    "finite_number": gettext_lazy("This must be a number."),
    "number_type": gettext_lazy("This must be a number."),
    "decimal_type": gettext_lazy("This must be a number."),
    "is_instance_of": gettext_lazy("This must be a number."),
    "bool_type": gettext_lazy("This must be yes or no."),
    "greater_than_equal": gettext_lazy("This is too small: at least %(ge)s."),
    "less_than_equal": gettext_lazy("This is too large: at most %(le)s."),
    "too_short": gettext_lazy("At least one is required."),
    "too_long": gettext_lazy("These are too many: at most %(max_length)s."),
    "enum": gettext_lazy("This is none of the values allowed: %(expected)s."),
    "list_type": gettext_lazy("This must be a list."),
    "dict_type": gettext_lazy("This must be given by language."),
    "model_type": gettext_lazy("This must be a JSON object."),
    # Our own rules of a record.
    "control_characters": gettext_lazy("This text holds control characters."),
    "empty": gettext_lazy("This is empty."),
    "unknown_language": gettext_lazy("The site has no language “%(languages)s”."),
    "too_many_digits": gettext_lazy("This number has more digits than can be kept exactly."),
    "country": gettext_lazy("This is no country: write its two-letter code or its name."),
    "nameless": gettext_lazy("A name is missing in every language."),
    "date_format": gettext_lazy("A date is written 2010-06-30 or 2010-06."),
    "date_year": gettext_lazy("The date does not lie in the year given."),
    "no_such_date": gettext_lazy("There is no such date."),
    "other_calendar": gettext_lazy("This is not a date of that calendar."),
    "known_year": gettext_lazy("The date does not lie in the year given."),
    "cost_of_what": gettext_lazy("Say of what: per which unit, or which part of the whole."),
    "source_nowhere": gettext_lazy("Give the address or the file, or else the publisher or the year."),
    "ended_before_started": gettext_lazy("The practice cannot end before it started."),
    "topic_twice": gettext_lazy("The same topic is there twice."),
    "no_such_source": gettext_lazy("There is no source of this number: %(source)s."),
    "prose_without_title": gettext_lazy("A title is required in every language that has text."),
    "no_prose": gettext_lazy("There is no text in any language."),
    "same_id": gettext_lazy("Line %(line)s has the same id."),
    "unknown_topic": gettext_lazy("There is no topic “%(topic)s”."),
    "site_rule": gettext_lazy("The site refuses it: %(reason)s"),
    "not_permitted": gettext_lazy("You may not write this case."),
    "locked": gettext_lazy("Someone has locked a page of this case."),
    "city_of_many": gettext_lazy("Several cities of the site are called so: %(cities)s. Give city.lat and city.lon."),
    "city_in_latin": gettext_lazy("Write the English name of the city, in Latin letters."),
    # Blocks of the longer account and pictures.
    "union_tag_invalid": gettext_lazy("There is no block of the type “%(tag)s”."),
    "union_tag_not_found": gettext_lazy("The type of the block is missing."),
    "literal_error": gettext_lazy("This is none of the values allowed: %(expected)s."),
    "web_address": gettext_lazy("This is not a web address: it begins with https:// or http://."),
    "bad_link": gettext_lazy("The text links to “%(address)s”, which is not a web or mail address."),
    "uneven_row": gettext_lazy("A row of the table has another number of cells than its head."),
    "block_twice": gettext_lazy("Two blocks have the same id."),
    "unknown_picture": gettext_lazy(
        "The library has no picture “%(name)s” with this content. It is left out; add it and import the file again."
    ),
    "unknown_document": gettext_lazy(
        "The library has no document “%(name)s” with this content. It is left out; add it and import the file again."
    ),
    # Cells.
    "spreadsheet_error": gettext_lazy("The cell holds an error of the spreadsheet: %(error)s."),
    "not_a_number": gettext_lazy("This is not a number."),
    "not_whole": gettext_lazy("This must be a whole number."),
    "not_a_year": gettext_lazy("Enter a year of four digits, such as 2022 or ۱۴۰۱."),
    "not_yes_or_no": gettext_lazy("Write yes or no."),
    "formula_without_value": gettext_lazy(
        "The cell holds a formula whose value was not saved with the file: %(formula)s. Open the file in a spreadsheet "
        "and save it there, or write the value itself."
    ),
    "percent": gettext_lazy("This is a percentage. Write the number alone."),
    "percent_for_unit": gettext_lazy(
        "This is a percentage, and the unit of the indicator is “%(unit)s”. Write %% as the unit, or a number without "
        "it."
    ),
    "number_range": gettext_lazy("These are two numbers. Write one of them; the other fits in a note or in the text."),
    "number_in_words": gettext_lazy("Write the number in digits only: 3000000000 for three billion."),
    "number_about": gettext_lazy("Write the number alone; that it is not exact fits in a note or in the text."),
    "date_for_number": gettext_lazy(
        "The spreadsheet holds a date here (%(date)s). Format the cell as text, and write the number again."
    ),
    "year_range": gettext_lazy("These are two years. Write the first; the last has a column of its own: ended."),
    "not_a_series": gettext_lazy("“%(part)s” is not written like 2010: 12.5"),
    # Notes: what was read otherwise than it is written.
    "read_in_percent": gettext_lazy("A percentage; read as %(value)s."),
    "rounded": gettext_lazy("%(written)s is rounded to %(value)s."),
    "year_shown_as_date": gettext_lazy(
        "The cell is formatted as a date and shows %(date)s; the number in it is read as the year %(year)s."
    ),
    "year_of_date": gettext_lazy("Of the date %(date)s, the year is taken: %(year)s."),
    "blank_word": gettext_lazy("Read as an empty cell."),
    "merged_down": gettext_lazy("Taken from the merged cell %(cell)s."),
    "merged_across": gettext_lazy("The cell is merged with those beside it; its value is taken for this column only."),
    "city_known_as": gettext_lazy("Taken for %(city)s, which the site knows by this name as well."),
    "city_in_english": gettext_lazy("The English name of this city is %(city)s; it is taken."),
    "city_namesake": gettext_lazy("A city of its own: the other %(city)s of this country is %(km)s km away."),
    "city_most_populous": gettext_lazy(
        "There are several places of this name in the country. The most populous is taken, at %(place)s; give city.lat "
        "and city.lon if another is meant."
    ),
    "example_row": gettext_lazy("This is the example of the template. It is left out."),
    # Sheets of others: what was made of their rows.
    "heading_of_nobody": gettext_lazy(
        "Nobody knows this heading. Match the columns in the admin, or put # before it to leave it out."
    ),
    "heading_missing": gettext_lazy("No heading says which column is this."),
    "column_left_out": gettext_lazy("This column is left out."),
    "column_without_heading": gettext_lazy("This column has no heading. It is left out."),
    "headings_again": gettext_lazy("These are the headings again. The row is left out."),
    "sum_row": gettext_lazy("This row adds up others. It is left out."),
    "stray_row": gettext_lazy("This row holds one text only and no case. It is left out."),
    "repeated_row": gettext_lazy("Row %(line)s says just this. It is taken once."),
    "same_title": gettext_lazy(
        "Row %(line)s has this title and city as well, and says something else. It becomes a case of its own."
    ),
    "amounts_counted": gettext_lazy("Amounts are multiplied by %(factor)s and kept in %(currency)s."),
    "amount_read_as": gettext_lazy("Read as %(value)s %(currency)s."),
    "amount_of_no_currency": gettext_lazy("Neither the amount nor its column names a currency."),
    "years_of_range": gettext_lazy("The years %(first)s and %(last)s; the first is taken here."),
    "year_of_two_digits": gettext_lazy("Read as the year %(year)s."),
    "word_of_no_list": gettext_lazy("This is none of the words that are known here."),
    "status_read_as": gettext_lazy("Read as “%(status)s”."),
    "status_assumed": gettext_lazy("Nothing says the status. The draft says “running” until somebody changes it."),
    "draft_without_topic": gettext_lazy("The draft has no topic yet; without one it cannot be published."),
    "topic_of_nobody": gettext_lazy("There is no topic “%(topic)s”."),
    "unknown_topic_near": gettext_lazy("There is no topic “%(topic)s”. Near it: %(near)s."),
    "address_completed": gettext_lazy("Read as %(address)s."),
    "city_taken_for": gettext_lazy("Taken for %(city)s in %(country)s."),
    "city_of_nobody": gettext_lazy(
        "Nobody knows a city “%(city)s”. Add it to the site, or give its English name and its country."
    ),
    "city_of_countries": gettext_lazy("There is a “%(city)s” in several countries: %(countries)s. Give the country."),
    "unreadable_row": gettext_lazy("This row cannot be read."),
    # Lines and files.
    "line_too_long": gettext_lazy("The line has %(size)s bytes; %(allowed)s are allowed."),
    "not_utf8": gettext_lazy("The line is not UTF-8 (byte %(byte)s)."),
    "not_json": gettext_lazy("This is not JSON (character %(character)s)."),
    "not_an_object": gettext_lazy("The line is not a JSON object."),
    "too_many_columns": gettext_lazy("The sheet has %(count)s columns; %(allowed)s are allowed."),
    "unknown_column": gettext_lazy(
        "There is no such column. Put # before the name of a column that is only for yourselves."
    ),
    "unknown_column_near": gettext_lazy(
        "There is no such column. Is %(near)s meant? Put # before the name of a column that is only for yourselves."
    ),
    "column_twice": gettext_lazy("This column is there twice."),
    "no_header": gettext_lazy("The first row must name the columns."),
    "json_and_numbered": gettext_lazy("Use either this column or the numbered columns, not both."),
    "bad_bytes": gettext_lazy("The file is broken here: these bytes are not %(encoding)s."),
    "unknown_encoding": gettext_lazy(
        "The file is neither UTF-8 nor UTF-16. It may be: %(encodings)s. Choose its encoding when you send it, or save "
        "it as “CSV UTF-8” (in Excel: Save as; in LibreOffice: Save as, with “Edit filter settings”)."
    ),
    "is_unicode": gettext_lazy("The file is UTF-8 or UTF-16 and not %(encoding)s. Leave the encoding to be found out."),
    "bad_csv": gettext_lazy("From here on the file is not CSV: perhaps a quotation mark is missing."),
    "bad_xlsx": gettext_lazy("The file is not a readable Excel workbook."),
    "locked_xlsx": gettext_lazy("The workbook is locked by a password."),
    "no_sheet": gettext_lazy("The workbook has no sheet."),
    "old_excel": gettext_lazy("This is an old or locked Excel file. Save it as .xlsx without a password."),
    "zip_bomb": gettext_lazy("The file is refused: it unpacks to far more than a spreadsheet holds."),
}


_KEPT = "kept."  # begins the code of what could not be read, and is kept as it was written


def problem_text(code: str, params: Mapping[str, Any], reason: str) -> str:
    """Text of a problem for a reader; the English ``reason`` only where no message has this code."""
    message = MESSAGES.get(code.removeprefix(_KEPT))
    if message is None:
        text = _("This cannot be read: %(reason)s") % {"reason": reason}
    else:
        text = str(message) % {name: _shown(name, value) for name, value in params.items()}
    return f"{text} {_('What is written stays among the notes for editors.')}" if code.startswith(_KEPT) else text


def _shown(name: str, value: Any) -> Any:
    """Parameter as a reader is shown it: countries and statuses by their names."""
    if name == "status" and value in Status.values:
        return Status(value).label
    if name in ("country", "countries"):
        names = Locale(get_language() or "en").territories
        return ", ".join(names.get(code, code) for code in str(value).split(", "))
    return value

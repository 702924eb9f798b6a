"""What a browser without a script would send of a form as it was opened."""

from typing import Any

from bs4 import BeautifulSoup


def fields(response: Any) -> dict[str, Any]:
    """Names and values of the fields of the admin's form on a page; of two of one name the last counts."""
    form = BeautifulSoup(response.content, "html.parser").select_one("#w-editor-form, #page-edit-form")
    assert form is not None
    data: dict[str, Any] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name = str(field["name"])
        if field.name == "select":
            chosen = [str(option.get("value", "")) for option in field.select("option[selected]")]
            data[name] = chosen if field.has_attr("multiple") else (chosen or [""])[0]
        elif field.name == "textarea":
            data[name] = field.get_text().removeprefix("\n")
        elif field.get("type") not in ("checkbox", "radio") or field.has_attr("checked"):
            data[name] = field.get("value", "on" if field.get("type") == "checkbox" else "")
    return data

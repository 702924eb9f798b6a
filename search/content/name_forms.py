"""Forms of names: which of those that share their stems with typed words are the names that were typed."""

from collections.abc import Sequence


def is_said(typed: Sequence[str], spelled: Sequence[str], code: str, language: str) -> bool:
    """Whether a name, folded, of language ``code`` is what was typed in ``language``; their stems are the same.

    A stem is no word. In Arabic letters a name of the other language must be there as it is, but for its article: خانه
    is no الخانات. An English name of one word must be there in the singular or plural: "urban" is no "urbanism".
    """
    if {code, language} == {"fa", "ar"}:
        return [_without_article(form) for form in typed] == [_without_article(form) for form in spelled]
    if code == "en" and len(typed) == len(spelled) == 1:
        return _singular(typed[0]) == _singular(spelled[0])
    return True


def _without_article(form: str) -> str:
    return form.removeprefix("ال") if len(form) > 4 else form


def _singular(form: str) -> str:
    if form.endswith("ies"):
        return f"{form[:-3]}y"
    if form.endswith(("ches", "shes", "sses", "xes")):
        return form[:-2]
    return form[:-1] if form.endswith("s") and not form.endswith("ss") else form

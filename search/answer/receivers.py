"""Receivers of the signals by which pages ask search a question, since cases does not know search."""

from typing import Any

from cases.signals import related_wanted

from . import related


def connect() -> None:
    """Connects every handler; called once, when the app is ready."""
    related_wanted.connect(on_related_wanted)


def on_related_wanted(
    most: int, case_code: str = "", topic_code: str = "", text: str = "", language: str = "", **kwargs: Any
) -> list[str]:
    """A page asks which cases are near its own, or near what somebody is writing."""
    if text:
        return related.related_to_text(text, language, most)
    if case_code:
        return related.related_to_case(case_code, most)
    return related.related_to_topic(topic_code, most) if topic_code else []

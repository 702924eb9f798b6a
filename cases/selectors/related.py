"""Cases related to a case or a topic, as answered by receivers of a signal: the domain need not know them."""

import logging

from cases.signals import related_wanted

from .case_cards import CaseCard, case_cards

MOST = 3
logger = logging.getLogger(__name__)


def related_to_case(code: str, language: str) -> list[CaseCard]:
    """Cards of the cases nearest to a case, itself left out; empty without an answer."""
    return _related(language, case_code=code)


def related_to_topic(code: str, language: str) -> list[CaseCard]:
    """Cards of the cases nearest to a topic that are not filed under it."""
    return _related(language, topic_code=code)


def _related(language: str, **asked: str) -> list[CaseCard]:
    found: dict[str, None] = {}
    for receiver, answer in related_wanted.send_robust(sender=None, most=MOST, **asked):
        if isinstance(answer, Exception):  # a page is not worth less for want of its neighbours
            logger.warning("related cases: %s failed", receiver, exc_info=answer)
        else:
            found |= dict.fromkeys(answer or ())
    return case_cards(list(found)[:MOST], language)

"""Cases similar to what somebody writes, as answered by receivers of a signal: this room does not know search."""

import logging

from cases.selectors.case_cards import CaseCard, case_cards
from cases.signals import related_wanted

MOST, SHORTEST = 3, 8
logger = logging.getLogger(__name__)


def similar_cases(text: str, language: str) -> list[CaseCard]:
    """Cards of the public cases nearest to a text, in words or in meaning; empty of a text that says little."""
    if len(text.strip()) < SHORTEST:
        return []
    found: dict[str, None] = {}
    for receiver, answer in related_wanted.send_robust(sender=None, most=MOST, text=text, language=language):
        if isinstance(answer, Exception):  # nobody is kept from proposing for want of its neighbours
            logger.warning("similar cases: %s failed", receiver, exc_info=answer)
        else:
            found |= dict.fromkeys(answer or ())
    return case_cards(list(found)[:MOST], language)

"""Documents of a case, ready to be typeset: the brief in several sizes, and the full text."""

from django.template.loader import render_to_string
from django.utils.translation import override

from cases.models import CaseStudyPage
from home.selectors.case_files.paper_pictures import paper_pictures
from home.selectors.case_files.sheet import brief_contexts, full_context, sheet

from .making import CaseFile


def brief_file(page: CaseStudyPage, language: str, root: str) -> CaseFile:
    """Brief of a public page: one sheet of A4, whatever the case holds."""
    with override(language):
        found = sheet(page, language, root)
        variants = [render_to_string("home/case_files/brief.html", one) for one in brief_contexts(found)]
    return CaseFile(_name(page, language, "brief"), variants, most_pages=1)


def full_file(page: CaseStudyPage, language: str, root: str) -> CaseFile:
    """Full text of a public page, on as many sheets as it takes."""
    pictures = paper_pictures(page)
    with override(language):
        context = {**full_context(sheet(page, language, root)), "printed": pictures}
        html = render_to_string("home/case_files/full.html", context)
    return CaseFile(_name(page, language, "full"), [html], pictures=pictures)


def _name(page: CaseStudyPage, language: str, kind: str) -> str:
    assert page.case
    return f"{page.case.code}-{language}-{kind}"

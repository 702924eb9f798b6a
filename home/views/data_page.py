"""Page on what can be taken from the site as data, and how."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cases.choices import Licence
from cases.selectors.licences import licence_terms
from search.params import DEEPEST

# As they stand in the page: {root} is the address of the site, {language} that of the reader.
EXAMPLES = (
    ("curl", 'curl "{root}/api/v1/cases?lang={language}&topic=mobility&size=20"'),
    (
        "Python",
        """import requests

address = "{root}/api/v1/cases?lang={language}&size=20"
while address:
    page = requests.get(address, timeout=30).json()
    for case in page["cases"]:
        print(case["code"], case["title"]["text"], case["outcome"]["goal"])
    address = page["next"]""",
    ),
    (
        "R",
        """library(jsonlite)

page <- fromJSON("{root}/api/v1/cases?lang={language}&size=100")
cases <- page$cases
table(cases$status, cases$outcome$goal)""",
    ),
)


def data(request: HttpRequest) -> HttpResponse:
    """The page in the reader's language, with examples that run as they are copied."""
    root = f"{request.scheme}://{request.get_host()}"
    language = get_language() or "fa"
    examples = [(name, code.replace("{root}", root).replace("{language}", language)) for name, code in EXAMPLES]
    context = {"root": root, "examples": examples, "licence": licence_terms(Licence.CC_BY), "most": DEEPEST}
    return render(request, "home/data.html", context)

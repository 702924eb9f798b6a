"""Plain text of a mail, made from its HTML, so that both say the same."""

from html.parser import HTMLParser

BLOCKS = frozenset(["p", "h1", "h2", "li", "blockquote", "div", "td"])
SKIPPED = frozenset(["head", "style", "title"])
SIGNATURE = "-- "  # mail programs fold what follows


class _Reader(HTMLParser):
    """Reader of the few elements that templates of mails have."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.line = ""
        self.skipping = 0
        self.link, self.link_from = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SKIPPED:
            self.skipping += 1
        elif tag == "br":
            self.line = self.line.rstrip(" ") + "\n"
        elif tag == "hr":
            self._end()
            self.blocks.append(SIGNATURE)
        elif tag == "a":
            self.link, self.link_from = dict(attrs).get("href") or "", len(self.line)
        elif tag in BLOCKS:
            self._end()
            self.line = "- " if tag == "li" else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in SKIPPED:
            self.skipping -= 1
        elif tag == "a" and self.link:
            words = self.line[self.link_from :].strip()
            if words != self.link:
                self.line = f"{self.line.rstrip(' ')}: {self.link}"
            self.link = ""
        elif tag in BLOCKS:
            self._end()

    def handle_data(self, data: str) -> None:
        if self.skipping:
            return
        words = " ".join(data.split())
        before = " " if data[:1].isspace() and self.line and not self.line.endswith((" ", "\n")) else ""
        after = " " if words and data[-1:].isspace() else ""
        self.line += before + words + after

    def _end(self) -> None:
        if text := self.line.strip(" \n"):
            self.blocks.append(text)
        self.line = ""


def plain_text(html: str) -> str:
    """Text of the HTML of a mail: paragraphs apart, each link after its words."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader._end()
    return "\n\n".join(reader.blocks) + "\n"

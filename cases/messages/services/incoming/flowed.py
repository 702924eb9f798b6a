"""Plain text whose lines flow (RFC 3676): those that a program broke are joined again."""

import re

_DEPTH = re.compile(r"(>*) ?(.*)", re.S)


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """Text with each paragraph on one line, whatever it quotes with its signs before it."""
    found: list[tuple[int, str, bool]] = []  # depth, text, whether it flows on
    for line in text.replace("\r\n", "\n").split("\n"):
        match = _DEPTH.match(line)
        marks, said = (match[1], match[2]) if match else ("", line)
        is_signature = said == "-- "
        flows = said.endswith(" ") and not is_signature
        said = said[:-1] if flows and delete_space else said
        if found and found[-1][2] and found[-1][0] == len(marks) and not is_signature:
            found[-1] = (len(marks), found[-1][1] + said, flows)
        else:
            found.append((len(marks), said, flows))
    return "\n".join(f"{'>' * depth} {said}" if depth else said for depth, said, _flows in found)

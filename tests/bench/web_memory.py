"""Memory of the web process after it has served every kind of page."""

from pathlib import Path

import django


def main() -> None:
    """Serves pages in this process and prints its memory."""
    django.setup()
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    paths = [
        "/fa/",
        "/en/search/?q=waste",
        "/ar/search/?topic=waste&sort=title",
        "/fa/cities/",
        "/fa/topics/",
        "/en/topics/waste/",
    ]
    for path in paths * 5:
        assert client.get(path).status_code == 200, path
    report(len(paths) * 5)


def report(pages: int) -> None:
    """What is this process's own, and what of the files on disk it has mapped, which the system takes back at need."""
    kilobytes = {
        name: int(value.split()[0])
        for name, _separator, value in (
            line.partition(":") for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
        )
    }
    own, all_of_it = kilobytes["Anonymous"] / 1024, kilobytes["Rss"] / 1024
    print(f"web process after {pages} pages: {own:.0f} MB of its own, {all_of_it - own:.0f} MB of mapped files")


if __name__ == "__main__":
    main()

"""Memory of the web process after it has served every kind of page."""

import resource

import django


def main() -> None:
    """Serves pages in this process and prints its largest memory."""
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
    print(
        f"web process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB after {len(paths) * 5} pages"
    )


if __name__ == "__main__":
    main()

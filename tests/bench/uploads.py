"""Time and memory of refusing or cleaning each of the hostile uploads, and one large ordinary photograph."""

import contextlib
import io
import resource
import time

import django


def main() -> None:
    """Prints the slowest file and the memory the process came to need above what it began with."""
    django.setup()
    from django.core.exceptions import ValidationError

    from cases.uploads.documents import check_document
    from cases.uploads.images import clean_image
    from tests.cases.uploads import hostile

    pictures = [*hostile.refused_pictures(), *hostile.cleaned_pictures(), ("photo.jpg", hostile.photograph())]
    documents = list(hostile.refused_documents())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds: dict[str, float] = {}
    for check, files in ((clean_image, pictures), (check_document, documents)):
        for name, content in files:
            started = time.perf_counter()
            with contextlib.suppress(ValidationError):
                check(io.BytesIO(content), name)
            seconds[name] = time.perf_counter() - started
    slowest = max(seconds, key=lambda name: seconds[name])
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{len(seconds)} uploads: slowest {seconds[slowest]:.2f} s ({slowest}), {grown:.0f} MB more memory at most")
    for name in sorted(seconds, key=lambda name: -seconds[name])[:5]:
        print(f"  {name}: {seconds[name]:.2f} s")


if __name__ == "__main__":
    main()

"""Damage to the files of an embedded index: every kind of file, and every way in which one is lost or spoiled."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

# Each stands for one file of a generation: the largest that fits, since that is of the segment with most cases.
FILES = (
    "meta.json", ".managed.json", "*.idx", "*.pos", "*.term", "*.store", "*.fast", "*.fieldnorm", "*.del",
    "*.f32", "*.journal", "position", "../current.json",
)  # fmt: skip
LOCKS = (".tantivy-writer.lock", ".tantivy-meta.lock")


def _noise(length: int) -> bytes:
    return random.Random(length).randbytes(length)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def fill_with_noise(path: Path) -> None:
    """In place, as a disk would: what is mapped of it changes as well."""
    with path.open("r+b") as file:
        file.write(_noise(path.stat().st_size))


def spoil_the_middle(path: Path) -> None:
    """A quarter of it, so that beginning and end look as they should."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 3)
        file.write(_noise(max(1, size // 4)))


def flip_a_bit(path: Path) -> None:
    """One, in the middle."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def delete(path: Path) -> None:
    path.unlink()


DAMAGES: dict[str, Callable[[Path], None]] = {
    "cut": cut,
    "emptied": empty,
    "noise": fill_with_noise,
    "noise in the middle": spoil_the_middle,
    "a bit": flip_a_bit,
    "deleted": delete,
}
QUICK = ("meta.json", "*.store", "*.f32", "position")  # the sample of files that every run of the suite damages
SAMPLED = [file if file in QUICK else pytest.param(file, marks=pytest.mark.slow) for file in FILES]
FOLDERS: dict[str, Callable[[Path], None]] = {
    "generation": lambda index: shutil.rmtree(generation_of(index)),
    "index": lambda index: shutil.rmtree(index),
    "all indexes": lambda index: shutil.rmtree(index.parent),
}


def generation_of(index: Path) -> Path:
    """Folder of the only generation in the folder of an index."""
    (found,) = index.glob("generation-*")
    return found


def file_of(index: Path, pattern: str) -> Path:
    """File of the generation that fits."""
    found = [path.resolve() for path in generation_of(index).glob(pattern)]
    return max(found, key=lambda path: path.stat().st_size)

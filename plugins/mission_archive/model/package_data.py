"""Tables that the package ships as data: words and codes that people who do not program read and extend."""

from collections.abc import Mapping
from importlib import resources
from typing import Any

import yaml


def package_data(name: str) -> Any:
    """What a YAML file of the package holds, given by its path from the package."""
    data = (resources.files("mission_archive") / name).read_bytes()
    return yaml.load(data, Loader=yaml.CSafeLoader)


def by_word(words: Mapping[str, str]) -> dict[str, str]:
    """From each name with other words for it, separated by spaces: word → name."""
    return {word: name for name, other in words.items() for word in other.split()}

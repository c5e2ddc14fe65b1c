"""Looking for private values in what is public. Nothing here ever prints a value: only its place and kind."""

from __future__ import annotations

import re
from pathlib import Path

from policykit.yamlio.reader import read_yaml


def private_values(data: Path) -> dict[str, set[str]]:
    """What must not be public, by kind; each value less those that a public file has too."""
    found: dict[str, set[str]] = {"value": set(), "digits": set(), "local part": set()}

    def walk(tree: object) -> None:
        if isinstance(tree, dict):
            for child in tree.values():
                walk(child)
        elif isinstance(tree, list):
            for child in tree:
                walk(child)
        else:
            text = str(tree)
            found["value"] |= {text} if len(text) >= 6 else set()
            for run in re.findall(r"\d{6,}", text):
                found["digits"] |= {run[start : start + 6] for start in range(len(run) - 5)}
            found["local part"] |= set(re.findall(r"([\w.+-]+)@[\w.-]+", text))

    for path in (data / "private").glob("*.yml"):
        walk(read_yaml(path).tree)
    public = {
        str(value)
        for path in (data / "products").glob("*.yml")
        for value in re.findall(r"[^\s\"',{}\[\]]+", path.read_text(encoding="utf-8"))
    }
    # Words that the kit itself publishes, such as the services in its example, are nobody's secret.
    known = "\n".join(path.read_text(encoding="utf-8") for path in data.glob("*.yml"))
    found["value"] = {value for value in found["value"] if value not in known}
    return {kind: values - public for kind, values in found.items()}


def leaks(site: Path, values: dict[str, set[str]]) -> list[str]:
    """File, offset and kind of each private value; never the value itself."""
    assert any(values.values()), "no private value to look for"
    patterns = {
        kind: re.compile(b"|".join(re.escape(value.encode()) for value in sorted(wanted)))
        for kind, wanted in values.items()
        if wanted
    }
    return [
        f"{path.relative_to(site)} at {match.start()}: a private {kind}"
        for path in sorted(site.rglob("*"))
        if path.is_file()
        for kind, pattern in patterns.items()
        if (match := pattern.search(path.read_bytes()))
    ]

"""What is installed beside the site: each part with its digest, and whether it is as released.

A part's digest is the SHA-256 of the SHA-256 of each of its files with the file's place, in the
order of the places: one number for everything that is in it, the same on every machine.
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import Distribution, PackagePath, distributions
from pathlib import Path
from typing import Any

SAID = ("License-Expression", "License")
OF_THE_MACHINE = {"INSTALLER", "REQUESTED", "direct_url.json"}
"""Files beside a part's own that say who installed it, and from where."""


@dataclass(frozen=True, slots=True)
class Part:
    """A package that is installed."""

    name: str
    version: str
    licence: str
    digest: str


def installed(*folders: str) -> list[Part]:
    """Return every part, by name, of this program or of what is in `folders`."""
    return [_part(each) for each in _packages(folders)]


def changed(*folders: str) -> list[str]:
    """Return each file that is missing or not as it was installed, after its part's name."""
    return [
        f"{package.metadata['Name']} {package.version}: {file}"
        for package in _packages(folders)
        for file in _changed(package)
    ]


def as_cyclonedx(parts: Sequence[Part], version: str, now: datetime) -> dict[str, Any]:
    """Return the list of parts as CycloneDX 1.6, which tools that look for weaknesses read."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": now.isoformat(timespec="seconds"),
            "component": {"type": "application", "name": "discuss", "version": version},
        },
        "components": [_component(part) for part in parts if part.name != "discuss"],
    }


def _component(part: Part) -> dict[str, Any]:
    address = f"pkg:pypi/{part.name.lower().replace('_', '-')}@{part.version}"
    licences = [{"license": {"name": part.licence}}] if part.licence else []
    return {
        "type": "library",
        "bom-ref": address,
        "name": part.name,
        "version": part.version,
        "purl": address,
        "licenses": licences,
        "hashes": [{"alg": "SHA-256", "content": part.digest}],
    }


def _packages(folders: Sequence[str]) -> list[Distribution]:
    found = distributions(path=[*folders]) if folders else distributions()
    by_name = {each.metadata["Name"].lower(): each for each in found}
    return [by_name[name] for name in sorted(by_name)]


def _part(package: Distribution) -> Part:
    about = package.metadata
    licence = next((about[name] for name in SAID if name in about), "")
    return Part(
        name=about["Name"],
        version=package.version,
        licence=licence.strip().split("\n")[0],
        digest=hashlib.sha256("\n".join(sorted(_told(package))).encode()).hexdigest(),
    )


def _told(package: Distribution) -> Iterator[str]:
    """Yield place and digest of each file, as the part says them itself."""
    for file in package.files or ():
        if file.hash is not None and file.parts[0] != ".." and file.name not in OF_THE_MACHINE:
            yield f"{file.as_posix()} {file.hash.value}"


def _changed(package: Distribution) -> Iterator[str]:
    for file in package.files or ():
        if file.hash is not None and file.hash.value != _digest_of(package, file, file.hash.mode):
            yield str(file)


def _digest_of(package: Distribution, file: PackagePath, kind: str) -> str:
    """Return a file's digest as lists of files spell it, '' for one that is not there."""
    try:
        found = hashlib.new(kind, Path(str(package.locate_file(file))).read_bytes())
    except OSError:
        return ""
    return urlsafe_b64encode(found.digest()).rstrip(b"=").decode()

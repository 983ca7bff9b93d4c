"""What is installed is listed part by part, and a file that was changed is found."""

import hashlib
import json
import re
from base64 import urlsafe_b64encode
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from discuss.kit import parts
from discuss.upkeep import cli

CODE = b"print('zinc')\n"


def install(folder: Path, installer: bytes = b"pip\n") -> str:
    """Put a package of one file into `folder`, with the list of its files beside it."""
    about = folder / "zinc-1.2.dist-info"
    about.mkdir(parents=True)
    files = {
        "zinc.py": CODE,
        "zinc-1.2.dist-info/METADATA": b"Name: Zinc\nVersion: 1.2\nLicense: MIT\n",
        "zinc-1.2.dist-info/INSTALLER": installer,
        "../bin/zinc": b"#!" + str(folder).encode(),
    }
    (folder.parent / "bin").mkdir(exist_ok=True)
    lines = []
    for name, content in files.items():
        (folder / name).write_bytes(content)
        digest = urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(content)}\n")
    (about / "RECORD").write_text("".join(lines))
    return str(folder)


def test_a_part_has_one_digest_on_every_machine_and_another_with_other_code(tmp_path: Path) -> None:
    [one] = parts.installed(install(tmp_path / "a"))
    [same] = parts.installed(install(tmp_path / "b", installer=b"uv\n"))
    assert (one.name, one.version, one.licence) == ("Zinc", "1.2", "MIT")
    assert one.digest == same.digest
    listed = tmp_path / "b" / "zinc-1.2.dist-info" / "RECORD"
    listed.write_text(listed.read_text().replace("zinc.py,sha256=", "zinc.py,sha256=x"))
    [other] = parts.installed(str(tmp_path / "b"))
    assert other.digest != one.digest


def test_the_list_of_parts_names_each_with_its_digest() -> None:
    listed = json.loads(CliRunner().invoke(cli.parts).output)
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    assert listed["metadata"]["component"]["name"] == "discuss"
    names = {each["name"].lower(): each for each in listed["components"]}
    assert {"flask", "sqlalchemy", "nh3", "bleach"} <= set(names)
    for each in names.values():
        assert re.fullmatch("[0-9a-f]{64}", each["hashes"][0]["content"])
        assert each["purl"].startswith("pkg:pypi/")
    assert len({each["bom-ref"] for each in names.values()}) == len(names)


def test_a_file_that_is_missing_or_not_as_it_was_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, runner = install(tmp_path / "a"), CliRunner()
    monkeypatch.setattr(parts, "changed", partial(parts.changed, folder))
    whole = "Every file of every part is as it was installed.\n"
    assert runner.invoke(cli.parts, ["--check"]).output == whole
    (tmp_path / "a" / "zinc.py").write_bytes(CODE + b"#")
    told = runner.invoke(cli.parts, ["--check"])
    assert (told.exit_code, told.output) == (1, "Zinc 1.2: zinc.py\n")
    (tmp_path / "a" / "zinc.py").unlink()
    assert runner.invoke(cli.parts, ["--check"]).exit_code == 1

from datetime import UTC, datetime

import pytest

from discuss.kit.codes import bare, link_of, new_secret, recovery_codes, spelled, step_of
from discuss.kit.qr import drawn
from discuss.kit.sealing import seal, unseal

# The secret, moments and codes of RFC 6238, appendix B, SHA-1, shortened to six figures.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
VECTORS = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_the_standards_own_examples_fit(seconds: int, code: str) -> None:
    now, step = datetime.fromtimestamp(seconds, UTC), seconds // 30
    assert step_of(SECRET, code, now, after=0) == step
    assert step_of(SECRET, f" {code[:3]} {code[3:]} ", now, after=step - 1) == step
    assert step_of(SECRET, code, now, after=step) is None


@pytest.mark.parametrize(("shift", "fits"), [(-61, False), (-30, True), (30, True), (61, False)])
def test_a_code_fits_one_half_minute_around(shift: int, fits: bool) -> None:  # noqa: FBT001 - a case
    now = datetime.fromtimestamp(1234567890 + shift, UTC)
    assert (step_of(SECRET, "005924", now, after=0) is not None) is fits


@pytest.mark.parametrize("code", ["", "5924", "0059240", "５９２４", "abc", "-05924", "0" * 40])
def test_anything_else_fits_never(code: str) -> None:
    assert step_of(SECRET, code, datetime.fromtimestamp(1234567890, UTC), after=0) is None


def test_codes_on_paper_are_twenty_figures_and_all_different() -> None:
    codes = recovery_codes() + recovery_codes()
    assert len(set(codes)) == 20
    assert all(len(bare(each)) == 20 for each in codes)


def test_a_secret_is_typed_in_groups_or_taken_from_a_link() -> None:
    secret = new_secret()
    assert len(secret) == 32
    assert spelled(secret).replace(" ", "") == secret
    link = link_of(secret, "ruth@example.org", "Talk & Co")
    assert link.startswith("otpauth://totp/Talk%20%26%20Co:ruth%40example.org?")
    assert f"secret={secret}" in link


def test_a_drawing_has_its_white_frame_and_three_corners() -> None:
    drawing = drawn("otpauth://totp/x")
    assert drawing.side == 25 + 8
    for x, y in ((4, 4), (28, 4), (4, 28)):
        assert f"M{x} {y}h1v1h-1z" in drawing.path
    assert "M3 " not in drawing.path


def test_what_is_sealed_opens_with_the_same_key_and_purpose_only() -> None:
    sealed = seal("k" * 32, "one", "the text")
    assert "the text" not in sealed
    assert sealed != seal("k" * 32, "one", "the text")
    assert unseal("k" * 32, "one", sealed) == "the text"
    assert unseal("l" * 32, "one", sealed) is None
    assert unseal("k" * 32, "two", sealed) is None
    assert unseal("k" * 32, "one", sealed[:-4]) is None
    assert unseal("k" * 32, "one", "") is None

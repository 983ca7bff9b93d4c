from discuss.kit import ids


def test_a_public_name_has_no_look_alike_characters() -> None:
    names = {ids.public_id() for _ in range(200)}
    assert len(names) == 200
    assert not set("".join(names)) & set("01ilo")


def test_a_secret_is_safe_in_an_address_and_has_256_bits() -> None:
    secret = ids.secret()
    assert len(secret) == 43
    assert secret.replace("-", "").replace("_", "").isalnum()


def test_a_digest_is_the_same_for_the_same_secret_only() -> None:
    assert ids.digest("a") == ids.digest("a") != ids.digest("b")
    assert len(ids.digest("a")) == 64

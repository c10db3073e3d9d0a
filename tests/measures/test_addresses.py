import pytest

from nexalink.measures.addresses import is_machine_address, is_role_address


@pytest.mark.parametrize(
    "address",
    [
        "info@example.com",
        "mailto:Info@Example.com",
        "office@example.com",
        "sales@example.com",
        "sales.north@example.com",
        "team-berlin@example.com",
        "kontakt@example.de",
        "kontakt2@example.de",
        "contact.fr@example.com",
        "hr@example.com",
        "jobs-de@example.com",
        "rechnung@example.de",
        "accueil@example.fr",
        "ventas@example.es",
        "no-reply@example.com",
        "webmaster@example.com",
    ],
)
def test_offices(address: str) -> None:
    assert is_role_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "ana.bell@example.com",
        "ana@example.com",
        "it.okafor@example.com",
        "ben.sales.jones@example.com",
        "newsome@example.com",
        "teamo.lind@example.com",
        "infante@example.com",
        "hrvoje@example.com",
        "",
        "@example.com",
    ],
)
def test_people(address: str) -> None:
    assert not is_role_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "noreply@example.com",
        "no-reply@example.com",
        "no_reply.de@example.com",
        "donotreply@example.com",
        "do-not-reply@example.com",
        "shop.noreply@example.com",
        "MAILER-DAEMON@example.com",
        "bounce+abc@example.com",
        "notifications@example.com",
        "newsletter@example.com",
        "reply+a1b2@example.com",
    ],
)
def test_machines(address: str) -> None:
    assert is_machine_address(address)
    assert is_role_address(address)


@pytest.mark.parametrize(
    "address", ["ana@example.com", "info@example.com", "noah.reply@example.com", "norbert@example.com"]
)
def test_no_machines(address: str) -> None:
    assert not is_machine_address(address)

import pytest

from nexalink.web.handles import handle_line


@pytest.mark.parametrize(
    ("uri", "kind", "link"),
    [
        ("mailto:ana@example.com", "Mail", "mailto:ana@example.com"),
        ("https://www.linkedin.com/in/ana", "LinkedIn", "https://www.linkedin.com/in/ana"),
        ("https://www.linkedin.com/in/zoë", "LinkedIn", "https://www.linkedin.com/in/zoë"),
        ("http://ana.example/?a=1&b=2", "Web", "http://ana.example/?a=1&b=2"),
    ],
)
def test_profiles_and_addresses_become_links(uri: str, kind: str, link: str) -> None:
    line = handle_line(uri)
    assert (line.kind, line.link) == (kind, link)


@pytest.mark.parametrize(
    "uri",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "urn:li:member:1",
        "mailto:a@example.com?bcc=b@example.com", "mailto:nobody", "http://", "https:///path", "https://a.example/ b",
        'https://a.example/"x', "tel:+4930123456", "HTTPS://a.example", "https://[", "blob:https://a.example/x", "",
    ],
)  # fmt: skip
def test_everything_else_is_text(uri: str) -> None:
    line = handle_line(uri)
    assert line.link == ""
    assert line.text in uri


def test_a_shared_handle_says_so() -> None:
    assert handle_line("tel:+4930123456", shared=True).shared

"""What stands before every page: strict headers, the login-free owner of this machine, named faults as pages."""

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from nexalink.accounts.queries import Owner, sole_owner
from nexalink.kernel.errors import NexaLinkError
from nexalink.web.errors import fault_page, status_of

Answer = Callable[[HttpRequest], HttpResponseBase]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'none'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing from another host, no frame: a script smuggled into a name has nowhere to run."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP")


class OwnedRequest(HttpRequest):
    """A request whose owner is known; None before the first import."""

    owner: Owner | None


class ContentSecurityPolicy:
    """Puts the strict headers on every response, errors and files included; only files may be kept by a cache."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, then add the headers."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class SingleOwner:
    """Lets this machine in without a login, and nobody else; gives every request its owner.

    Both ends must be loopback: the address that calls, and the name it calls (a page elsewhere that points its own
    name to 127.0.0.1 sends that name). What came through a proxy came from somewhere else.
    """

    def __init__(self, get_response: Answer) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse strangers, else answer with the owner known."""
        if not _is_at_home(request):
            return _refused()
        request.owner = sole_owner()  # type: ignore[attr-defined]
        return self.get_response(request)


class NamedFaults:
    """Shows a fault that a room named as a page with its sentence and what to do."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, _request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Return the fault's page, None for what nobody named (then it is a 500)."""
        return fault_page(fault, status=status_of(fault)) if isinstance(fault, NexaLinkError) else None


def _refused() -> HttpResponse:
    refusal = NexaLinkError(
        "NexaLink answers without a login only on the machine it runs on.",
        advice="Open it there, at http://localhost and its port; other machines are not let in.",
    )
    return fault_page(refusal, status=403)


def _is_at_home(request: HttpRequest) -> bool:
    if any(request.META.get(name) for name in _FORWARDED):
        return False
    return is_loopback(request.META.get("REMOTE_ADDR", "")) and is_loopback(host_name(request.get_host()))


def host_name(host: str) -> str:
    """Return the name in a Host header, without its port.

    >>> host_name("[::1]:8010"), host_name("localhost:8010"), host_name("localhost")
    ('::1', 'localhost', 'localhost')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def is_loopback(name: str) -> bool:
    """Tell whether an address or a name means this machine itself.

    >>> [is_loopback(name) for name in ("127.0.0.1", "::ffff:127.0.0.1", "localhost", "10.0.0.1", "localhost.example")]
    [True, True, True, False, False]
    """
    if name.lower().rstrip(".") == "localhost":
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback

"""Pages that explain: how it is measured, keys and appearance."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nexalink.web.middleware import OwnedRequest


@require_safe
def show_method(request: OwnedRequest) -> HttpResponse:
    """Explain in plain words how every measure works."""
    return render(request, "web/guide/method.html")


@require_safe
def show_more(request: OwnedRequest) -> HttpResponse:
    """Show what is not in the bar of a phone: further pages, appearance, keys."""
    return render(request, "web/guide/more.html")

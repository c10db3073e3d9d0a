"""Where an import begins."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nexalink.web.middleware import OwnedRequest


@require_safe
def show_import(request: OwnedRequest) -> HttpResponse:
    """Show which files can be read, where to get them, and how to bring them in."""
    return render(request, "web/importing/start.html")

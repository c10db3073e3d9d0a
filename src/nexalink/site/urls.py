"""Addresses: everything is the web door's."""

from django.urls import include, path

urlpatterns = [path("", include("nexalink.web.urls"))]

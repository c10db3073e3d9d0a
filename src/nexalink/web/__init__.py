"""The web door: translate a request, ask one query or call one action, render."""

"""The root of every fault that NexaLink names."""


class NexaLinkError(Exception):
    """A fault with a name: one sentence that says what happened, one that says what to do.

    Doors show ``what`` and ``advice`` as they are; rooms subclass this for each fault they know.
    """

    def __init__(self, what: str, *, advice: str = "") -> None:
        """Keep the two sentences; ``advice`` may be empty where nothing can be done."""
        super().__init__(what)
        self.what = what
        self.advice = advice

    def __str__(self) -> str:
        """Return both sentences as one line."""
        return f"{self.what} {self.advice}".strip()

"""Which mails belong to one conversation: by their references, and replies without any by their subject."""

from collections import defaultdict

from nexalink.importers.mail.message import Mail
from nexalink.importers.mail.words import bare_subject, is_reply

WINDOW = 60 * 86_400
"""A reply without references answers a mail with its subject from at most so many seconds before."""
_MOST_KNOWN = 1_500_000
_MOST_EARLIER = 20


class Threads:
    """Joins mails that refer to one another, in whatever order they come."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}
        self._answers: set[str] = set()
        self._by_subject: defaultdict[str, list[Mail]] = defaultdict(list)
        self._replies: set[str] = set()

    def add(self, mail: Mail) -> None:
        """Take note of a mail of a person without Gmail's number."""
        parents = mail.parents
        if parents:
            self._join(mail.key, parents[-1])
            if len(parents) > 1:
                self._join(parents[-1], parents[0])
        elif mail.subject and mail.at is not None and len(self._by_subject) < _MOST_KNOWN:
            bare = bare_subject(mail.subject)
            if bare:
                self._by_subject[bare].append(mail)
                if is_reply(mail.subject):
                    self._replies.add(bare)

    def settle(self) -> None:
        """Join the replies that name no mail with what they answer; afterwards nothing is added any more."""
        for bare in sorted(self._replies):
            mails = sorted(self._by_subject[bare], key=lambda mail: (mail.at or 0, mail.key))
            for place, mail in enumerate(mails):
                if is_reply(mail.subject):
                    self._join_answered(mail, mails[max(0, place - _MOST_EARLIER) : place])
        self._by_subject.clear()
        self._replies.clear()
        self._answers.clear()

    def _join_answered(self, reply: Mail, earlier: list[Mail]) -> None:
        to = {handle for handle, _ in reply.recipients}
        for mail in reversed(earlier):
            if (reply.at or 0) - (mail.at or 0) > WINDOW:
                return
            shared = mail.sender == reply.sender and any(handle in to for handle, _ in mail.recipients)
            if mail.sender in to or shared:
                self._join(reply.key, mail.key)
                return

    def name_of(self, mail: Mail) -> str:
        """Return what names the conversation of a mail: Gmail's number, else its first message."""
        return f"gm:{mail.thread}" if mail.thread else f"id:{self._root(mail.key)}"

    def _root(self, key: str) -> str:
        parents = self._parents
        if key not in parents:
            return key
        root = key
        while (above := parents.get(root)) is not None:
            root = above
        while (above := parents.get(key)) is not None and above != root:
            parents[key] = root
            key = above
        return root

    def _join(self, key: str, parent: str) -> None:
        """Note that ``key`` answers ``parent``; what answers nothing stays at the top and gives the name."""
        parents, answers = self._parents, self._answers
        if len(parents) >= _MOST_KNOWN or key == parent:
            return
        answers.add(key)
        if key not in parents and parent not in parents:  # nearly always
            parents[key] = parent
            return
        below, above = self._root(key), self._root(parent)
        if below != above:
            if above in answers and below not in answers:
                below, above = above, below
            parents[below] = above
        elif below == key and parent not in answers:
            del parents[parent]
            parents[key] = parent

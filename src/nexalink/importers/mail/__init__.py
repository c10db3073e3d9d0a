"""Mail: mbox, Gmail Takeout, Thunderbird, Apple Mail exports, Maildir, and folders of ``.eml``."""

from nexalink.importers.mail.importer import MailImporter

__all__ = ["IMPORTER"]

IMPORTER = MailImporter()

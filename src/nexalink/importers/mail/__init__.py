"""Mail: mbox, Maildir, folders of ``.eml``."""

from nexalink.importers.mail.importer import MailImporter

__all__ = ["IMPORTER"]
IMPORTER = MailImporter()

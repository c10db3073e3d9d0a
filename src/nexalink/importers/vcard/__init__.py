"""vCard files of any version: address books of phones, mail programs and servers."""

from nexalink.importers.vcard.reader import VCardImporter

__all__ = ["IMPORTER"]

IMPORTER = VCardImporter()

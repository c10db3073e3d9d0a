"""LinkedIn's data export, of any era."""

from nexalink.importers.linkedin.importer import LinkedInImporter

IMPORTER = LinkedInImporter()

__all__ = ["IMPORTER"]

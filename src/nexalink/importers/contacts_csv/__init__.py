"""Address books as tables: Google, Outlook, Thunderbird, HubSpot, and any table whose columns are named."""

from nexalink.importers.contacts_csv.columns import TARGETS, suggest_mapping
from nexalink.importers.contacts_csv.reader import ContactsCsvImporter, columns_of, fits

__all__ = ["IMPORTER", "TARGETS", "columns_of", "fits", "suggest_mapping"]

IMPORTER = ContactsCsvImporter()

from django.db import migrations

from nexalink.search import words_table


def create(apps, schema_editor):
    words_table.create()


def drop(apps, schema_editor):
    words_table.drop()


class Migration(migrations.Migration):
    """The full-text tables, which Django's models cannot name. Drop them before a migration that remakes search_entry."""

    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]

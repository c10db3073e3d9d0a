from django.db import migrations, models


class Migration(migrations.Migration):
    """A word tells whether a text has it, or only somebody's name; the index is made anew by its version."""

    dependencies = [("search", "0002_words")]
    operations = [
        migrations.RemoveConstraint("word", "word_once"),
        migrations.AddField("word", "own", models.BooleanField(default=True), preserve_default=False),
        migrations.AddConstraint(
            "word", models.UniqueConstraint(fields=("owner", "word", "own"), name="word_once")
        ),
    ]

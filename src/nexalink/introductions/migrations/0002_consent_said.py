"""Consent is said, not only not refused: a check that is neither true nor false lets a row pass."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("introductions", "0001_daily_practice")]

    operations = [
        migrations.RemoveConstraint(model_name="introduction", name="introduction_with_consent"),
        migrations.AddConstraint(
            model_name="introduction",
            constraint=models.CheckConstraint(
                condition=models.Q(made_on__isnull=True)
                | models.Q(
                    first_agreed__isnull=False,
                    second_agreed__isnull=False,
                    first_agreed=True,
                    second_agreed=True,
                ),
                name="introduction_with_consent",
            ),
        ),
    ]

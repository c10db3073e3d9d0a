"""Show the birthdays that address books told of before they were shown."""

from django.db import migrations
from django.db.models import OuterRef, Q, Subquery


def show_birthdays(apps, schema_editor):
    person, fact = apps.get_model("people", "Person"), apps.get_model("people", "Fact")
    stated = fact._base_manager.filter(person=OuterRef("pk"), kind="birthday").filter(
        Q(value__regex=r"^(\d{4}|-)-\d{2}-\d{2}$")
    )
    known = person._base_manager.filter(birthday="").filter(
        pk__in=fact._base_manager.filter(kind="birthday", value__regex=r"^(\d{4}|-)-\d{2}-\d{2}$").values(
            "person"
        )
    )
    known.update(birthday=Subquery(stated.order_by("-value").values("value")[:1]))


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunPython(show_birthdays, migrations.RunPython.noop, elidable=True)]

"""Pictures that the first version kept in Wagtail's own table join those of cases."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SAME = (
    "title", "description", "width", "height", "focal_point_x", "focal_point_y", "focal_point_width",
    "focal_point_height", "file_size", "file_hash", "file", "collection_id", "uploaded_by_user_id",
)  # fmt: skip


def copy_pictures(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Copies each picture whose file no picture of cases has, with its tags. The rows copied stay: a file is shared."""
    old, new = apps.get_model("wagtailimages", "Image"), apps.get_model("cases", "CaseImage")
    known = set(new.objects.values_list("file", flat=True))
    for row in old.objects.exclude(file__in=known).order_by("pk"):
        picture = new(**{name: getattr(row, name) for name in SAME})
        new.objects.bulk_create([picture])  # as it is: the file is neither read nor written
        new.objects.filter(pk=picture.pk).update(created_at=row.created_at)
        _copy_tags(apps, row.pk, picture.pk)


def _copy_tags(apps: Apps, old: int, new: int) -> None:
    tagged, kinds = apps.get_model("taggit", "TaggedItem"), apps.get_model("contenttypes", "ContentType")
    tags = tagged.objects.filter(content_type__app_label="wagtailimages", content_type__model="image", object_id=old)
    ids = list(tags.values_list("tag", flat=True))
    if ids:
        kind, _created = kinds.objects.get_or_create(app_label="cases", model="caseimage")
        tagged.objects.bulk_create(tagged(tag_id=tag, content_type=kind, object_id=new) for tag in ids)


class Migration(migrations.Migration):
    """Pictures of the first version."""

    dependencies = [
        ("cases", "0018_topic_briefing"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(copy_pictures, migrations.RunPython.noop, elidable=True)]

from django.db import migrations


def take_away(apps, schema_editor):
    """Wagtail puts a workflow with a group of its own on the root of all pages; here each community has its own."""
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(page__depth=1).delete()


def put_back(apps, schema_editor):
    workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").first()
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    if workflow is not None and root is not None:
        apps.get_model("wagtailcore", "WorkflowPage").objects.get_or_create(page=root, defaults={"workflow": workflow})


class Migration(migrations.Migration):

    dependencies = [("pages", "0001_initial")]

    operations = [migrations.RunPython(take_away, put_back)]

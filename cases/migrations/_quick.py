"""Operations that need no new copy of a table on SQLite, where Django would write one for each of them."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class AddColumn(migrations.AddField):
    """Adds a column with a constant default in the database, which SQLite can do in place."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        if schema_editor.connection.vendor == "sqlite":
            BaseDatabaseSchemaEditor.add_field(schema_editor, model, model._meta.get_field(self.name))
        else:
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class AlterInPlace(migrations.AlterField):
    """Alters what SQLite has nothing to change for: the greatest length of a text, the blocks of a stream."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "sqlite":
            super().database_backwards(app_label, schema_editor, from_state, to_state)

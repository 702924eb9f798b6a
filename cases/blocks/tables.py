"""Tables whose words can be translated."""

from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments import StringSegmentValue


class TranslatableTableBlock(TypedTableBlock):
    """Table that offers its caption, headings and cells for translation, which wagtail-localize would pass over."""

    def get_translatable_segments(self, value: TypedTable) -> list[StringSegmentValue]:
        segments = [StringSegmentValue("caption", value.caption or "")]
        for number, column in enumerate(value.columns):
            segments.append(StringSegmentValue(f"heading-{number}", column["heading"] or ""))
        for row, cells in enumerate(value.row_data):
            for column, cell in enumerate(cells["values"]):
                segments.append(StringSegmentValue(f"cell-{row}-{column}", cell or ""))
        return segments

    def restore_translated_segments(self, value: TypedTable, segments: list[StringSegmentValue]) -> TypedTable:
        """Puts texts into a table; those for rows and columns that it does not have are left out."""
        for segment in segments:
            place, *numbers = segment.path.split("-")
            positions = [int(number) for number in numbers]
            if place == "caption":
                value.caption = segment.render_text()
            elif place == "heading" and positions[0] < len(value.columns):
                value.columns[positions[0]]["heading"] = segment.render_text()
            elif place == "cell" and positions[0] < len(value.row_data):
                cells = value.row_data[positions[0]]["values"]
                if positions[1] < len(cells):
                    cells[positions[1]] = segment.render_text()
        return value

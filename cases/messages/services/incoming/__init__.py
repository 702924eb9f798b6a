"""Mail that comes in: read, cut, checked, and handed to the room whose thread it answers."""

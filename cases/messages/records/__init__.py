"""Records: answers by mail as they are handed on."""

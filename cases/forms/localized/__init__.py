"""Fields and inputs of Wagtail forms in the language, digits and calendar of whoever fills them in."""

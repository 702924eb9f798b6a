"""Review of a text in the admin: buttons, outcomes, comments at the passage, links to a preview."""

"""Questions, problems and opinions about cases, as pages read them."""

"""Questions to cities and their answers, problems that readers report, opinions that experts sign."""

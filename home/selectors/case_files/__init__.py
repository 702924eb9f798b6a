"""Files of a case: what stands in its brief and in its full text."""

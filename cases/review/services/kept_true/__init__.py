"""What keeps cases true: questions to cities, answers, problems of readers, opinions of experts."""

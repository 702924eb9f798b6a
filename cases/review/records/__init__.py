"""Pure modules of a round: rubric, scores, quorum, who may judge, who sees what. None of them asks the database."""

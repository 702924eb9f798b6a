"""What is done with submissions: begun, written, sent, screened, made into drafts of cases, forgotten."""

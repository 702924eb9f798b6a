"""Submissions: begun, written, sent, screened, made into drafts of cases, forgotten."""

"""Which figures must be wrong, what they must have been, and what blanks must be; worked out from the identities."""

"""Exit codes of the commands, beside 0 and the 1 of a crash."""

# Not 1, so that a caller can tell a wrong input from a crash.
EXIT_WRONG_INPUT = 2

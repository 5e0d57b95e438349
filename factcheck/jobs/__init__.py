"""Background work that can be seen: a row per job, taken by one worker at a time, finished once."""

"""Background work with a row in the database: each job is acquired by one worker at a time and finished once."""

"""Forms that a script submitted: each is carried out once, however often it is sent."""

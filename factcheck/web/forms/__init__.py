"""The pages' forms: the shape of input only. What is right is decided by the services they hand it to."""

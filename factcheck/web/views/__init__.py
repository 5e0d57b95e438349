"""The pages, one module a noun: who asks, what for, one call, what is shown."""

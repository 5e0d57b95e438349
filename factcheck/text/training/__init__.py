"""Training of the shipped weights, from data whose licences allow it.

The product does not run it.
"""

"""How the shipped weights are made, from data whose licences allow it. Nothing here runs in the product."""

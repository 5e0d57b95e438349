"""How English writes what other than words differs; its words stand in the templates and the code."""

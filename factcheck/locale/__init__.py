"""What the pages say in other languages: a catalogue a language, and how it writes its dates.

`make messages` gathers the strings of templates and code into the catalogues; docs/languages.md tells how.
"""

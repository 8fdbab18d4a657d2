"""Worlds and journeys said in all the words of the claim language, and lies in the same words.

The first generators (the modules above) say what is so in plain sentences of single speakers. Here
it is said in every form that the language has for a number, a direction, a height, a clock time or
a fact, by speakers with conventions of their own. As there, nothing is taken from the program:
what a word allows is written from the prose of ``docs/concepts/readings.md`` and
``docs/reference/claim-language.md``.
"""

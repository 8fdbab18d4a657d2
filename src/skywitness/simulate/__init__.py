"""A world whose truth is known, what receivers would see of it, and files of that in every format.

Nothing here reads: encoders are written from the standards and share no code with the record's
readers, so that the one can test the other. All aircraft, callsigns and flights are invented.
"""

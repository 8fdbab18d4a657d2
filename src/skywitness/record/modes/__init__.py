"""Mode S and ADS-B frames into rows of the record.

Layouts are those of ICAO Annex 10 Volume IV (chapter 3 for Mode S, 4.3.8 for ACAS) and ICAO Doc
9871 (appendices A, B and C: ADS-B versions 0, 1 and 2; RTCA DO-260, -A and -B say the same). Bits
are counted from 1, the first one sent, as these documents do. :mod:`.assemble` is the way in.
"""

"""Mode S encoders, written from ICAO Annex 10 Volume IV and Doc 9871 (RTCA DO-260B)."""

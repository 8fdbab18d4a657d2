"""What is to be checked: the case's demands and readings, and the certificate folder."""

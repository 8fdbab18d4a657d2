"""The words of a dossier, for readers who never saw one."""

GLOSSARY = {
    "claim": "one statement of one speech chain, in a short controlled sentence, with its quote",
    "speech chain": "who said it, via whom, in order; each link asserts, reports, infers or "
    "denies. “Did not deny” asserts nothing",
    "moment": "a happening whose place and time are unknown; two phrases mean one moment only "
    "where the case says so",
    "part": "one testable piece of a claim: “75 miles”, “southwest of Crimea”",
    "reading": "one value for every word that can be taken in several ways: which mile, from "
    "where a distance is measured, how wide a compass word is. Ordinary readings decide; generous "
    "ones are shown and decide nothing",
    "point of view": "a view on borders, and which phrases mean the same moment; verdicts are "
    "given for each",
    "stretch": "a factor on every tolerance: 0 takes numbers as printed, 1 as they are "
    "usually meant (the table of tolerances below), 2 doubles that. Compass words keep their width "
    "up to 1 and grow beyond",
    "margin": "how far tolerances would have to be stretched for the claim to be possible, in "
    "its most favourable ordinary reading",
    "may fit": "the pale area of a map: every position that the reading allows is in it",
    "fits for certain": "the area of full tone on a map: every position in it is allowed, whatever "
    "the error of the maps",
    "example": "a position, a time, a course or a fact that was found to fit the claim; "
    "certificates call it a witness",
    "conflict": "parts that do not go together, of which no one can be spared",
    "error band": "how far the true coast or border may be from the one drawn, as stated for the "
    "map",
}

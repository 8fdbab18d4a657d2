"""Words before a verb that a name would swallow: "Falcon briefly enters Turkey" is told of Falcon.

Some say how or how often something was done, and what is said holds without them. Others weaken or
deny it, and a sentence without those says something else: none is offered.
"""

from __future__ import annotations

import re

#: Words that weaken, doubt or deny what they stand with.
DOUBTS = frozenset({
    "almost", "nearly", "practically", "virtually", "perhaps", "maybe", "possibly", "probably",
    "presumably", "allegedly", "reportedly", "supposedly", "purportedly", "apparently", "seemingly",
    "ostensibly", "potentially", "theoretically", "conceivably", "arguably", "likely", "unlikely",
    "doubtfully", "falsely", "wrongly", "mistakenly", "barely", "hardly", "scarcely",
    "partly", "partially", "rarely", "seldom", "not", "never", "may", "might", "could", "would",
    "should", "must", "can", "cannot", "will", "shall", "evidently", "formerly", "nominally",
})  # fmt: skip
#: Words without which what is said still holds, if it says that something was done.
MANNERS = frozenset({
    "briefly", "deliberately", "intentionally", "accidentally", "inadvertently",
    "rapidly", "quickly", "slowly", "steadily", "gradually", "suddenly", "safely", "directly",
    "eventually", "finally", "immediately", "subsequently", "initially", "illegally", "legally",
    "unlawfully", "lawfully", "knowingly", "provocatively", "dangerously", "clearly", "actually",
    "certainly", "definitely", "indeed", "also", "then", "later", "soon", "afterwards", "again",
    "already", "just", "openly", "brazenly", "sharply", "steeply",
    "smoothly", "quietly", "unexpectedly", "promptly", "shortly", "simply", "therefore", "thus",
    "meanwhile", "still", "even", "now", "always", "constantly", "continuously", "successfully",
    "unilaterally",
})  # fmt: skip
#: Further words that are no end of a name.
_OTHERS = frozenset({
    "only", "yet", "ever", "quite", "rather", "somewhat", "sometimes", "occasionally", "instead",
    "otherwise", "both", "all", "each", "either", "neither", "nor", "or", "no", "merely", "mostly",
    "first", "further", "too", "together", "simultaneously", "often", "frequently", "regularly",
    "repeatedly", "twice", "once", "thrice", "mainly", "approximately", "roughly", "exactly",
    "previously", "recently", "originally",
})  # fmt: skip
_ADVERBS = DOUBTS | MANNERS | _OTHERS
#: Words in small letters that end like an adverb and are none.
_NOUNS = frozenset({"ally", "family", "anomaly", "assembly", "supply", "fly", "butterfly", "early",
                    "firefly", "dragonfly", "gadfly", "mayfly", "belly", "rally", "bully", "lily",
                    "gully", "monopoly", "reply", "jelly", "italy", "july"})  # fmt: skip
#: Words that mean something only after what was said before.
PRONOUNS = frozenset({
    "it", "he", "she", "they", "we", "i", "you", "this", "that", "these", "those", "one", "both",
    "someone", "something", "somebody", "everyone", "everybody", "everything", "anyone",
    "anything", "anybody",
})  # fmt: skip
#: Kinds of things, which name none of several that are declared.
KINDS = frozenset({
    "aircraft", "plane", "airplane", "aeroplane", "airliner", "jet", "fighter", "fighter jet",
    "helicopter", "drone", "uav", "missile", "ship", "vessel", "pilot", "crew", "former", "latter",
    "other",
})  # fmt: skip


def is_adverb(word: str, *, first: bool = False) -> bool:
    """Whether a word is no part of a name; the ``first`` of a sentence may have any capital."""
    small = word.casefold()
    if small in _ADVERBS:
        return True
    return not first and bool(re.fullmatch(r"[a-z]{3,}ly", word)) and small not in _NOUNS

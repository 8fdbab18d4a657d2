"""Kinds of words told apart one by one, each compiled when it is first looked for.

lark joins all words that may stand somewhere into one expression, and compiles that anew for each
such place: most of the time it takes to read the first sentences. An alternative that comes first
wins in such an expression, so trying the kinds in the same order finds the same word.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from lark.lexer import BasicLexer, ContextualLexer, PatternRE, Scanner, TerminalDef
from lark.utils import TextSlice


class OneByOne(Scanner):
    """What lark's scanner does, with an expression for each kind of word."""

    def __init__(self, terminals: Collection[TerminalDef], flags: int) -> None:
        """Take the kinds in the order in which they are to be tried."""
        self.terminals = terminals
        self.allowed_types = {t.name for t in terminals}
        self._kinds = [(t.name, t.pattern.to_regexp()) for t in terminals]
        self._flags = flags

    def match(self, text: TextSlice[str], pos: int) -> tuple[str, str] | None:
        """The word at a position and the name of its kind."""
        for name, pattern in self._kinds:
            found = _compiled(pattern, self._flags).match(text.text, pos, text.end)
            if found:
                return found.group(0), name
        return None

    def fullmatch(self, text: str) -> str | None:
        """The name of the first kind that a whole text is of."""
        for name, pattern in self._kinds:
            if _compiled(pattern, self._flags).fullmatch(text):
                return name
        return None


@cache
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    return re.compile(pattern, flags)


class _Lexer(BasicLexer):
    """lark's lexer of one place in a sentence."""

    def _build_scanner(self) -> Scanner:
        if self.user_callbacks or not all(isinstance(t.pattern, PatternRE) for t in self.terminals):
            return super()._build_scanner()  # words without a pattern need more care
        self.callback = {}
        return OneByOne(self.terminals, self.g_regex_flags)


class InContext(ContextualLexer):
    """lark's lexer that knows which words may stand where."""

    BasicLexer = _Lexer

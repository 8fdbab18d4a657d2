"""The command line: one file per command, each imported only when it is asked for.

The module ``skywitness.cli.NAME`` holds a function ``NAME`` whose signature is the command's. Data
goes to standard output, progress and messages to standard error. The exit status is 0 when the
command did its work, whatever the verdicts, 1 when it did a part, and 2 when it was given something
unusable.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import Annotated, Any, NoReturn, TextIO

import typer

from skywitness import __version__
from skywitness.errors import LackError, SkywitnessError, lack
from skywitness.interruption import INTERRUPTED, as_exception, was_interrupted
from skywitness.unseen import one_line

INCOMPLETE, UNUSABLE_INPUT = 1, 2
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says where nothing more can be written."""
NAMED = (errno.ENAMETOOLONG, errno.EACCES, errno.EPERM, errno.ELOOP)
"""What it says of a name that cannot be used, whatever is to be done with it."""

COMMANDS: dict[str, str] = {
    "check": "Check a case: a verdict, a margin and a reason for every claim.",
    "open": "Show a case in the browser, and check it again on every save.",
    "pack": "Put a case, its dossier and certificates into one bag to hand over.",
    "verify": "Check a pack, or the certificates of a check, with bounds of its own.",
    "diff": "Tell what differs between two dossiers, as a note of corrections.",
    "ask": "Ask a case what its claims leave possible.",
    "explain": "Show every reading of a sentence of the claim language.",
    "read": "Read surveillance files into a store of the record.",
    "show": "Show what a store holds: aircraft, and a map, heights and speeds of a few.",
    "export": "Write a part of the record as KML, GeoJSON, GPX, CZML, CSV or GeoParquet.",
    "formats": "Show which surveillance files can be read.",
    "simulate": "Simulate aircraft and files of them, with known truth and faults.",
    "places": "Show what a place name stands for.",
    "init": "Start a new case folder.",
}
"""Every command with what ``--help`` says of it; a new one is a file, a line here and a group."""


ABOUT = (
    "Checks what is said about an air incident against geography, physics and the public record "
    "of the sky."
)
GROUPS: dict[str, tuple[str, ...]] = {
    "Cases": ("init", "check", "open", "explain", "ask", "places"),
    "Record": ("read", "show", "export", "formats", "simulate"),
    "Hand over": ("pack", "verify", "diff"),
}
"""The commands as ``--help`` lists them."""


def load(name: str) -> Callable[..., Any]:
    """The function that carries out the command ``name``; imports its module."""
    function: Callable[..., Any] = getattr(import_module(f"skywitness.cli.{name}"), name)
    return function


def _unloaded() -> None:
    """Stands in ``--help`` for a command whose module has not been imported."""
    raise AssertionError("only the command asked for is run, and that one is loaded")


def build(loaded: Sequence[str]) -> typer.Typer:
    """The application, with the modules of the commands in ``loaded`` imported."""
    app = typer.Typer(
        name="skywitness",
        help=ABOUT,
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    app.callback(help=ABOUT)(_options)
    for group, names in GROUPS.items():
        for name in names:
            function = load(name) if name in loaded else _unloaded
            app.command(name, short_help=COMMANDS[name], rich_help_panel=group)(function)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"skywitness {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """What stands before every command."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit; ``argv`` leaves out the program's name.

    A :class:`~skywitness.errors.SkywitnessError` becomes one message on standard error and exit
    status 2, Ctrl-C status 130 without a word, a full disk one message and status 1, whatever was
    to be written; so does want of memory, threads or open files, and a current folder that is gone
    status 2. Nothing else is caught: a traceback is a fault of the program.
    """
    # A command makes many objects and ends soon: looking for cycles so often takes a twentieth.
    gc.set_threshold(50_000, 20, 50)
    _fill_closed_streams()
    given = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _whole(sys.stdout), _whole(sys.stderr)
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks "°" still gets the rest
            stream.reconfigure(errors="replace")
    first = next((word for word in arguments if not word.startswith("-")), "")
    try:
        with as_exception():
            _run(first, arguments)
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    finally:
        if was_interrupted():  # what a library made of it is of no interest
            _end_quietly()
        sys.stdout, sys.stderr = given


def _run(first: str, arguments: list[str]) -> None:
    """Run a command; what it was given wrongly, a full disk and want of memory are one message
    each."""
    try:
        try:
            _refuse_no_name(arguments)
            build([first])(args=arguments, prog_name="skywitness")
        finally:
            sys.stdout.flush()  # here it can still be told that it does not go
    except SkywitnessError as error:
        _tell(str(error))
        lacking = isinstance(error, LackError) or _for_want_of_room(error)
        raise SystemExit(INCOMPLETE if lacking else UNUSABLE_INPUT) from None
    except OSError as error:
        if _folder_is_gone():
            _tell("the folder that you are in is gone: go to another one, and try again")
            raise SystemExit(UNUSABLE_INPUT) from None
        if error.errno in NAMED and isinstance(error.filename, str):
            _tell(f"{one_line(error.filename)}: cannot be used: {error.strerror}")
            raise SystemExit(UNUSABLE_INPUT) from None
        if error.errno not in FULL and not isinstance(error, ClosedError):
            _tell_lack(error)
        where = f" ({error.filename})" if isinstance(error.filename, str) else ""
        _tell(f"what was found cannot be written: {error.strerror}{where}")
        _drop(sys.stdout)
        raise SystemExit(INCOMPLETE) from None
    except Exception as error:
        _tell_lack(error)


def _tell_lack(error: Exception) -> NoReturn:
    """End with one message where the machine had too little of something.

    Raises:
        Exception: it had not: that is ``error``.
    """
    lacked = lack(error)
    if lacked is None:
        raise error
    error.__traceback__ = None  # what the frames hold is room for the message
    with suppress(OSError):
        print(f"skywitness: {lacked}", file=sys.stderr, flush=True)
    raise SystemExit(INCOMPLETE) from None


def _folder_is_gone() -> bool:
    """Whether the current folder is no more."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def _refuse_no_name(arguments: Sequence[str]) -> None:
    """Refuse an empty name of what is to be written: it would stand for the current folder, which
    nobody who writes it (mostly a variable that is not set) means.

    Raises:
        SkywitnessError: ``--out`` has one.
    """
    following = [*arguments[1:], None]
    for word, value in zip(arguments, following, strict=True):
        if word == "--":  # no option stands behind it
            return
        if word == "--out=" or (word == "--out" and value == ""):
            raise SkywitnessError(
                "the name after --out is empty",
                remedy="name the file or folder to write",
            )


def _for_want_of_room(error: BaseException) -> bool:
    """Whether an error comes of a full disk: then nothing is wrong with what was given."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno in FULL:
            return True
        cause = cause.__cause__
    return False


class ClosedError(OSError):
    """Standard output was closed before the program began."""


class _Closed(io.TextIOBase):
    """Standard output that was closed: whoever prints to it is told so."""

    encoding = "utf-8"

    def write(self, text: str, /) -> int:
        raise ClosedError(errno.EBADF, "standard output is closed")


def _fill_closed_streams() -> None:
    """Put something in the place of standard streams that were closed.

    Their numbers go to the null device: otherwise the next file that is opened has one of them, and
    what a library prints is written into it.
    """
    if None not in (sys.stdin, sys.stdout, sys.stderr):
        return
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(handle)
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = io.open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, UP020  # `open` is a command


def _whole(stream: TextIO) -> TextIO:
    """``stream``, over a buffer that writes all it is given or fails.

    With PYTHONUNBUFFERED or ``-u`` there is none: a text is given to the system once, and what that
    does not take (a pipe whose reader left, the last block of a disk) is lost without an error.
    """
    raw = getattr(stream, "buffer", None)
    if not isinstance(raw, io.RawIOBase):
        return stream
    own = io.BufferedWriter(io.FileIO(raw.fileno(), "wb", closefd=False))
    return io.TextIOWrapper(
        own, encoding=stream.encoding, errors=stream.errors, line_buffering=True
    )


def _tell(text: str) -> None:
    from skywitness.cli.output import printable

    with suppress(OSError):
        print(printable(f"skywitness: {text}"), file=sys.stderr, flush=True)


def _drop(stream: TextIO) -> None:
    """Let go of what could not be written, so that the end of the program does not try again."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)


def _end_quietly() -> None:
    """End with what is written flushed, whatever threads and libraries still do."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(INTERRUPTED)

"""``python -m skywitness``, and where the command ``skywitness`` begins."""

from skywitness.interruption import at_once

at_once()


def main() -> None:
    """Run the command line and exit."""
    from skywitness.cli import main as run

    run()


if __name__ == "__main__":
    main()

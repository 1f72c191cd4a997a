"""The command ``bibkit``, and ``python -m bibkit``."""

import gc


def main() -> None:
    """Run the command line without collecting garbage: not at its start, not at its end."""
    gc.disable()  # a run is short, and collecting takes a third of its time
    from bibkit.cli import main as run  # what it imports is made without collecting, too

    try:
        run()
    finally:
        gc.freeze()  # Python looks through all that is there once more when it ends


if __name__ == "__main__":
    main()

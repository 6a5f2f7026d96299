"""`python -m bot` is the `kaeru` command."""

from bot.cli import main

if __name__ == "__main__":
    main()

"""`python -m testigo.cli`: the same as `testigo`."""

from testigo.cli.main import main

if __name__ == "__main__":
    main()

"""What goes wrong with a file."""


class ReadingError(ValueError):
    """A file that cannot be read as articles; the message says what was found, expected and to be done."""

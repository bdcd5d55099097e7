"""One kind of reader a file."""

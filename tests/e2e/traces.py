"""What of a text or an address is left in the files of a daemon's home."""

import base64

PIECE = 12
WHOLE = 9  # bytes that make a piece of base64


def pieces(text):
    """Every run of twelve characters within a line, as it may stand in a file: plain, or somewhere in base64."""
    plain = {line[at : at + PIECE].encode() for line in text.splitlines() for at in range(len(line) - PIECE + 1)}
    return plain | {base64.b64encode(piece[at : at + WHOLE]) for piece in plain for at in range(3)}


def traces(running, *texts, address=None):
    """Pairs of a file and what it holds; what a desktop was told to show is the desktop's."""
    sought = set().union(*map(pieces, texts)) | ({address.encode()} if address else set())
    found = []
    for path in sorted(running.home.rglob("*")):
        if path.is_file() and path != running.notices:
            data = path.read_bytes()
            found += [(path.name, piece) for piece in sorted(sought) if piece in data or piece in data.lower()]
    return found

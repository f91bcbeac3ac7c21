"""Looks for what was written, in the bytes of every file that the daemon has made."""

import base64

PIECE = 12
WHOLE = 9  # bytes that make a piece of base64


def pieces(text):
    """Every run of twelve characters within a line, as it may stand in a file: plain, or somewhere in base64."""
    plain = {line[at : at + PIECE].encode() for line in text.splitlines() for at in range(len(line) - PIECE + 1)}
    return plain | {base64.b64encode(piece[at : at + WHOLE]) for piece in plain for at in range(3)}


def traces(running, *texts, also=()):
    """File name and piece, wherever one of these texts or an address of `also` is left in the daemon's home; a
    notification that was shown is the desktop's."""
    sought = {one.encode() for one in also}
    for text in texts:
        sought |= pieces(text)
    found = []
    for path in sorted(running.home.rglob("*")):
        if not path.is_file() or path == running.notices:
            continue
        data = path.read_bytes()
        found += [(path.name, piece) for piece in sorted(sought) if piece in data or piece in data.lower()]
    return found

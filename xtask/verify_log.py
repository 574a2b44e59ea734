#!/usr/bin/env python3
"""Checks an exported log of Lá Chắn, or a .tlog-proof file, apart from the program that wrote it.

Standard library only. Written from the specifications (RFC 6962, RFC 8032, c2sp.org/tlog-tiles, /signed-note,
/tlog-checkpoint, /tlog-proof), not from the Rust code; both make the same checks in the same order.

    verify_log.py --key KEY FOLDER [--from CHECKPOINT]     one log
    verify_log.py --key KEY --proof FILE                   one entry
    verify_log.py --batch LIST                             one log per line: KEY <tab> FOLDER <tab> CHECKPOINT or -

KEY is the log's public key (name+id+base64) or a file that holds it. Prints one line: "whole <size>" or
"<fault> <entry>". Exit code: 0 it holds, 1 it does not, 2 bad use.
"""
import argparse
import base64
import binascii
import hashlib
import json
import os
import sys
from functools import lru_cache

FIELDS = ["action", "actor", "class", "object_id", "object_type", "org", "payload_commit", "reason_hash", "seq",
          "time_utc"]


class Fault(Exception):
    """The first thing that does not hold, and the entry at which it shows."""

    def __init__(self, code, index=0):
        super().__init__(code)
        self.code, self.index = code, index


# --- Ed25519, RFC 8032 section 5.1: verification only, so nothing here is secret and time does not matter

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P)
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def point(text):
    """Decodes 32 bytes into extended coordinates; None where they are not a point."""
    number = int.from_bytes(text, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, p):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, p)
        p, number = add(p, p), number >> 1
    return result


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)
NEUTRAL = (0, 1, 1, 0)


@lru_cache(maxsize=4096)
def signature_holds(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r, s = point(public), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or same(times(8, a), NEUTRAL) or same(times(8, r), NEUTRAL):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return same(times(s, BASE), add(r, times(h, a)))


# --- signed notes and checkpoints

def unbase64(text):
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    # One text form only.
    return raw if base64.b64encode(raw).decode() == text else None


def read_key(text):
    """The log's public key: name, number, 32 bytes."""
    if os.path.exists(text):
        with open(text, encoding="utf-8") as file:
            text = file.read()
    name, number, key = text.strip().split("+", 2)
    raw = unbase64(key)
    if raw is None or len(raw) != 33 or raw[0] != 1:
        raise ValueError("not the key of a log")
    expected = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    if expected.hex() != number:
        raise ValueError("the number of the key is wrong")
    return name, expected, raw[1:]


def read_checkpoint(raw, key, code):
    """Size and root of a checkpoint whose signature holds."""
    name, number, public = key
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Fault(code) from None
    if len(raw) > 65536 or any(ord(c) < 32 and c != "\n" or 127 <= ord(c) < 160 for c in text) or "\n\n" not in text:
        raise Fault(code)
    body, lines = text.rsplit("\n\n", 1)
    body += "\n"
    if not lines.endswith("\n"):
        raise Fault(code)
    good, lines = 0, lines[:-1].split("\n")
    for line in lines:
        parts = line.split(" ", 2)
        blob = unbase64(parts[2]) if len(parts) == 3 and parts[0] == "—" else None
        if blob is None or len(blob) < 5 or not parts[1] or "+" in parts[1]:
            raise Fault(code)
        if (parts[1], blob[:4]) == (name, number):
            if not signature_holds(public, body.encode(), blob[4:]):
                raise Fault(code)
            good += 1
    fields = body.split("\n")
    if not good or len(lines) > 64 or len(fields) < 4 or fields[0] != name:
        raise Fault(code)
    root = unbase64(fields[2])
    if not fields[1].isdecimal() or str(int(fields[1])) != fields[1] or int(fields[1]) >= 2**64:
        raise Fault(code)
    if root is None or len(root) != 32:
        raise Fault(code)
    return int(fields[1]), root


# --- RFC 6962

def leaf_hash(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(hashes):
    """Root of a tree: whole subtrees are kept on a stack and joined as in binary counting."""
    stack = []
    for n, value in enumerate(hashes, 1):
        while n % 2 == 0:
            value, n = node_hash(stack.pop(), value), n // 2
        stack.append(value)
    if not stack:
        return hashlib.sha256().digest()
    root = stack.pop()
    while stack:
        root = node_hash(stack.pop(), root)
    return root


def root_by_path(index, size, value, path):
    """RFC 9162, section 2.1.3.2."""
    if index >= size:
        raise Fault("path")
    fn, sn = index, size - 1
    for sibling in path:
        if sn == 0:
            raise Fault("path")
        if fn & 1 or fn == sn:
            value = node_hash(sibling, value)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            value = node_hash(value, sibling)
        fn, sn = fn >> 1, sn >> 1
    if sn:
        raise Fault("path")
    return value


# --- tiles

def tile_path(level, n, width):
    parts = ["%03d" % (n % 1000)]
    while n >= 1000:
        n //= 1000
        parts.insert(0, "x%03d" % (n % 1000))
    return "tile/%s/%s%s" % (level, "/".join(parts), "" if width == 256 else ".p/%d" % width)


def read_file(folder, path, index):
    try:
        with open(os.path.join(folder, path), "rb") as file:
            return file.read()
    except OSError:
        raise Fault("missing", index) from None


def sequence_number(entry):
    """The number that an entry in canonical form bears; None where it does not have that form."""
    try:
        found = json.loads(entry.decode("utf-8"))
        again = json.dumps(found, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8")
    except (ValueError, UnicodeError, RecursionError):
        return None
    if again != entry or not isinstance(found, dict) or sorted(found) != FIELDS:
        return None
    number = found.pop("seq")
    texts = [value for name, value in found.items() if name != "reason_hash" or value is not None]
    if type(number) is not int or not 0 <= number < 2**64 or not all(isinstance(text, str) for text in texts):
        return None
    return number


def check_leaves(folder, size):
    """Compares every entry with its place in the tiles of level 0; gives all leaf hashes."""
    hashes = []
    for first in range(0, size, 256):
        width = min(256, size - first)
        tile = read_file(folder, tile_path(0, first // 256, width), first)
        if len(tile) != width * 32:
            raise Fault("tile", first)
        rest = read_file(folder, tile_path("entries", first // 256, width), first)
        for index in range(first, first + width):
            length = int.from_bytes(rest[:2], "big")
            if len(rest) < 2 + length or len(rest) < 2:
                raise Fault("short", index)
            entry, rest = rest[2:2 + length], rest[2 + length:]
            value, number = leaf_hash(entry), sequence_number(entry)
            if value != tile[(index - first) * 32:(index - first + 1) * 32]:
                raise Fault("removed" if number is not None and number > index else "changed", index)
            if number is None:
                raise Fault("form", index)
            if number != index:
                raise Fault("number", index)
            hashes.append(value)
        if rest:
            raise Fault("long", first + width)
    return hashes


def check_upper_tiles(folder, hashes):
    level, below = 1, hashes
    while True:
        row = [root_of(below[at:at + 256]) for at in range(0, len(below) - len(below) % 256, 256)]
        if not row:
            return
        for at in range(0, len(row), 256):
            part, index = row[at:at + 256], at * 256**level
            if read_file(folder, tile_path(level, at // 256, len(part)), index) != b"".join(part):
                raise Fault("tile", index)
        level, below = level + 1, row


def verify_log(folder, key, trusted):
    try:
        size, root = read_checkpoint(read_file(folder, "checkpoint", 0), key, "checkpoint")
    except Fault:
        raise Fault("checkpoint") from None
    old = None if trusted is None else read_checkpoint(trusted, key, "trusted")
    hashes = check_leaves(folder, size)
    check_upper_tiles(folder, hashes)
    if root_of(hashes) != root:
        raise Fault("root")
    if old and old[0] > size:
        raise Fault("truncated", size)
    if old and root_of(hashes[:old[0]]) != old[1]:
        raise Fault("forked", old[0])
    return size


def verify_proof(raw, key):
    head, _, note = raw.partition(b"\n\n")
    lines = head.decode("utf-8", "replace").split("\n")
    if len(lines) < 3 or lines[0] != "c2sp.org/tlog-proof@v1":
        raise Fault("form")
    entry = unbase64(lines[1][6:]) if lines[1].startswith("extra ") else None
    number, path = lines[2][6:], [unbase64(line) for line in lines[3:]]
    if entry is None or not lines[2].startswith("index ") or not number.isdecimal() or str(int(number)) != number:
        raise Fault("form")
    if any(value is None or len(value) != 32 for value in path):
        raise Fault("form")
    size, root = read_checkpoint(note, key, "checkpoint")
    if sequence_number(entry) != int(number):
        raise Fault("number", int(number))
    if root_by_path(int(number), size, leaf_hash(entry), path) != root:
        raise Fault("path", int(number))
    return size


def told(work):
    try:
        return "whole %d" % work()
    except Fault as fault:
        return "%s %d" % (fault.code, fault.index)


def slurp(path):
    with open(path, "rb") as file:
        return file.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--key")
    parser.add_argument("--from", dest="trusted")
    parser.add_argument("--proof")
    parser.add_argument("--batch")
    args = parser.parse_args()
    if args.batch:
        for line in slurp(args.batch).decode().splitlines():
            key, folder, trusted = line.split("\t")
            print(told(lambda: verify_log(folder, read_key(key), None if trusted == "-" else slurp(trusted))))
        return 0
    if not args.key or not (args.folder or args.proof):
        parser.error("needs --key and a folder or --proof")
    key = read_key(args.key)
    if args.proof:
        line = told(lambda: verify_proof(slurp(args.proof), key))
    else:
        line = told(lambda: verify_log(args.folder, key, slurp(args.trusted) if args.trusted else None))
    print(line)
    return 0 if line.startswith("whole ") else 1


if __name__ == "__main__":
    sys.exit(main())

"""Reads and writes HL7 v2 with the library hl7: a message on the standard input, but for `escape`, which takes a list in JSON.

    hl7-client.py read      what the library reads of it, in JSON
    hl7-client.py write     the message that the constructors of the library make of its parts
    hl7-client.py mllp      the same, in the frame of its MLLP client
    hl7-client.py ack       the acknowledgement that the library makes of it
    hl7-client.py escape    the texts as the library escapes them, in JSON
"""
import json
import sys

import hl7

LEAVES = {"MSH": [3, 9, 10, 12, 18, 21], "PID": [3, 5, 7, 8, 32], "PV1": [2, 19], "TXA": [2, 12], "PRT": [4, 5, 8]}


def leaf(message, place):
    """Text of the first occurrence of a field, its escapes undone; empty where there is none."""
    try:
        return message.extract_field(place[0], 1, place[1], 1, place[2], place[3]) or ""
    except LookupError:
        return ""


def read(message):
    names = [str(segment[0]) for segment in message]
    places = [
        (name, field, component, part)
        for name, fields in LEAVES.items()
        if name in names
        for field in fields
        for component in range(1, 11)
        for part in range(1, 4)
    ]
    return {"segments": names, "values": [[*place, leaf(message, place)] for place in places]}


def written(message):
    segments = []
    for segment in message:
        # The library holds the delimiters of MSH as its first two fields.
        plain = 3 if str(segment[0]) == "MSH" else 1
        fields = [
            field if rank < plain else message.create_field([str(field)]) for rank, field in enumerate(segment)
        ]
        segments.append(message.create_segment(fields))
    return str(message.create_message(segments)).encode("utf-8")


def answer(mode, given):
    if mode == "escape":
        message = hl7.parse("MSH|^~\\&|A\r")
        return json.dumps([message.escape(text) for text in json.loads(given)]).encode("utf-8")
    message = hl7.parse(given.decode("utf-8"))
    if mode == "read":
        return json.dumps(read(message)).encode("utf-8")
    if mode == "ack":
        return str(message.create_ack("AA", message_id="K-1")).encode("utf-8")
    return b"\x0b" + written(message) + b"\x1c\r" if mode == "mllp" else written(message)


sys.stdout.buffer.write(answer(sys.argv[1], sys.stdin.buffer.read()))

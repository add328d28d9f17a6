"""Sends an HL7 v2 message (standard input) with the MLLP client of python-hl7: `hl7-send.py host port times`.

Prints MSA-1 and MSA-2 of each acknowledgement, as the library reads them, one line each.
"""
import sys

import hl7
from hl7.client import MLLPClient

host, port, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
message = hl7.parse(sys.stdin.buffer.read().decode("utf-8"))
with MLLPClient(host, port) as client:
    for _ in range(times):
        acknowledgement = hl7.parse(client.send_message(message))
        print(acknowledgement["MSA.F1"], acknowledgement["MSA.F2"])

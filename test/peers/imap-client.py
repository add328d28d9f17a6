"""Reads a mailbox with Python's own imaplib, XOAUTH2. Arguments: port, CA file, mailbox, access token."""

import imaplib
import json
import ssl
import sys

port, ca, user, token = sys.argv[1:]
client = imaplib.IMAP4("localhost", int(port))
client.starttls(ssl_context=ssl.create_default_context(cafile=ca))
try:
    client.authenticate("XOAUTH2", lambda challenge: f"user={user}\x01auth=Bearer {token}\x01\x01".encode() if not challenge else b"")
except imaplib.IMAP4.error as error:
    print(json.dumps({"refus": str(error)}))
    sys.exit(0)
_, folders = client.list()
_, count = client.select("INBOX")
_, found = client.uid("SEARCH", "CHARSET", "UTF-8", "SUBJECT", '"pair"')
uid = found[0].split()[-1].decode()
_, data = client.uid("FETCH", uid, "(FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)] BODY.PEEK[])")
literals = [part[1] for part in data if isinstance(part, tuple)]
client.uid("STORE", uid, "+FLAGS", r"(\Flagged)")
_, flags = client.uid("FETCH", uid, "(FLAGS)")
appended, answer = client.append("Sent", r"(\Seen)", imaplib.Time2Internaldate(0), literals[1])
copied, _ = client.uid("COPY", uid, "Trash")
client.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)")
expunged, _ = client.uid("EXPUNGE", uid)
client.logout()
print(
    json.dumps(
        {
            "dossiers": len(folders),
            "messages": count[0].decode(),
            "entete": literals[0].decode(),
            "message": literals[1].decode(),
            "drapeaux": flags[0].decode(),
            "suite": [appended, copied, expunged],
        }
    )
)

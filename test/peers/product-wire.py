"""Opens what a product sent, with Python's own libraries: MTOM packages, ebXML metadata, mails."""

import json
import sys
from email import message_from_binary_file, message_from_bytes, policy
from xml.etree import ElementTree

LCM = "{urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0}"


def package(content_type, body, *paths):
    """Writes the parts of an MTOM package, the root first, byte for byte."""
    with open(body, "rb") as file:
        message = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + file.read())
    for path, found in zip(paths, message.get_payload(), strict=True):
        with open(path, "wb") as file:
            file.write(found.get_payload(decode=True))


def submission(envelope, metadata):
    """Writes the metadata of a deposit alone: its schema knows no SOAP."""
    found = ElementTree.parse(envelope).getroot().find(".//" + LCM + "SubmitObjectsRequest")
    ElementTree.ElementTree(found).write(metadata, encoding="utf-8", xml_declaration=True)


def mail(source, folder):
    """Tells what a mail holds, and writes its attachments."""
    with open(source, "rb") as file:
        message = message_from_binary_file(file, policy=policy.default)
    files = []
    for rank, part in enumerate(message.iter_attachments()):
        with open("%s/%d" % (folder, rank), "wb") as file:
            file.write(part.get_content())
        files.append([part.get_filename(), part.get_content_type()])
    every = list(message.walk())
    print(
        json.dumps(
            {
                "from": message["From"].addresses[0].addr_spec,
                "to": [address.addr_spec for address in message["To"].addresses],
                "subject": message["Subject"],
                "date": message["Date"].datetime is not None,
                "text": message.get_body(("plain",)).get_content(),
                "files": files,
                "defects": [str(defect) for part in every for defect in part.defects]
                + [str(defect) for part in every for _, value in part.items() for defect in value.defects],
            }
        )
    )


{"package": package, "submission": submission, "mail": mail}[sys.argv[1]](*sys.argv[2:])

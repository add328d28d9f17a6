"""Packs a SOAP envelope and documents as MTOM, or opens such a package: Python's own e-mail library does both."""
import re
import sys
from base64 import b64encode
from email import message_from_bytes, policy
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.encoders import encode_noop


def part(path, subtype, identifier, **params):
    with open(path, 'rb') as file:
        made = MIMEApplication(file.read(), subtype, encode_noop, **params)
    made['Content-ID'] = '<%s>' % identifier
    made['Content-Transfer-Encoding'] = 'binary'
    return made


def pack(envelope, package, *documents):
    related = MIMEMultipart('related', type='application/xop+xml', start='<racine@pair>')
    related.attach(part(envelope, 'xop+xml', 'racine@pair', type='application/soap+xml'))
    for index, document in enumerate(documents):
        related.attach(part(document, 'octet-stream', 'doc%d@pair' % (index + 1)))
    head, body = related.as_bytes(policy=policy.HTTP).split(b'\r\n\r\n', 1)
    with open(package, 'wb') as file:
        file.write(body)
    print(related['Content-Type'].replace('\n', ''))


def unpack(content_type, package, document):
    with open(package, 'rb') as file:
        message = message_from_bytes(b'Content-Type: ' + content_type.encode() + b'\r\n\r\n' + file.read())
    root, *parts = message.get_payload()
    with open(document, 'wb') as file:
        if parts:
            file.write(parts[0].get_payload(decode=True))
    text = root.get_payload(decode=True).decode()
    # As a reader without MTOM would see it: the documents in the place of what includes them.
    contents = iter(b64encode(each.get_payload(decode=True)).decode() for each in parts)
    print(re.sub(r'<xop:Include[^>]*/>', lambda _: next(contents), text))


{'pack': pack, 'unpack': unpack}[sys.argv[1]](*sys.argv[2:])

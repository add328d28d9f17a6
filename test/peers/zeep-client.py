"""Calls INSi as a publisher would with zeep, and says one line of JSON: what zeep understood of the answer or the fault.

    zeep-client.py WSDL URL CA [--client CERT KEY] [--card CERT KEY] traits NOM PRENOM SEXE DATE
    zeep-client.py WSDL URL CA [--client CERT KEY] [--card CERT KEY] vitale MATRICULE CLE NOM DATE

`--client` is the certificate of the software, in mutual TLS. `--card` is that of a professional's card: xmlsec1 signs the
assertion with its key, and a search by Vitale card then bears the assertion of that card too.
"""
import argparse
import json
import subprocess
import tempfile
import uuid
from datetime import datetime, timezone

import requests
import zeep
from lxml import etree
from lxml.builder import ElementMaker

# The WSDL imports this address, which answers nothing usable.
ADDRESSING = "http://www.w3.org/2006/03/addressing/ws-addr.xsd"
ADDRESSING_SCHEMA = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://www.w3.org/2005/08/addressing" elementFormDefault="qualified">
  <xs:element name="MessageID" type="xs:string"/><xs:element name="Action" type="xs:string"/>
  <xs:element name="To" type="xs:string"/><xs:element name="RelatesTo" type="xs:string"/>
</xs:schema>"""
SAML = "urn:oasis:names:tc:SAML:2.0:assertion"
WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
X509 = "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName"
TEMPLATE = """<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>
<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
<ds:Reference URI="#{id}"><ds:Transforms>
<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>
<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms>
<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference></ds:SignedInfo>
<ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data></ds:KeyInfo></ds:Signature>"""


class LocalTransport(zeep.Transport):
    def load(self, url):
        return ADDRESSING_SCHEMA if url == ADDRESSING else super().load(url)


def assertion(now, issuer, qualifier, name_id, attributes):
    make = ElementMaker(namespace=SAML, nsmap={"saml2": SAML})
    statement = [make.Attribute(make.AttributeValue(value), Name=name) for name, value in attributes.items()]
    return make.Assertion(
        issuer,
        make.Subject(make.NameID(name_id, NameQualifier=qualifier)),
        make.AttributeStatement(*statement),
        ID="_" + str(uuid.uuid4()),
        IssueInstant=now.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        Version="2.0",
    )


def signed(unsigned, cert, key):
    unsigned.insert(1, etree.fromstring(TEMPLATE.format(id=unsigned.get("ID"))))
    with tempfile.NamedTemporaryFile(suffix=".xml") as template:
        template.write(etree.tostring(unsigned))
        template.flush()
        command = ["xmlsec1", "--sign", "--id-attr:ID", SAML + ":Assertion", "--privkey-pem", f"{key},{cert}", template.name]
        return etree.fromstring(subprocess.run(command, check=True, capture_output=True).stdout)


def name_of(cert):
    """The subject as OpenSSL writes it, and its common name."""
    command = ["openssl", "x509", "-noout", "-subject", "-nameopt", "RFC2253,utf8,-esc_msb", "-in", cert]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().removeprefix("subject=")
    [holder] = [part[3:] for part in name.replace("+", ",").split(",") if part.startswith("CN=")]
    return name, holder


def security(now, card, vitale):
    name, holder = name_of(card[0])
    make = ElementMaker(namespace=SAML, nsmap={"saml2": SAML})
    attributes = {"identifiantFacturation": "991130972", "codeSpecialite": "01", "secteurActivite": "SA07"}
    header = etree.Element(f"{{{WSSE}}}Security", nsmap={"wsse": WSSE})
    header.append(signed(assertion(now, make.Issuer(name, Format=X509), "CPS", holder, attributes), *card))
    if vitale:
        header.append(assertion(now, make.Issuer(holder), "VITALE", "8025000001", {"lecture": "essai"}))
    return header


def contexts(client, now, emetteur, couverture):
    lps = client.get_element("{urn:siram:lps:ctxlps}ContexteLPS")(
        Id=str(uuid.uuid4()),
        Temps=now,
        Emetteur=emetteur,
        LPS={"IDAM": {"_value_1": "TESTIDAM0001", "R": "4"}, "Version": "1.0", "Nom": "ZEEP"},
        Version="01_00",
        Nature="CTXLPS",
    )
    bam = client.get_element("{urn:siram:bam:ctxbam}ContexteBAM")(
        Id=str(uuid.uuid4()), Temps=now, Emetteur=emetteur, COUVERTURE=couverture, Version="01_02"
    )
    return [lps, bam]


def search(service, operation, values, headers):
    if operation == "traits":
        nom, prenom, sexe, date = values
        return service.rechercherInsAvecTraitsIdentite(
            NomNaissance=nom, Prenom=[prenom], Sexe=sexe, DateNaissance=date, _soapheaders=headers
        )
    matricule, cle, nom, date = values
    number = {"NumIdentifiant": matricule, "Cle": cle}
    return service.rechercherInsAvecCarteVitale(
        MatriculeIndividu=number,
        MatriculeOD=number,
        NomNaissance=nom,
        DateNaissance=date,
        RangNaissance="1",
        _soapheaders=headers,
    )


def main(args):
    session = requests.Session()
    # Neither proxies nor other authorities from the environment.
    session.trust_env = False
    session.verify = args.ca
    session.cert = tuple(args.client) if args.client else None
    client = zeep.Client(args.wsdl, transport=LocalTransport(session=session))
    service = client.create_service("{http://www.cnamts.fr/webservice}ICIRServiceBinding", args.url)
    now = datetime.now(timezone.utc)
    vitale = args.operation == "vitale"
    couverture = {"GrandRegime": "01", "ASSURE": {"Id": {"Num": args.values[0], "Cle": args.values[1]}}} if vitale else {}
    emetteur = name_of(args.card[0])[1] if args.card else "10B0152872"
    message_id = etree.Element("{http://www.w3.org/2005/08/addressing}MessageID")
    message_id.text = "uuid:" + str(uuid.uuid4())
    headers = [*contexts(client, now, emetteur, couverture), message_id]
    if args.card:
        headers.insert(0, security(now, args.card, vitale))
    try:
        answer = search(service, args.operation, args.values, headers)
    except zeep.exceptions.Fault as fault:
        error = fault.detail.find("{urn:siram}Erreur") if fault.detail is not None else None
        return {"fault": None if error is None else error.get("code"), "message": fault.message}
    person = answer.INDIVIDU
    return {
        "code": answer.CR.CodeCR,
        "matricule": person and person.INSACTIF.IdIndividu.NumIdentifiant + person.INSACTIF.IdIndividu.Cle,
        "historique": [former.IdIndividu.NumIdentifiant for former in person.INSHISTO] if person else [],
        "prenoms": person and person.TIQ.ListePrenom,
    }


parser = argparse.ArgumentParser()
for name in ("wsdl", "url", "ca"):
    parser.add_argument(name)
parser.add_argument("--client", nargs=2)
parser.add_argument("--card", nargs=2)
parser.add_argument("operation", choices=("traits", "vitale"))
parser.add_argument("values", nargs=4)
print(json.dumps(main(parser.parse_args())))

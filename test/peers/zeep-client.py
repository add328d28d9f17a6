"""Calls INSi as a publisher would with zeep: zeep-client.py WSDL URL CA CERT KEY NOM PRENOM SEXE DATE.

Says one line of JSON: what zeep understood of the answer or of the fault.
"""
import json
import sys
import uuid
from datetime import datetime, timezone

import requests
import zeep
from lxml import etree

# The WSDL imports this address, which answers nothing usable.
ADDRESSING = "http://www.w3.org/2006/03/addressing/ws-addr.xsd"
ADDRESSING_SCHEMA = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://www.w3.org/2005/08/addressing" elementFormDefault="qualified">
  <xs:element name="MessageID" type="xs:string"/><xs:element name="Action" type="xs:string"/>
  <xs:element name="To" type="xs:string"/><xs:element name="RelatesTo" type="xs:string"/>
</xs:schema>"""


class LocalTransport(zeep.Transport):
    def load(self, url):
        return ADDRESSING_SCHEMA if url == ADDRESSING else super().load(url)


def main(wsdl, url, ca, cert, key, nom, prenom, sexe, date):
    session = requests.Session()
    # Neither proxies nor other authorities from the environment.
    session.trust_env = False
    session.verify = ca
    session.cert = (cert, key)
    client = zeep.Client(wsdl, transport=LocalTransport(session=session))
    service = client.create_service("{http://www.cnamts.fr/webservice}ICIRServiceBinding", url)
    now = datetime.now(timezone.utc)
    lps = client.get_element("{urn:siram:lps:ctxlps}ContexteLPS")(
        Id=str(uuid.uuid4()),
        Temps=now,
        Emetteur="10B0152872",
        LPS={"IDAM": {"_value_1": "TESTIDAM0001", "R": "4"}, "Version": "1.0", "Nom": "ZEEP"},
        Version="01_00",
        Nature="CTXLPS",
    )
    bam = client.get_element("{urn:siram:bam:ctxbam}ContexteBAM")(
        Id=str(uuid.uuid4()), Temps=now, Emetteur="10B0152872", COUVERTURE={}, Version="01_02"
    )
    message_id = etree.Element("{http://www.w3.org/2005/08/addressing}MessageID")
    message_id.text = "uuid:" + str(uuid.uuid4())
    try:
        answer = service.rechercherInsAvecTraitsIdentite(
            NomNaissance=nom,
            Prenom=[prenom],
            Sexe=sexe,
            DateNaissance=date,
            _soapheaders=[lps, bam, message_id],
        )
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


print(json.dumps(main(*sys.argv[1:])))

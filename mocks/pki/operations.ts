import type { ServiceOperation } from '../operation.ts';

const server = 'mocks/pki/revocation-server.test.ts';
const responder = 'mocks/pki/ocsp.test.ts';
const peer = 'test/peers/pki.peer.test.ts';

/** What the revocation server of the test IGC-Santé answers. */
export const igcOperations: readonly ServiceOperation[] = [
  {
    id: 'CRL',
    title: 'Liste de révocation d’une autorité (GET /CRL/ACI-EL-ORG-TEST.crl)',
    status: 'fidele',
    source:
      'ECO.1.1.6 et 1.1.7, chemin publié de ACI-EL-ORG-TEST.crl, RFC 5280 §5. Noms des listes des autres autorités et durée de vie (un jour) déduits.',
    tests: [
      `${server} › are served in DER, for each authority, signed by it`,
      `${server} › name a certificate issued revoked`,
      `${peer} › verifies the list that curl downloads, under its authority`,
    ],
  },
  {
    id: 'OCSP-POST',
    title: 'Statut d’un certificat par OCSP (POST /OCSP)',
    status: 'deduit',
    source:
      'RFC 6960 : statuts, nonce, répondeur délégué. ECO.1.1.6 permet OCSP, mais l’adresse et le profil du répondeur réel n’ont pu être lus.',
    tests: [
      `${responder} › knows a revoked certificate`,
      `${responder} › signs under a responder that the issuer has certified for it`,
      `${peer} › reads a revocation, its reason and its time`,
    ],
  },
  {
    id: 'OCSP-GET',
    title: 'Statut d’un certificat par OCSP (GET /OCSP/{requête en base64})',
    status: 'deduit',
    source: 'RFC 6960 annexe A.1. Même réserve que par POST.',
    tests: [`${peer} › reads the response that curl gets by GET`],
  },
  {
    id: 'CHAINE',
    title: 'Chaîne de certification (GET /AC/Chaine_de_certification-IGC-Sante.p7b)',
    status: 'deduit',
    source:
      'Chemin publié (http://igc-sante.esante.gouv.fr/AC/). Contenu déduit : les autorités, en PKCS#7 sans signature, RFC 5652 §5.2.',
    tests: [`${peer} › reads every authority in the chain file`],
  },
  {
    id: 'AC',
    title: 'Certificat d’une autorité (GET /AC/ACI-EL-ORG-TEST.cer)',
    status: 'deduit',
    source: 'RFC 5280 §4.2.2.1 (caIssuers). Nom déduit de celui de la liste de révocation.',
    tests: [`${server} › is issued by the authority served at the address that it names`],
  },
];

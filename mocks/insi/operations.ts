import type { ServiceOperation } from '../operation.ts';

/** What the mocked INSi does: its operations, then the ways to authenticate (docs/insi.md). */
export const insiOperations: readonly ServiceOperation[] = [
  {
    id: 'WS_INS1',
    title: 'Recherche de l’INS par carte Vitale (rechercherInsAvecCarteVitale)',
    status: 'deduit',
    source:
      'Forme : WSDL et XSD DESIR_ICIR_EXP 1.5.0. Déduit : les valeurs comparées, l’obligation d’un matricule et d’une COUVERTURE remplie.',
    tests: [
      'mocks/insi/card-search.test.ts › finds a published identity by the matricule of the card',
      'mocks/insi/card-search.test.ts › finds by a former matricule, and gives the one in force',
      'test/peers/insi.test.ts › finds an identity by card',
    ],
  },
  {
    id: 'WS_INS2',
    title: 'Recherche de l’INS par traits d’identité (rechercherInsAvecTraitsIdentite)',
    status: 'fidele',
    source:
      'WSDL et XSD DESIR_ICIR_EXP 1.5.0, réponses enregistrées de la plateforme de qualification, fichiers de la CNDA et exemples du GIE. Déduit : le refus des règles lexicales, et des écarts au schéma.',
    tests: [
      'mocks/insi/result.test.ts › follows the schema in the live shape',
      'mocks/insi/handlers.test.ts › answers in SOAP 1.2',
      'mocks/insi/schema.test.ts › is refused for an element %s',
      'test/peers/insi.test.ts › understands an identity and its history',
    ],
  },
  {
    id: 'WS_INS3',
    title: 'Vérification unitaire de l’INS (verifierInsAvecTraitsIdentite)',
    status: 'non_documente',
    source:
      'Connus : le nom de l’opération et l’espace de noms de sa réponse (kit du GIE), des noms d’éléments (un intégrateur). Le WSDL n’est pas public.',
    tests: [
      'mocks/insi/verification.test.ts › verifies an identity whose traits and INS are those of the directory',
      'mocks/insi/verification.test.ts › says in a header and in a comment that its form is not documented',
    ],
  },
  {
    id: 'WS_INS4',
    title: 'Vérification en masse : dépôt d’un lot',
    status: 'non_documente',
    source: 'Son existence est citée ; rien de sa forme n’est public.',
    tests: ['mocks/insi/verification.test.ts › takes a batch and gives its number'],
  },
  {
    id: 'WS_INS5',
    title: 'Vérification en masse : suivi et récupération des résultats',
    status: 'non_documente',
    source: 'Son existence est citée ; rien de sa forme n’est public.',
    tests: [
      'mocks/insi/verification.test.ts › has no result before its time',
      'mocks/insi/verification.test.ts › gives each identity its result, in the order of the deposit',
    ],
  },
  {
    id: 'INSI-CPX',
    title: 'Authentification par carte CPx : TLS sans certificat client, assertion signée',
    status: 'deduit',
    source:
      'Contenu, algorithmes et âge de l’assertion : exemple du GIE SESAM-Vitale et appels observés. Déduit : le refus et le code de chaque écart.',
    tests: [
      'mocks/insi/authentication.test.ts › WS_INS2 answers to an assertion that the card signed',
      'mocks/insi/authentication.test.ts › WS_INS1 answers to the assertions of both cards',
      'test/peers/insi-carte.test.ts › WS_INS1 answers to an assertion that xmlsec1 signed',
    ],
  },
  {
    id: 'INSI-CERTIFICAT',
    title: 'Authentification par certificat logiciel INSI-AUTO ou INSI-MANU : TLS mutuel, sans assertion',
    status: 'fidele',
    source:
      'Appels observés sur la plateforme de qualification. Déduit : le sous-code et la sévérité de desir_560, et qu’il refuse une autre gamme.',
    tests: [
      'mocks/insi/authentication.test.ts › asks for no assertion',
      'mocks/insi/certificate-range.test.ts › of the IGC-Santé, %s, gets %s',
      'test/peers/insi.test.ts › is told of a wrong common name by desir_560',
    ],
  },
  {
    id: 'INSI-PSC',
    title: 'Authentification par Pro Santé Connect : TLS mutuel, jeton d’accès, assertion non signée',
    status: 'deduit',
    source:
      'SEL-MP-043 v5 cité de seconde main : NameQualifier et attributs. Déduit : l’en-tête Authorization (CI-SIS) et les contrôles.',
    tests: [
      'mocks/insi/authentication.test.ts › WS_INS2 answers to a token and an unsigned assertion',
      'mocks/insi/authentication.test.ts › WS_INS1 answers to a token, an unsigned assertion and that of the Vitale card',
      'test/peers/insi-banc.test.ts › exchanges its token and gets an identity, under the certificate of the exchange only',
    ],
  },
];

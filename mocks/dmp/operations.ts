import type { ServiceOperation } from '../operation.ts';

const here = 'mocks/dmp';
const test = (file: string, title: string): string => `${here}/${file}.test.ts › ${title}`;

/** What the mocked DMP does: every transaction of the facts (DMP §1), the closed ones with what they answer (docs/dmp.md). */
export const dmpOperations: readonly ServiceOperation[] = [
  {
    id: 'TD0.0',
    title: 'Certification de l’identité (fermée depuis le 30/09/2023)',
    status: 'deduit',
    source:
      'PDT-INF-526 v1.8 pour la fermeture ; code `DMPAccessDeniedByRightsService` de l’accès web, inféré pour SOAP.',
    tests: [test('closed-operations', 'refuses the certification of an identity (TD0.0)')],
  },
  {
    id: 'TD0.1',
    title: 'Authentification : TLS mutuel et VIHF dans chaque requête',
    status: 'fidele',
    source: 'Volet Transport synchrone du CI-SIS, exemples du GIE SESAM-Vitale, PDT-INF-579v4.',
    tests: [
      test('vihf', 'is accepted when an ORG SIGN certificate of a trusted authority made it'),
      test('vihf-modes', 'takes a card in direct authentication'),
      test('vihf', 'serves once in AIR'),
      'test/peers/dmp.peer.test.ts › is told that the DMP exists',
    ],
  },
  {
    id: 'TD0.2',
    title: 'Test d’existence et statut de l’autorisation',
    status: 'fidele',
    source:
      'Exemples du GIE SESAM-Vitale v02.05.00 ; `NF` sans DMP et la place de la fermeture (RG_0310) sont inférés.',
    tests: [
      test('management', 'tells the date, the code and the reason of a closed DMP (TD0.2)'),
      'test/peers/dmp.peer.test.ts › is told that the DMP exists',
    ],
  },
  {
    id: 'TD0.3',
    title: 'Mise à jour de l’autorisation',
    status: 'fidele',
    source: 'XSD du GIE SESAM-Vitale v2.01.04 ; les contextes autres que « déjà présente » sont inférés.',
    tests: [
      test('consultation', 'gives the professional his authorisation, and nobody else his'),
      test('consultation', 'says in the documented words that it was there already'),
      test('lists', 'gives the structure what an employee declares (TD0.3, note 1)'),
    ],
  },
  {
    id: 'TD0.4',
    title: 'Liste des DMP autorisés',
    status: 'deduit',
    source: 'Forme par le XSD v2.01.04 ; sens des dates, de `message` et de `psOwnerId` inférés.',
    tests: [
      test('lists', 'lists the DMPs authorised since a date (TD0.4)'),
      'test/peers/dmp-administration.peer.test.ts › lists the authorised DMPs (TD0.4)',
    ],
  },
  {
    id: 'TD0.5',
    title: 'Recherche d’un patient sans INS (centre de régulation)',
    status: 'deduit',
    source: 'ITI-47 (PDQ V3) et exemples du GIE ; critères de rapprochement, score et borne des résultats inférés.',
    tests: [
      test('patient-search', 'finds a patient by his name in the regulation centre (TD0.5)'),
      'test/peers/dmp-administration.peer.test.ts › finds a patient without INS (TD0.5)',
    ],
  },
  {
    id: 'TD0.9',
    title: 'Accès Web-PS contextuel, authentification directe',
    status: 'deduit',
    source: 'Adresses de PDT-INF-527 v1.7 ; les pages sont simulées et notent la visite.',
    tests: [test('web-ps', 'shows a page to the holder of a card and notes the visit (TD0.9)')],
  },
  {
    id: 'TD0.10',
    title: 'Accès Web-PS contextuel en AIR',
    status: 'non_documente',
    source:
      'Droits de PDT-INF-606 v1.3 ; le serveur de jetons n’est pas public : `probant_demanderJeton`, `probant_jeton`.',
    tests: [test('web-ps', 'opens one page with a token of AIR (TD0.10)')],
  },
  {
    id: 'TD1.1',
    title: 'Création d’un DMP (fermée : Mon espace santé les crée)',
    status: 'deduit',
    source: 'PDT-INF-527 v1.7 pour l’accès web ; même code inféré pour SOAP.',
    tests: [test('closed-operations', 'refuses the creation of a DMP (TD1.1)')],
  },
  {
    id: 'TD1.2',
    title: 'Réactivation',
    status: 'deduit',
    source: 'Kit du GIE v2.06.01 pour la demande (REAC, consentement) ; ligne de la matrice et refus inférés.',
    tests: [test('management', 'opens a closed DMP again (TD1.2)')],
  },
  {
    id: 'TD1.3a',
    title: 'Consultation des données administratives',
    status: 'fidele',
    source: 'Exemples du GIE v02.05.00 ; contenu de `birthPlace` inféré.',
    tests: [test('management', 'gives the administrative data (TD1.3a)')],
  },
  {
    id: 'TD1.3b',
    title: 'Modification des données administratives',
    status: 'deduit',
    source: 'Exemples et kit du GIE pour les messages, PDT-INF-617 (RG_2230) ; forme des refus inférée.',
    tests: [
      test('management', 'changes the administrative data, which TD1.3a then gives (TD1.3b)'),
      'test/peers/dmp-administration.peer.test.ts › modifies, closes and opens a DMP again (TD1.3b, TD1.4, TD1.2)',
    ],
  },
  {
    id: 'TD1.4',
    title: 'Fermeture',
    status: 'deduit',
    source: 'Exemples et kit du GIE pour les messages ; forme des refus inférée.',
    tests: [test('management', 'closes a DMP, which then refuses (TD1.4)')],
  },
  ...(['a', 'b', 'd'] as const).map(
    (variant): ServiceOperation => ({
      id: `TD1.5${variant}`,
      title: 'Compte internet du patient (retiré du WSDL le 11/06/2024)',
      status: 'deduit',
      source: 'Annexe WSDL v2.01.04 pour le retrait ; la faute rendue est du banc.',
      tests: [test('closed-operations', 'knows no more of the patient’s internet account (TD1.5)')],
    }),
  ),
  {
    id: 'TD1.6',
    title: 'Liste des professionnels autorisés ou bloqués',
    status: 'fidele',
    source: 'XSD v2.01.04 et exemples du GIE ; forme des dates inférée.',
    tests: [
      test('lists', 'lists the authorised and the blocked professionals (TD1.6)'),
      'test/peers/dmp-administration.peer.test.ts › lists the professionals (TD1.6), as its schema says',
    ],
  },
  {
    id: 'TD2.1a',
    title: 'Alimentation : documents nouveaux',
    status: 'fidele',
    source:
      'ITI-41, exemples du GIE v02.05.00, modèles logiques de l’ANS ; la signature du lot est documentée, les codes de son refus ' +
      '(`probant_signature_lot_…`) sont du banc.',
    tests: [
      test('deposit', 'is registered with its hash, its size and a new entryUUID'),
      test('lot-signature', 'is verified with %s, and kept as a document'),
      test('lot-signature', 'is refused: one %s'),
      test('visibility', 'are refused: %s'),
      'test/peers/dmp.peer.test.ts › deposits a signed lot by MTOM, and gets the same bytes back',
    ],
  },
  {
    id: 'TD2.1b',
    title: 'Alimentation : remplacement',
    status: 'fidele',
    source:
      'ITI-41 (RPLC) ; codes des refus de cible inférés des listes de l’IHE ; setId et versionNumber : avertissement (inféré).',
    tests: [
      test('deposit', 'makes the replaced document obsolete'),
      test('replacement', 'keeps one document in force, whatever its length'),
      test('replacement', 'does not fork: the target of a replacement is in force'),
    ],
  },
  {
    id: 'TD2.2a',
    title: 'Alimentation par CPE (secrétariat) : documents nouveaux',
    status: 'fidele',
    source: 'PDT-INF-526 v1.8, même message que TD2.1.',
    tests: [test('rights-served', 'lets an employee’s card feed for its structure (TD2.2)')],
  },
  {
    id: 'TD2.2b',
    title: 'Alimentation par CPE (secrétariat) : remplacement',
    status: 'fidele',
    source: 'PDT-INF-526 v1.8, même message que TD2.1.',
    tests: [test('rights-served', 'lets an employee’s card replace what its structure fed (TD2.2b)')],
  },
  {
    id: 'TD3.1a',
    title: 'Recherche de documents',
    status: 'fidele',
    source:
      'ITI-18 (dix recherches), exemples du GIE, RG_3010 à RG_3110 ; codes des erreurs de syntaxe inférés de l’IHE.',
    tests: [
      test('search', '%s finds what it names'),
      test('search', 'is refused %s'),
      test('search', 'takes the patient of the VIHF when it names none, or names him (RG_3010)'),
      test('consultation', 'follows lots, associations and replacements'),
      test('visibility', 'is as it must for %s'),
      'test/peers/dmp.peer.test.ts › finds the answer of %s valid',
    ],
  },
  {
    id: 'TD3.1b',
    title: 'Recherche de l’identifiant technique d’un document',
    status: 'fidele',
    source: 'ITI-18 GetDocuments, PDT-INF-526 v1.8 (note 5).',
    tests: [
      test('consultation', 'finds one’s own document by its uniqueId, without the right to search'),
      test('search', 'finds one’s own references only, without authorisation (TD3.1b)'),
    ],
  },
  {
    id: 'TD3.2',
    title: 'Consultation d’un document',
    status: 'fidele',
    source: 'ITI-43, trace réelle pour les fautes en MTOM.',
    tests: [
      test('consultation', 'gives the document in MTOM, its address encoded as the service does'),
      test('consultation', 'gives what it can of several'),
      test('consultation', 'answers faults in MTOM too'),
      test('visibility', 'is as it must for %s'),
      'test/peers/dmp.peer.test.ts › finds the answers of a deposit, a retrieval and an update valid',
    ],
  },
  {
    id: 'TD3.3a',
    title: 'Masquage, démasquage aux professionnels',
    status: 'deduit',
    source:
      'ITI-57, modèle du kit du GIE v2.06.01 (aucun exemple officiel) ; les autres métadonnées ne changent pas (inféré).',
    tests: [
      test('update', 'makes a new entryUUID and the next version each time, and deprecates the former one'),
      test('update', 'masks the document of another, whom alone it lets unmask it with the treating physician'),
      test('update', 'is refused: one %s'),
      'test/peers/dmp.peer.test.ts › masks, then deletes what it deposited',
    ],
  },
  {
    id: 'TD3.3b',
    title: 'Visibilité au patient et à ses représentants légaux',
    status: 'deduit',
    source:
      'ITI-57, modèle du kit du GIE v2.06.01 (aucun exemple officiel) ; rendre invisible après coup est refusé (inféré).',
    tests: [test('update', 'shows a document to the patient, then to his legal representatives (TD3.3b)')],
  },
  {
    id: 'TD3.3c',
    title: 'Suppression (logique)',
    status: 'fidele',
    source: 'ITI-57, exemples du GIE v02.05.00 ; PDT-INF-526 v1.8 (notes 8 et 9).',
    tests: [
      test('deposit', 'deletes: the document stays, deleted'),
      test('update', 'is the author’s and not the treating physician’s'),
      test('update', 'is the structure’s for what it fed, and no other’s (note 9)'),
      test('update', 'of a patient’s document is the treating physician’s alone'),
      'test/peers/dmp.peer.test.ts › masks, then deletes what it deposited',
    ],
  },
  {
    id: 'TD3.3d',
    title: 'Archivage, désarchivage',
    status: 'fidele',
    source: 'ITI-57, exemples du GIE v02.05.00.',
    tests: [
      test('update', 'archives, takes back, archives and deletes'),
      test('update', 'does not take %s'),
      test('samples', 'changes its status by %s'),
    ],
  },
  {
    id: 'ProvideAndRegisterDocumentSet-bAsync, RetrieveDocumentSetAsync',
    title: 'Variantes asynchrones déclarées par le WSDL (non servies)',
    status: 'non_documente',
    source: 'WSDL v2.01.04 ; aucun client connu ne s’en sert : faute `probant_asynchrone_non_servi`.',
    tests: [test('search', 'is told that it is not served: %s')],
  },
];

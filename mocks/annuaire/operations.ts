import type { ServiceOperation } from '../operation.ts';

const inFolder = (path: string) => (title: string) => `mocks/annuaire/${path}.test.ts › ${title}`;
const search = inFolder('fhir/search');
const api = inFolder('fhir/api');
const gate = inFolder('gate');
const extraction = inFolder('annuaire');
const fhirKit = (title: string): string => `test/peers/annuaire-fhir.peer.test.ts › ${title}`;
const peer = (title: string): string => `test/peers/annuaire.peer.test.ts › ${title}`;

const guide = 'Guide de l’API v2 (documentation de l’ANS)';

/** What a type of resource is like, and how far its form is known. */
const resources: ReadonlyArray<Pick<ServiceOperation, 'id' | 'title' | 'status' | 'source'>> = [
  {
    id: 'Practitioner',
    title: 'exercices professionnels',
    status: 'fidele',
    source: `${guide} et guide d’implémentation 1.1.0 ; diplômes autres que ceux des médecins non repris.`,
  },
  {
    id: 'PractitionerRole',
    title: 'situations d’exercice',
    status: 'fidele',
    source: `${guide} et guide d’implémentation 1.1.0 ; forme du numéro d’activité tirée d’un exemple.`,
  },
  {
    id: 'Organization',
    title: 'structures',
    status: 'fidele',
    source: `${guide} et guide d’implémentation 1.1.0 ; \`sphParticipation\` et \`typeEtablissement\` non repris.`,
  },
  {
    id: 'HealthcareService',
    title: 'activités de soins et équipements sociaux',
    status: 'deduit',
    source:
      'Profils as-dp-healthcareservice-* 1.1.0 ; aucune réponse publique, terminologies R274, R275 et R280 inférées.',
  },
  {
    id: 'Device',
    title: 'équipements matériels lourds',
    status: 'deduit',
    source: 'Profil as-dp-device 1.1.0 ; aucune réponse publique. Le modèle se cherche mais n’est dans aucun élément.',
  },
];

const interactions: readonly ServiceOperation[] = resources.flatMap(({ id, title, status, source }) => [
  {
    id: `${id}.search`,
    title: `Recherche des ${title} (GET)`,
    status,
    source,
    tests: [
      search(id === 'Device' || id === 'HealthcareService' ? 'chooses by %s' : 'finds by %s'),
      search('is written in each %s'),
    ],
  },
  {
    id: `${id}.read`,
    title: `Lecture d’une ressource : ${title}`,
    status,
    source,
    tests: [api('gives the %s that searches give')],
  },
]);

const searching: readonly ServiceOperation[] = [
  {
    id: 'metadata',
    title: 'CapabilityStatement',
    status: 'deduit',
    source:
      'Paramètres du guide et du CapabilityStatement 1.2.0 du guide d’implémentation ; celui du serveur n’est pas public.',
    tests: [api('lists what each type is searched by'), fhirKit('reads the CapabilityStatement')],
  },
  {
    id: 'POST _search',
    title: 'Recherche par formulaire',
    status: 'fidele',
    source: guide,
    tests: [search('searches by POST as by GET'), fhirKit('searches by POST')],
  },
  {
    id: 'paramètres token',
    title: 'Codes : `code`, `système|code`, `système|`, `:not` (identifiants, types, profession, rôle, statut…)',
    status: 'fidele',
    source: `${guide} ; code ouvert du serveur.`,
    tests: [
      search('finds by %s'),
      search('chooses by %s'),
      search('takes a system alone for a token'),
      search('knows no system of the former version'),
    ],
  },
  {
    id: 'paramètres string',
    title: 'Textes : début sans casse ni accents, `:contains`, `:exact` (noms, adresses, boîtes MSSanté, cartes…)',
    status: 'fidele',
    source: `${guide} ; modificateurs inconnus ignorés, comme le code ouvert du serveur (\`name:family\`).`,
    tests: [
      search('is sensitive to accents and case with :exact alone'),
      search('begins a text, and contains with :contains alone'),
    ],
  },
  {
    id: 'paramètres reference',
    title: 'Références : `Type/id` ou `id` (`organization`, `practitioner`, `partof`)',
    status: 'fidele',
    source: guide,
    tests: [
      search('follows references by type and id, or by id alone'),
      search('finds the establishments of a legal entity'),
    ],
  },
  {
    id: 'paramètres uri',
    title: '`_profile` des HealthcareService',
    status: 'fidele',
    source: guide,
    tests: [search('chooses by %s')],
  },
  {
    id: '_id',
    title: 'Recherche par identifiant technique',
    status: 'fidele',
    source: `${guide} ; formes \`003-…\`, \`005-…\`, \`001-…\`, \`002-…\`, \`004-…\` des exemples.`,
    tests: [search('finds by technical id')],
  },
  {
    id: '_lastUpdated',
    title: 'Appels delta : préfixes eq, ne, gt, lt, ge, le, sa, eb, ap',
    status: 'deduit',
    source: `${guide} ; fuseau d’une date sans heure inféré (UTC), refus au-delà de 30 jours en option (\`deltaAncien\`).`,
    tests: [
      'mocks/annuaire/fhir/instants.test.ts › %s of %s: %s',
      api('gives what changed since a day'),
      api('answers an older one, as the open-source server does'),
      api('refuses an older one on demand'),
      api('keeps one who stopped, inactive, for the deltas'),
    ],
  },
  {
    id: 'ET, OU',
    title: 'Virgule : ou ; paramètre répété : et',
    status: 'fidele',
    source: guide,
    tests: [search('joins commas by or, repeated parameters by and'), search('passes over an empty value')],
  },
];

const results: readonly ServiceOperation[] = [
  {
    id: '_count',
    title: 'Pages de 50, ou de la taille demandée, 5 000 au plus',
    status: 'fidele',
    source: `${guide} ; plafond du code ouvert du serveur (le guide donne un exemple à 10 000).`,
    tests: [api('has fifty matches unless told'), api('tell what is wrong with %s')],
  },
  {
    id: '_page',
    title: 'Page suivante par `link.next`',
    status: 'deduit',
    source: 'Forme de l’adresse : guide de l’API ; expiration (dix minutes sans usage) et 410 inférés.',
    tests: [
      api('names itself as it was asked for, and the next one by an opaque address'),
      api('gives everything once, to the end'),
      api('is not shifted by what is published meanwhile'),
      api('forgets a page that nobody asks for'),
      fhirKit('reads every professional to the last page'),
      fhirKit('follows the address of the next page as it is'),
    ],
  },
  {
    id: '_total',
    title: 'Total : accurate, estimate, none, ou au mieux',
    status: 'deduit',
    source: `${guide} ; seuil inféré : absent d’une recherche \`:contains\` dans un type de plus de 5 000 ressources.`,
    tests: [api('is shown for %s: %s'), api('is left out of searches in the texts of a large type')],
  },
  {
    id: '_include',
    title: 'Ressources référencées, `*` compris',
    status: 'fidele',
    source: `${guide} ; entrelacées sans \`entry.search\`, comme le code ouvert du serveur.`,
    tests: [
      search('gives everything that roles refer to with a star'),
      search('puts them between the matches, not at the end'),
      search('follows %s'),
    ],
  },
  {
    id: '_revinclude',
    title: 'Ressources qui référencent',
    status: 'fidele',
    source: guide,
    tests: [
      search('gives the roles of a professional after him, unmarked'),
      search('follows %s'),
      fhirKit('reads every structure with what depends on it, and bears throttling'),
    ],
  },
  {
    id: '_elements',
    title: 'Éléments choisis, marqués SUBSETTED',
    status: 'fidele',
    source: guide,
    tests: [search('keeps the elements asked for, and says so')],
  },
  {
    id: '_pretty, _format',
    title: 'Présentation',
    status: 'deduit',
    source: 'Admis par le code ouvert du serveur, qui les ignore ; ici `_pretty=true` met en lignes.',
    tests: [api('is indented on demand')],
  },
  {
    id: 'OperationOutcome',
    title: 'Erreurs de l’API',
    status: 'deduit',
    source: 'Textes du code ouvert du serveur ; statut 400 du guide, ou 500 du code (réglage `statutErreur`).',
    tests: [
      api('tell what is wrong with %s'),
      api('are 500 as in the open-source server, on demand'),
      api('misses what is not there'),
      fhirKit('is told what is wrong by an OperationOutcome'),
    ],
  },
  {
    id: '410, 412',
    title: 'Ressource supprimée, version inattendue',
    status: 'deduit',
    source: 'Statuts du guide de l’API ; ce qui y mène est inféré (RFC 9110), textes `probant_…`.',
    tests: [
      api('answers 410 for what was deleted, then 404 after thirty days'),
      api('answers 412 when the version is not the one expected, 304 when it is known'),
      api('takes out of searches what is deleted'),
    ],
  },
];

const gateway: readonly ServiceOperation[] = [
  {
    id: 'ESANTE-API-KEY',
    title: 'Clé dans l’en-tête de chaque appel : 401 sans clé ou clé inconnue, 403 clé suspendue',
    status: 'deduit',
    source: 'En-tête et statuts documentés ; corps inférés de la passerelle Gravitee.',
    tests: [
      gate('goes in the header ESANTE-API-KEY'),
      gate('is not taken from the address'),
      gate('may be suspended, for its owner alone'),
      api('wants the key on next pages too'),
      fhirKit('is refused without its key'),
    ],
  },
  {
    id: 'quota',
    title: 'Dix-sept appels par seconde et par clé : 429',
    status: 'deduit',
    source: 'Quota documenté ; statut, corps et en-têtes inférés de la passerelle Gravitee.',
    tests: [
      gate('admits seventeen calls a second'),
      gate('opens again with the next second'),
      fhirKit('is throttled beyond seventeen calls a second'),
    ],
  },
  {
    id: 'PUT, PATCH, DELETE',
    title: 'Écritures interdites',
    status: 'deduit',
    source: 'Interdites par le guide de l’API ; 403 inféré.',
    tests: [api('forbids %s')],
  },
  {
    id: '/fhir/v1',
    title: 'Première version, fermée',
    status: 'deduit',
    source: 'Fermeture annoncée pour 2026 ; 404 de la passerelle inféré.',
    tests: [api('has left the first version'), api('answers under /fhir too, with addresses of the version')],
  },
];

const extractions: readonly ServiceOperation[] = [
  {
    id: 'PS_LibreAcces',
    title: 'Extraction publique des professionnels (ZIP de trois fichiers)',
    status: 'deduit',
    source: 'Chemin et 52 premières colonnes des lecteurs publics du fichier ; le reste de l’en-tête est inféré.',
    tests: [
      extraction('is an archive of three dated files, as on the real service'),
      extraction('has the physician of the bench, as public readers of the file expect it'),
      extraction('answers 304 to the tag of the present state only'),
      peer('finds a whole archive with a line for each activity of ten thousand professionals'),
      peer('downloads again only what has changed'),
    ],
  },
  {
    id: 'PS_LibreAcces_Personne_activite.txt',
    title: 'La même, non compressée',
    status: 'deduit',
    source: 'Texte de data.gouv.fr ; son adresse ici est propre au banc.',
    tests: [
      extraction('has a line for each activity of the active professionals'),
      extraction('has as many cells in each line'),
    ],
  },
  {
    id: 'Extraction_Correspondance_MSSante',
    title: 'Extraction des boîtes MSSanté (ZIP)',
    status: 'deduit',
    source: 'En-tête de 31 colonnes relevé sur le fichier d’août 2026 ; valeurs des boîtes ORG inférées.',
    tests: [
      extraction('has the 31 columns of the real file'),
      peer('learns the name of the archive without downloading it'),
    ],
  },
  {
    id: 'Extraction_Correspondance_MSSante.txt',
    title: 'La même, non compressée',
    status: 'deduit',
    source: 'Texte de data.gouv.fr ; son adresse ici est propre au banc.',
    tests: [extraction('gives the mailbox of the physician'), peer('reads the mailboxes by the names of the columns')],
  },
];

/** Everything that the mocked directory answers. LDAP and the draft API of mailboxes (FHIR PATCH) are absent. */
export const annuaireOperations: readonly ServiceOperation[] = [
  ...interactions,
  ...searching,
  ...results,
  ...gateway,
  ...extractions,
];

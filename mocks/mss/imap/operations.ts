import type { ServiceOperation } from '../../operation.ts';

const here = 'mocks/mss/imap';
const test = (file: string, title: string): string => `${here}/${file}.test.ts › ${title}`;
const peer = (title: string): string => `test/peers/mss-imap.peer.test.ts › ${title}`;

/** The IMAP commands of the facts (MSS §9.2): those that clients of others were seen to use. */
export const mssImapOperations: readonly ServiceOperation[] = [
  {
    id: 'IMAP-PSC',
    title: 'Lecture d’une BAL PER ou ORG : STARTTLS, AUTHENTICATE XOAUTH2, en un ou deux temps (SASL-IR)',
    status: 'fidele',
    source: 'Réf. #2, ECO.1.0.2, 1.2.1 et 1.2.4 (SC.MSS/CONF.06, CONF.07, CONF.09). IMAP4rev1 ; rev2 n’est pas tenu.',
    tests: [
      test('imap-client', 'shows the usual folders with their use'),
      test('imap-client', 'refuses a token that its issuer does not know'),
      peer('reads the very bytes of a message, by a token'),
      peer('reads, flags, files, copies and removes a message, by XOAUTH2 in two steps'),
    ],
  },
  {
    id: 'IMAP-APP',
    title: 'Lecture d’une BAL APP : certificat ORG AUTH_CLI, puis PLAIN ou LOGIN',
    status: 'deduit',
    source:
      'Réf. #2, ECO.1.3.1 (SC.MSS/CONF.12). Inférés : LOGIN admis, mot de passe non regardé, OU égale à la structure.',
    tests: [
      test('imap-client', 'opens an applicative mailbox to the certificate of its structure'),
      test('imap-client', 'refuses an applicative mailbox to the certificate of another structure'),
      peer('reads an applicative mailbox by its certificate, and is cut without'),
    ],
  },
  {
    id: 'IMAP-SESSION',
    title: 'CAPABILITY, STARTTLS, ID, ENABLE, NAMESPACE, NOOP, CHECK, LOGOUT',
    status: 'fidele',
    source: 'RFC 3501, 2971, 5161, 2342.',
    tests: [
      test('imap-hostile', 'announces STARTTLS and that LOGIN is disabled'),
      test('imap-hostile', 'does not obey what is written in clear behind STARTTLS'),
      peer('opens the mailbox, searches it, and saves a message as it is'),
    ],
  },
  {
    id: 'IMAP-DOSSIERS',
    title: 'LIST, LSUB, CREATE, DELETE, RENAME, SUBSCRIBE, SELECT, EXAMINE, STATUS, CLOSE, UNSELECT ; SPECIAL-USE',
    status: 'deduit',
    source: 'RFC 3501, 5258, 6154, 3691. Les quatre dossiers de départ sont inférés : aucune règle sur « Envoyés ».',
    tests: [
      test('imap-client', 'shows the usual folders with their use'),
      test('imap-client', 'are made, renamed and removed'),
      test('imap-protocol', 'does not let a read-only folder change'),
      peer('brings every folder to a Maildir, by a token'),
    ],
  },
  {
    id: 'IMAP-MESSAGES',
    title: 'FETCH, STORE, SEARCH, COPY, MOVE, EXPUNGE et leurs formes UID ; ESEARCH, UIDPLUS',
    status: 'fidele',
    source: 'RFC 3501, 4315, 4731, 6851.',
    tests: [
      test('imap-client', 'comes with the very bytes that were delivered'),
      test('imap-client', 'has its structure'),
      test('imap-client', 'is found by %s'),
      test('imap-client', 'moves to another folder, where it has another UID'),
      test('imap-protocol', 'says where copies went'),
      peer('reads a section and a search'),
    ],
  },
  {
    id: 'IMAP-APPEND',
    title: 'APPEND, avec LITERAL+ et APPENDUID',
    status: 'fidele',
    source: 'RFC 3501, 7888, 4315.',
    tests: [
      test('imap-client', 'goes to the sent folder as it is, and its bytes are in the journal'),
      peer('files a message, and the journal holds its bytes'),
    ],
  },
  {
    id: 'IMAP-IDLE',
    title: 'IDLE : EXISTS, EXPUNGE et FETCH poussés',
    status: 'fidele',
    source: 'RFC 2177.',
    tests: [
      test('imap-client', 'is announced to a client that waits'),
      test('imap-protocol', 'are told while they wait'),
      test('imap-protocol', 'are told of flags while they wait'),
    ],
  },
  {
    id: 'IMAP-QUOTA',
    title: 'GETQUOTAROOT, GETQUOTA ; OVERQUOTA quand la boîte est pleine',
    status: 'fidele',
    source: 'RFC 9208 et 5530.',
    tests: [
      test('imap-client', 'tell their state and their quota'),
      'mocks/mss/quota.test.ts › says its quota by IMAP, and refuses APPEND',
    ],
  },
];

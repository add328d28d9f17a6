import type { ServiceOperation } from '../operation.ts';
import { mssImapOperations } from './imap/operations.ts';

const here = 'mocks/mss';
const test = (file: string, title: string): string => `${here}/${file}.test.ts › ${title}`;
const peer = (file: string, title: string): string => `test/peers/mss-${file}.peer.test.ts › ${title}`;

const submission: readonly ServiceOperation[] = [
  {
    id: 'SMTP-PSC',
    title: 'Envoi depuis une BAL PER ou ORG : STARTTLS, puis AUTH XOAUTH2 par jeton Pro Santé Connect',
    status: 'fidele',
    source: 'Réf. #2, ECO.1.0.1 et ECO.1.2.1 (SC.MSS/CONF.05 et CONF.07) ; port et refus avant STARTTLS observés.',
    tests: [
      test('submission', 'reaches the mailbox, with its return path'),
      test('submission', '%s before TLS by %s'),
      peer('smtp', 'submits with a token, XOAUTH2'),
    ],
  },
  {
    id: 'SMTP-JETON-REFUSE',
    title: 'Jeton expiré ou révoqué : défi 401, ligne vide, 535, fin de connexion',
    status: 'fidele',
    source: 'Observé sur un opérateur réel (Mailiz formation).',
    tests: [
      test('submission', 'a wrong token, then the connection'),
      test('submission', 'a wrong token, by the challenge of the real service'),
      peer('smtp', 'is refused a wrong token'),
    ],
  },
  {
    id: 'SMTP-APP',
    title: 'Envoi depuis une BAL APP : certificat ORG AUTH_CLI, puis AUTH PLAIN dont le login est l’adresse',
    status: 'deduit',
    source:
      'Réf. #2, ECO.1.3.1 (SC.MSS/CONF.12). Inférés : le mot de passe n’est pas regardé, l’OU du certificat est la structure de la BAL.',
    tests: [
      test('submission', 'is accepted from the structure of the mailbox'),
      test('submission', 'ends at TLS with a foreign certificate, which the journal shows'),
      peer('smtp', 'submits by STARTTLS, with its certificate and its mailbox'),
    ],
  },
  {
    id: 'TLS-SUITES',
    title: 'TLS 1.2 à six suites et rien d’autre, DHE de 2048 bits, courbes d’au moins 256 bits ; TLS 1.3 réglable',
    status: 'fidele',
    source:
      'Réf. #2 v1.0, ECO.1.1.1 à 1.1.3 (SC.MSS/CONF.01 à CONF.03). X25519, que OpenSSL compte pour 253 bits, est laissé.',
    tests: [
      test('faults', 'the right listeners are accepted by the same strict clients'),
      test('faults', 'can leave TLS 1.3 out, with the six suites: %s'),
      peer('smtp', 'negotiates %s, which the journal shows offered'),
      peer('smtp', 'is refused %s'),
      peer('smtp', 'gets a group of 2048 bits in DHE'),
    ],
  },
  {
    id: 'TLS-V0.1',
    title: 'TLS de la version 0.1 : quatre suites ECDHE, TLS 1.2 seul',
    status: 'fidele',
    source: 'Réf. #2 v0.1, lu mot pour mot chez un tiers.',
    tests: [test('faults', 'follows v0.1: four suites, TLS 1.2 only')],
  },
  {
    id: 'TLS-CLIENTHELLO',
    title: 'Relevé de ce que le client offre : versions, suites, groupes, SNI',
    status: 'fidele',
    source: 'RFC 5246 et 8446 ; SC.MSS/va1.03 et va1.31 demandent le journal de la négociation.',
    tests: [
      test('client-hello', 'reads what a TLS 1.2 client offers'),
      test('submission', 'shows what the client offered in TLS'),
    ],
  },
  {
    id: 'SMTP-LISTE-BLANCHE',
    title: 'Destinataire ou expéditeur hors de la liste blanche : 550 5.7.1',
    status: 'deduit',
    source: 'Espace de confiance (Réf. #1, non lu). Inférés : le code étendu, et le contrôle de l’expéditeur.',
    tests: [
      test('submission', 'a recipient %s by %s'),
      test('autoconfig', 'gives the white list, that the operator follows'),
    ],
  },
  {
    id: 'SMTP-TAILLE',
    title: 'Taille : SIZE annoncé, 552 5.3.4 au-delà',
    status: 'deduit',
    source: 'RFC 1870. Le Réf. #2 ne fixe pas de taille : 25 Mo, ce que prend Mon espace santé.',
    tests: [
      test('quota', 'announces the longest message, and refuses a longer one'),
      test('submission', 'a message announced longer than the limit'),
      test('submission', 'a message longer than the limit, of which the beginning, the length and the digest stay'),
    ],
  },
  {
    id: 'SMTP-QUOTA',
    title: 'Boîte pleine : 452 4.2.2 ou 552 5.2.2, avis de non-remise s’il y a d’autres destinataires',
    status: 'deduit',
    source: 'RFC 5321 §4.2.2 et RFC 3463. Le choix entre 452 et 552 est inféré.',
    tests: [
      test('quota', 'refuses for now what it could take once emptied'),
      test('quota', 'refuses for good what is larger than itself, by the size announced'),
      test('quota', 'sends a report where another recipient has room'),
      peer('faults', 'is told at the end of its message that the mailbox is full'),
    ],
  },
];

const reports: readonly ServiceOperation[] = [
  {
    id: 'DSN-REMISE',
    title: 'Accusé de remise (DSN) demandé par Return-Receipt-To ou NOTIFY=SUCCESS',
    status: 'fidele',
    source: 'Réf. #2, ECO.2.3.1 (SC.MSS/va1.15) ; RFC 3461 et 3464. NOTIFY en plus de l’en-tête est inféré.',
    tests: [
      test('correspondents', 'of delivery, by Return-Receipt-To'),
      test('correspondents', 'of delivery, by NOTIFY'),
      test('samples', '%s has the parts and the fields of what the operator returns'),
    ],
  },
  {
    id: 'DSN-ECHEC',
    title: 'Avis de non-remise (NPAI) : NOTIFY, RET, ENVID et ORCPT tenus',
    status: 'fidele',
    source: 'RFC 3461 et 3464. Sans RET, un message long ne revient que par son en-tête, comme Postfix.',
    tests: [
      test('correspondents', 'of failure, with NOTIFY=%s: %s'),
      test('correspondents', 'of failure with RET=%s bring back %s, and the original recipient'),
      peer('smtp', 'submits with a token and DSN, and is told of the recipient refused'),
    ],
  },
  {
    id: 'DSN-IGNORE',
    title: 'Opérateur ou correspondant qui ne rend aucun accusé',
    status: 'fidele',
    source: 'Retour d’éditeurs, noté par l’ANS : des opérateurs ne géraient ni DSN ni MDN en vague 1.',
    tests: [
      test(
        'correspondents',
        'of delivery are not returned by an operator that ignores DSN, which does not announce them',
      ),
      test('correspondents', 'are not returned by a correspondent that returns none'),
    ],
  },
  {
    id: 'MDN',
    title: 'Accusé de lecture ou d’intégration (MDN), ancienne forme et forme 1.1.3, codes 900 à 906',
    status: 'fidele',
    source:
      'Volet CI-SIS « Transmission au LPS d’un document CDA provenant d’un courriel MSSanté », deux versions. Inférés : les libellés autres que celui de 902.',
    tests: [
      test('correspondents', 'of reading, by Disposition-Notification-To'),
      test('correspondents', 'of failed integration, form %s'),
      test('correspondents', 'of failed integration bring back the files of the message'),
      test('correspondents', 'returns the MDN that was asked for: %s'),
    ],
  },
  {
    id: 'COURRIEL-ERREUR',
    title: 'Courriel standard d’erreur d’intégration, quand aucun MDN n’est demandé',
    status: 'fidele',
    source: 'Même volet, struct-email-standard ; de ses deux objets, celui du MDN est repris.',
    tests: [
      test('correspondents', 'returns the standard mail where no MDN was asked for, with the message and its files'),
      test('correspondents', 'can be told to write the standard mail of any message'),
    ],
  },
];

const surroundings: readonly ServiceOperation[] = [
  {
    id: 'AUTOCONFIG',
    title: 'Autoconfiguration : /mail/config-v1.1.xml?emailaddress=…',
    status: 'deduit',
    source: 'Réf. #2, ECO.1.1.9 (SC.MSS/CONF.04) pour le chemin ; contenu inféré (clientConfig 1.1 de Mozilla).',
    tests: [
      test('autoconfig', 'names the real ports of the running operator, under a certificate for autoconfig.<domaine>'),
      test('autoconfig', 'tells where the PSC interface is'),
      peer('faults', 'reads the autoconfiguration and the white list, under the name autoconfig.<domaine>'),
    ],
  },
  {
    id: 'LISTE-BLANCHE',
    title: 'Liste blanche des domaines : /listeblanchemssante.xml',
    status: 'deduit',
    source: 'Espace de noms et Domaine/Nom lus chez un tiers (2018) ; l’élément racine est inféré.',
    tests: [
      test('autoconfig', 'gives the white list, that the operator follows'),
      peer('faults', 'reads the autoconfiguration and the white list, under the name autoconfig.<domaine>'),
    ],
  },
  {
    id: 'MES-BOITES',
    title: 'Mon espace santé : usager connu, inconnu, boîte fermée, adresse invalide, 25 Mo ; mineur à son adresse',
    status: 'deduit',
    source: 'ENS « Messagerie » V1.3, lu chez un tiers. Inférés : la forme de l’adresse et les textes des rejets.',
    tests: [
      test('correspondents', '%s: the message comes back'),
      test('correspondents', 'that nobody declared: the message comes back'),
      test('correspondents', 'takes 25 MB in all: what is longer comes back, without its bytes'),
      test('correspondents', 'is written to at his own address when he is a minor, and the reply bears his name'),
    ],
  },
  {
    id: 'MES-REPONSE',
    title: 'Mon espace santé : réponse de l’usager, Reply-To vers une adresse MSS, accusé de lecture',
    status: 'fidele',
    source: 'ENS « Messagerie » V1.3, lu chez un tiers ; exemple de réponse.',
    tests: [
      test('correspondents', 'answers by name, in the thread'),
      test('correspondents', 'answers where Reply-To says'),
      test('correspondents', 'does not answer outside the trusted space: the mailbox that wrote gets the reply'),
      test('correspondents', 'can’t write first'),
      test('correspondents', 'tells that the message was displayed, where that is asked for'),
    ],
  },
  {
    id: 'MES-FIN',
    title: 'Mon espace santé : fin d’échange par X-MSS-MES: FIN ou l’objet [FIN], à la maille de la BAL',
    status: 'deduit',
    source:
      'Réf. #2, ECO.2.2.8 (SC.MSS/CONF.21) ; FAQ de l’ANS du 07/10/2025. Inféré : un message suivant rouvre l’échange.',
    tests: [
      test('correspondents', 'can’t answer after %s'),
      test('correspondents', 'can still answer another mailbox after FIN'),
      test('correspondents', 'can answer again once the mailbox has written again after FIN'),
      test('samples', '%s ends the exchange with the patient'),
    ],
  },
];

const faults: readonly ServiceOperation[] = [
  {
    id: 'PANNE-TLS',
    title: 'Serveurs à refuser, en SMTP et en IMAP : TLS 1.1, suite, DH 1024, secp224r1, cinq états de certificat',
    status: 'fidele',
    source: 'ECO.1.1.1, 1.1.3, 1.1.5, 1.1.6 et 1.1.10 ; mocks/mss/fault-catalogue.ts les rattache.',
    tests: [
      test('faults', 'is refused by a strict client: %s %s'),
      test(
        'faults',
        'only a product that checks refuses: a client as it comes accepts what is said to be discriminating',
      ),
      peer('faults', 'refuses %s %s'),
    ],
  },
  {
    id: 'PANNE-SMTP',
    title: 'Refus 421, 450, 451, 452, 550, 552, 554, lenteur et coupure à chaque étape',
    status: 'fidele',
    source: 'RFC 5321 §4.2 et 4.3 ; ECO.1.2.3 (SC.MSS/CONF.08) ; lenteurs observées sur un opérateur réel.',
    tests: [
      test('mail-fault', 'at %s: %i, then nothing more of it'),
      test('mail-fault', 'is cut at %s'),
      test('mail-fault', 'is slow at %s, then goes on'),
      peer('faults', 'is refused the recipient by %i, then served'),
    ],
  },
  {
    id: 'PANNE-IMAP',
    title: 'NO, BAD, BYE, lenteur et coupure sur une commande, en IDLE, ou après N commandes',
    status: 'fidele',
    source: '« MOVE → Internal error », lectures de 58 s, sessions coupées : observés sur un opérateur réel.',
    tests: [
      test('mail-fault', 'refuses MOVE as the real service does, once'),
      test('mail-fault', 'ends IDLE by %s, once the client waits'),
      test('mail-fault', 'ends the session after so many commands, that of the sign-in among them'),
      peer('faults', 'meets a MOVE refused once, its quota, and a session that the operator ends'),
    ],
  },
  {
    id: 'SESSION-FIN',
    title: 'Session close par l’opérateur (Pro Santé Connect encore valide), ou silencieuse trop longtemps',
    status: 'deduit',
    source: 'ECO.1.2.7 (SC.MSS/CONF.11). Inférés : les textes ; 30 minutes, minimum de la RFC 3501 §5.4.',
    tests: [
      test('mail-fault', 'leaves the product free to come back after the operator ended its session (ECO 1.2.7)'),
      test('mail-fault', 'ends IMAP and SMTP sessions that are silent for too long by the injected clock'),
    ],
  },
  {
    id: 'SESSION-PSC-MORTE',
    title: 'Jeton mort en cours de session : la session suivante est refusée, le produit ferme la sienne',
    status: 'fidele',
    source: 'ECO.1.2.6 (SC.MSS/CONF.10) : fermer est au produit ; l’opérateur ne juge le jeton qu’à la connexion.',
    tests: [
      test(
        'mail-fault',
        'refuses a token that died meanwhile to the next session, by the challenge of the real service',
      ),
    ],
  },
];

/** What the mocked MSSanté operator does: every operation of the facts (MSS §3, 6, 7 and 9). */
export const mssOperations: readonly ServiceOperation[] = [
  ...submission,
  ...mssImapOperations,
  ...reports,
  ...surroundings,
  ...faults,
];

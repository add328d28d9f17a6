import { z } from 'zod';
import {
  type Conversation,
  type ConversationExchange,
  conversationFormat,
  conversationSchema,
  type Json,
  type JsonObject,
} from '../../core/index.ts';
import { attribution } from '../slice.ts';
import { conversationKind, type FileKind } from './kinds.ts';
import { observation, type Piece, plainPiece } from './piece.ts';

/** A kept conversation, or why the file that says to be one is none (French). */
type Read = { conversation: Conversation } | { defect: string };

/** Reads a kept conversation; null for what does not say to be one. */
export function readConversation(bytes: Buffer): Read | null {
  if (!/^(?:\ufeff)?\s*\{/.test(bytes.toString('utf8', 0, 256)) || !bytes.includes(`"${conversationFormat}"`))
    return null;
  try {
    return { conversation: conversationSchema.parse(JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''))) };
  } catch (thrown) {
    return { defect: `cette conversation n’est pas de la forme ${conversationFormat} (${reason(thrown)})` };
  }
}

function reason(thrown: unknown): string {
  if (!(thrown instanceof z.ZodError)) return 'le JSON ne se lit pas';
  return [...new Set(thrown.issues.slice(0, 3).map(({ path }) => path.join('.') || 'la racine'))].join(', ');
}

const noTls = 'la conversation ne dit rien des connexions TLS (« tls »)';
const withoutTls = Object.fromEntries(
  ['tls.version', 'tls.suites', 'tls.certificat-client', 'insi.certificat', 'insi.emetteur', 'psc.liaison'].map(
    (id) => [id, noTls],
  ),
);

/** What rules see of a conversation: the slice of a journal, and the bodies that it names. */
export function conversationPiece({ service, personne, exchanges }: Conversation): Piece {
  const kind = conversationKind(service);
  const sides = exchanges.flatMap(({ request, response }, i) => [
    [`requete-${i + 1}`, request] as const,
    [`reponse-${i + 1}`, response] as const,
  ]);
  return {
    ...plainPiece,
    kind,
    inputs: {
      echanges: observation({ service, exchanges: exchanges.map((exchange, i) => sliced(exchange, i + 1, personne)) }),
      ...Object.fromEntries(
        sides.flatMap(([name, side]) => (side === undefined ? [] : [[name, Buffer.from(side.body, 'base64')]])),
      ),
    },
    parameters: kind === 'conversation-dmp' ? { 'tls.suites': { service: 'dmp' } } : {},
    unseen: exchanges.some(({ tls }) => tls !== undefined) ? {} : withoutTls,
    suppositions:
      personne === undefined ? ['tous les échanges sont de la même personne (« personne » en donne les clés)'] : [],
    place: (where) => where,
  };
}

function sliced(
  { n, at, outcome, keys, tls, request, response }: ConversationExchange,
  rank: number,
  person: readonly string[] | undefined,
): JsonObject {
  return {
    n,
    at,
    outcome,
    attribution: person === undefined ? ('personne' as const) : attribution({ keys }, person),
    tls: (tls ?? null) as unknown as Json,
    ...(request !== undefined && {
      request: {
        method: request.method,
        path: request.path,
        headers: request.headers,
        input: `requete-${rank}`,
        ...(request.tronque && { tronque: true }),
      },
    }),
    ...(response !== undefined && { response: { status: response.status, input: `reponse-${rank}` } }),
  };
}

const suites = 'les suites admises ne sont documentées que pour le DMP et MSSanté';
const mutual = 'ne vaut que pour une connexion mutuelle';
const nothingSent = 'ne vaut que si rien ne devait partir';

/** Rules that hold in some conversations only, which the file does not tell: giving their parameters makes them look. */
const onDemand: Readonly<Partial<Record<FileKind, Readonly<Record<string, string>>>>> = {
  'conversation-insi': { 'insi.aucun-appel': nothingSent, 'tls.suites': suites },
  'conversation-dmp': { 'dmp.aucun-depot': nothingSent },
  'conversation-mss': { 'mss.aucun-envoi': nothingSent, 'tls.certificat-client': mutual },
  'conversation-imap': { 'mss.aucun-envoi': nothingSent, 'tls.certificat-client': mutual },
  'conversation-psc': { 'tls.suites': suites, 'tls.certificat-client': mutual },
  'conversation-annuaire': {
    'annuaire.extraction': 'ne vaut que si l’extraction publique devait être chargée',
    'tls.suites': suites,
    'tls.certificat-client': mutual,
  },
  conversation: { 'tls.suites': suites, 'tls.certificat-client': mutual },
};

/** Why a rule does not look at a conversation of that kind unless its parameters are given; undefined when it does. */
export function demandedOf(kind: FileKind, id: string): string | undefined {
  return onDemand[kind]?.[id];
}

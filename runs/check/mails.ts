import { headersNamed, type JsonObject, type MimePart, walkParts } from '../../core/index.ts';
import { isReply, isToPatient, type MailNature, natureOf } from '../../rules/index.ts';
import { mimeOf } from './mime.ts';
import { type Piece, plainPiece } from './piece.ts';

/** Rules that any mail is held to, whoever wrote it. */
const universal = ['mss.message-id', 'mss.entetes'];

/** What else looks at a mail that is no sending, and why nothing else does (French). */
const others: Readonly<Record<Exclude<MailNature, 'envoi'>, { rules: readonly string[]; why: string }>> = {
  erreur: {
    rules: [
      'mss.courriel-erreur',
      'mss.corps',
      'mss.x-mss-nil',
      'mss.espace-de-confiance',
      'mss.demande-accuse',
      'mss.taille',
    ],
    why: 'c’est un courriel d’erreur : les documents qu’il rend ne sont pas du produit',
  },
  accuse: {
    rules: ['mss.accuse-integration', 'mss.espace-de-confiance', 'mss.taille'],
    why: 'c’est un accusé : les règles des autres courriels émis ne le regardent pas',
  },
  remise: { rules: ['mss.avis-remise'], why: 'c’est un avis de remise : un opérateur l’écrit, pas le produit' },
  usager: { rules: [], why: 'le courriel vient d’un usager, pas du produit' },
};

/** Rules of mails that are no sending. */
const ofOthers = ['mss.courriel-erreur', 'mss.accuse-integration', 'mss.avis-remise'];

/** Rules that look at the documents of a mail, beside those of the domains of documents. */
const ofDocuments = ['mss.objet', 'mss.pieces', 'mss.x-mss-codecda', 'mss.x-mss-ins'];

/** A mail as a file keeps it. */
export function mailPiece(bytes: Buffer, ruleIds: readonly string[]): Piece {
  const plain: Piece = { ...plainPiece, kind: 'courriel', inputs: { document: bytes } };
  const message = mimeOf(bytes);
  if (message === null) return plain;
  const nature = natureOf(message);
  return {
    ...plain,
    parameters: endsOf(message),
    suppositions: nature === 'envoi' ? ['X-MSS-MES est voulu là où il est'] : [],
    unseen: unseenOf(message, nature, ruleIds),
  };
}

function endsOf(message: MimePart): Record<string, JsonObject> {
  return { 'mss.x-mss-mes': { fin: headersNamed(message, 'x-mss-mes').length > 0 } };
}

function unseenOf(message: MimePart, nature: MailNature, ruleIds: readonly string[]): Record<string, string> {
  if (nature === 'envoi') return unseenOfSending(message, ruleIds);
  const { rules, why } = others[nature];
  const unseen = ruleIds.filter((id) => !universal.includes(id) && !rules.includes(id));
  return Object.fromEntries(unseen.map((id) => [id, why]));
}

function unseenOfSending(message: MimePart, ruleIds: readonly string[]): Record<string, string> {
  const documents = ruleIds.filter((id) => !id.startsWith('mss.') || ofDocuments.includes(id));
  return Object.fromEntries([
    ...ofOthers.map((id) => [id, 'le courriel n’est ni un accusé ni un courriel d’erreur']),
    ...(hasDocuments(message) ? [] : documents.map((id) => [id, 'le courriel ne porte pas de document'])),
    ...(isReply(message) ? [] : [['mss.reponse', 'le courriel n’est pas une réponse']]),
    ...(isToPatient(message) ? [] : [['mss.adresse-usager', 'le courriel ne va pas à un usager']]),
  ]);
}

// A mail says by its archive, its headers or its subject that it carries documents: where one is missing, rules say so.
function hasDocuments(message: MimePart): boolean {
  const subject = headersNamed(message, 'subject')[0]?.value ?? '';
  return (
    /^\s*XDM/i.test(subject) ||
    ['x-mss-codecda', 'x-mss-ins'].some((name) => headersNamed(message, name).length > 0) ||
    [...walkParts(message)].some(
      ({ filename, contentType }) => /\.zip$/i.test(filename ?? '') || contentType.type === 'application/zip',
    )
  );
}

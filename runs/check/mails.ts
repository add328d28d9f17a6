import { addressesOf, headersNamed, type JsonObject, type MimePart, walkParts } from '../../core/index.ts';
import { mimeOf } from './mime.ts';
import { type Piece, plainPiece } from './piece.ts';

/** Domain of the mailboxes of patients (facts, MSS §7). */
const patientDomain = 'patient.mssante.fr';

/** What the product did not write: an acknowledgement, or the mail of a patient. */
type Nature = 'envoi' | 'accuse' | 'usager';

const outside: Readonly<Record<Exclude<Nature, 'envoi'>, string>> = {
  accuse: 'c’est un accusé : les règles des courriels émis ne le regardent pas',
  usager: 'le courriel vient d’un usager, pas du produit',
};

/** Rules that any mail is held to, whoever wrote it. */
const universal = ['mss.message-id'];

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

function unseenOf(message: MimePart, nature: Nature, ruleIds: readonly string[]): Record<string, string> {
  if (nature !== 'envoi') {
    const others = ruleIds.filter((id) => !universal.includes(id));
    return Object.fromEntries(others.map((id) => [id, outside[nature]]));
  }
  if (hasDocuments(message)) return {};
  const without = ruleIds.filter((id) => !id.startsWith('mss.') || ofDocuments.includes(id));
  return Object.fromEntries(without.map((id) => [id, 'le courriel ne porte pas de document']));
}

function natureOf(message: MimePart): Nature {
  if (message.contentType.type === 'multipart/report') return 'accuse';
  const from = addressesOf(headersNamed(message, 'from')[0]?.value ?? '')[0]?.address ?? '';
  return from.toLowerCase().endsWith(`@${patientDomain}`) ? 'usager' : 'envoi';
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

import { conversationPiece } from './conversations.ts';
import { type Detected, detect } from './detect.ts';
import { mailPiece } from './mails.ts';
import { type Piece, plainPiece } from './piece.ts';
import { requestPiece, vihfPiece } from './requests.ts';

/** A file that was recognised and made ready for the rules. */
export interface Prepared extends Detected {
  piece: Piece;
}

/**
 * Recognises a file and makes it ready for the rules.
 *
 * @throws {@link ProbantError} `fichier_non_reconnu`
 */
export function prepare(bytes: Buffer, path: string, ruleIds: readonly string[]): Prepared {
  const detected = detect(bytes, path);
  return { ...detected, piece: pieceOf(detected, bytes, ruleIds) };
}

const metadataAlone = 'le document que les métadonnées décrivent n’est pas dans le fichier';

function pieceOf({ kind, conversation }: Detected, bytes: Buffer, ruleIds: readonly string[]): Piece {
  if (conversation !== undefined) return conversationPiece(conversation);
  const plain: Piece = { ...plainPiece, kind, inputs: { document: bytes } };
  switch (kind) {
    case 'courriel':
      return mailPiece(bytes, ruleIds);
    case 'insi':
    case 'dmp':
      return requestPiece(kind, bytes);
    case 'vihf':
      return vihfPiece(bytes);
    case 'metadonnees':
      return {
        ...plain,
        unseen: { 'xds.coherence-cda': metadataAlone, 'xds.empreinte': metadataAlone },
        xml: bytes,
      };
    case 'hl7':
      return { ...plain, inputs: { message: bytes }, unseen: unseenOfMessage(bytes) };
    case 'cda':
      return { ...plain, xml: bytes };
    case 'lecture':
      return { ...plain, inputs: { lecture: bytes } };
    default:
      return plain;
  }
}

const ofPatient = ['hl7.identifiants', 'hl7.traits', 'hl7.statut-identite', 'hl7.venue', 'hl7.patient'];

// An acknowledgement (ACK, ZAM) has neither PID nor PV1.
function unseenOfMessage(bytes: Buffer): Record<string, string> {
  const header = bytes.toString('latin1', 0, 2048).replace(/^[^M]*/, '');
  const acknowledges = /^(?:ACK|ZAM)/.test(header.split(header.charAt(3), 9)[8] ?? '');
  return Object.fromEntries(acknowledges ? ofPatient.map((id) => [id, 'un accusé ne parle pas d’un patient']) : []);
}

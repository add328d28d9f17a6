import type { ArchivedDocument, StyleSheet } from './archive.ts';
import type { ParsedMail } from './mail-parser.ts';
import type { Bal } from './tls.ts';

/** How documents came to a patient's file: by themselves, or by a user's hand (UX.16). */
export type Integration = 'automatique' | 'manuelle';

/** A message that was received, kept as it came whatever is in it. */
export interface ReceivedMail {
  readonly id: string;
  readonly bal: Bal;
  readonly at: Date;
  readonly mail: ParsedMail;
  readonly raw: Buffer | null;
  readonly documents: readonly ReceivedPiece[];
  /** Why something of it could not be read; null when all was. */
  readonly problem: string | null;
  /** True when it awaits the user in the work list. */
  listed: boolean;
  read: boolean;
  /** File of the patient where its documents were filed. */
  filed: string | null;
  /** How they came there; null when they did not. */
  integration: Integration | null;
  /** True once the notice of reading that it asks for has left. */
  acknowledged: boolean;
}

/** A document of a message, and what later ones did to it. */
export interface ReceivedPiece extends ArchivedDocument {
  /** Style sheet joined to it; null when there is none. */
  readonly styleSheet: StyleSheet | null;
  /** Document received before, that this one replaces or deletes. */
  readonly former: ReceivedPiece | null;
  /** What this one does to the former. */
  readonly action: 'ajout' | 'remplacement' | 'suppression';
  /** Document that replaced this one, or announced its deletion. */
  later: { piece: ReceivedPiece; at: Date } | null;
}

import type { Bal } from './tls.ts';

/** What a notice says of a message that was sent. */
export interface Notice {
  /** Whom it is about. */
  recipient: string;
  kind: 'reçu' | 'lu' | 'échec' | 'retardé' | 'non intégré';
  /** What goes with it: a code, a reason. */
  detail: string;
}

/** A message that was sent, or that could not be. */
export interface SentMail {
  readonly id: string;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly references: readonly string[];
  readonly at: Date;
  readonly bal: Bal;
  readonly auteur: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly string[];
  /** File of the patient; null for a free message. */
  readonly dossier: string | null;
  readonly failure: string | null;
  readonly answer: string;
  readonly notices: Notice[];
}

import type { Visibility } from '../dmp/visibility.ts';
import type { MedicalDocument } from '../documents/document.ts';
import type { Patient } from '../model.ts';

/** Somebody that the platform has to send a document to. */
export interface PfiRecipient {
  /** MSSanté address. */
  mssante: string;
  nom: string;
  prenom: string;
  /** Empty when only the address is known. */
  rpps: string;
}

/** Where a document has to go, as the user chose. */
export interface Destinations {
  dmp: boolean;
  recipients: readonly PfiRecipient[];
  /** Address of the patient in Mon espace santé; null when it does not go there. */
  patient: string | null;
  visibility: Visibility;
}

/** One document given to the platform, and what became of it. */
export interface Transmission {
  /** MSH-10, which business acknowledgements name. */
  readonly id: string;
  readonly patient: Patient;
  readonly document: MedicalDocument;
  readonly at: Date;
  readonly destinations: Destinations;
  /** True once the platform has taken it. */
  accepted: boolean;
  /** What the platform acknowledged, in words. */
  acquittement: string;
  /** What the DMP did with it, in words; empty while nothing is known. */
  dmp: string;
  /** What the mailboxes did with it, the latest last. */
  readonly mssante: string[];
}

/** Where a document goes, in words. */
export function destinationText({ dmp, recipients, patient }: Destinations): string {
  return [
    ...(dmp ? ['DMP'] : []),
    ...recipients.map(({ mssante }) => mssante),
    ...(patient === null ? [] : ['Mon espace santé']),
  ].join(', ');
}

import type { VerbArgs } from '../../contract/index.ts';
import type { Report } from './report.ts';

/** Kind of a report. */
export type ReportKind = Exclude<VerbArgs<'redigerCompteRendu'>['type'], 'compte_rendu'>;

/** Kind of a document of the practice. */
export type DocumentKind = VerbArgs<'creerDocument'>['type'] | ReportKind;

/** Life of a document. */
export type DocumentState = 'brouillon' | 'validé' | 'remplacé' | 'supprimé';

/** Somebody that a document is meant for. */
export type Recipient = VerbArgs<'designerDestinataires'>['destinataires'][number];

/** Who wrote a document before it was taken over. */
export interface FormerAuthor {
  nom: string;
  prenom: string;
  /** 11 digits. */
  rpps: string;
}

/** One version of a document that the practice wrote. */
export interface MedicalDocument {
  readonly id: string;
  /** File of the patient. */
  readonly dossier: string;
  readonly type: DocumentKind;
  readonly titre: string;
  readonly texte: string;
  /** OID that all versions share. */
  readonly setId: string;
  /** 1, 2, 3… */
  readonly version: number;
  /** OID of this version. */
  readonly uniqueId: string;
  /** Id of the version that this one cancels and replaces. */
  readonly remplace: string | null;
  /** Who wrote it. */
  readonly auteur: string;
  /** Author of a document that was taken over from before; null for one that was written here. */
  readonly redacteur: FormerAuthor | null;
  /** When the act took place. */
  readonly date: Date;
  /** What it holds as a report of imaging or of biology; absent for another document. */
  readonly compteRendu?: Report;
  etat: DocumentState;
  /** When it was signed; null for a draft. */
  valideLe: Date | null;
  /** Whom it is meant for; chosen before it is signed. */
  destinataires: readonly Recipient[];
  /** Where it was sent or deposited, in words, the latest last. */
  readonly partages: string[];
}

/** A document that a correspondent sent, filed as it came. */
export interface ReceivedDocument {
  readonly id: string;
  readonly dossier: string;
  readonly titre: string;
  /** Label of its type, as shown. */
  readonly type: string;
  /** Who sent it, as shown. */
  readonly origine: string;
  readonly date: Date;
  readonly fichier: { nom: string; typeMime: string; contenu: Buffer };
  /** OID of the document, where it has one: what the DMP knows it by. */
  readonly uniqueId?: string;
  /** Style sheet of its producer, that came with it; null or absent when none did. */
  readonly feuille?: { name: string; bytes: Buffer } | null;
  etat: 'reçu' | 'supprimé';
}

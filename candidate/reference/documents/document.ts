import type { VerbArgs } from '../../contract/index.ts';
import type { Code } from './organisation.ts';

/** Kind of a document of the practice. */
export type DocumentKind = VerbArgs<'creerDocument'>['type'];

/** Life of a document. */
export type DocumentState = 'brouillon' | 'validé' | 'remplacé' | 'supprimé';

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
  /** When the act took place. */
  readonly date: Date;
  etat: DocumentState;
  /** When it was signed; null for a draft. */
  valideLe: Date | null;
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
  etat: 'reçu' | 'supprimé';
}

/** What a kind of document is called and coded as. */
export interface KindFacts {
  label: string;
  /** JDV_J07, in the list that the DMP accepts (ASS_X16). */
  type: Code;
  /** ASS_X16: the class that the type belongs to. */
  classe: Code;
}

const loinc = '2.16.840.1.113883.6.1';
const classes = '1.2.250.1.213.1.1.4.1';

/** Codes of each kind. */
export const kinds: Readonly<Record<DocumentKind, KindFacts>> = {
  courrier: {
    label: 'Lettre de liaison',
    // A physician who refers his patient writes the letter « à l'entrée » (18761-7, class 11); 11490-0 is the one
    // that a hospital writes at the end of a stay (facts, DMP §5.5 and §11.2).
    type: {
      code: '18761-7',
      codeSystem: loinc,
      displayName: "Note de transfert (dont lettre de liaison à l'entrée en établissement de soins)",
    },
    classe: { code: '11', codeSystem: classes, displayName: 'Synthèse' },
  },
  ordonnance: {
    label: 'Ordonnance',
    type: { code: '57833-6', codeSystem: loinc, displayName: 'Prescription de produits de santé' },
    classe: { code: '42', codeSystem: classes, displayName: 'Prescription' },
  },
  synthese: {
    label: 'Synthèse médicale',
    // The model of the synthesis (VSM) only exists as N3; that a N1 bears its code is inferred from « N1: any »
    // (facts, DMP §11.2).
    type: { code: '60591-5', codeSystem: loinc, displayName: 'Synthèse médicale' },
    classe: { code: '11', codeSystem: classes, displayName: 'Synthèse' },
  },
};

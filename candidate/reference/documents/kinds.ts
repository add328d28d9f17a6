import type { DocumentKind } from './document.ts';
import type { Code } from './organisation.ts';

/** What a kind of document is called and coded as. */
export interface KindFacts {
  label: string;
  /** JDV_J07, in the list that the DMP accepts (ASS_X16). */
  type: Code;
  /** ASS_X16: the class that the type belongs to. */
  classe: Code;
  /** Lanes of the software that write it; absent: all. */
  couloirs?: readonly string[];
}

const loinc = '2.16.840.1.113883.6.1';
const classes = '1.2.250.1.213.1.1.4.1';

const report: Code = { code: '10', codeSystem: classes, displayName: 'Compte rendu' };
const synthesis: Code = { code: '11', codeSystem: classes, displayName: 'Synthèse' };
const prescription: Code = { code: '42', codeSystem: classes, displayName: 'Prescription' };
const healthProducts: Code = {
  code: '57833-6',
  codeSystem: loinc,
  displayName: 'Prescription de produits de santé',
};

/** Codes of each kind; adding one touches this list and the verb `creerDocument`. */
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
    classe: synthesis,
  },
  ordonnance: { label: 'Ordonnance', type: healthProducts, classe: prescription },
  synthese: {
    label: 'Synthèse médicale',
    // The model of the synthesis (VSM) only exists as N3; that a N1 bears its code is inferred from « N1: any »
    // (facts, DMP §11.2).
    type: { code: '60591-5', codeSystem: loinc, displayName: 'Synthèse médicale' },
    classe: synthesis,
  },
  lettre_sortie: {
    label: 'Lettre de liaison à la sortie',
    type: {
      code: '11490-0',
      codeSystem: loinc,
      displayName: "Lettre de liaison à la sortie d'un établissement de soins",
    },
    classe: report,
    couloirs: ['HOP-DPI'],
  },
  compte_rendu_operatoire: {
    label: 'Compte rendu opératoire',
    type: { code: '34874-8', codeSystem: loinc, displayName: 'CR opératoire' },
    classe: report,
    couloirs: ['HOP-DPI'],
  },
  ordonnance_sortie: {
    label: 'Ordonnance de sortie',
    type: healthProducts,
    classe: prescription,
    couloirs: ['HOP-DPI'],
  },
};

/** The kinds that the software of a lane writes. */
export function kindsOf(couloir: string): DocumentKind[] {
  return (Object.keys(kinds) as DocumentKind[]).filter((kind) => kinds[kind].couloirs?.includes(couloir) ?? true);
}

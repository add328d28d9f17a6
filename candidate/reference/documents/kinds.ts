import type { DocumentKind, ReportKind } from './document.ts';
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
  /** A report: written with its correspondents and its results, by `redigerCompteRendu`. */
  compteRendu?: ReportFacts;
}

/** What a kind of report is coded as, besides. */
export interface ReportFacts {
  /** What was done (serviceEvent/code). */
  acte: Code;
  /** The same, in other words: modality, region (facts, DMP §11). */
  traductions?: ReadonlyArray<Code & { nom: Code }>;
  /** Its structured body: the models that it declares and its format; absent: the PDF is the body. */
  n3?: { modeles: ReadonlyArray<{ root: string; extension?: string }>; format: Code };
}

const loinc = '2.16.840.1.113883.6.1';
const classes = '1.2.250.1.213.1.1.4.1';
const dicom = '1.2.840.10008.2.16.4';

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
  cr_imagerie: {
    label: 'Compte rendu d’imagerie',
    type: { code: '18748-4', codeSystem: loinc, displayName: 'CR d’imagerie médicale' },
    classe: { code: '31', codeSystem: classes, displayName: 'Imagerie médicale' },
    couloirs: ['RAD-RIS'],
    compteRendu: {
      acte: { code: '24727-0', codeSystem: loinc, displayName: 'CT Head W contrast IV' },
      traductions: [
        {
          code: 'CT',
          codeSystem: dicom,
          displayName: 'Tomodensitométrie',
          nom: { code: '121139', codeSystem: dicom, displayName: 'Modalité d’imagerie' },
        },
        {
          code: '774007',
          codeSystem: '2.16.840.1.113883.6.96',
          displayName: 'structure de la tête et/ou du cou',
          nom: { code: '39111-0', codeSystem: loinc, displayName: 'Localisation anatomique' },
        },
      ],
    },
  },
  cr_biologie: {
    label: 'Compte rendu d’examens biologiques',
    type: { code: '11502-2', codeSystem: loinc, displayName: 'CR d’examens biologiques' },
    classe: report,
    couloirs: ['BIO-SGL'],
    compteRendu: {
      acte: { code: '18719-5', codeSystem: loinc, displayName: 'Biochimie' },
      n3: {
        modeles: [{ root: '1.3.6.1.4.1.19376.1.3.3' }, { root: '1.2.250.1.213.1.1.1.55', extension: '2024.01' }],
        format: {
          code: 'urn:ihe:lab:xd-lab:2008',
          codeSystem: '1.3.6.1.4.1.19376.1.2.3',
          displayName: 'Compte rendu d’examens biologiques',
        },
      },
    },
  },
};

/** The kinds that the software of a lane writes. */
export function kindsOf(couloir: string): DocumentKind[] {
  return kindsOfLane(couloir).filter((kind) => kinds[kind].compteRendu === undefined);
}

/** The kinds of reports that the software of a lane writes. */
export function reportKindsOf(couloir: string): ReportKind[] {
  return kindsOfLane(couloir).filter((kind): kind is ReportKind => kinds[kind].compteRendu !== undefined);
}

function kindsOfLane(couloir: string): DocumentKind[] {
  return (Object.keys(kinds) as DocumentKind[]).filter((kind) => kinds[kind].couloirs?.includes(couloir) ?? true);
}

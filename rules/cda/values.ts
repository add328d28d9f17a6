import type { Finding } from '../../core/index.ts';
import type { CdaDocument } from '../pieces/index.ts';
import {
  administrativeGender,
  confidentiality,
  encounterType,
  facilityType,
  holds,
  practiceSetting,
  typeCode,
  type ValueSet,
} from '../value-sets/index.ts';
import { type Form, headerForms } from './header-forms.ts';
import { attribute, elements, faultAt } from './reading.ts';

const encounter = 'h:componentOf/h:encompassingEncounter';

/** Codes that belong to a published list. */
const coded: ReadonlyArray<{ path: string; set: ValueSet; remedy: string }> = [
  {
    path: 'h:code',
    set: typeCode,
    remedy:
      'Prenez le type du document dans le JDV_J07, avec son système (LOINC 2.16.840.1.113883.6.1 ou TRE_A05 1.2.250.1.213.1.1.4.12).',
  },
  {
    path: 'h:confidentialityCode',
    set: { source: 'N, R ou V (xBasicConfidentialityKind)', codes: basicConfidentiality() },
    remedy:
      'N’écrivez ici que N, R ou V ; MASQUE_PS et les autres codes de visibilité vont dans les métadonnées XDS, pas dans le CDA.',
  },
  {
    path: 'h:recordTarget/h:patientRole/h:patient/h:administrativeGenderCode',
    set: administrativeGender,
    remedy: 'Traduisez le sexe de l’identité en M, F ou UN, sous 2.16.840.1.113883.5.1.',
  },
  {
    path: 'h:documentationOf/h:serviceEvent/h:performer//h:standardIndustryClassCode',
    set: practiceSetting,
    remedy: 'Prenez le cadre d’exercice dans le JDV_J04 sous 1.2.250.1.213.1.1.4.9 : AMBULATOIRE, ETABLISSEMENT, HAD…',
  },
  {
    path: `${encounter}/h:code`,
    set: encounterType,
    remedy:
      'Prenez le type de rencontre dans le JDV_J142 (AMB, IMP, EMER, HH…), ou omettez l’élément : il est facultatif.',
  },
  {
    path: `${encounter}/h:location/h:healthCareFacility/h:code`,
    set: facilityType,
    remedy:
      'Prenez le secteur d’activité de la structure dans le JDV_J02 sous 1.2.250.1.71.4.2.4, celui réglé pour la structure.',
  },
];

// The visibility codes of the DMP are no part of the CDA header (facts, DMP §5.6).
function basicConfidentiality(): ValueSet['codes'] {
  const scheme = '2.16.840.1.113883.5.25';
  return { [scheme]: confidentiality.codes[scheme] ?? [] };
}

/** The values of the header: forms, fixed codes and lists. */
export function values(document: CdaDocument): Finding[] {
  return headerForms.flatMap((form) => formed(document, form)).concat(coded.flatMap((row) => listed(document, row)));
}

function formed(
  document: CdaDocument,
  { path, name, code, expected, holds: right, remedy, severity }: Form,
): Finding[] {
  const wrong = elements(document.root, path).filter((element) => {
    const got = attribute(element, name);
    // An element of the table that says nothing but why is told by the table.
    if (got === null && attribute(element, 'nullFlavor') !== null) return false;
    return got === null || !right(got);
  });
  // As many as a reader reads: a hostile document has a hundred thousand.
  return wrong.slice(0, 20).flatMap((element) => {
    const got = attribute(element, name);
    const message = `La valeur de ${element.name}/@${name} n’est pas admise.`;
    return [faultAt(document, element, { code, expected, got, message, remedy, ...(severity && { severity }) })];
  });
}

function listed(document: CdaDocument, { path, set, remedy }: (typeof coded)[number]): Finding[] {
  const wrong = elements(document.root, path).filter((element) => {
    const [code, system] = [attribute(element, 'code') ?? '', attribute(element, 'codeSystem') ?? ''];
    return attribute(element, 'nullFlavor') === null && !holds(set, code, system);
  });
  return wrong.slice(0, 20).map((element) =>
    faultAt(document, element, {
      code: 'code',
      expected: set.source,
      got: `${attribute(element, 'code') ?? ''} (${attribute(element, 'codeSystem') ?? ''})`,
      message: 'Ce code n’est pas dans la liste.',
      remedy,
    }),
  );
}

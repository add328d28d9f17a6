import type { XmlElement } from 'libxml2-wasm';
import type { Finding } from '../../core/index.ts';
import type { CdaDocument } from '../pieces/index.ts';
import { contentRemedy } from './header-remedies.ts';
import { attribute, elements, faultAt, pathOf } from './reading.ts';

/** One row of the header's table (facts, DMP §11): a child of the elements at a path. */
interface Row {
  /** XPath of the parents, from `ClinicalDocument`. */
  of: string;
  child: string;
  min: number;
  max: number;
  /** Its nullFlavor is forbidden (✗ in the table). */
  filled: boolean;
}

const unbounded = Number.POSITIVE_INFINITY;

function rows(of: string, text: string): Row[] {
  return text
    .trim()
    .split(/\s+/)
    .map((row) => {
      const [, child = '', min, max, filled] = /^([\w:]+)\[(\d)\.\.(\d|\*)\](!?)$/.exec(row) ?? [];
      return { of, child, min: Number(min), max: max === '*' ? unbounded : Number(max), filled: filled === '!' };
    });
}

/** The table; `!` marks the elements whose nullFlavor is forbidden. The templateIds are looked at by their values. */
const table: Row[] = [
  ...rows(
    '.',
    `realmCode[1..1] typeId[1..1] id[1..1]! code[1..1]! title[1..1]! effectiveTime[1..1]!
     confidentialityCode[1..1]! languageCode[1..1]! setId[1..1]! versionNumber[1..1]! recordTarget[1..1]!
     author[1..*]! dataEnterer[0..1] custodian[1..1]! legalAuthenticator[1..1]! documentationOf[1..*]!
     relatedDocument[0..1] componentOf[1..1]! component[1..1]`,
  ),
  ...rows('h:recordTarget', 'patientRole[1..1]!'),
  ...rows('h:recordTarget/h:patientRole', 'id[1..*] patient[1..1]'),
  ...rows('h:recordTarget/h:patientRole/h:patient', 'name[1..1]! administrativeGenderCode[1..1] birthTime[1..1]'),
  ...rows('h:recordTarget/h:patientRole/h:patient/h:name', 'family[1..*] given[0..*]'),
  ...rows('h:author', 'time[1..1] assignedAuthor[1..1]'),
  ...rows('h:author/h:assignedAuthor', 'id[1..*]!'),
  ...rows('h:author/h:assignedAuthor/h:assignedAuthoringDevice', 'manufacturerModelName[1..1] softwareName[1..1]'),
  ...rows('h:custodian', 'assignedCustodian[1..1]'),
  ...rows('h:custodian/h:assignedCustodian', 'representedCustodianOrganization[1..1]'),
  ...rows(
    'h:custodian/h:assignedCustodian/h:representedCustodianOrganization',
    'id[1..1]! name[0..1] telecom[0..1] addr[0..1]',
  ),
  ...rows('h:legalAuthenticator', 'time[1..1] signatureCode[1..1] assignedEntity[1..1]'),
  ...rows('h:legalAuthenticator/h:assignedEntity', 'id[1..*]!'),
  ...rows('h:documentationOf', 'serviceEvent[1..1]!'),
  ...rows('h:relatedDocument', 'parentDocument[1..1]'),
  ...rows('h:relatedDocument/h:parentDocument', 'id[1..1]'),
  ...rows('h:componentOf', 'encompassingEncounter[1..1]!'),
  ...rows('h:componentOf/h:encompassingEncounter', 'effectiveTime[1..1] location[1..1]'),
  ...rows('h:componentOf/h:encompassingEncounter/h:location', 'healthCareFacility[1..1]'),
  ...rows('h:componentOf/h:encompassingEncounter/h:location/h:healthCareFacility', 'code[1..1]!'),
];

/** As many findings by row as a reader reads: a hostile document has a hundred thousand. */
const most = 20;

/** Presence, number and nullFlavor of each row of the table. */
export function cardinalities(document: CdaDocument): Finding[] {
  return table.flatMap((row) => {
    const found: Finding[] = [];
    for (const parent of elements(document.root, row.of)) {
      if (found.length < most) found.push(...cardinality(document, parent, row));
    }
    return found.slice(0, most);
  });
}

function cardinality(document: CdaDocument, parent: XmlElement, row: Row): Finding[] {
  const { child, min, max } = row;
  const children = elements(parent, `h:${child}`);
  const number = { expected: `${min}..${max === unbounded ? '*' : max}`, got: children.length };
  // Only of a fault: a place is found by looking at the brothers.
  const fault = (code: string, message: string): Finding[] => [
    faultAt(document, `${pathOf(parent)}/${child}`, { code, ...number, message, remedy: remedyOf(row) }),
  ];
  if (number.got < min) return fault('element-absent', `Il manque ${child}.`);
  if (number.got > max) return fault('element-en-trop', `Il y a trop de ${child}.`);
  if (!row.filled) return [];
  const nulled = children.filter((element) => attribute(element, 'nullFlavor') !== null);
  return nulled.slice(0, most).map((element) =>
    faultAt(document, element, {
      code: 'nullflavor-interdit',
      expected: 'une valeur',
      got: attribute(element, 'nullFlavor'),
      message: `Le nullFlavor est interdit sur ${child}.`,
      remedy: `${remedyOf(row)} Ne produisez pas le document tant que cette valeur manque.`,
    }),
  );
}

function remedyOf({ of, child }: Row): string {
  return contentRemedy(of === '.' ? of : (of.split('h:').at(-1) ?? ''), child);
}

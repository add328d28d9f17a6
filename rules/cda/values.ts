import type { Finding } from '../../core/index.ts';
import type { CdaDocument } from '../pieces/index.ts';
import { confidentiality, facilityType, holds, practiceSetting, typeCode, type ValueSet } from '../value-sets/index.ts';
import { isInstant, isOid, isTimestamp, isUuid, oidLength, roots } from './formats.ts';
import { attribute, elements, faultAt } from './reading.ts';

/** A form that the attribute of some elements of the header must have. */
interface Form {
  /** XPath from `ClinicalDocument`. */
  path: string;
  name: string;
  code: string;
  expected: string;
  holds: (value: string) => boolean;
  severity?: Finding['severity'];
}

const header = 'descendant::*[not(ancestor-or-self::h:component)]';
const encounter = 'h:componentOf/h:encompassingEncounter';

function fixed(path: string, name: string, value: string): Form {
  return { path, name, code: 'valeur', expected: value, holds: (got) => got === value };
}

function second(path: string): Form {
  const expected = 'AAAAMMJJhhmmss±ZZzz';
  return { path, name: 'value', code: 'date', expected, holds: (got) => isInstant(got, 'second') };
}

function pattern(path: string, name: string, form: { expected: string; pattern: RegExp }): Form {
  return { path, name, code: 'valeur', expected: form.expected, holds: (got) => form.pattern.test(got) };
}

const forms: Form[] = [
  fixed('h:realmCode', 'code', 'FR'),
  fixed('h:typeId', 'root', '2.16.840.1.113883.1.3'),
  fixed('h:typeId', 'extension', 'POCD_HD000040'),
  { path: 'h:id', name: 'root', code: 'oid', expected: 'un OID', holds: isOid },
  second('h:effectiveTime'),
  fixed('h:languageCode', 'code', 'fr-FR'),
  pattern('h:versionNumber', 'value', { expected: '1, 2, 3…', pattern: /^[1-9]\d*$/ }),
  pattern('h:recordTarget/h:patientRole/h:patient/h:administrativeGenderCode[not(@nullFlavor)]', 'code', {
    expected: 'M, F ou U (JDV_J143)',
    pattern: /^(?:M|F|U)$/,
  }),
  second('h:author/h:time'),
  pattern('h:custodian//h:representedCustodianOrganization/h:id', 'root', {
    expected: `${roots.structure} ou ${roots.dmp}`,
    pattern: new RegExp(`^(?:${roots.structure}|${roots.dmp})$`),
  }),
  second('h:legalAuthenticator/h:time'),
  fixed('h:legalAuthenticator/h:signatureCode', 'code', 'S'),
  pattern('h:relatedDocument', 'typeCode', { expected: 'RPLC ou XFRM', pattern: /^(?:RPLC|XFRM)$/ }),
];

/** Forms of what may be absent: looked at only where it stands. */
const optionalForms: Form[] = [
  {
    path: `${header}[@root]`,
    name: 'root',
    code: 'oid',
    expected: 'un OID ou un UUID',
    holds: (got) => isOid(got) || isUuid(got),
  },
  {
    path: `${header}[@root]`,
    name: 'root',
    code: 'oid-trop-long',
    expected: `${oidLength} caractères au plus`,
    holds: (got) => got.length <= oidLength,
  },
  {
    path: `${header}[@nullFlavor]`,
    name: 'nullFlavor',
    code: 'nullflavor',
    expected: 'UNK, NASK, ASKU, NAV ou MSK',
    holds: (got) => /^(?:UNK|NASK|ASKU|NAV|MSK|NA)$/.test(got),
  },
  {
    path: `${header}[@nullFlavor]`,
    name: 'nullFlavor',
    code: 'nullflavor-na',
    expected: 'UNK, NASK, ASKU, NAV ou MSK',
    holds: (got) => got !== 'NA',
    // Five of the eight published examples carry it on a participant or an act.
    severity: 'avertissement',
  },
  {
    path: `${header}[self::h:telecom and @value]`,
    name: 'value',
    code: 'telecom',
    expected: 'une adresse sans espace : tel:, mailto:…',
    holds: (got) => /^[a-z]+:\S+$/i.test(got),
  },
  {
    path: 'h:recordTarget/h:patientRole/h:patient/h:birthTime[@value]',
    name: 'value',
    code: 'date',
    expected: 'AAAA, AAAAMM, AAAAMMJJ',
    holds: isTimestamp,
  },
  {
    path: `${header}[(self::h:time or self::h:low or self::h:high or self::h:effectiveTime) and @value]`,
    name: 'value',
    code: 'date-forme',
    expected: 'AAAA, AAAAMMJJ, AAAAMMJJhhmm±ZZzz ou AAAAMMJJhhmmss±ZZzz',
    holds: isTimestamp,
    // The ANS itself publishes an encounter whose time has no offset (example DOC_NON_STRUCTURE).
    severity: 'avertissement',
  },
];

/** Codes that belong to a published list. */
const coded: ReadonlyArray<{ path: string; set: ValueSet }> = [
  { path: 'h:code', set: typeCode },
  {
    path: 'h:confidentialityCode',
    set: { source: 'N, R ou V (xBasicConfidentialityKind)', codes: basicConfidentiality() },
  },
  { path: 'h:documentationOf/h:serviceEvent/h:performer//h:standardIndustryClassCode', set: practiceSetting },
  { path: `${encounter}/h:location/h:healthCareFacility/h:code`, set: facilityType },
];

// The visibility codes of the DMP are no part of the CDA header (facts, DMP §5.6).
function basicConfidentiality(): ValueSet['codes'] {
  const scheme = '2.16.840.1.113883.5.25';
  return { [scheme]: confidentiality.codes[scheme] ?? [] };
}

/** The values of the header: forms, fixed codes and lists. */
export function values(document: CdaDocument): Finding[] {
  return [...forms, ...optionalForms]
    .flatMap((form) => formed(document, form))
    .concat(coded.flatMap((row) => listed(document, row)));
}

function formed(document: CdaDocument, { path, name, code, expected, holds: right, severity }: Form): Finding[] {
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
    return [faultAt(document, element, { code, expected, got, message, ...(severity && { severity }) })];
  });
}

function listed(document: CdaDocument, { path, set }: { path: string; set: ValueSet }): Finding[] {
  return elements(document.root, path).flatMap((element) => {
    const [code, system] = [attribute(element, 'code') ?? '', attribute(element, 'codeSystem') ?? ''];
    if (attribute(element, 'nullFlavor') !== null || holds(set, code, system)) return [];
    const got = `${code} (${system})`;
    return [
      faultAt(document, element, {
        code: 'code',
        expected: set.source,
        got,
        message: 'Ce code n’est pas dans la liste.',
      }),
    ];
  });
}

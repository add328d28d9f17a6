import {
  classOfType,
  confidentiality,
  contentType,
  facilityType,
  formatCode,
  formatOfTemplate,
  holds,
  practiceSetting,
  typeCode,
  type ValueSet,
} from '../../rules/value-sets/index.ts';
import { type Classification, classified, codesOf, type RegistryObject, slotValues } from './ebrim.ts';
import { schemes, signatureClass } from './namespaces.ts';

const { document: doc, lot } = schemes;
const signatureFormat = 'http://www.w3.org/2000/09/xmldsig#';

/** A kind of code: its scheme, its name, how many there may be, and what admits one. */
interface CodeCheck {
  scheme: string;
  name: string;
  most: number;
  /** False for the signature of a lot, whose care setting the facts do not name (DMP §5.7). */
  ofSignature: boolean;
  admits(code: string, system: string): boolean;
  /** Where the codes come from. */
  source: string;
}

const classes: ValueSet = {
  source: 'JDV_J57, JDV_J06',
  codes: { '1.2.250.1.213.1.1.4.1': [...new Set([...classOfType.values(), '99'])], URN: [signatureClass] },
};

const documentCodes: readonly CodeCheck[] = [
  fromSet({ scheme: doc.class, name: 'classCode', set: classes, ofSignature: true }),
  fromSet({ scheme: doc.type, name: 'typeCode', set: typeCode, ofSignature: true }),
  {
    ...fromSet({ scheme: doc.confidentiality, name: 'confidentialityCode', set: confidentiality, ofSignature: true }),
    most: 4,
  },
  { scheme: doc.format, name: 'formatCode', most: 1, ofSignature: true, admits: isFormat, source: formatCode.source },
  fromSet({ scheme: doc.facility, name: 'healthcareFacilityTypeCode', set: facilityType, ofSignature: false }),
  fromSet({ scheme: doc.practice, name: 'practiceSettingCode', set: practiceSetting, ofSignature: false }),
];
const lotCodes = [fromSet({ scheme: lot.contentType, name: 'contentTypeCode', set: contentType, ofSignature: false })];

/** What is wrong in the codes of a document (facts, DMP §5.2, §5.5, §5.6); empty texts say nothing. */
export function documentCodeDefects(object: RegistryObject, { signature }: { signature: boolean }): string[] {
  return documentCodes
    .filter(({ ofSignature }) => ofSignature || !signature)
    .map((check) => codeDefect(classified(object, check.scheme), check));
}

/** What is wrong in the codes of a lot (facts, DMP §5.3). */
export function lotCodeDefects(object: RegistryObject): string[] {
  return lotCodes.map((check) => codeDefect(classified(object, check.scheme), check));
}

/**
 * The class that goes with the type, when that of the document is another (ASS_X16; facts, DMP §5.5). What the real service
 * does of it is not public: the bench warns.
 */
export function otherClass(object: RegistryObject): string | undefined {
  const [type = ''] = codesOf(object, doc.type);
  const [found] = codesOf(object, doc.class);
  const expected = classOfType.get(type);
  return expected === undefined || expected === found || found === signatureClass ? undefined : expected;
}

function fromSet(parts: { scheme: string; name: string; set: ValueSet; ofSignature: boolean }): CodeCheck {
  const { set, ...rest } = parts;
  return { ...rest, most: 1, admits: (code, system) => holds(set, code, system), source: set.source };
}

// JDV_J60 has the format of the signature of a lot without an OID; its scheme is that of the sample (facts, DMP §5.7).
function isFormat(code: string, system: string): boolean {
  if (holds(formatCode, code, system) || (code === signatureFormat && system === 'URN')) return true;
  return [...formatOfTemplate.values()].some((format) => format.code === code && format.scheme === system);
}

function codeDefect(found: readonly Classification[], { name, most, admits, source }: CodeCheck): string {
  if (found.length === 0) return `${name} est absent`;
  if (found.length > most) return `${name} figure ${found.length} fois`;
  const systemOf = (one: Classification): string => slotValues(one, 'codingScheme')[0] ?? '';
  const wrong = found.find((one) => !admits(one.representation, systemOf(one)));
  if (wrong !== undefined) return `${name} « ${wrong.representation} » (${systemOf(wrong)}) n’est pas de ${source}`;
  const codes = found.map(({ representation }) => representation);
  return new Set(codes).size === codes.length ? '' : `${name} répète un code`;
}

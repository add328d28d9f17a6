import { type LabResult, readResults } from './lab-results.ts';
import { readXml, type XmlNode } from './xml-node.ts';

/** The patient of a document. */
export interface CdaPatient {
  /** Matricule of 15 characters; empty when the document carries none. */
  ins: string;
  oid: string;
  nomNaissance: string;
  prenom: string;
  /** `AAAA-MM-JJ`. */
  dateNaissance: string;
  sexe: string;
  lieuNaissance: string;
}

/** A CDA R2 document as the software reads it. */
export interface CdaDocument {
  /** `root` or `root^extension`. */
  id: string;
  setId: string;
  version: string;
  title: string;
  typeCode: string;
  type: string;
  at: Date | null;
  author: string;
  patient: CdaPatient;
  /** Id of the document that this one cancels and replaces; empty when it replaces none. */
  replaces: string;
  /** PDF of an N1 document. */
  pdf: Buffer | null;
  /** Sections of an N3 document, to be read by people. */
  sections: readonly XmlNode[];
  results: readonly LabResult[];
}

// OIDs of the INS: NIR, NIA, and the two of tests (facts, INSi §1.8).
const insOids = ['8', '9', '10', '11'].map((arc) => `1.2.250.1.213.1.4.${arc}`);

/** Reads a CDA; null when it is not one. */
export async function readCda(bytes: Uint8Array): Promise<CdaDocument | null> {
  const root = await readXml(bytes);
  if (root?.name !== 'ClinicalDocument') return null;
  const code = root.at('code');
  const related = root.children('relatedDocument').find((one) => one.attribute('typeCode') === 'RPLC');
  return {
    id: idText(root.at('id')),
    setId: idText(root.at('setId')),
    version: root.at('versionNumber')?.attribute('value') ?? '',
    title: root.at('title')?.text ?? '',
    typeCode: code?.attribute('code') ?? '',
    type: code?.attribute('displayName') ?? '',
    at: readInstant(root.at('effectiveTime')?.attribute('value') ?? ''),
    author: personOf(root.at('author', 'assignedAuthor')),
    patient: patientOf(root.at('recordTarget', 'patientRole')),
    replaces: idText(related?.at('parentDocument', 'id')),
    pdf: pdfOf(root.at('component', 'nonXMLBody', 'text')),
    sections:
      root
        .at('component', 'structuredBody')
        ?.children('component')
        .flatMap((one) => one.children('section')) ?? [],
    results: readResults(root),
  };
}

function idText(node: XmlNode | undefined): string {
  if (node === undefined) return '';
  return [node.attribute('root'), node.attribute('extension')].filter((part) => part !== '').join('^');
}

function patientOf(role: XmlNode | undefined): CdaPatient {
  const ins = role?.children('id').find((one) => insOids.includes(one.attribute('root')));
  const patient = role?.at('patient');
  const names = patient?.at('name');
  const birth = patient?.at('birthTime')?.attribute('value') ?? '';
  return {
    ins: ins?.attribute('extension') ?? '',
    oid: ins?.attribute('root') ?? '',
    nomNaissance: part(names, 'family', 'BR') || part(names, 'family'),
    prenom: part(names, 'given', 'BR') || part(names, 'given'),
    dateNaissance: birth.length >= 8 ? `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6, 8)}` : birth,
    sexe: patient?.at('administrativeGenderCode')?.attribute('code') ?? '',
    lieuNaissance: patient?.at('birthplace', 'place', 'addr', 'county')?.text ?? '',
  };
}

/** A part of a name by its qualifier; without one, the first that shows. */
function part(names: XmlNode | undefined, kind: 'family' | 'given', qualifier?: string): string {
  const parts = names?.children(kind) ?? [];
  return (
    (qualifier === undefined ? parts[0] : parts.find((one) => one.attribute('qualifier') === qualifier))?.text ?? ''
  );
}

function personOf(author: XmlNode | undefined): string {
  const name = author?.at('assignedPerson', 'name');
  const person = [part(name, 'given'), part(name, 'family')].filter((text) => text !== '').join(' ');
  const device = author?.at('assignedAuthoringDevice', 'softwareName')?.text ?? '';
  const place = author?.at('representedOrganization', 'name')?.text ?? '';
  return [person || device, place].filter((text) => text !== '').join(', ');
}

/** HL7 instant: `AAAAMMJJ[hhmm[ss]][±hhmm]`; null when it is none. */
export function readInstant(text: string): Date | null {
  const [, day = '', time = '', offset = ''] = /^(\d{8})(\d{4}(?:\d\d)?)?(?:\.\d+)?([+-]\d{4})?$/.exec(text) ?? [];
  if (day === '') return null;
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;
  const clock = time === '' ? '00:00:00' : `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6) || '00'}`;
  const zone = offset === '' ? '' : `${offset.slice(0, 3)}:${offset.slice(3)}`;
  const at = new Date(`${date}T${clock}${zone}`);
  return Number.isNaN(at.getTime()) ? null : at;
}

function pdfOf(text: XmlNode | undefined): Buffer | null {
  if (text?.attribute('mediaType') !== 'application/pdf') return null;
  return Buffer.from(text.text, 'base64');
}

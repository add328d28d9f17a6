import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import { type Finding, textAt, textsAt } from '../../core/index.ts';
import { discrepancy, unlessEqual } from '../findings.ts';
import { cda, parsed } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { classOfType, formatOfMediaType, formatOfTemplate, unstructuredTemplate } from '../value-sets/index.ts';
import { codeOf, type Pair, people } from './cda-people.ts';
import {
  associationsOf,
  codesOf,
  type Described,
  eachEntry,
  entryScheme,
  entryText,
  identifiersOf,
  setScheme,
  setsOf,
  slotValues,
} from './entries.ts';
import { readCx, utcOf } from './formats.ts';

/** The event that the document reports: the one whose performer has the frame of care (facts, DMP §11). */
const mainEvent =
  '(h:documentationOf/h:serviceEvent[h:performer//h:standardIndustryClassCode] | h:documentationOf[1]/h:serviceEvent)[1]';

export const coherenceCda = defineRule({
  id: 'xds.coherence-cda',
  version: '1',
  title: 'La fiche dit ce que dit l’en-tête du document',
  source:
    'Correspondances CI-SIS entre en-tête CDA et métadonnées (faits DMP §12, documenté) ; ASS_A11, ASS_A12, ASS_X04 ; ' +
    'systèmes auteurs : nom non comparé (ordre non publié)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    eachEntry(inputs, (entry) => {
      const bytes = entry.submission.documents.find(({ id }) => id === entry.id)?.bytes ?? null;
      if (bytes === null) return [missing(entry)];
      return parsed(bytes, entry.at, ({ root }) =>
        root.name === 'ClinicalDocument' && root.namespaceUri === cda['h']
          ? compared(entry, root)
          : [notCda(entry, root)],
      );
    }),
});

function compared(entry: Described, root: XmlElement): Finding[] {
  return [
    ...identity(entry, root),
    ...codes(entry, root),
    ...times(entry, root),
    ...patient(entry, root),
    ...people(entry, root),
    ...replacement(entry, root),
  ]
    .flatMap(({ code, attribute, header, expected, got, severity }) =>
      unlessEqual({
        code,
        where: entry.at(`${attribute} ↔ ClinicalDocument/${header}`),
        expected,
        got,
        message: 'La fiche et l’en-tête du document ne disent pas la même chose.',
        ...(severity === undefined ? {} : { severity }),
      }),
    )
    .concat(events(entry, root));
}

function identity(entry: Described, root: XmlElement): Pair[] {
  const { element } = entry;
  const extension = textAt(root, 'h:id/@extension', cda);
  const id = textAt(root, 'h:id/@root', cda);
  return [
    {
      code: 'unique-id',
      attribute: 'uniqueId',
      header: 'id',
      expected: extension === null ? id : `${id}^${extension}`,
      got: identifiersOf(element, entryScheme.uniqueId)[0] ?? null,
    },
    {
      code: 'title',
      attribute: 'title',
      header: 'title',
      expected: textAt(root, 'h:title', cda),
      got: entryText(entry, 'rim:Name/rim:LocalizedString/@value'),
    },
    {
      code: 'language-code',
      attribute: 'languageCode',
      header: 'languageCode/@code',
      expected: textAt(root, 'h:languageCode/@code', cda),
      got: slotValues(element, 'languageCode')[0] ?? null,
    },
  ];
}

function codes(entry: Described, root: XmlElement): Pair[] {
  const of = (scheme: keyof typeof entryScheme): string | null => {
    const [found] = codesOf(entry.element, entryScheme[scheme]);
    return found === undefined ? null : `${found.code} (${found.scheme})`;
  };
  const type = textAt(root, 'h:code/@code', cda) ?? '';
  const frame = `${mainEvent}/h:performer//h:standardIndustryClassCode`;
  const facility = 'h:componentOf/h:encompassingEncounter/h:location/h:healthCareFacility/h:code';
  const format = formatsOf(root);
  const classCode = classOfType.get(type);
  const confidentiality = codesOf(entry.element, entryScheme.confidentiality);
  const basic = confidentiality.find(({ scheme }) => scheme === '2.16.840.1.113883.5.25') ?? confidentiality[0];
  return [
    { code: 'type', attribute: 'type', header: 'code', expected: codeOf(root, 'h:code'), got: of('type') },
    ...(classCode === undefined
      ? []
      : [
          {
            code: 'class',
            attribute: 'class',
            header: 'code',
            expected: classCode,
            got: codesOf(entry.element, entryScheme.class)[0]?.code ?? null,
          },
        ]),
    ...(format.length === 0
      ? []
      : [{ code: 'format', attribute: 'format', header: 'templateId', ...oneOf(format, of('format')) }]),
    {
      code: 'practice-setting',
      attribute: 'practiceSetting',
      header: 'serviceEvent/performer/…/standardIndustryClassCode',
      expected: codeOf(root, frame),
      got: of('practiceSetting'),
    },
    {
      code: 'healthcare-facility',
      attribute: 'healthcareFacilityTypeCode',
      header: 'componentOf/…/healthCareFacility/code',
      expected: codeOf(root, facility),
      got: of('healthcareFacility'),
    },
    {
      code: 'confidentiality',
      attribute: 'confidentiality',
      header: 'confidentialityCode/@code',
      expected: textAt(root, 'h:confidentialityCode/@code', cda),
      got: basic?.code ?? null,
    },
  ];
}

// A document may have several models; the entry has the format of one of them.
function oneOf(accepted: string[], got: string | null): Pick<Pair, 'expected' | 'got'> {
  return { expected: got !== null && accepted.includes(got) ? got : accepted.join(' ou '), got };
}

function formatsOf(root: XmlElement): string[] {
  const templates = textsAt(root, 'h:templateId/@root', cda);
  const media = textAt(root, 'h:component/h:nonXMLBody/h:text/@mediaType', cda) ?? '';
  const found = templates.includes(unstructuredTemplate)
    ? [formatOfMediaType.get(media)]
    : templates.map((template) => formatOfTemplate.get(template));
  return found.flatMap((format) => (format === undefined ? [] : [`${format.code} (${format.scheme})`]));
}

function times({ element }: Described, root: XmlElement): Pair[] {
  const slot = (name: string): string | null => slotValues(element, name)[0] ?? null;
  const utc = (path: string): string | null => {
    const value = textAt(root, `${path}/@value`, cda);
    // A time without offset has no UTC: the document's own rules say so.
    return value === null ? null : (utcOf(value) ?? value);
  };
  return [
    {
      code: 'creation-time',
      attribute: 'creationTime',
      header: 'effectiveTime',
      expected: utc('h:effectiveTime'),
      got: slot('creationTime'),
    },
    {
      code: 'service-start-time',
      attribute: 'serviceStartTime',
      header: 'serviceEvent/effectiveTime/low',
      expected: utc(`${mainEvent}/h:effectiveTime/h:low`),
      got: slot('serviceStartTime'),
    },
    {
      code: 'service-stop-time',
      attribute: 'serviceStopTime',
      header: 'serviceEvent/effectiveTime/high',
      expected: utc(`${mainEvent}/h:effectiveTime/h:high`),
      got: slot('serviceStopTime'),
    },
  ];
}

function patient(entry: Described, root: XmlElement): Pair[] {
  const role = 'h:recordTarget/h:patientRole';
  const id = (rank: number): string | null => {
    const extension = textAt(root, `${role}/h:id[${rank}]/@extension`, cda);
    return extension === null ? null : `${extension} (${textAt(root, `${role}/h:id[${rank}]/@root`, cda) ?? ''})`;
  };
  const cx = (text: string | undefined): string | null => {
    const found = readCx(text ?? '');
    return found === null ? (text ?? null) : `${found.id} (${found.oid})`;
  };
  const [set] = setsOf(entry.submission);
  const [ofEntry] = identifiersOf(entry.element, entryScheme.patientId);
  return [
    {
      code: 'patient-id',
      attribute: 'patientId',
      header: 'recordTarget/patientRole/id[1]',
      expected: id(1),
      got: cx(ofEntry),
    },
    {
      code: 'source-patient-id',
      attribute: 'sourcePatientId',
      header: 'recordTarget/patientRole/id[2]',
      expected: id(2) ?? id(1),
      got: cx(slotValues(entry.element, 'sourcePatientId')[0]),
    },
    {
      code: 'patient-lot',
      attribute: 'patientId du lot',
      header: 'recordTarget/patientRole/id[1]',
      expected: cx(ofEntry),
      got: set === undefined ? null : cx(identifiersOf(set.element, setScheme.patientId)[0]),
    },
    ...traits(entry, root),
  ];
}

function traits({ element }: Described, root: XmlElement): Pair[] {
  const person = 'h:recordTarget/h:patientRole/h:patient';
  const values = slotValues(element, 'sourcePatientInfo');
  const pid = (start: string): string | null => values.find((value) => value.startsWith(start))?.slice(6) ?? null;
  const birth = `${textAt(root, `${person}/h:name/h:family[@qualifier="BR"]`, cda) ?? ''}^${textAt(root, `${person}/h:name/h:given[@qualifier="BR"]`, cda) ?? ''}^^^^^L`;
  const legal = values.find((value) => /^PID-5\|.*\^L$/.test(value))?.slice(6) ?? null;
  return [
    { code: 'nom', attribute: 'sourcePatientInfo · PID-5', header: 'patient/name (BR)', expected: birth, got: legal },
    {
      code: 'naissance',
      attribute: 'sourcePatientInfo · PID-7',
      header: 'patient/birthTime',
      expected: textAt(root, `${person}/h:birthTime/@value`, cda)?.slice(0, 8) ?? null,
      got: pid('PID-7|')?.slice(0, 8) ?? null,
    },
    {
      code: 'sexe',
      attribute: 'sourcePatientInfo · PID-8',
      header: 'patient/administrativeGenderCode',
      expected: textAt(root, `${person}/h:administrativeGenderCode/@code`, cda),
      got: pid('PID-8|'),
    },
  ];
}

function replacement(entry: Described, root: XmlElement): Pair[] {
  const associated = associationsOf(entry.submission).some(
    ({ kind, source }) => kind === 'RPLC' && source === entry.id,
  );
  const related = textAt(root, 'h:relatedDocument[@typeCode="RPLC"]/h:parentDocument/h:id/@root', cda) !== null;
  const version = Number(textAt(root, 'h:versionNumber/@value', cda) ?? '1');
  const word = (replaces: boolean): string => (replaces ? 'remplacement' : 'nouveau document');
  return [
    {
      code: 'remplacement',
      attribute: 'association RPLC',
      header: 'relatedDocument[@typeCode="RPLC"]',
      expected: word(related),
      got: word(associated),
    },
    {
      code: 'version',
      attribute: 'association RPLC',
      header: 'versionNumber',
      expected: word(version > 1),
      got: word(associated),
    },
  ];
}

// Each event of the header has its code in the entry; the entry may add their translations (modality, region).
function events(entry: Described, root: XmlElement): Finding[] {
  const event = 'h:documentationOf/h:serviceEvent/h:code';
  const inHeader = textsAt(root, `${event}/@code`, cda);
  const known = [...inHeader, ...textsAt(root, `${event}/h:translation/@code`, cda)];
  const found = codesOf(entry.element, entryScheme.eventCode).map(({ code }) => code);
  const right = inHeader.every((code) => found.includes(code)) && found.every((code) => known.includes(code));
  if (right) return [];
  return [
    discrepancy({
      code: 'event-code-list',
      where: entry.at('eventCodeList ↔ ClinicalDocument/documentationOf/serviceEvent/code'),
      expected: inHeader,
      got: found,
      message: 'Les actes de la fiche ne sont pas ceux de l’en-tête du document.',
    }),
  ];
}

function missing({ at }: Described): Finding {
  const message = 'Le document que cette fiche décrit n’est pas joint.';
  return discrepancy({ code: 'document-absent', where: at('document'), expected: 'ses octets', got: null, message });
}

function notCda({ at }: Described, root: XmlElement): Finding {
  const message = 'Le document que cette fiche décrit n’est pas un CDA R2.';
  return discrepancy({
    code: 'pas-un-cda',
    where: at('document'),
    expected: `{${cda['h']}}ClinicalDocument`,
    got: `{${root.namespaceUri}}${root.name}`,
    message,
  });
}

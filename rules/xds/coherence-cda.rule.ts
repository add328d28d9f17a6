import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import { type Finding, textAt, textsAt } from '../../core/index.ts';
import { discrepancy, unlessEqual } from '../findings.ts';
import { cda, parsed } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { formatOfMediaType, formatOfTemplate, unstructuredTemplate } from '../value-sets/index.ts';
import { codeOf, type Pair, people } from './cda-people.ts';
import {
  associationsOf,
  bytesOf,
  codesOf,
  type Described,
  eachEntry,
  entryScheme,
  entryText,
  identifiersOf,
  slotValues,
  withoutDocument,
} from './entries.ts';
import { readCx, utcOf } from './formats.ts';

/** The event that the document reports: the one whose performer has the frame of care (facts, DMP §11). */
const mainEvent =
  '(h:documentationOf/h:serviceEvent[h:performer//h:standardIndustryClassCode] | h:documentationOf[1]/h:serviceEvent)[1]';

export const coherenceCda = defineRule({
  id: 'xds.coherence-cda',
  version: '2',
  title: 'La fiche dit ce que dit l’en-tête du document',
  source:
    'Correspondances CI-SIS entre en-tête CDA et métadonnées (faits DMP §12, documenté) ; ASS_A11, ASS_A12 ; mêmes libellés : déduit ; ' +
    'systèmes auteurs : nom non comparé (ordre non publié). Ce qui manque ou n’a pas sa forme est dit par cda.entete et xds.fiche ; la classe, par xds.codes',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    eachEntry(inputs, (entry) => {
      const bytes = bytesOf(entry);
      if (bytes === null) return [withoutDocument(entry)];
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
    .filter(({ expected, got, absence }) => absence === true || (expected !== null && got !== null))
    .flatMap(({ code, attribute, header, expected, got, severity, how }) =>
      unlessEqual({
        code,
        severity: severity ?? 'bloquant',
        where: entry.at(`${attribute} ↔ ClinicalDocument/${header}`),
        expected,
        got,
        message: 'La fiche et l’en-tête du document ne disent pas la même chose.',
        remedy:
          how ?? `Tirez ${attribute} de ${header} du document joint, au lieu de le régler ou de le saisir à part.`,
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
  const [format] = codesOf(entry.element, entryScheme.format);
  const confidentiality = codesOf(entry.element, entryScheme.confidentiality);
  const basic = confidentiality.find(({ scheme }) => scheme === '2.16.840.1.113883.5.25') ?? confidentiality[0];
  const formats = formatsOf(root);
  return [
    ...sameCode(entry, root, { code: 'type', attribute: 'type', scheme: 'type', header: 'code' }),
    ...(formats.length === 0 || format === undefined
      ? []
      : [
          {
            code: 'format',
            attribute: 'format',
            header: 'templateId',
            ...oneOf(formats, `${format.code} (${format.scheme})`),
            how: 'Tirez le format du document joint par ASS_A11 (templateId du volet) ou ASS_A12 (mediaType du corps N1).',
          },
        ]),
    ...sameCode(entry, root, {
      code: 'practice-setting',
      attribute: 'practiceSetting',
      scheme: 'practiceSetting',
      header: 'serviceEvent/performer/…/standardIndustryClassCode',
      path: `${mainEvent}/h:performer//h:standardIndustryClassCode`,
    }),
    ...sameCode(entry, root, {
      code: 'healthcare-facility',
      attribute: 'healthcareFacilityTypeCode',
      scheme: 'healthcareFacility',
      header: 'componentOf/…/healthCareFacility/code',
      path: 'h:componentOf/h:encompassingEncounter/h:location/h:healthCareFacility/h:code',
    }),
    {
      code: 'confidentiality',
      attribute: 'confidentiality',
      header: 'confidentialityCode/@code',
      expected: textAt(root, 'h:confidentialityCode/@code', cda),
      got: basic?.code ?? null,
    },
  ];
}

interface SharedCode {
  code: string;
  attribute: string;
  scheme: keyof typeof entryScheme;
  header: string;
  /** XPath in the header; that of the same name unless told. */
  path?: string;
}

/** A code that the header and the entry share, and its label. */
function sameCode(entry: Described, root: XmlElement, shared: SharedCode): Pair[] {
  const { code, attribute, scheme, header, path = `h:${header}` } = shared;
  const [found] = codesOf(entry.element, entryScheme[scheme]);
  const [expected, got] = [codeOf(root, path), found === undefined ? null : `${found.code} (${found.scheme})`];
  const label: Pair = {
    code: 'libelle',
    attribute,
    header,
    expected: textAt(root, `${path}/@displayName`, cda) || null,
    got: found?.label || null,
    severity: 'avertissement',
    how: 'Écrivez dans la fiche et dans l’en-tête le même libellé, celui de la nomenclature.',
  };
  return [{ code, attribute, header, expected, got }, ...(expected === got ? [label] : [])];
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
    return value === null ? null : utcOf(value);
  };
  return [
    {
      code: 'creation-time',
      attribute: 'creationTime',
      header: 'effectiveTime',
      expected: utc('h:effectiveTime'),
      got: slot('creationTime'),
      how: 'Convertissez effectiveTime en UTC : l’heure de la fiche n’est ni locale, ni celle de l’envoi.',
    },
    {
      code: 'service-start-time',
      attribute: 'serviceStartTime',
      header: 'serviceEvent/effectiveTime/low',
      expected: utc(`${mainEvent}/h:effectiveTime/h:low`),
      got: slot('serviceStartTime'),
      how: 'Convertissez en UTC le début de l’acte que dit le document, non celui de la rédaction ou de l’envoi.',
    },
    {
      code: 'service-stop-time',
      attribute: 'serviceStopTime',
      header: 'serviceEvent/effectiveTime/high',
      expected: utc(`${mainEvent}/h:effectiveTime/h:high`),
      got: slot('serviceStopTime'),
      // Known by both or by neither; a time without offset is told by the header's own rule.
      absence:
        textAt(root, `${mainEvent}/h:effectiveTime/h:high/@value`, cda) === null ||
        utc(`${mainEvent}/h:effectiveTime/h:high`) !== null,
      how: 'Convertissez en UTC la fin de l’acte que dit le document ; omettez-la des deux côtés si elle est inconnue.',
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
    return found === null ? null : `${found.id} (${found.oid})`;
  };
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
    ...traits(entry, root),
  ];
}

function traits({ element }: Described, root: XmlElement): Pair[] {
  const person = 'h:recordTarget/h:patientRole/h:patient';
  const values = slotValues(element, 'sourcePatientInfo');
  const pid = (start: string): string | null => values.find((value) => value.startsWith(start))?.slice(6) ?? null;
  const family = textAt(root, `${person}/h:name/h:family[@qualifier="BR"]`, cda);
  const given = textAt(root, `${person}/h:name/h:given[@qualifier="BR"]`, cda);
  const birth = family && given ? `${family}^${given}^^^^^L` : null;
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
  const attribute = 'association RPLC';
  if (related !== associated) {
    const header = 'relatedDocument[@typeCode="RPLC"]';
    const how =
      'Sur une nouvelle version, écrivez à la fois relatedDocument RPLC dans le document et l’association RPLC dans les métadonnées ; sur une première, ni l’un ni l’autre.';
    return [{ code: 'remplacement', attribute, header, expected: word(related), got: word(associated), how }];
  }
  const how = 'Ne remplacez un document que par une version de numéro supérieur à 1, et remplacez-le toujours alors.';
  return [
    { code: 'version', attribute, header: 'versionNumber', expected: word(version > 1), got: word(associated), how },
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
      remedy:
        'Écrivez dans eventCodeList le code de chaque serviceEvent du document, et rien d’autre que leurs traductions (modalité, région).',
    }),
  ];
}

function notCda({ at }: Described, root: XmlElement): Finding {
  const message = 'Le document que cette fiche décrit n’est pas un CDA R2.';
  return discrepancy({
    code: 'pas-un-cda',
    where: at('document'),
    expected: `{${cda['h']}}ClinicalDocument`,
    got: `{${root.namespaceUri}}${root.name}`,
    message,
    remedy: 'Joignez le CDA que la fiche décrit : un PDF ne se dépose que dans le corps d’un CDA N1.',
  });
}

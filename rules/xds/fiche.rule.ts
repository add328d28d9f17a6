import { z } from 'zod';
import { type Finding, textsAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { ebrim } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { authorFaults, person } from './authors.ts';
import {
  classificationsOf,
  codesOf,
  type Described,
  eachEntry,
  entryScheme,
  identifiersOf,
  slotValues,
} from './entries.ts';
import { isInstant, isOid, readCx } from './formats.ts';

interface Attribute {
  name: string;
  values: string[];
  min: number;
  max: number;
  expected: string;
  accepts?: (value: string) => boolean;
}

const utc = 'une heure UTC AAAAMMJJhhmmss';

export const fiche = defineRule({
  id: 'xds.fiche',
  version: '1',
  title: 'La fiche du document porte chaque attribut, dans son nombre et sa forme',
  source:
    'CI-SIS, modèle logique de la fiche ; IHE ITI TF-3 §4.2.3 (faits DMP §5.2 et 5.4, documenté) ; ' +
    'uniqueId : OID pur de 64 caractères au plus (règle du DMP, StrucMin 1.12 et 1.13) ; hash, size et URI en XDM (§13)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    eachEntry(inputs, (entry) => [
      ...[...slots(entry), ...classifications(entry), ...identifiers(entry)].flatMap((one) => counted(entry, one)),
      ...classificationsOf(entry.element, entryScheme.author).flatMap((author, i) =>
        authorFaults(author, i + 1, entry.at),
      ),
      ...slotValues(entry.element, 'legalAuthenticator').flatMap((value) =>
        person(value, entry.at('legalAuthenticator')),
      ),
      ...patientInfo(entry),
    ]),
});

function counted({ at }: Described, { name, values, min, max, expected, accepts }: Attribute): Finding[] {
  const right =
    values.length >= min && values.length <= max && values.every((value) => accepts?.(value) ?? value !== '');
  return unless(right, {
    code: name.replaceAll(/[A-Z]+/g, (letters) => `-${letters.toLowerCase()}`).replace(/^-/, ''),
    where: at(name),
    expected: max === 1 ? expected : `${expected} (${min} à ${max === Number.POSITIVE_INFINITY ? 'n' : max})`,
    got: values,
    message: `L’attribut ${name} de la fiche manque, est en trop ou n’a pas sa forme.`,
  });
}

function slots({ element, submission }: Described): Attribute[] {
  const xdm = submission.kind === 'xdm' ? 1 : 0;
  const one = (name: string, expected: string, accepts?: Attribute['accepts']): Attribute => ({
    name,
    values: slotValues(element, name),
    min: 1,
    max: 1,
    expected,
    ...(accepts === undefined ? {} : { accepts }),
  });
  return [
    {
      ...one('mimeType', 'text/xml ou application/xslt+xml'),
      values: [element.attr('mimeType')?.value ?? ''],
      accepts: isCdaType,
    },
    one('creationTime', utc, isInstant),
    one('serviceStartTime', utc, isInstant),
    { ...one('serviceStopTime', utc, isInstant), min: 0 },
    one('languageCode', 'fr-FR', (value) => value === 'fr-FR'),
    one('legalAuthenticator', 'un XCN'),
    one('sourcePatientId', 'IPP^^^&OID&ISO^PI, ou INS^^^&OID&ISO^NH', (value) => readCx(value) !== null),
    { ...one('hash', 'SHA-1 en hexadécimal minuscule', (value) => /^[0-9a-f]{40}$/.test(value)), min: xdm },
    { ...one('size', 'nombre d’octets', (value) => /^[1-9]\d*$/.test(value)), min: xdm },
    { ...one('URI', 'nom de fichier'), min: xdm },
    {
      ...one('title', 'un titre de 128 caractères au plus', (value) => value !== '' && [...value].length <= 128),
      values: textsAt(element, 'rim:Name/rim:LocalizedString/@value', ebrim),
    },
  ];
}

function isCdaType(value: string): boolean {
  return value === 'text/xml' || value === 'application/xslt+xml';
}

function classifications({ element }: Described): Attribute[] {
  const codes = (name: string, scheme: keyof typeof entryScheme, max = 1): Attribute => ({
    name,
    values: codesOf(element, entryScheme[scheme]).map(({ code, label, scheme: oid }) => (label && oid ? code : '')),
    min: 1,
    max,
    expected: 'un code, son schéma et son libellé',
  });
  return [
    {
      ...codes('author', 'author', Number.POSITIVE_INFINITY),
      values: classificationsOf(element, entryScheme.author).map(() => 'auteur'),
      expected: 'un auteur',
    },
    codes('class', 'class'),
    codes('type', 'type'),
    codes('format', 'format'),
    codes('healthcareFacilityTypeCode', 'healthcareFacility'),
    codes('practiceSetting', 'practiceSetting'),
    codes('confidentiality', 'confidentiality', 4),
    { ...codes('eventCodeList', 'eventCode', Number.POSITIVE_INFINITY), min: 0 },
  ];
}

function identifiers({ element }: Described): Attribute[] {
  const one = (name: 'patientId' | 'uniqueId', expected: string, accepts: Attribute['accepts'] & {}): Attribute => ({
    name,
    values: identifiersOf(element, entryScheme[name]),
    min: 1,
    max: 1,
    expected,
    accepts,
  });
  return [
    one('patientId', 'INS^^^&OID&ISO^NH', (value) => readCx(value)?.idType === 'NH'),
    one('uniqueId', 'un OID pur de 64 caractères au plus', isOid),
  ];
}

/** How many values of each field of PID, and the form of each (facts, DMP §5.2). */
const fields: ReadonlyArray<{ field: string; min: number; max: number; form: RegExp }> = [
  { field: 'PID-5', min: 1, max: Number.POSITIVE_INFINITY, form: /^[^^|]+\^[^^|]+\^{5}[LDSU]$/ },
  { field: 'PID-7', min: 1, max: 1, form: /^\d{4}(?:\d{2}(?:\d{2}(?:\d{6})?)?)?$/ },
  { field: 'PID-8', min: 1, max: 1, form: /^[MFUO]$/ },
];
const allowed = /^PID-(?:3|5|7|8|11|13|14|15|16|18|21)$/;

function patientInfo({ element, at }: Described): Finding[] {
  const values = slotValues(element, 'sourcePatientInfo').map((value) => {
    const bar = value.indexOf('|');
    return { field: value.slice(0, Math.max(0, bar)), text: value.slice(bar + 1), value };
  });
  return [
    ...values
      .filter(({ field }) => !allowed.test(field))
      .flatMap(({ value }) =>
        unless(false, {
          code: 'source-patient-info',
          where: at('sourcePatientInfo'),
          expected: 'PID-3, 5, 7, 8, 11, 13, 14, 15, 16, 18 ou 21, une barre, la valeur',
          got: value,
          message: 'Cette valeur de sourcePatientInfo n’est pas un champ admis.',
        }),
      ),
    ...fields.flatMap(({ field, min, max, form }) => {
      const found = values.filter((value) => value.field === field);
      return unless(found.length >= min && found.length <= max && found.every(({ text }) => form.test(text)), {
        code: `source-patient-info-${field.toLowerCase()}`,
        where: at(`sourcePatientInfo · ${field}`),
        expected: `${field}|${field === 'PID-5' ? 'NOM^Prénom^^^^^L' : field === 'PID-7' ? 'AAAAMMJJ' : 'M, F, U ou O'}`,
        got: found.map(({ value }) => value),
        message: `${field} manque, est répété ou n’a pas sa forme dans sourcePatientInfo.`,
      });
    }),
  ];
}

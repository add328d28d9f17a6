import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import { type Finding, textsAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { ebrim } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { referenceIdType } from '../value-sets/index.ts';
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
import { isInstant, isOid, isPatientId, isSha1 } from './formats.ts';
import { patientInfo } from './patient-info.ts';

interface Attribute {
  name: string;
  values: string[];
  min: number;
  max: number;
  expected: string;
  accepts?: (value: string) => boolean;
  /** French: what mends it. */
  remedy: string;
  severity?: Finding['severity'];
}

const utc = 'une heure UTC AAAAMMJJhhmmss';

export const fiche = defineRule({
  id: 'xds.fiche',
  version: '2',
  title: 'La fiche du document porte chaque attribut, dans son nombre et sa forme',
  source:
    'CI-SIS, modèle logique de la fiche ; IHE ITI TF-3 §4.2.3 (faits DMP §5.2 et 5.4, documenté) ; ' +
    'uniqueId : OID pur de 64 caractères au plus (règle du DMP, StrucMin 1.12 et 1.13) ; hash, size et URI en XDM (§13) ; en XDM, identifiant local sans INS qualifiée, sourcePatientInfo facultatif (faits MSS §5.2)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    eachEntry(inputs, (entry) => [
      ...[...texts(entry), ...slots(entry), ...classifications(entry), ...identifiers(entry)].flatMap((one) =>
        counted(entry, one),
      ),
      ...classificationsOf(entry.element, entryScheme.author).flatMap((author, i) =>
        authorFaults(author, i + 1, entry.at),
      ),
      ...slotValues(entry.element, 'legalAuthenticator').flatMap((value) =>
        person(value, entry.at('legalAuthenticator')),
      ),
      ...patientInfo(entry),
    ]),
});

function counted({ at }: Described, { name, values, min, max, accepts, ...told }: Attribute): Finding[] {
  const right =
    values.length >= min && values.length <= max && values.every((value) => accepts?.(value) ?? value !== '');
  const { expected, remedy, severity = 'bloquant' } = told;
  return unless(right, {
    code: name.replaceAll(/[A-Z]+/g, (letters) => `-${letters.toLowerCase()}`).replace(/^-/, ''),
    severity,
    where: at(name),
    expected: max === 1 ? expected : `${expected} (${min} à ${max === Number.POSITIVE_INFINITY ? 'n' : max})`,
    got: values,
    message: `L’attribut ${name} de la fiche manque, est en trop ou n’a pas sa forme.`,
    remedy,
  });
}

const time = 'en UTC, sur 14 chiffres, sans décalage : 20260302091530+0100 dans le CDA donne 20260302081530.';

function slots({ element, submission }: Described): Attribute[] {
  const xdm = submission.kind === 'xdm' ? 1 : 0;
  const one = (name: string, rest: Pick<Attribute, 'expected' | 'remedy' | 'accepts'>): Attribute => ({
    name,
    values: slotValues(element, name),
    min: 1,
    max: 1,
    ...rest,
  });
  return [
    one('creationTime', { expected: utc, accepts: isInstant, remedy: `Écrivez effectiveTime du document ${time}` }),
    one('serviceStartTime', {
      expected: utc,
      accepts: isInstant,
      remedy: `Écrivez le début de l’acte (serviceEvent, low) ${time}`,
    }),
    {
      ...one('serviceStopTime', {
        expected: utc,
        accepts: isInstant,
        remedy: `Écrivez la fin de l’acte (serviceEvent, high), si elle est connue, ${time}`,
      }),
      min: 0,
    },
    one('languageCode', {
      expected: 'fr-FR',
      accepts: (value) => value === 'fr-FR',
      remedy: 'Écrivez « fr-FR », casse comprise, comme dans l’en-tête du document.',
    }),
    one('legalAuthenticator', {
      expected: 'un XCN',
      remedy: 'Écrivez en XCN le responsable du document (legalAuthenticator de l’en-tête), une fois.',
    }),
    one('sourcePatientId', {
      expected: 'IPP^^^&OID&ISO^PI, ou INS^^^&OID&ISO^NH',
      accepts: (value) => isPatientId(value, { local: true }),
      remedy:
        'Écrivez l’identifiant du patient chez vous sous l’OID de votre structure, type PI ; sans identifiant local, l’INS, type NH.',
    }),
    {
      ...one('hash', {
        expected: 'SHA-1 en hexadécimal minuscule',
        accepts: isSha1,
        remedy: 'Écrivez le SHA-1 (ni SHA-256 ni base 64) des octets du fichier : 40 caractères 0-9 a-f.',
      }),
      min: xdm,
    },
    {
      ...one('size', {
        expected: 'nombre d’octets',
        accepts: (value) => /^[1-9]\d*$/.test(value),
        remedy: 'Écrivez le nombre d’octets du fichier, en chiffres seuls.',
      }),
      min: xdm,
    },
    {
      ...one('URI', { expected: 'nom de fichier', remedy: 'Écrivez le nom du fichier dans l’archive : DOC0001.XML.' }),
      min: xdm,
    },
    {
      ...one('referenceIdList', {
        expected: 'identifiant^^^&OID&ISO^type de JDV_J197 (JDV_J231 au DMP)',
        accepts: (value) => isReference(value, xdm === 1 ? referenceIdType.ciSis : referenceIdType.dmp),
        remedy:
          'Écrivez chaque référence en CXi : numéro, ^^^&, OID de qui l’attribue, &ISO^, type (accession : urn:ihe:iti:xds:2013:accession).',
      }),
      values: slotValues(element, 'urn:ihe:iti:xds:2013:referenceIdList'),
      min: 0,
      max: Number.POSITIVE_INFINITY,
    },
  ];
}

function isReference(value: string, types: readonly string[]): boolean {
  const [, oid, type] = /^[^^]+\^\^\^(?:&([\d.]+)&ISO)?\^([^^]+)(?:\^[^^]*)?$/.exec(value) ?? [];
  return type !== undefined && types.includes(type) && (oid === undefined || isOid(oid));
}

const statuses = [
  'urn:oasis:names:tc:ebxml-regrep:StatusType:Approved',
  'urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated',
  'urn:asip:ci-sis:2010:StatusType:Archived',
  'urn:asip:ci-sis:2010:StatusType:Deleted',
];

function texts({ element }: Described): Attribute[] {
  const attribute = (name: string): string[] => [element.attr(name)?.value ?? []].flat();
  return [
    {
      name: 'mimeType',
      values: attribute('mimeType'),
      min: 1,
      max: 1,
      expected: 'text/xml ou application/xslt+xml',
      accepts: (value) => value === 'text/xml' || value === 'application/xslt+xml',
      remedy: 'Écrivez mimeType="text/xml" : il dit le CDA, non le PDF qu’il contient.',
    },
    {
      name: 'availabilityStatus',
      values: attribute('status'),
      min: 0,
      max: 1,
      expected: statuses.join(', '),
      accepts: (value) => statuses.includes(value),
      remedy: 'N’écrivez pas @status dans un dépôt, ou écrivez l’URN de Approved : le registre le tient.',
    },
    {
      name: 'title',
      values: textsAt(element, 'rim:Name/rim:LocalizedString/@value', ebrim),
      min: 1,
      max: 1,
      expected: 'un titre de 128 caractères au plus',
      accepts: (value) => value !== '' && [...value].length <= 128,
      remedy: 'Écrivez dans rim:Name le titre du document, celui de l’en-tête, en 128 caractères au plus.',
    },
    {
      name: 'comments',
      values: textsAt(element, 'rim:Description/rim:LocalizedString/@value', ebrim),
      min: 0,
      max: 1,
      expected: 'un commentaire au plus, non vide',
      remedy: 'N’écrivez rim:Description que si l’utilisateur a saisi un commentaire.',
    },
  ];
}

function classifications({ element }: Described): Attribute[] {
  const codes = (name: string, scheme: keyof typeof entryScheme, max = 1): Attribute => ({
    name,
    values: codesOf(element, entryScheme[scheme]).map(({ code, label, scheme: oid }) => (label && oid ? code : '')),
    min: 1,
    max,
    expected: 'un code, son schéma et son libellé',
    remedy: `Écrivez ${name} en une rim:Classification de schéma urn:uuid:${entryScheme[scheme]} : nodeRepresentation, Slot codingScheme, Name.`,
  });
  return [
    {
      ...codes('author', 'author', Number.POSITIVE_INFINITY),
      values: classificationsOf(element, entryScheme.author).map(() => 'auteur'),
      expected: 'un auteur',
      remedy: `Écrivez pour chaque author de l’en-tête une rim:Classification de schéma urn:uuid:${entryScheme.author}.`,
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

function identifiers({ element, submission }: Described): Attribute[] {
  const local = submission.kind === 'xdm';
  const one = (
    name: 'patientId' | 'uniqueId',
    rest: Pick<Attribute, 'expected' | 'remedy' | 'severity'> & { accepts: (value: string) => boolean },
  ): Attribute => ({ name, values: identifiersOf(element, entryScheme[name]), min: 1, max: 1, ...rest });
  return [
    one('patientId', {
      expected: local ? 'INS^^^&OID&ISO^NH, ou IPP^^^&OID&ISO^PI sans INS' : 'INS^^^&OID&ISO^NH',
      accepts: (value) => isPatientId(value, { local }),
      remedy:
        'Écrivez l’INS d’une identité qualifiée sous l’OID qu’INSi a rendu, type NH ; sans INS qualifiée, un courriel porte l’identifiant local, type PI, et le DMP n’est pas alimenté.',
    }),
    one('uniqueId', {
      expected: 'un OID pur de 64 caractères au plus',
      accepts: isOid,
      // The rule is the DMP's; IHE takes `OID^extension` (facts, DMP §5.2 and 11).
      severity: local && extended(element) ? 'avertissement' : 'bloquant',
      remedy: 'Écrivez l’id/@root du document, un OID seul : ni « ^extension », ni « urn:oid: », ni UUID.',
    }),
  ];
}

function extended(element: XmlElement): boolean {
  const [value = ''] = identifiersOf(element, entryScheme.uniqueId);
  const [root = '', extension, ...more] = value.split('^');
  return isOid(root) && Boolean(extension) && more.length === 0;
}

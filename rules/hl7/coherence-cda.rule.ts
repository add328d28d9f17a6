import type { XmlDocument } from 'libxml2-wasm';
import { z } from 'zod';
import { type Finding, textAt, textsAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { cdaNs, withDocument } from './embedded.ts';
import { identifiersOf, legalName } from './ins.ts';
import { type Hl7Message, type Segment, segmentsNamed } from './message.ts';
import { documentsOf, type Observation } from './observations.ts';
import { isTowardsLps, withFamily } from './reading.ts';

const root = '/c:ClinicalDocument';
const role = `${root}/c:recordTarget/c:patientRole`;

export const coherenceCda = defineRule({
  id: 'hl7.coherence-cda',
  version: '1',
  title: 'Le message et le document qu’il porte disent le même patient, le même document et le même type',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1 : « le PID-3 doit être identique aux identifiants portés par le document », note 1 de TXA (documenté) ; traits : codes 904 et 905 du même volet',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    withFamily(inputs, ['ORU', 'MDM'], (message) =>
      documentsOf(message).flatMap((one) =>
        withDocument(one, (xml) => [...patient(message, xml), ...type(one, xml), ...number(message, xml)]),
      ),
    ),
});

function patient(message: Hl7Message, xml: XmlDocument): Finding[] {
  const [pid] = segmentsNamed(message, 'PID');
  if (pid === undefined) return [];
  const roots = textsAt(xml, `${role}/c:id/@root`, cdaNs);
  const oids = textsAt(xml, `${role}/c:id[@root and @extension]/@root`, cdaNs);
  const pairs = textsAt(xml, `${role}/c:id[@root and @extension]/@extension`, cdaNs).map(
    (extension, i) => `${extension} (${oids[i] ?? ''})`,
  );
  const day = textAt(xml, `${role}/c:patient/c:birthTime/@value`, cdaNs) ?? '';
  const sex = textAt(xml, `${role}/c:patient/c:administrativeGenderCode/@code`, cdaNs);
  const name = legalName(pid);
  const families = textsAt(xml, `${role}/c:patient/c:name/c:family`, cdaNs);
  return [
    ...identifiersOf(message)
      .filter(({ isIns }) => isIns)
      .flatMap(({ repetition, value, oid }) =>
        unless(pairs.includes(`${value} (${oid})`), {
          code: 'identifiants',
          where: pid.at(3, { repetition: repetition.rank }),
          expected: (pairs.length === 0 ? roots : pairs).slice(0, 10),
          got: `${value} (${oid})`,
          message:
            'L’INS du message n’est pas celle du document (recordTarget/patientRole/id) : la demande sera rejetée (904).',
          remedy:
            'Émettez PID-3 et patientRole/id depuis le même dossier, matricule et OID ; ne joignez pas un document produit avant que l’INS change.',
        }),
      ),
    ...unless(day === '' || pid.get(7).slice(0, 8) === day.slice(0, 8), {
      code: 'date-naissance',
      where: pid.at(7),
      expected: day.slice(0, 8),
      got: pid.get(7),
      message: 'La date de naissance du message n’est pas celle du document (birthTime).',
      remedy:
        'Tirez PID-7 et birthTime de la même donnée du dossier, ou produisez de nouveau le document si le trait a changé.',
    }),
    ...unless(sex === null || !['F', 'M'].includes(sex) || pid.get(8) === sex, {
      code: 'sexe',
      where: pid.at(8),
      expected: sex,
      got: pid.get(8),
      message: 'Le sexe du message n’est pas celui du document (administrativeGenderCode).',
      remedy:
        'Tirez PID-8 et administrativeGenderCode de la même donnée du dossier, ou produisez de nouveau le document si le trait a changé.',
    }),
    ...unless(name === undefined || families.length === 0 || families.some((one) => sameName(one, name.get(1))), {
      code: 'nom',
      where: pid.at(5, { repetition: name?.rank ?? 1, component: 1 }),
      expected: families.slice(0, 10),
      got: name?.get(1),
      message: 'Le nom de naissance du message n’est pas dans le document (patient/name/family).',
      remedy: 'Écrivez le nom de naissance en PID-5.1 (type L) et dans family de qualifier BR, depuis le même dossier.',
    }),
  ];
}

function type({ obx, code }: Observation, xml: XmlDocument): Finding[] {
  const wanted = textAt(xml, `${root}/c:code/@code`, cdaNs);
  return unless(wanted === null || wanted === code, {
    code: 'type-de-document',
    where: obx.at(3, { component: 1 }),
    expected: wanted,
    got: code,
    message: 'OBX-3 ne donne pas le type du document (ClinicalDocument/code).',
    remedy: 'Recopiez en OBX-3.1 (et OBR-4.1) ClinicalDocument/code/@code du document joint.',
  });
}

function number(message: Hl7Message, xml: XmlDocument): Finding[] {
  const [txa] = segmentsNamed(message, 'TXA');
  if (txa === undefined || isTowardsLps(message)) return [];
  const own = identifier(xml, `${root}/c:id`);
  const replaced = identifier(xml, `${root}/c:relatedDocument[@typeCode='RPLC']/c:parentDocument/c:id`);
  return [
    ...unless(own === '' || written(txa, 12) === own, {
      code: 'identifiant',
      where: txa.at(12),
      expected: own,
      got: written(txa, 12),
      message: 'TXA-12 n’identifie pas le document transmis (ClinicalDocument/id).',
      remedy: 'Recopiez ClinicalDocument/id en TXA-12 : root seul, ou extension^^root^ISO.',
    }),
    ...unless(replaced === '' || written(txa, 13) === replaced, {
      code: 'identifiant-remplace',
      where: txa.at(13),
      expected: replaced,
      got: written(txa, 13),
      message: 'TXA-13 n’identifie pas le document que celui-ci remplace (relatedDocument/parentDocument/id).',
      remedy:
        'Recopiez en TXA-13 l’identifiant de relatedDocument (RPLC)/parentDocument : root seul, ou extension^^root^ISO.',
    }),
    ...unless(txa.get(2) === (textAt(xml, `${root}/c:code/@code`, cdaNs) ?? txa.get(2)), {
      code: 'type-txa',
      where: txa.at(2),
      expected: textAt(xml, `${root}/c:code/@code`, cdaNs),
      got: txa.get(2),
      message: 'TXA-2 ne donne pas le type du document (ClinicalDocument/code).',
      remedy: 'Recopiez en TXA-2 ClinicalDocument/code/@code du document joint.',
    }),
  ];
}

/** As the volet writes it: the OID, or `extension^^OID^ISO`. */
function identifier(xml: XmlDocument, path: string): string {
  const oid = textAt(xml, `${path}/@root`, cdaNs) ?? '';
  const extension = textAt(xml, `${path}/@extension`, cdaNs) ?? '';
  return extension === '' ? oid : `${extension}^^${oid}^ISO`;
}

function written(txa: Segment, field: number): string {
  return txa.coded(field, 4);
}

// Nobody has a name of a thousand characters, and comparing some of megabytes is dear.
function sameName(a: string, b: string): boolean {
  return a === b || (a.length < 1_000 && b.length < 1_000 && plain(a) === plain(b));
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[-' ]+/g, ' ')
    .trim()
    .toUpperCase();
}

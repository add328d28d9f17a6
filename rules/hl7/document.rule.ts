import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { elementAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { holds, typeCode } from '../value-sets/index.ts';
import { cdaNs, withDocument } from './embedded.ts';
import { checkFields, oneOf } from './fields.ts';
import { type Hl7Message, segmentsNamed } from './message.ts';
import { documentsOf, type Observation } from './observations.ts';
import { familyOf, withFamily } from './reading.ts';

/** Code systems of OBR-4 and OBX-3, and their OIDs in JDV_J07. */
const systems: Readonly<Record<string, string>> = { LN: '2.16.840.1.113883.6.1', TRE_A05: '1.2.250.1.213.1.1.4.12' };

export const document = defineRule({
  id: 'hl7.document',
  version: '1',
  title: 'Le premier OBX porte le document CDA en base64, sous son type',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, segments OBR et OBX du document ; un MDM porte un document, un ORU un ou deux (documenté)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    withFamily(inputs, ['ORU', 'MDM'], (message) => {
      const documents = documentsOf(message);
      const most = familyOf(message) === 'MDM' ? 1 : 2;
      return [
        ...unless(documents.length > 0 && documents.length <= most, {
          code: 'nombre-documents',
          where: 'OBX',
          expected: most === 1 ? 'un document' : 'un ou deux documents',
          got: String(documents.length),
          message:
            'Le nombre de documents n’est pas celui que ce type de message admet : envoyez-les en autant de messages.',
        }),
        ...documents.flatMap((one) => [...encapsulated(message, one), ...typed(message, one), ...content(one)]),
      ];
    }),
});

function encapsulated(message: Hl7Message, { obx }: Observation): Finding[] {
  const wanted = familyOf(message) === 'ORU' ? 'TEXT' : 'text';
  return [
    ...checkFields(obx, [
      {
        field: 1,
        code: 'rang',
        expected: String(obx.rank),
        holds: oneOf(String(obx.rank)),
        message: 'OBX-1 numérote les OBX depuis 1.',
        severity: 'avertissement',
      },
      {
        field: 2,
        code: 'type-de-valeur',
        expected: 'ED',
        holds: oneOf('ED'),
        message: 'OBX-2 d’un document vaut ED (donnée encapsulée).',
      },
      {
        field: 5,
        component: 2,
        code: 'type-mime',
        expected: wanted,
        holds: (text) => text.toUpperCase() === 'TEXT',
        message: `OBX-5.2 vaut ${wanted} pour ce message.`,
      },
      {
        field: 5,
        component: 3,
        code: 'sous-type',
        expected: 'XML',
        holds: (text) => text.toUpperCase() === 'XML',
        message: 'OBX-5.3 vaut XML : le document est un CDA.',
      },
      {
        field: 5,
        component: 4,
        code: 'encodage',
        expected: 'Base64',
        holds: (text) => text.toUpperCase() === 'BASE64',
        message: 'OBX-5.4 vaut Base64.',
      },
      {
        field: 11,
        code: 'statut',
        expected: 'F, C ou D',
        holds: oneOf('F', 'C', 'D'),
        message: 'OBX-11 dit le sort du document : F (validé), C (remplacement) ou D (suppression).',
      },
    ]),
    // ORU has TEXT and MDM text; the examples of the ANS mix the cases.
    ...unless(obx.get(5, 2) === wanted || obx.get(5, 2).toUpperCase() !== 'TEXT', {
      code: 'casse',
      where: obx.at(5, { component: 2 }),
      expected: wanted,
      got: obx.get(5, 2),
      message: `OBX-5.2 s’écrit ${wanted} dans ce message.`,
      severity: 'avertissement',
    }),
  ];
}

function typed(message: Hl7Message, { obx, code }: Observation): Finding[] {
  const [obr] = segmentsNamed(message, 'OBR');
  const system = obx.get(3, 3);
  return [
    ...unless(holds(typeCode, code, systems[system] ?? ''), {
      code: 'type-de-document',
      where: obx.at(3),
      expected: `un code de ${typeCode.source}, de LN ou de TRE_A05`,
      got: `${code}^^${system}`,
      message: 'OBX-3 n’est pas un type de document de JDV_J07 sous son système (LN pour LOINC, TRE_A05 sinon).',
    }),
    ...unless(obr === undefined || (obr.get(4) === code && obr.get(4, 3) === system), {
      code: 'obr-4',
      where: obx.at(3),
      expected: `OBR-4 : ${obr?.get(4)}^^${obr?.get(4, 3)}`,
      got: `${code}^^${system}`,
      message: 'OBX-3 et OBR-4 doivent donner le même type de document.',
    }),
  ];
}

function content(one: Observation): Finding[] {
  return withDocument(one, (xml) =>
    unless(elementAt(xml, '/c:ClinicalDocument', cdaNs) !== null, {
      code: 'pas-un-cda',
      where: one.obx.at(5, { component: 5 }),
      expected: 'ClinicalDocument de urn:hl7-org:v3',
      got: xml.root.name,
      message: 'Le document transmis n’est pas un CDA R2.',
    }),
  );
}

import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { elementAt, textAt } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { holds, typeCode } from '../value-sets/index.ts';
import { cdaNs, withDocument } from './embedded.ts';
import { checkFields, oneOf } from './fields.ts';
import { lookup } from './lookup.ts';
import { type Hl7Message, segmentsNamed } from './message.ts';
import { documentsOf, isOn, type Observation } from './observations.ts';
import { familyOf, withFamily } from './reading.ts';

/** Code systems of OBR-4 and OBX-3, and their OIDs in JDV_J07. */
const systems: Readonly<Record<string, string>> = { LN: '2.16.840.1.113883.6.1', TRE_A05: '1.2.250.1.213.1.1.4.12' };

export const document = defineRule({
  id: 'hl7.document',
  version: '2',
  title: 'Le premier OBX porte le document CDA en base64, sous son type',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, segments OBR et OBX du document ; un MDM porte un document, un ORU un ou deux (documenté) ; identifiant sans extension au DMP : point d’attention du même volet et faits DMP §5.2',
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
          message: 'Le nombre de documents n’est pas celui que ce type de message admet.',
          remedy:
            'Envoyez un MDM par document ; un ORU n’en porte deux que si ce sont le CDA de niveau 1 et celui de niveau 3 du même compte rendu. Les métadonnées ont MetaDMPMSS en OBX-3.3.',
        }),
        ...documents.flatMap((one) => [
          ...encapsulated(message, one),
          ...typed(message, one),
          ...content(message, one),
        ]),
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
        message: 'OBX-1 n’est pas le rang de l’OBX.',
        remedy: `Numérotez les OBX depuis 1 dans l’ordre du message : ${obx.rank} ici.`,
        severity: 'avertissement',
      },
      {
        field: 2,
        code: 'type-de-valeur',
        expected: 'ED',
        holds: oneOf('ED'),
        message: 'OBX-2 ne dit pas une donnée encapsulée.',
        remedy: 'Écrivez ED en OBX-2 : le document voyage en base64, non en texte (TX, FT) ni par une adresse (RP).',
      },
      {
        field: 5,
        component: 2,
        code: 'type-mime',
        expected: wanted,
        holds: (text) => text.toUpperCase() === 'TEXT',
        message: `OBX-5.2 n’est pas le type du document.`,
        remedy: `Écrivez ${wanted} en OBX-5.2, même quand le corps du CDA est un PDF.`,
      },
      {
        field: 5,
        component: 3,
        code: 'sous-type',
        expected: 'XML',
        holds: (text) => text.toUpperCase() === 'XML',
        message: 'OBX-5.3 n’est pas le sous-type du document.',
        remedy: 'Écrivez XML en OBX-5.3 et transmettez le CDA entier : un PDF y va dans son corps.',
      },
      {
        field: 5,
        component: 4,
        code: 'encodage',
        expected: 'Base64',
        holds: (text) => text.toUpperCase() === 'BASE64',
        message: 'OBX-5.4 ne dit pas l’encodage du document.',
        remedy: 'Encodez le CDA en base64 et écrivez Base64 en OBX-5.4.',
      },
      {
        field: 11,
        code: 'statut',
        expected: 'F, C ou D',
        holds: oneOf('F', 'C', 'D'),
        message: 'OBX-11 ne dit pas le sort du document.',
        remedy:
          'Écrivez en OBX-11 F (document validé), C (remplacement) ou D (suppression) ; un document provisoire (P) ne se transmet pas.',
      },
    ]),
    // ORU has TEXT and MDM text; the examples of the ANS mix the cases.
    ...unless(obx.get(5, 2) === wanted || obx.get(5, 2).toUpperCase() !== 'TEXT', {
      code: 'casse',
      where: obx.at(5, { component: 2 }),
      expected: wanted,
      got: obx.get(5, 2),
      message: `OBX-5.2 n’a pas la casse de ce type de message.`,
      remedy: `Écrivez ${wanted} : TEXT dans un ORU, text dans un MDM.`,
      severity: 'avertissement',
    }),
  ];
}

function typed(message: Hl7Message, { obx, code }: Observation): Finding[] {
  const [obr] = segmentsNamed(message, 'OBR');
  const system = obx.get(3, 3);
  return [
    ...unless(holds(typeCode, code, lookup(systems, system) ?? ''), {
      code: 'type-de-document',
      where: obx.at(3),
      expected: `un code de ${typeCode.source}, de LN ou de TRE_A05`,
      got: `${code}^^${system}`,
      message: 'OBX-3 n’est pas un type de document de JDV_J07 sous son système.',
      remedy:
        'Écrivez en OBX-3 et OBR-4 le code de ClinicalDocument/code, son libellé et son système : LN pour un code LOINC, TRE_A05 pour un code de la TRE_A05.',
    }),
    ...unless(obr === undefined || (obr.get(4) === code && obr.get(4, 3) === system), {
      code: 'obr-4',
      where: obx.at(3),
      expected: `OBR-4 : ${obr?.get(4)}^^${obr?.get(4, 3)}`,
      got: `${code}^^${system}`,
      message: 'OBX-3 et OBR-4 ne donnent pas le même type de document.',
      remedy: 'Recopiez OBR-4 en OBX-3, code et système, l’un et l’autre tirés de ClinicalDocument/code.',
    }),
  ];
}

function content(message: Hl7Message, one: Observation): Finding[] {
  const where = one.obx.at(5, { component: 5 });
  return withDocument(one, (xml) => {
    if (elementAt(xml, '/c:ClinicalDocument', cdaNs) === null) return [notCda(where, xml.root.name)];
    const extension = textAt(xml, '/c:ClinicalDocument/c:id/@extension', cdaNs) ?? '';
    return unless(extension === '' || !isOn(message, 'DESTDMP'), {
      code: 'extension-dmp',
      where,
      expected: 'un OID seul en ClinicalDocument/id/@root',
      got: `extension="${extension}"`,
      message: 'Le DMP ne prend pas un document dont l’identifiant a une extension.',
      remedy:
        'Pour un document destiné au DMP, écrivez l’identifiant entier en ClinicalDocument/id/@root, sans extension, et recopiez-le seul en TXA-12.',
      // The volet admits the form, and warns that the DMP of today does not.
      severity: 'avertissement',
    });
  });
}

function notCda(where: string, root: string): Finding {
  return discrepancy({
    code: 'pas-un-cda',
    where,
    expected: 'ClinicalDocument de urn:hl7-org:v3',
    got: root,
    message: 'Le document transmis n’est pas un CDA R2.',
    remedy:
      'Encodez en OBX-5.5 le CDA lui-même : sa racine est ClinicalDocument, de l’espace de noms urn:hl7-org:v3, et non une feuille de style, une archive ou le PDF.',
  });
}

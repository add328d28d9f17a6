import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { checkFields, oneOf } from './fields.ts';
import { type Hl7Message, knownCharsets } from './message.ts';
import { carriesDocument, type Family, familyOf, isInstant, withMessage } from './reading.ts';

/** Versions of the standard by family (volet CI-SIS; PAM France is of HL7 v2.5). */
const versions: Readonly<Record<Family, readonly string[]>> = {
  ORU: ['2.5'],
  MDM: ['2.6'],
  ADT: ['2.5'],
  ZAM: ['2.6'],
  ACK: ['2.5', '2.6'],
  autre: [],
};

/** What MSH-9 may be, of the families that have few. */
const types: Partial<Record<Family, RegExp>> = {
  ORU: /^ORU\^R01\^ORU_R01$/,
  MDM: /^MDM\^T(?:02|04|10)\^MDM_T02$/,
  ADT: /^ADT\^[AZ]\d\d\^ADT_A\d\d$/,
  ACK: /^ACK\^[A-Z]\d\d\^ACK$/,
  ZAM: /^ZAM\^Z0[1-3]\^ZAM_Z01$/,
};

export const msh = defineRule({
  id: 'hl7.msh',
  version: '1',
  title: 'L’en-tête MSH dit qui envoie quoi, dans quelle version et sous quel profil',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, segment MSH (documenté) ; PAM France 2.11 pour ADT (exemples publiés de l’ANS)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    withMessage(inputs, (message) => [
      ...delimiters(message),
      ...checkFields(message.header, [
        ...[3, 4, 5, 6].map((field) => ({
          field,
          code: 'champ-absent',
          expected: 'une application ou une organisation',
          message: `MSH-${field} est requis : nommez l’émetteur (MSH-3, MSH-4) et le récepteur (MSH-5, MSH-6).`,
        })),
        {
          field: 7,
          code: 'date',
          expected: 'AAAAMMJJHHMM[SS]',
          holds: isInstant,
          message: 'MSH-7 n’est pas une date HL7 : écrivez la date et l’heure du message.',
        },
        {
          field: 10,
          code: 'champ-absent',
          expected: 'un identifiant',
          message: 'MSH-10 est requis : donnez au message un identifiant unique, que l’acquittement reprendra.',
        },
        {
          field: 11,
          code: 'traitement',
          expected: 'P, T ou D',
          holds: oneOf('P', 'T', 'D'),
          message: 'MSH-11 dit l’environnement : P (production), T (test) ou D (mise au point).',
        },
        {
          field: 17,
          code: 'pays',
          expected: 'FRA',
          holds: oneOf('FRA'),
          message: 'MSH-17 doit valoir FRA.',
          severity: carriesDocument(message) ? 'bloquant' : 'avertissement',
        },
        {
          field: 18,
          code: 'jeu-de-caracteres',
          expected: knownCharsets.join(', '),
          holds: oneOf(...knownCharsets),
          message: 'MSH-18 ne nomme pas un jeu de caractères admis : écrivez UNICODE UTF-8 ou 8859/15.',
        },
      ]),
      ...kind(message),
      ...profile(message),
    ]),
});

function delimiters({ delimiters: got }: Hl7Message) {
  return unless(got === '|^~\\&', {
    code: 'delimiteurs',
    where: 'MSH[1]-2',
    expected: '|^~\\&',
    got,
    message: 'Les délimiteurs ne sont pas ceux du volet : MSH-1 vaut | et MSH-2 vaut ^~\\&.',
  });
}

function kind(message: Hl7Message) {
  const { header } = message;
  const family = familyOf(message);
  const version = header.get(12);
  return [
    ...unless(types[family]?.test(header.raw(9)) ?? false, {
      code: 'type',
      where: header.at(9),
      expected: 'ORU^R01^ORU_R01, MDM^T02|T04|T10^MDM_T02, ADT^…, ACK^… ou ZAM^Z01|Z02|Z03^ZAM_Z01',
      got: header.raw(9),
      message: 'MSH-9 n’est pas un type attendu : écrivez le type, l’événement et la structure.',
    }),
    ...unless(family === 'autre' || versions[family].includes(version), {
      code: 'version',
      where: header.at(12, { component: 1 }),
      expected: versions[family].join(' ou '),
      got: version,
      message:
        'MSH-12 n’est pas la version du standard de ce type de message (2.5 pour ORU et ADT, 2.6 pour MDM et ZAM).',
    }),
  ];
}

// Of the PFI towards the LPS the profile is that of its own volet; the business acknowledgement has the same as the demand.
function profile(message: Hl7Message) {
  const { header } = message;
  if (!carriesDocument(message) && familyOf(message) !== 'ZAM') return [];
  return unless(
    /^(?:2\.\d+(?:\.\d+)?\^CISIS_CDA_HL7_V2|1\.\d+(?:\.\d+)?\^CISIS_CDA_HL7_LPS)$/.test(
      `${header.get(21, 1)}^${header.get(21, 2)}`,
    ),
    {
      code: 'profil',
      where: header.at(21),
      expected: '2.1^CISIS_CDA_HL7_V2 (ou 1.x^CISIS_CDA_HL7_LPS de la PFI vers le LPS)',
      got: header.raw(21),
      message: 'MSH-21 ne nomme pas le volet suivi : écrivez sa version puis CISIS_CDA_HL7_V2.',
    },
  );
}

import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { knownCharsets } from './charset.ts';
import { checkFields, oneOf } from './fields.ts';
import type { Hl7Message } from './message.ts';
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
  version: '2',
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
          message: `MSH-${field} est requis : le message ne dit pas qui l’envoie ou à qui.`,
          remedy: `Renseignez MSH-${field} : l’application et l’organisation émettrices en MSH-3 et MSH-4, les réceptrices en MSH-5 et MSH-6, telles qu’elles sont paramétrées avec la PFI.`,
        })),
        {
          field: 7,
          code: 'date',
          expected: 'AAAAMMJJHHMM[SS]',
          holds: isInstant,
          message: 'MSH-7 n’est pas une date HL7.',
          remedy:
            'Écrivez en MSH-7 la date et l’heure d’émission, en chiffres seulement et sans séparateur : 20260302091530, avec au besoin le fuseau (+0100).',
        },
        {
          field: 10,
          code: 'champ-absent',
          expected: 'un identifiant',
          message: 'MSH-10 est requis : sans identifiant, aucun acquittement ne peut désigner le message.',
          remedy:
            'Donnez à chaque message un identifiant unique en MSH-10 et conservez-le : MSA-2 des acquittements et OBX-4 des accusés métier le rappelleront.',
        },
        {
          field: 11,
          code: 'traitement',
          expected: 'P, T ou D',
          holds: oneOf('P', 'T', 'D'),
          message: 'MSH-11 ne dit pas l’environnement.',
          remedy:
            'Écrivez en MSH-11, selon le paramétrage de l’installation, P (production), T (test) ou D (mise au point).',
        },
        {
          field: 17,
          code: 'pays',
          expected: 'FRA',
          holds: oneOf('FRA'),
          message: 'MSH-17 n’est pas le code du pays.',
          remedy: 'Écrivez FRA en MSH-17 (code ISO 3166 à trois lettres, et non FR ni FRANCE).',
          severity: carriesDocument(message) ? 'bloquant' : 'avertissement',
        },
        {
          field: 18,
          code: 'jeu-de-caracteres',
          expected: knownCharsets.join(', '),
          holds: oneOf(...knownCharsets),
          message: 'MSH-18 ne nomme pas un jeu de caractères admis.',
          remedy:
            'Écrivez en MSH-18 « UNICODE UTF-8 » (avec l’espace) ou « 8859/15 », et encodez le message entier dans ce jeu.',
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
    message: 'Les délimiteurs ne sont pas ceux du volet.',
    remedy:
      'Commencez le message par MSH|^~\\& et employez ces délimiteurs dans tous les segments ; échappez-les dans les valeurs (\\F\\, \\S\\, \\R\\, \\E\\, \\T\\).',
  });
}

function kind(message: Hl7Message) {
  const { header } = message;
  const family = familyOf(message);
  const version = header.get(12);
  return [
    ...unless(types[family]?.test(header.coded(9, 4)) ?? false, {
      code: 'type',
      where: header.at(9),
      expected: 'ORU^R01^ORU_R01, MDM^T02|T04|T10^MDM_T02, ADT^…, ACK^… ou ZAM^Z01|Z02|Z03^ZAM_Z01',
      got: header.coded(9, 4),
      message: 'MSH-9 n’est pas un type attendu.',
      remedy:
        'Écrivez en MSH-9 ses trois composantes, type, événement et structure : MDM^T02^MDM_T02, ORU^R01^ORU_R01, ADT^A01^ADT_A01, ACK^T02^ACK… Un OUL n’est pas décrit par ce volet : transmettez le compte rendu en ORU.',
    }),
    ...unless(family === 'autre' || versions[family].includes(version), {
      code: 'version',
      where: header.at(12, { component: 1 }),
      expected: versions[family].join(' ou '),
      got: version,
      message: 'MSH-12 n’est pas la version du standard de ce type de message.',
      remedy:
        'Écrivez en MSH-12 2.5 pour un ORU ou un ADT, 2.6 pour un MDM ou un ZAM ; un ACK reprend la version du message acquitté.',
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
      got: header.coded(21, 2),
      message: 'MSH-21 ne nomme pas le volet suivi.',
      remedy:
        'Écrivez en MSH-21 la version du volet puis son identifiant : 2.1^CISIS_CDA_HL7_V2 vers la PFI, 1.1^CISIS_CDA_HL7_LPS de la PFI vers le logiciel.',
    },
  );
}

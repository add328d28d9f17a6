import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { decodedBase64 } from './embedded.ts';
import { checkFields, type FieldRule, oneOf } from './fields.ts';
import type { Hl7Message, Segment } from './message.ts';
import { bodies, flags, metadataOf, metadataSystem, type Observation } from './observations.ts';
import { familyOf, isTowardsLps, withFamily } from './reading.ts';

/** The text says of all ten that they are required; the tables of these two say « Optional ». */
const doubtful: readonly string[] = ['ACK_RECEPTION', 'ACK_LECTURE_MSS'];

export const metadonnees = defineRule({
  id: 'hl7.metadonnees',
  version: '2',
  title: 'Les métadonnées DMP et MSSanté sont toutes là, dans leur ordre, à Y ou N',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, « Les métadonnées DMP/MSSanté » et table MetaDMP/MSS (documenté ; ACK_RECEPTION et ACK_LECTURE_MSS : le texte et leurs tableaux se contredisent)',
  appliesTo: 'document',
  /** Values wanted, by code. */
  parameters: z.object({ valeurs: z.record(z.string(), z.enum(['Y', 'N'])).default({}) }),
  check: (inputs, { valeurs }) =>
    withFamily(inputs, ['ORU', 'MDM'], (message) => {
      // The message of the PFI to the LPS has no metadata of distribution.
      if (isTowardsLps(message)) return [];
      const all = metadataOf(message);
      return [
        ...flags.flatMap((code) => presence(code, all)),
        ...order(all),
        ...all.flatMap((one) => form(message, one)),
        ...Object.entries(valeurs).flatMap(([code, wanted]) => value(all, code, wanted)),
      ];
    }),
});

function presence(code: string, all: readonly Observation[]): Finding[] {
  const count = all.filter((one) => one.code === code).length;
  return unless(count === 1, {
    code: count === 0 ? 'metadonnee-absente' : 'metadonnee-repetee',
    where: `OBX-3.1 = ${code}`,
    expected: 'une fois',
    got: String(count),
    message: `La métadonnée ${code} est requise une fois.`,
    remedy: `Émettez un OBX ${code} et un seul, à Y ou à N, même quand l’utilisateur n’a rien changé au choix par défaut.`,
    severity: count === 0 && doubtful.includes(code) ? 'avertissement' : 'bloquant',
  });
}

function order(all: readonly Observation[]): Finding[] {
  const known: readonly string[] = [...flags, ...bodies];
  const found = all.map(({ code }) => code).filter((code) => known.includes(code));
  const sorted = found.toSorted((a, b) => known.indexOf(a) - known.indexOf(b));
  const rank = found.findIndex((code, i) => code !== sorted[i]);
  return unless(rank === -1, {
    code: 'ordre',
    where: `OBX-3.1 = ${found[rank]}`,
    expected: sorted[rank],
    got: found[rank],
    message: `Les métadonnées ne sont pas dans l’ordre du volet.`,
    remedy: `Émettez-les dans cet ordre : ${known.join(', ')}.`,
  });
}

function form(message: Hl7Message, { obx, code }: Observation): Finding[] {
  const common = checkFields(obx, commonFields(obx));
  if (bodies.includes(code)) return [...common, ...body(obx, code)];
  if (!(flags as readonly string[]).includes(code)) return [...common, unknown(obx, code)];
  return [...common, ...checkFields(obx, flagFields(code, familyOf(message) === 'ORU' ? 'CE' : 'CWE'))];
}

function commonFields({ rank }: Segment): FieldRule[] {
  return [
    {
      field: 1,
      code: 'rang',
      expected: String(rank),
      holds: oneOf(String(rank)),
      message: 'OBX-1 n’est pas le rang de l’OBX.',
      remedy: `Numérotez les OBX depuis 1 dans l’ordre du message, document compris : ${rank} ici.`,
      severity: 'avertissement',
    },
    {
      field: 3,
      component: 3,
      code: 'systeme',
      expected: metadataSystem,
      holds: oneOf(metadataSystem),
      message: 'OBX-3.3 n’est pas la table des métadonnées.',
      remedy: `Écrivez ${metadataSystem} en OBX-3.3, sans accent ni barre.`,
    },
    {
      field: 11,
      code: 'statut',
      expected: 'F',
      holds: oneOf('F'),
      message: 'OBX-11 d’une métadonnée n’a pas sa valeur fixe.',
      remedy:
        'Écrivez F en OBX-11 de chaque métadonnée, quel que soit le sort du document (C ou D ne vont qu’à l’OBX du document).',
    },
  ];
}

function flagFields(code: string, type: 'CE' | 'CWE'): FieldRule[] {
  return [
    {
      field: 2,
      code: 'type-de-valeur',
      expected: type,
      holds: oneOf(type),
      message: 'OBX-2 n’est pas le type de valeur d’une métadonnée.',
      remedy: `Écrivez ${type} en OBX-2 : CE dans un ORU (2.5), CWE dans un MDM (2.6).`,
    },
    {
      field: 5,
      code: 'valeur',
      expected: 'Y ou N',
      holds: oneOf('Y', 'N'),
      message: `${code} n’est ni à Y ni à N.`,
      remedy: 'Écrivez en OBX-5 Y^^expandedYes-NoIndicator ou N^^expandedYes-NoIndicator (et non O, 1 ou true).',
    },
    {
      field: 5,
      component: 3,
      code: 'table',
      expected: 'expandedYes-NoIndicator',
      holds: oneOf('expandedYes-NoIndicator'),
      message: 'OBX-5.3 n’est pas la table des valeurs.',
      remedy: 'Écrivez expandedYes-NoIndicator en OBX-5.3.',
    },
  ];
}

function unknown(obx: Segment, code: string): Finding {
  return discrepancy({
    code: 'metadonnee-inconnue',
    where: obx.at(3),
    expected: flags.join(', '),
    got: code,
    message: 'OBX-3 n’est pas une métadonnée du volet.',
    remedy:
      'Retirez cet OBX ou corrigez son code : le HL7 v2 dit INVISIBLE_REP_LEGAUX là où le XDS dit INVISIBLE_REPRESENTANTS_LEGAUX.',
  });
}

function body(obx: Segment, code: string): Finding[] {
  const text = obx.get(5, 5);
  return [
    ...checkFields(obx, [
      {
        field: 2,
        code: 'type-de-valeur',
        expected: 'ED',
        holds: oneOf('ED'),
        message: `OBX-2 de ${code} n’est pas une donnée encapsulée.`,
        remedy: 'Écrivez ED en OBX-2 et le texte en base64 en OBX-5 : ^text^^Base64^…',
      },
    ]),
    ...unless(text !== '', {
      code: 'corps-vide',
      where: obx.at(5, { component: 5 }),
      expected: 'le texte du courriel',
      got: null,
      message: `${code} est vide.`,
      remedy: `N’émettez l’OBX ${code} que si l’utilisateur a écrit un texte à mettre dans le courriel.`,
    }),
    ...unless(text === '' || obx.get(5, 4).toUpperCase() !== 'BASE64' || decodedBase64(text) !== undefined, {
      code: 'corps-illisible',
      where: obx.at(5, { component: 5 }),
      expected: 'du base64',
      got: text.slice(0, 40),
      message: `Le texte de ${code} n’est pas du base64, contrairement à ce que dit OBX-5.4.`,
      remedy: 'Encodez le texte en UTF-8 puis en base64, d’un seul tenant, et écrivez-le en OBX-5.5.',
    }),
  ];
}

function value(all: readonly Observation[], code: string, wanted: string): Finding[] {
  const found = all.find((one) => one.code === code);
  return unless(found?.obx.get(5) === wanted, {
    code: 'valeur-inattendue',
    where: found?.obx.at(5) ?? `OBX-3.1 = ${code}`,
    expected: wanted,
    got: found?.obx.get(5),
    message: `${code} ne dit pas ce que l’utilisateur a choisi.`,
    remedy: `Tirez ${code} du choix fait à l’écran au moment de la validation, non d’une valeur fixe.`,
  });
}

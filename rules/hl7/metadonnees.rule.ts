import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { checkFields, oneOf } from './fields.ts';
import type { Hl7Message } from './message.ts';
import { bodies, flags, metadataOf, metadataSystem, type Observation } from './observations.ts';
import { familyOf, isTowardsLps, withFamily } from './reading.ts';

/** The text says of all ten that they are required; the tables of these two say « Optional ». */
const doubtful: readonly string[] = ['ACK_RECEPTION', 'ACK_LECTURE_MSS'];

export const metadonnees = defineRule({
  id: 'hl7.metadonnees',
  version: '1',
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
    message: `La métadonnée ${code} est requise une fois, à Y ou à N.`,
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
    message: `Les métadonnées ne sont pas dans l’ordre du volet : ${known.join(', ')}.`,
  });
}

function form(message: Hl7Message, { obx, code }: Observation): Finding[] {
  const common = checkFields(obx, [
    {
      field: 1,
      code: 'rang',
      expected: String(obx.rank),
      holds: oneOf(String(obx.rank)),
      message: 'OBX-1 numérote les OBX depuis 1.',
      severity: 'avertissement',
    },
    {
      field: 3,
      component: 3,
      code: 'systeme',
      expected: metadataSystem,
      holds: oneOf(metadataSystem),
      message: `OBX-3.3 d’une métadonnée vaut ${metadataSystem}.`,
    },
    { field: 11, code: 'statut', expected: 'F', holds: oneOf('F'), message: 'OBX-11 d’une métadonnée vaut F.' },
  ]);
  if (bodies.includes(code)) return [...common, ...body(obx, code)];
  if (!(flags as readonly string[]).includes(code)) {
    return [
      ...common,
      discrepancy({
        code: 'metadonnee-inconnue',
        where: obx.at(3),
        expected: flags.join(', '),
        got: code,
        message: 'OBX-3 n’est pas une métadonnée du volet : corrigez son code.',
      }),
    ];
  }
  const type = familyOf(message) === 'ORU' ? 'CE' : 'CWE';
  return [
    ...common,
    ...checkFields(obx, [
      {
        field: 2,
        code: 'type-de-valeur',
        expected: type,
        holds: oneOf(type),
        message: `OBX-2 d’une métadonnée vaut ${type} dans ce message.`,
      },
      { field: 5, code: 'valeur', expected: 'Y ou N', holds: oneOf('Y', 'N'), message: `${code} vaut Y ou N.` },
      {
        field: 5,
        component: 3,
        code: 'table',
        expected: 'expandedYes-NoIndicator',
        holds: oneOf('expandedYes-NoIndicator'),
        message: 'OBX-5.3 vaut expandedYes-NoIndicator.',
      },
    ]),
  ];
}

function body(obx: Observation['obx'], code: string): Finding[] {
  const empty = [1, 2, 3, 4, 5].every((component) => obx.get(5, component) === '');
  return [
    ...checkFields(obx, [
      { field: 2, code: 'type-de-valeur', expected: 'ED', holds: oneOf('ED'), message: `OBX-2 de ${code} vaut ED.` },
    ]),
    ...unless(!empty, {
      code: 'corps-vide',
      where: obx.at(5),
      expected: 'le texte du courriel',
      got: null,
      message: `${code} est vide : retirez l’OBX, ou donnez le texte à mettre dans le courriel.`,
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
  });
}

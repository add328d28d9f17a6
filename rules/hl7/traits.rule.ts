import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { checkFields, oneOf } from './fields.ts';
import { birthplaceOf, identifiersOf, legalName } from './ins.ts';
import type { Segment } from './message.ts';
import { isInstant, withMessage, withSegment } from './reading.ts';

/** Types of name of PID-5.7 that the French profiles use: legal, in use, pseudonym, unknown… (HL7 table 0200). */
const nameTypes = ['L', 'D', 'S', 'U', 'M', 'A', 'N', 'B'];

export const traits = defineRule({
  id: 'hl7.traits',
  version: '1',
  title: 'PID porte les traits : nom de naissance, prénoms, date, sexe et, avec l’INS, le lieu de naissance',
  source:
    'PAM France 2.11 et annexe INS du CI-SIS (non relues ; forme des exemples publiés : nom de type L, liste des prénoms en PID-5.3, lieu de naissance en PID-11 de type BDL) ; RNIV pour les caractères',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    withMessage(inputs, (message) =>
      withSegment(message, 'PID', (pid) => {
        const qualified = identifiersOf(message).some(({ isIns }) => isIns);
        return [
          ...names(pid),
          ...checkFields(pid, [
            {
              field: 7,
              code: 'date-naissance',
              expected: 'AAAAMMJJ',
              holds: isInstant,
              message: 'PID-7 n’est pas une date de naissance : écrivez AAAAMMJJ.',
            },
            {
              field: 8,
              code: 'sexe',
              expected: qualified ? 'F ou M' : 'F, M, O, U, A ou N',
              holds: qualified ? oneOf('F', 'M') : oneOf('F', 'M', 'O', 'U', 'A', 'N'),
              message: 'PID-8 n’est pas un sexe que la table HL7 0001 admet (F ou M avec l’INS).',
            },
          ]),
          ...(qualified ? strict(pid) : []),
        ];
      }),
    ),
});

function names(pid: Segment): Finding[] {
  const all = pid.repetitions(5);
  const legal = legalName(pid);
  return [
    ...unless(legal !== undefined, {
      code: 'nom-de-naissance',
      where: pid.at(5),
      expected: 'un nom de type L (PID-5.7)',
      got: all.map((one) => one.get(7) || 'sans type'),
      message: 'PID-5 n’a pas de nom de naissance : répétez le nom avec le type L en PID-5.7 (D est le nom utilisé).',
    }),
    ...unless(legal === undefined || (legal.get(1) !== '' && legal.get(2) !== ''), {
      code: 'nom-incomplet',
      where: pid.at(5, { repetition: legal?.rank ?? 1 }),
      expected: 'nom et premier prénom de naissance',
      got: `${legal?.get(1)}^${legal?.get(2)}`,
      message: 'Le nom de naissance n’a pas son nom (PID-5.1) ou son premier prénom (PID-5.2).',
    }),
    ...all.flatMap((one) =>
      unless(nameTypes.includes(one.get(7)), {
        code: 'type-de-nom',
        where: pid.at(5, { repetition: one.rank, component: 7 }),
        expected: nameTypes.join(', '),
        got: one.get(7),
        message: 'Un nom sans type connu ne se lit pas : L pour le nom de naissance, D pour le nom utilisé.',
        severity: 'avertissement',
      }),
    ),
  ];
}

function strict(pid: Segment): Finding[] {
  const legal = legalName(pid);
  const written = [legal?.get(1), legal?.get(2), legal?.get(3)]
    .filter((one) => one !== undefined && one !== '')
    .join(' ');
  const birthplace = birthplaceOf(pid);
  return [
    ...unless(/^\d{8}/.test(pid.get(7)), {
      code: 'date-incomplete',
      where: pid.at(7),
      expected: 'AAAAMMJJ',
      got: pid.get(7),
      message: 'Avec l’INS, la date de naissance va jusqu’au jour : reprenez celle que l’INSi a rendue.',
    }),
    ...unless(legal === undefined || legal.get(3) !== '', {
      code: 'prenoms-absents',
      where: pid.at(5, { repetition: legal?.rank ?? 1, component: 3 }),
      expected: 'la liste des prénoms de naissance',
      got: null,
      message: 'Avec l’INS, PID-5.3 porte la liste des prénoms de l’acte de naissance, le premier compris.',
      severity: 'avertissement',
    }),
    ...unless(/^[A-Z' -]*$/.test(written), {
      code: 'caracteres',
      where: pid.at(5, { repetition: legal?.rank ?? 1 }),
      expected: 'capitales sans accent, traits d’union et apostrophes',
      got: written,
      message: 'Les traits de l’INS sont en capitales sans accent : recopiez-les tels que l’INSi les a rendus.',
      severity: 'avertissement',
    }),
    ...unless(/^(?:\d{2}|2[AB])\d{3}$/.test(birthplace?.get(9) ?? ''), {
      code: 'lieu-de-naissance',
      where: pid.at(11, { repetition: birthplace?.rank, component: 9 }),
      expected: 'code COG de 5 caractères, dans une adresse de type BDL',
      got: birthplace?.get(9),
      message:
        'Avec l’INS, PID-11 répète une adresse de type BDL dont la neuvième composante est le code COG du lieu de naissance.',
      severity: 'avertissement',
    }),
  ];
}

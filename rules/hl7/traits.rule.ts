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
  version: '2',
  title: 'PID porte les traits : nom de naissance, prénoms, date, sexe et, avec l’INS, le lieu de naissance',
  source:
    'PAM France 2.11 et annexe INS du CI-SIS (non relues ; forme des exemples publiés : nom de type L, liste des prénoms en PID-5.3, lieu de naissance en PID-11 de type BDL) ; RNIV pour les caractères ; dates hors calendrier : faits INSi §1.8 (déduit)',
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
              holds: (text) => isInstant(text) || isLunar(text),
              message: 'PID-7 n’est pas une date de naissance.',
              remedy:
                'Écrivez la date de naissance en chiffres seulement, AAAAMMJJ, qui existe au calendrier ; une date lunaire s’écrit telle que l’INSi l’a rendue.',
            },
            {
              field: 8,
              code: 'sexe',
              expected: qualified ? 'F ou M' : 'F, M, O, U, A ou N',
              holds: qualified ? oneOf('F', 'M') : oneOf('F', 'M', 'O', 'U', 'A', 'N'),
              message: 'PID-8 n’est pas un sexe que la table HL7 0001 admet (F ou M avec l’INS).',
              remedy:
                'Écrivez F ou M en PID-8, tel que l’INSi l’a rendu ; hors INS, U si le sexe n’est pas connu (et non I, 1 ou 2).',
            },
          ]),
          ...unless(!isLunar(pid.get(7)), {
            code: 'date-lunaire',
            where: pid.at(7),
            expected: 'AAAAMMJJ',
            got: pid.get(7),
            message: 'La date de naissance n’est pas au calendrier : un destinataire peut la refuser.',
            remedy:
              'Si l’INSi a rendu cette date (mois ou jour inconnus), transmettez-la telle quelle ; sinon corrigez-la dans le dossier.',
            severity: 'avertissement',
          }),
          ...(qualified ? strict(pid) : []),
        ];
      }),
    ),
});

/** A date that the INSi may render without being of the calendar: 1950-00-00, 1960-20-00 (facts, INSi §1.8, inferred). */
function isLunar(text: string): boolean {
  return /^\d{4}(?:(?:0\d|1[0-2])00|00\d{2}|[2-9]\d{3})$/.test(text);
}

function names(pid: Segment): Finding[] {
  const all = pid.repetitions(5);
  const legal = legalName(pid);
  return [
    ...unless(legal !== undefined, {
      code: 'nom-de-naissance',
      where: pid.at(5),
      expected: 'un nom de type L (PID-5.7)',
      got: all.map((one) => one.get(7) || 'sans type'),
      message: 'PID-5 n’a pas de nom de naissance.',
      remedy:
        'Écrivez le nom de naissance dans une répétition de PID-5 dont la septième composante est L ; le nom utilisé va dans une autre, de type D.',
    }),
    ...unless(legal === undefined || (legal.get(1) !== '' && legal.get(2) !== ''), {
      code: 'nom-incomplet',
      where: pid.at(5, { repetition: legal?.rank ?? 1 }),
      expected: 'nom et premier prénom de naissance',
      got: `${legal?.get(1)}^${legal?.get(2)}`,
      message: 'Le nom de naissance n’a pas son nom (PID-5.1) ou son premier prénom (PID-5.2).',
      remedy:
        'Renseignez, dans la répétition de type L, le nom en PID-5.1, le premier prénom de naissance en PID-5.2 et tous les prénoms en PID-5.3.',
    }),
    ...all.flatMap((one) =>
      unless(nameTypes.includes(one.get(7)), {
        code: 'type-de-nom',
        where: pid.at(5, { repetition: one.rank, component: 7 }),
        expected: nameTypes.join(', '),
        got: one.get(7),
        message: 'Un nom de PID-5 n’a pas de type connu.',
        remedy:
          'Écrivez en septième composante L pour le nom de naissance, D pour le nom utilisé, S pour un pseudonyme.',
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
      message: 'Avec l’INS, la date de naissance va jusqu’au jour.',
      remedy: 'Reprenez en PID-7 la date complète que l’INSi a rendue, sans la recalculer ni la tronquer.',
    }),
    ...unless(legal === undefined || legal.get(3) !== '', {
      code: 'prenoms-absents',
      where: pid.at(5, { repetition: legal?.rank ?? 1, component: 3 }),
      expected: 'la liste des prénoms de naissance',
      got: null,
      message: 'Avec l’INS, PID-5.3 porte la liste des prénoms de l’acte de naissance.',
      remedy: 'Recopiez en PID-5.3 la liste des prénoms rendue par l’INSi, séparés par une espace, le premier compris.',
      severity: 'avertissement',
    }),
    ...unless(/^[A-Z' -]*$/.test(written), {
      code: 'caracteres',
      where: pid.at(5, { repetition: legal?.rank ?? 1 }),
      expected: 'capitales sans accent, traits d’union et apostrophes',
      got: written,
      message: 'Les traits de l’INS ne sont pas en capitales sans accent.',
      remedy:
        'Transmettez les traits tels que l’INSi les a rendus : ne remettez ni accents ni minuscules, et ne remplacez pas les traits d’union.',
      severity: 'avertissement',
    }),
    ...unless(/^(?:\d{2}|2[AB])\d{3}$/.test(birthplace?.get(9) ?? ''), {
      code: 'lieu-de-naissance',
      where: pid.at(11, { repetition: birthplace?.rank, component: 9 }),
      expected: 'code COG de 5 caractères, dans une adresse de type BDL',
      got: birthplace?.get(9),
      message: 'Avec l’INS, PID-11 donne le lieu de naissance.',
      remedy:
        'Ajoutez à PID-11 une répétition de type BDL (septième composante) dont la neuvième est le code COG rendu par l’INSi : ^^^^^^BDL^^63220.',
      severity: 'avertissement',
    }),
  ];
}

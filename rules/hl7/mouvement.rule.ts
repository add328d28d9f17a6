import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { checkFields, type FieldRule, oneOf } from './fields.ts';
import { isInstant, withFamily, withSegment } from './reading.ts';

/** Events of the movements that the requirements name: admission and discharge. */
const movements = ['A01', 'A03'];

export const mouvement = defineRule({
  id: 'hl7.mouvement',
  version: '1',
  title: 'L’admission et la sortie disent quel mouvement, quand et sous quelle responsabilité (EVN, ZBE)',
  source:
    'SC.DMP/ALI/PROG.10 (ADT^A01), SC.DMP/ALI/PROG.11 (ADT^A03) ; champs d’EVN et de ZBE : modèles publiés de l’ANS (hl7V2-exemples, référentiel SGL) ; codes de ZBE-4 : IHE PAM, ITI-31 (non relu, déduit)',
  appliesTo: 'document',
  /** The movement that is wanted: `A01`, `A03`… */
  parameters: z.object({ evenement: z.string().optional() }),
  check: (inputs, { evenement }) =>
    withFamily(inputs, ['ADT'], (message) => {
      const event = message.header.get(9, 2);
      const other = unless(evenement === undefined || event === evenement, {
        code: 'autre-evenement',
        where: message.header.at(9, { component: 2 }),
        expected: evenement,
        got: event,
        message: 'Le message n’est pas le mouvement attendu.',
        remedy:
          'Émettez ADT^A01 à l’admission et ADT^A03 à la fin de la prise en charge, au moment où l’un et l’autre sont saisis.',
      });
      return movements.includes(event)
        ? [
            ...other,
            ...withSegment(message, 'EVN', (evn) => checkFields(evn, eventFields)),
            ...withSegment(message, 'ZBE', (zbe): Finding[] => checkFields(zbe, movementFields)),
          ]
        : other;
    }),
});

const eventFields: readonly FieldRule[] = [
  {
    field: 2,
    code: 'date',
    expected: 'une date HL7',
    holds: isInstant,
    message: 'EVN-2 n’est pas la date à laquelle l’événement a été enregistré.',
    remedy: 'Écrivez en EVN-2 la date et l’heure de la saisie, en chiffres seulement : 20260302091530.',
  },
  {
    field: 6,
    code: 'date-survenue',
    expected: 'une date HL7',
    holds: isInstant,
    message: 'EVN-6 n’est pas la date à laquelle l’événement est survenu.',
    remedy: 'Écrivez en EVN-6 la date et l’heure du mouvement lui-même, celle de ZBE-2.',
    severity: 'avertissement',
  },
];

const movementFields: readonly FieldRule[] = [
  {
    field: 1,
    code: 'mouvement',
    expected: 'un identifiant et son autorité',
    message: 'ZBE-1 n’identifie pas le mouvement : ni sa correction ni son annulation ne pourront s’y rapporter.',
    remedy:
      'Donnez à chaque mouvement un identifiant unique, écrivez-le en ZBE-1 avec son autorité, et gardez-le s’il est corrigé.',
  },
  {
    field: 2,
    code: 'date-mouvement',
    expected: 'une date HL7',
    holds: isInstant,
    message: 'ZBE-2 n’est pas la date du mouvement.',
    remedy: 'Écrivez en ZBE-2 la date et l’heure du mouvement, en chiffres seulement : 20260302091500.',
  },
  {
    field: 4,
    code: 'action',
    expected: 'INSERT, UPDATE ou CANCEL',
    holds: oneOf('INSERT', 'UPDATE', 'CANCEL'),
    message: 'ZBE-4 ne dit pas ce qu’il faut faire du mouvement.',
    remedy: 'Écrivez en ZBE-4 INSERT pour un mouvement nouveau, UPDATE pour sa correction, CANCEL pour son annulation.',
  },
  {
    field: 5,
    code: 'historique',
    expected: 'Y ou N',
    holds: oneOf('Y', 'N'),
    message: 'ZBE-5 ne dit pas si le mouvement est historique.',
    remedy: 'Écrivez N en ZBE-5 pour le mouvement en cours, Y pour un mouvement passé.',
  },
  {
    field: 7,
    component: 10,
    code: 'responsabilite',
    expected: 'le code de l’unité fonctionnelle',
    message: 'ZBE-7 ne dit pas quelle unité a la responsabilité médicale.',
    remedy:
      'Écrivez en ZBE-7 le nom de l’unité, UF en septième composante et son code en dixième : Chir V^^^^^CHU^UF^^^6268.',
    severity: 'avertissement',
  },
  {
    field: 9,
    code: 'nature',
    expected: 'la nature du mouvement',
    message: 'ZBE-9 ne dit pas la nature du mouvement.',
    remedy:
      'Écrivez en ZBE-9 la nature du mouvement : HMS quand l’hébergement et les responsabilités médicale et de soins changent ensemble.',
    severity: 'avertissement',
  },
];

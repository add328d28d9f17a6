import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import type { Escape } from './escapes.ts';
import type { Segment } from './message.ts';
import { withMessage } from './reading.ts';

export const echappements = defineRule({
  id: 'hl7.echappements',
  version: '1',
  title: 'Les séquences d’échappement des valeurs sont de HL7 et se ferment',
  source:
    'HL7 v2.5, chapitre 2, §2.7 « Use of escape sequences in text fields » (lu de seconde main), auquel renvoient le volet et PAM France ; qu’une séquence inconnue soit bloquante est déduit : le destinataire y lit une autre valeur',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) => withMessage(inputs, ({ segments }) => segments.flatMap(firstWrong)),
});

// One finding a segment: a path such as C:\temp\a has many, and mending the first mends them all.
function firstWrong(segment: Segment): Finding[] {
  const wrong = segment.escapes().find(({ known }) => !known);
  return wrong === undefined ? [] : told(segment, wrong);
}

function told(segment: Segment, { field, closed, sequence }: Escape & { field: number }): Finding[] {
  const where = segment.at(field);
  const got = `\\${sequence.slice(0, 40)}${closed ? '\\' : ''}`;
  return [
    ...unless(closed, {
      code: 'echappement-ouvert',
      where,
      expected: 'un caractère d’échappement de chaque côté',
      got,
      message: 'Une séquence d’échappement n’est pas fermée : le reste de la valeur se lit mal.',
      remedy:
        'Échappez chaque barre oblique inverse d’une valeur en \\E\\ (et |, ^, ~ et & en \\F\\, \\S\\, \\R\\ et \\T\\) avant d’écrire le segment.',
    }),
    ...unless(!closed, {
      code: 'echappement-inconnu',
      where,
      expected: '\\F\\, \\S\\, \\R\\, \\E\\, \\T\\, \\Xhh…\\, \\.br\\…',
      got,
      message: 'Une séquence d’échappement n’est pas de HL7 : la valeur se lit mal.',
      remedy:
        'Échappez les barres obliques inverses des valeurs en \\E\\ (C:\\E\\temp), les fins de ligne en \\.br\\ et les autres octets en \\Xhh\\, à deux chiffres hexadécimaux.',
    }),
  ];
}

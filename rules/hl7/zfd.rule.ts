import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { identifiersOf } from './ins.ts';
import { segmentsNamed } from './message.ts';
import { isInstant, withFamily } from './reading.ts';

const modes = ['SM', 'CV', 'INSI', 'CB', 'RFID'];

export const zfd = defineRule({
  id: 'hl7.zfd',
  version: '1',
  title: 'ZFD dit comment l’identité a été obtenue, et quand l’INSi a été appelé',
  source:
    'Faits INSi §1.11 : ZFD-5 (SM, CV, INSI, CB, RFID), ZFD-6 (PAM France, seconde main) ; que ZFD-6 accompagne ZFD-5 = INSI est déduit des exemples publiés',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    withFamily(inputs, ['ADT'], (message) => {
      const [segment] = segmentsNamed(message, 'ZFD');
      if (segment === undefined) {
        return unless(!identifiersOf(message).some(({ isIns }) => isIns), {
          code: 'zfd-absent',
          where: 'ZFD',
          expected: 'ZFD-5 et ZFD-6',
          got: null,
          message: 'Le message porte l’INS sans dire comment l’identité a été obtenue.',
          remedy:
            'Ajoutez le segment ZFD : le mode d’obtention en ZFD-5 (INSI après un appel au téléservice) et la date de cet appel en ZFD-6.',
          severity: 'avertissement',
        });
      }
      const [mode, date] = [segment.get(5), segment.get(6)];
      return [
        ...unless(mode === '' || modes.includes(mode), {
          code: 'mode',
          where: segment.at(5),
          expected: modes.join(', '),
          got: mode,
          message: 'ZFD-5 n’est pas un mode d’obtention de l’identité.',
          remedy:
            'Écrivez en ZFD-5 SM (saisie manuelle), CV (carte Vitale), INSI (téléservice), CB (code à barres) ou RFID.',
        }),
        ...unless(date === '' || isInstant(date), {
          code: 'date',
          where: segment.at(6),
          expected: 'une date HL7',
          got: date,
          message: 'ZFD-6 n’est pas une date HL7.',
          remedy: 'Écrivez en ZFD-6 la date du dernier appel au téléservice INSi, en chiffres seulement : AAAAMMJJ.',
        }),
        ...unless(mode !== 'INSI' || date !== '', {
          code: 'date-absente',
          where: segment.at(6),
          expected: 'la date de l’appel à l’INSi',
          got: null,
          message: 'L’identité vient de l’INSi (ZFD-5) et le message ne dit pas quand il a été appelé.',
          remedy: 'Conservez la date de chaque appel au téléservice INSi, et écrivez celle du dernier en ZFD-6.',
          severity: 'avertissement',
        }),
      ];
    }),
});

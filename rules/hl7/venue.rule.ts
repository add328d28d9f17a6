import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { checkFields, oneOf } from './fields.ts';
import { isInstant, withMessage, withSegment } from './reading.ts';

const classes = ['E', 'I', 'N', 'O', 'R'];

export const venue = defineRule({
  id: 'hl7.venue',
  version: '1',
  title: 'PV1 dit la classe du patient et, quand il est venu, le numéro de sa venue',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, segment PV1 et sa note 2 (documenté) ; classes : faits DMP §5 (PV1-2 vers contentTypeCode)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    withMessage(inputs, (message) =>
      withSegment(message, 'PV1', (pv1) => [
        ...checkFields(pv1, [
          {
            field: 2,
            code: 'classe',
            expected: classes.join(', '),
            holds: oneOf(...classes),
            message: 'PV1-2 n’est pas une classe de patient.',
            remedy:
              'Écrivez en PV1-2 I (hospitalisé), O (consultation), E (urgences), R (séances) ou N (sans venue) : la PFI en tire le contentTypeCode du lot.',
          },
          ...[44, 45].map((field) => ({
            field,
            code: 'date',
            expected: 'une date HL7',
            holds: (text: string) => text === '' || isInstant(text),
            message: `PV1-${field} n’est pas une date HL7.`,
            remedy: `Écrivez en PV1-${field} la date ${field === 44 ? 'd’entrée' : 'de sortie'}, en chiffres seulement (AAAAMMJJHHMM), ou laissez le champ vide si elle n’est pas connue.`,
          })),
        ]),
        ...unless(!['E', 'I', 'O', 'R'].includes(pv1.get(2)) || pv1.get(19) !== '', {
          code: 'venue-absente',
          where: pv1.at(19),
          expected: 'le numéro de la venue',
          got: null,
          message: 'PV1-19 est requis quand le patient est venu (PV1-2 = E, I, O ou R).',
          remedy:
            'Écrivez en PV1-19 le numéro de la venue, son autorité et son type VN ; si le patient n’est pas venu, dites N en PV1-2.',
        }),
      ]),
    ),
});

import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { isOn } from '../hl7/observations.ts';
import { defineRule } from '../rule.ts';
import { documentMessages } from './messages.ts';

export const nombre = defineRule({
  id: 'pfi.nombre',
  version: '1',
  title: 'Le produit transmet à la plateforme le nombre de documents attendu',
  source:
    'DMP/va1.03, DMP/va1.05, MSS/va1.23, MSS/va1.24 (transmission choisie, ou automatique), DMP/CONF.09 (transmission bloquée)',
  appliesTo: 'echanges',
  parameters: z.object({
    nombre: z.number().int().min(0),
    /** Only those that the platform has to deposit in the DMP. */
    dmp: z.boolean().default(false),
    /** Only messages of this type. */
    famille: z.enum(['MDM', 'ORU']).optional(),
  }),
  check(inputs, { nombre: wanted, dmp, famille }) {
    const sent = documentMessages(inputs).filter(
      (message) => (!dmp || isOn(message, 'DESTDMP')) && (famille === undefined || message.header.get(9) === famille),
    );
    return unlessEqual({
      code: 'nombre-documents',
      where: 'échanges',
      expected: String(wanted),
      got: String(sent.length),
      message: `Le nombre de documents transmis à la plateforme${dmp ? ' pour le DMP' : ''}${famille === undefined ? '' : `, en ${famille},`} n’est pas celui attendu.`,
      remedy:
        'Transmettez une fois (MDM ou ORU) chaque document validé et choisi, ou réglé pour partir seul, et aucun autre : ni brouillon, ni document que le patient refuse.',
    });
  },
});

import { z } from 'zod';
import { unless } from '../findings.ts';
import { eachDocument } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { attribute, elements } from './reading.ts';

export const type = defineRule({
  id: 'cda.type',
  version: '1',
  title: 'Le document est du type attendu',
  source:
    'JDV_J07 (type de document) et ASS_X16 : code de ClinicalDocument/code de chaque genre de document (faits DMP §5.5)',
  appliesTo: 'echanges',
  parameters: z.object({ type: z.string() }),
  check: (inputs, { type: wanted }) =>
    eachDocument(inputs, ({ root, at }) => {
      const got = attribute(elements(root, 'h:code')[0], 'code');
      return unless(got === wanted, {
        code: 'autre-type',
        where: at('/ClinicalDocument/code/@code'),
        expected: wanted,
        got,
        message: 'Le document ne porte pas le type de ce qu’il est.',
        remedy: `Écrivez ${wanted} en ClinicalDocument/code pour ce genre de document : chaque genre a son code de JDV_J07.`,
      });
    }),
});

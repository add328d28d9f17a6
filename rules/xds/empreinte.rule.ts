import { createHash } from 'node:crypto';
import { z } from 'zod';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachEntry, slotValues } from './entries.ts';

export const empreinte = defineRule({
  id: 'xds.empreinte',
  version: '1',
  title: 'hash et size, s’ils sont donnés, sont ceux des octets du document',
  source: 'IHE ITI TF-3 §4.2.3.2.10 (SHA-1) et §4.2.3.2.24 ; donnés en XDM, calculés par le DMP sinon (faits DMP §5.2)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    eachEntry(inputs, ({ element, id, submission, at }) => {
      const [hash] = slotValues(element, 'hash');
      const [size] = slotValues(element, 'size');
      const bytes = submission.documents.find((document) => document.id === id)?.bytes ?? null;
      if (bytes === null) {
        const message = 'Le document que cette fiche décrit n’est pas joint.';
        return [
          discrepancy({ code: 'document-absent', where: at('document'), expected: 'ses octets', got: null, message }),
        ];
      }
      const sha1 = createHash('sha1').update(bytes).digest('hex');
      return [
        ...unless(hash === undefined || hash === sha1, {
          code: 'hash',
          where: at('hash'),
          expected: sha1,
          got: hash,
          message: 'L’empreinte de la fiche n’est pas celle du document.',
        }),
        ...unless(size === undefined || size === String(bytes.length), {
          code: 'size',
          where: at('size'),
          expected: String(bytes.length),
          got: size,
          message: 'La taille de la fiche n’est pas celle du document.',
        }),
      ];
    }),
});

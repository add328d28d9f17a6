import { createHash } from 'node:crypto';
import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { bytesOf, eachEntry, slotValues, withoutDocument } from './entries.ts';
import { isSha1 } from './formats.ts';

export const empreinte = defineRule({
  id: 'xds.empreinte',
  version: '2',
  title: 'hash et size, s’ils sont donnés, sont ceux des octets du document',
  source:
    'IHE ITI TF-3 §4.2.3.2.10 (SHA-1) et §4.2.3.2.24 ; donnés en XDM, calculés par le DMP sinon (faits DMP §5.2). Une valeur qui n’a pas la forme d’une empreinte ou d’une taille est dite par xds.fiche',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    eachEntry(inputs, (entry) => {
      const bytes = bytesOf(entry);
      if (bytes === null) return [withoutDocument(entry)];
      const [hash = ''] = slotValues(entry.element, 'hash');
      const [size = ''] = slotValues(entry.element, 'size');
      const sha1 = createHash('sha1').update(bytes).digest('hex');
      return [
        ...unless(!isSha1(hash) || hash === sha1, {
          code: 'hash',
          where: entry.at('hash'),
          expected: sha1,
          got: hash,
          message: 'L’empreinte de la fiche n’est pas celle du document.',
          remedy: `Calculez l’empreinte en dernier, sur les octets mêmes du fichier joint : ${recount}`,
        }),
        ...unless(!/^\d+$/.test(size) || size === String(bytes.length), {
          code: 'size',
          where: entry.at('size'),
          expected: String(bytes.length),
          got: size,
          message: 'La taille de la fiche n’est pas celle du document.',
          remedy: `Comptez les octets du fichier joint, non ses caractères : ${recount}`,
        }),
      ];
    }),
});

const recount = 'une mise en forme, un changement de fins de ligne ou d’encodage après le calcul la rend fausse.';

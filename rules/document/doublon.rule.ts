import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const doublon = defineRule({
  id: 'document.doublon',
  version: '1',
  title: 'Un document du DMP qui est déjà au dossier est signalé, et sa copie locale montrée',
  source: 'CDA/DD.04 (énoncé)',
  appliesTo: 'lecture',
  parameters: z.object({
    /** The document of the file; null where the file has no copy. */
    document: z.string().nullable(),
  }),
  check(inputs, { document }) {
    const schema = z.object({ messages: z.array(z.string()), document: z.string().nullable() });
    const shown = observed(inputs, 'lecture', schema);
    return [
      ...unless(shown.document === document, {
        code: document === null ? 'copie-de-trop' : 'copie-non-montree',
        where: 'document',
        expected: document,
        got: shown.document,
        message:
          document === null
            ? 'Le produit montre une copie locale d’un document qui n’est pas au dossier.'
            : 'Le produit ne montre pas la copie locale du document demandé au DMP.',
        remedy:
          'Comparez l’uniqueId demandé à l’identifiant (id) des CDA du dossier, et montrez celui qui est le même.',
      }),
      ...unless(document === null || shown.messages.some((text) => text.trim() !== ''), {
        code: 'utilisateur-non-prevenu',
        where: 'messages',
        expected: 'un message qui dit que le document est déjà au dossier',
        got: shown.messages,
        message: 'L’utilisateur n’est pas prévenu que le document demandé au DMP est déjà au dossier.',
        remedy: 'Dites, avant de montrer la copie locale, que le document demandé est déjà dans la base.',
      }),
    ];
  },
});

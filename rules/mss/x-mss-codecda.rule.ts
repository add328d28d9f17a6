import { z } from 'zod';
import { textAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { cda, headerOf } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { eachDocumentedMail, fromDocuments } from './mail-documents.ts';

export const xMssCodecda = defineRule({
  id: 'mss.x-mss-codecda',
  version: '1',
  title: 'X-MSS-CODECDA donne le code de chaque CDA de l’archive, et manque s’il n’y en a pas',
  source:
    'ECO.2.4.1, SC.MSS/CONF.15 : ClinicalDocument/code/@code ; séparateur virgule, sans dédoublonnage (seconde main)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachDocumentedMail(inputs, (mail) => {
      if (mail.unread) return [];
      const { values, findings } = fromDocuments(mail, (root) => textAt(root, 'h:code/@code', cda) ?? '');
      const header = headerOf(mail, 'x-mss-codecda');
      const got = header?.split(',').map((code) => code.trim()) ?? [];
      const right = [...got].sort().join() === [...values].sort().join();
      return [
        ...findings,
        ...unless(right, {
          code: 'x-mss-codecda',
          where: mail.at('X-MSS-CODECDA'),
          expected: values.join(','),
          got: header,
          message: 'X-MSS-CODECDA ne donne pas les codes des documents de l’archive.',
          remedy:
            'Recopiez dans X-MSS-CODECDA le ClinicalDocument/code/@code de chaque CDA de l’archive, séparés par une virgule, et n’en mettez pas sans archive.',
        }),
      ];
    }),
});

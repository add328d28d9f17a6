import { z } from 'zod';
import { textAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachRequest, ns } from './soap.ts';

export const emetteur = defineRule({
  id: 'insi.emetteur',
  version: '1',
  title: 'L’émetteur des deux contextes est la structure du certificat client',
  source: 'INSI-04 ; faits INSi §1.4 (Emetteur = OU du certificat en mode certificat : observé)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachRequest(inputs, ({ exchange, document, at }) => {
      const subject = exchange.tls?.peer?.subject ?? '';
      return ['bam:ContexteBAM/bam:Emetteur', 'lps:ContexteLPS/lps:Emetteur'].flatMap((path) => {
        const told = textAt(document, `/soap:Envelope/soap:Header/${path}`, ns);
        const units = [...subject.matchAll(/OU=([^,/+\n]+)/g)].map(([, unit]) => unit?.trim());
        return unless(told !== null && units.includes(told), {
          code: 'emetteur',
          where: at(path),
          expected: `OU du certificat (${subject})`,
          got: told,
          message: 'L’émetteur n’est pas la structure du certificat client.',
        });
      });
    }),
});

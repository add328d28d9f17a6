import { z } from 'zod';
import { headersNamed } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { eachMail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { domainOf, patientDomain, recipientsOf } from './text.ts';

export const xMssMes = defineRule({
  id: 'mss.x-mss-mes',
  version: '1',
  title: 'X-MSS-MES vaut FIN quand l’usager ne doit pas pouvoir répondre, et manque sinon',
  source: 'ECO.2.2.8, SC.MSS/CONF.21 : « FIN », trois majuscules, vers un usager',
  appliesTo: 'echanges',
  parameters: z.object({ fin: z.boolean(), domaine: z.string().default(patientDomain) }),
  check: (inputs, { fin, domaine }) =>
    eachMail(inputs, (mail) => {
      const values = headersNamed(mail.message, 'x-mss-mes').map(({ value }) => value);
      const toUsager = recipientsOf(mail).some((address) => domainOf(address) === domaine);
      return [
        ...unless(fin ? values.length === 1 && values[0] === 'FIN' : values.length === 0, {
          code: 'x-mss-mes',
          where: mail.at('X-MSS-MES'),
          expected: fin ? 'FIN' : null,
          got: values,
          message: fin ? 'L’usager pourra répondre.' : 'L’usager ne pourra pas répondre.',
        }),
        ...unless(!fin || toUsager, {
          code: 'usager-absent',
          where: mail.at('To'),
          expected: `une adresse de ${domaine}`,
          got: recipientsOf(mail),
          message: 'Ce courriel n’est pas adressé à un usager.',
        }),
      ];
    }),
});

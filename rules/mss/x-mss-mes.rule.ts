import { z } from 'zod';
import { type Finding, headersNamed } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { eachMail, type Mail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { domainOf, patientDomain, recipientsOf, subjectOf } from './text.ts';

export const xMssMes = defineRule({
  id: 'mss.x-mss-mes',
  version: '2',
  title: 'X-MSS-MES vaut FIN quand l’usager ne doit pas pouvoir répondre, et manque sinon',
  source:
    'ECO.2.2.8, SC.MSS/CONF.21 : « FIN », trois majuscules, vers un usager ; FAQ Mon espace santé du 07/10/2025 : un objet « [FIN] », à ces cinq caractères près, clôt aussi l’échange',
  appliesTo: 'echanges',
  parameters: z.object({ fin: z.boolean(), domaine: z.string().default(patientDomain) }),
  check: (inputs, { fin, domaine }) =>
    eachMail(inputs, (mail) => {
      const toUsager = recipientsOf(mail).some((address) => domainOf(address) === domaine);
      return [
        ...header(mail, fin),
        ...unless(!fin || toUsager, {
          code: 'usager-absent',
          where: mail.at('To'),
          expected: `une adresse de ${domaine}`,
          got: recipientsOf(mail),
          message: 'Ce courriel n’est pas adressé à un usager.',
          remedy:
            'Ne posez X-MSS-MES que sur un courriel à une adresse de Mon espace santé ; l’en-tête n’a pas de sens pour un professionnel.',
        }),
        ...(toUsager ? subject(mail) : []),
      ];
    }),
});

function header(mail: Mail, fin: boolean): Finding[] {
  const values = headersNamed(mail.message, 'x-mss-mes').map(({ value }) => value);
  return unless(fin ? values.length === 1 && values[0] === 'FIN' : values.length === 0, {
    code: 'x-mss-mes',
    where: mail.at('X-MSS-MES'),
    expected: fin ? 'FIN' : null,
    got: values,
    message: fin ? 'L’usager pourra répondre.' : 'L’usager ne pourra pas répondre.',
    remedy: fin
      ? 'Posez une fois « X-MSS-MES: FIN », en majuscules, quand le professionnel clôt l’échange.'
      : 'Ne posez pas X-MSS-MES tant que l’usager doit pouvoir répondre : toute autre valeur que FIN est sans effet sûr.',
  });
}

// Who writes « fin » and nothing else means to end the exchange: Mon espace santé knows one form of it.
function subject(mail: Mail): Finding[] {
  const got = subjectOf(mail);
  return unless(got === '[FIN]' || !/^[\s[({]{0,8}fin[\s\])}.!]{0,8}$/i.test(got), {
    code: 'objet-fin',
    severity: 'avertissement',
    where: mail.at('Subject'),
    expected: '[FIN]',
    got,
    message: 'Cet objet ne clôt pas l’échange dans Mon espace santé.',
    remedy: 'Écrivez l’objet « [FIN] », crochets compris et rien d’autre, ou mieux posez « X-MSS-MES: FIN ».',
  });
}

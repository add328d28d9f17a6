import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { eachMail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { subjectOf } from './text.ts';

const prefix = 'XDM/1.0/DDM+';

const parameters = z.object({
  nom: z.string(),
  prenom: z.string(),
  /** `AAAA-MM-JJ`. */
  dateNaissance: z.string().optional(),
  libelle: z.string().optional(),
});

export const objet = defineRule({
  id: 'mss.objet',
  version: '1',
  title: 'L’objet d’un courriel de document a la forme XDM/1.0/DDM+<libellé> <NOM> <prénom> <date de naissance>',
  source: 'ECO.2.1.3, SC.MSS/CONF.25 : tout est obligatoire sauf la date ; exemple de l’ANS en jj/mm/aaaa',
  appliesTo: 'echanges',
  parameters,
  check: (inputs, expected) => eachMail(inputs, (mail) => judged(mail.at('Subject'), subjectOf(mail), expected)),
});

function judged(where: string, got: string, expected: z.infer<typeof parameters>): Finding[] {
  const { nom, prenom, dateNaissance, libelle } = expected;
  const [year, month, day] = (dateNaissance ?? '').split('-');
  const birth = dateNaissance === undefined ? '' : `${day}/${month}/${year}`;
  const details = {
    where,
    got,
    expected: `${prefix}${libelle ?? '<libellé>'} ${nom} ${prenom}${birth && ` ${birth}`}`,
  };
  if (!got.startsWith(prefix)) {
    return unless(false, { ...details, code: 'prefixe', message: 'L’objet ne commence pas par XDM/1.0/DDM+.' });
  }
  const rest = got.slice(prefix.length).trim();
  const dated = /\s(\d\d\/\d\d\/\d{4})$/.exec(rest);
  const identity = (dated === null ? rest : rest.slice(0, dated.index)).toUpperCase();
  const person = `${nom} ${prenom}`.toUpperCase();
  const wording = identity.endsWith(person) ? identity.slice(0, -person.length).trim() : identity;
  return [
    ...unless(identity.endsWith(` ${person}`) || identity === person, {
      ...details,
      code: 'identite',
      message: 'L’objet ne nomme pas l’usager.',
    }),
    ...unless(wording !== '' && (libelle === undefined || wording === libelle.toUpperCase()), {
      ...details,
      code: 'libelle',
      message: 'L’objet ne porte pas le libellé du document.',
    }),
    ...unless(dated === null || birth === '' || dated[1] === birth, {
      ...details,
      code: 'date-naissance',
      message: 'L’objet porte une autre date de naissance.',
    }),
  ];
}

import type { XmlElement } from 'libxml2-wasm';
import { z } from 'zod';
import { type Finding, textAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { cda } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { aboutMails, eachDocumentedMail, fromDocuments } from './mail-documents.ts';
import { subjectOf } from './text.ts';

const prefix = 'XDM/1.0/DDM+';

const parameters = z.object({
  /** Birth name, first name and date of birth; those of the mail's first document where they are not told. */
  nom: z.string().optional(),
  prenom: z.string().optional(),
  /** `AAAA-MM-JJ`. */
  dateNaissance: z.string().optional(),
  libelle: z.string().optional(),
});

export const objet = defineRule({
  id: 'mss.objet',
  version: '2',
  title: 'L’objet d’un courriel de document a la forme XDM/1.0/DDM+<libellé> <NOM> <prénom> <date de naissance>',
  source: 'ECO.2.1.3, SC.MSS/CONF.25 : tout est obligatoire sauf la date ; exemple de l’ANS en jj/mm/aaaa',
  appliesTo: 'echanges',
  parameters,
  async check(inputs, expected) {
    const all = await eachDocumentedMail(inputs, (mail) => {
      const { values, findings } = fromDocuments(mail, personOf);
      const told = { ...values[0], ...withoutUndefined(expected) };
      return [...findings, ...judged(mail.at('Subject'), subjectOf(mail), told)];
    });
    // The subject is judged whatever the documents are.
    return aboutMails(all);
  },
});

function personOf(root: XmlElement): Pick<z.infer<typeof parameters>, 'nom' | 'prenom' | 'dateNaissance'> {
  const name = 'h:recordTarget/h:patientRole/h:patient/h:name';
  const text = (step: string): string | undefined => textAt(root, `${name}/${step}`, cda) ?? undefined;
  const birth = textAt(root, 'h:recordTarget/h:patientRole/h:patient/h:birthTime/@value', cda) ?? '';
  return {
    nom: text('h:family[@qualifier="BR"]') ?? text('h:family'),
    prenom: text('h:given[@qualifier="BR"]') ?? text('h:given'),
    dateNaissance: /^\d{8}/.test(birth) ? `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6, 8)}` : undefined,
  };
}

function withoutUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Partial<T>;
}

function judged(where: string, got: string, expected: z.infer<typeof parameters>): Finding[] {
  const { nom = '<NOM>', prenom = '<prénom>', dateNaissance, libelle } = expected;
  const [year, month, day] = (dateNaissance ?? '').split('-');
  const birth = dateNaissance === undefined ? '' : `${day}/${month}/${year}`;
  const details = {
    where,
    got,
    expected: `${prefix}${libelle ?? '<libellé>'} ${nom} ${prenom}${birth && ` ${birth}`}`,
  };
  if (!got.startsWith(prefix)) {
    return unless(false, {
      ...details,
      code: 'prefixe',
      message: 'L’objet ne commence pas par XDM/1.0/DDM+.',
      remedy:
        'Commencez l’objet de tout courriel de document par « XDM/1.0/DDM+ », sans rien avant : des opérateurs routent sur ce préfixe.',
    });
  }
  const rest = got.slice(prefix.length).trim();
  const dated = /\s(\d\d\/\d\d\/\d{4})$/.exec(rest);
  const identity = (dated === null ? rest : rest.slice(0, dated.index)).toUpperCase();
  // Nobody told who the patient is: two words that may be a name and a first name.
  const person =
    expected.nom === undefined ? (/\S+\s+\S+$/.exec(identity)?.[0] ?? '') : `${nom} ${prenom}`.toUpperCase();
  const wording = identity.endsWith(person) ? identity.slice(0, -person.length).trim() : identity;
  return [
    ...unless(person !== '' && (identity.endsWith(` ${person}`) || identity === person), {
      ...details,
      code: 'identite',
      message: 'L’objet ne nomme pas l’usager.',
      remedy: 'Écrivez après le libellé le nom de naissance puis le premier prénom, tels que dans l’en-tête du CDA.',
    }),
    ...unless(wording !== '' && (libelle === undefined || wording === libelle.toUpperCase()), {
      ...details,
      code: 'libelle',
      message: 'L’objet ne porte pas le libellé du document.',
      remedy: 'Écrivez entre le préfixe et le nom le libellé du document (titre ou libellé du type).',
    }),
    ...unless(dated === null || birth === '' || dated[1] === birth, {
      ...details,
      code: 'date-naissance',
      message: 'L’objet porte une autre date de naissance.',
      remedy:
        'Prenez la date de naissance du dossier du patient, en jj/mm/aaaa, ou n’en mettez pas : elle seule est facultative.',
    }),
  ];
}

import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';
import { plain, shows } from './shown.ts';
import { traceSchema } from './trace-line.ts';

/** How products name what is done with a mailbox; the REM gives no label. */
const names = {
  envoi: /envo|emis|expedi|smtp/,
  releve: /relev|recept|recup|imap/,
  lecture: /lect|ouvert|consult|affich/,
  classement: /class|integr|rattach|rang/,
  connexion: /connex|session|test/,
} as const;

const kinds = Object.keys(names) as Array<keyof typeof names>;

export const traitements = defineRule({
  id: 'messagerie.traitements',
  version: '1',
  title: 'Les traces montrent chaque traitement fait sur les boîtes aux lettres',
  source:
    'ECO.4.1.1, SC.MSS/CONF.17 : tout traitement sur les BAL ; les libellés sont libres, reconnus par leur racine (déduit)',
  appliesTo: 'lecture',
  parameters: z.object({
    traitements: z.array(
      z.object({
        nature: z.enum(kinds),
        /** What the trace has to name: an address; absent: nothing in particular. */
        partenaire: z.string().optional(),
      }),
    ),
  }),
  check(inputs, { traitements: due }) {
    const { lignes } = observed(inputs, 'lecture', z.object({ lignes: z.array(traceSchema) }));
    return due.flatMap(({ nature, partenaire = '' }) => {
      const found = lignes.some(({ action, demande }) => {
        const whole = `${action} ${demande}`;
        return names[nature].test(plain(action)) && shows(whole, partenaire);
      });
      return unless(found, {
        code: 'traitement-non-trace',
        where: `lignes (${nature})`,
        expected: [nature, partenaire].filter((part) => part !== '').join(', '),
        got: lignes.map(({ action, demande }) => `${action} : ${demande}`),
        message: 'Un traitement fait sur la boîte aux lettres n’a pas de trace.',
        remedy:
          'Tracez toutes les actions sur les boîtes, et pas seulement les envois : connexion, relève, lecture, classement, accusés, échecs compris.',
      });
    });
  },
});

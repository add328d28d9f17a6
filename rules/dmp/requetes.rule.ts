import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const shownSchema = z.object({ requetes: z.array(z.object({ objet: z.string(), etat: z.string() })) });

const states = { 'en cours': /cours|attente/i, finies: /termin|fini|abouti|succ/i } as const;

export const requetes = defineRule({
  id: 'dmp.requetes',
  version: '1',
  title: 'Une requête au DMP ne bloque pas l’écran, et sa fin se montre',
  source:
    'DMP/UX.10, LGC.DMP/UX.10 ; qu’un autre écran ait été lu pendant que la requête se montre « en cours » prouve que l’attente ne bloque pas (déduit)',
  appliesTo: 'lecture',
  parameters: z.object({
    /** What the latest request must be shown as. */
    etat: z.enum(['en cours', 'finies']),
  }),
  check(inputs, { etat }) {
    const { requetes: shown } = observed(inputs, 'lecture', shownSchema);
    const ok = etat === 'finies' ? shown.every(isIn(etat)) : shown.some(isIn(etat));
    return unless(shown.length > 0 && ok, {
      code: etat === 'finies' ? 'fin-non-montree' : 'ecran-bloque',
      where: 'requetes',
      expected: etat === 'finies' ? 'des requêtes terminées' : 'une requête en cours, alors que l’on a navigué',
      got: shown.map((line) => `${line.objet} : ${line.etat}`),
      message:
        etat === 'finies'
          ? 'La fin de la requête au DMP n’est pas montrée.'
          : 'Le produit n’a rendu la main qu’une fois la requête au DMP terminée.',
      remedy:
        'Envoyez les requêtes au DMP en tâche de fond, rendez la main aussitôt à l’utilisateur, montrez ce qui est en cours puis sa fin sans qu’il ait à la demander.',
    });
  },
});

function isIn(etat: keyof typeof states): (line: { etat: string }) => boolean {
  return (line) => states[etat].test(line.etat);
}

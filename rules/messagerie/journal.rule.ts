import { z } from 'zod';
import { unless } from '../findings.ts';
import { dated, observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const lineSchema = z.object({ date: z.string(), auteur: z.string(), action: z.string(), detail: z.string() });

export const journal = defineRule({
  id: 'messagerie.journal',
  version: '1',
  title: 'Le journal des échanges montre le partenaire, la date, l’heure et l’auteur',
  source: 'INS/va1.46, règle 31',
  appliesTo: 'lecture',
  parameters: z.object({ auteur: z.string(), partenaire: z.string() }),
  check(inputs, { auteur, partenaire }) {
    const { lignes } = observed(inputs, 'lecture', z.object({ lignes: z.array(lineSchema) }));
    const own = lignes.filter(({ action, detail }) => `${action} ${detail}`.includes(partenaire));
    return [
      ...unless(own.length > 0, {
        code: 'echange-non-trace',
        where: 'lignes',
        expected: partenaire,
        got: lignes.map(({ detail }) => detail),
        message: 'Le journal ne montre pas l’échange avec ce partenaire.',
        remedy:
          'Tracez chaque envoi et chaque réception avec l’adresse du partenaire, échecs compris (CONF.17, CONF.18).',
      }),
      ...unless(own.length === 0 || own.some(({ date }) => dated.test(date)), {
        code: 'echange-non-date',
        where: 'lignes.date',
        expected: 'une date et une heure',
        got: own.map(({ date }) => date),
        message: 'L’échange est tracé sans date ni heure.',
        remedy: 'Ajoutez à chaque trace l’horodatage local : date, heure, minutes.',
      }),
      ...unless(own.length === 0 || own.some((line) => line.auteur.includes(auteur)), {
        code: 'echange-non-signe',
        where: 'lignes.auteur',
        expected: auteur,
        got: own.map((line) => line.auteur),
        message: 'L’échange est tracé sans son auteur.',
        remedy: 'Ajoutez à chaque trace l’utilisateur authentifié qui a déclenché l’échange.',
      }),
    ];
  },
});

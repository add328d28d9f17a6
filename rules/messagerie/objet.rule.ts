import { z } from 'zod';
import { discrepancy, unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';
import { shows } from './shown.ts';

const schema = z.object({ lignes: z.array(z.object({ sens: z.string(), objet: z.string() })) });

export const objet = defineRule({
  id: 'messagerie.objet',
  version: '1',
  title: 'La messagerie montre l’objet d’un message de document sans son préfixe technique',
  source: 'SC.MSS/UX.28 (ECO.3.1.3) : masquer XDM/1.0/DDM+ ; le reste de l’objet reste montré (étapes déduites)',
  appliesTo: 'lecture',
  parameters: z.object({
    /** What follows the prefix, drawn from the run. */
    objet: z.string(),
    sens: z.enum(['recu', 'envoye']).default('recu'),
  }),
  check(inputs, { objet: expected, sens }) {
    const { lignes } = observed(inputs, 'lecture', schema);
    const lines = lignes.filter((one) => one.sens === sens && shows(one.objet, expected));
    const where = `lignes (${expected}).objet`;
    if (lines.length === 0) {
      const got = lignes.map((one) => one.objet).slice(0, 20);
      const message = 'La messagerie ne montre pas le message, ou pas tout ce qui suit le préfixe.';
      const remedy = 'Ôtez de l’objet le seul préfixe XDM/1.0/DDM+ ; laissez le libellé, le nom, le prénom et la date.';
      return [discrepancy({ code: 'objet-non-montre', where, expected, got, message, remedy })];
    }
    const shown = lines.map((one) => one.objet);
    return unless(!shown.some((text) => /XDM\s*\/\s*1\.0/i.test(text)), {
      code: 'prefixe-montre',
      where,
      expected,
      got: shown,
      message: 'L’objet est affiché avec son préfixe technique.',
      remedy:
        'N’affichez pas « XDM/1.0/DDM+ » dans la liste des messages : ce préfixe est pour les machines. Gardez l’objet complet dans le détail du message.',
    });
  },
});

import { z } from 'zod';
import { unless } from '../findings.ts';
import { observedExchanges } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const extraction = defineRule({
  id: 'annuaire.extraction',
  version: '1',
  title: 'Le produit a demandé l’extraction publique des professionnels actifs',
  source: 'ANN/va1.01 ; service d’extraction de l’Annuaire Santé (PS_LibreAcces), lu par tous sans clé',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    // The extraction names nobody: an exchange can't be attributed to a person. 304 says that the copy is the present one.
    const asked = observedExchanges(inputs).filter(({ request }) => request?.path.includes('PS_LibreAcces'));
    const answers = asked.map(({ response }) => response?.status ?? 0);
    return unless(
      answers.some((status) => status === 200 || status === 304),
      {
        code: asked.length === 0 ? 'extraction-non-demandee' : 'extraction-non-obtenue',
        where: 'échanges avec l’Annuaire Santé',
        expected: 'PS_LibreAcces, réponse 200 ou 304',
        got: answers.map(String),
        message: 'Le produit n’a pas obtenu l’extraction publique de l’Annuaire Santé.',
        remedy:
          asked.length === 0
            ? 'Faites télécharger au produit l’extraction PS_LibreAcces, à l’adresse PROBANT_ANNUAIRE_URL du banc, sans clé.'
            : 'Suivez les redirections, faites confiance à PROBANT_CA, et réessayez plus tard après une erreur 5xx : le téléchargement doit finir par 200, ou par 304 si la copie est à jour.',
      },
    );
  },
});

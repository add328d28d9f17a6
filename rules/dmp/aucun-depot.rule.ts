import { z } from 'zod';
import { unless } from '../findings.ts';
import { observedExchanges } from '../observed.ts';
import { defineRule } from '../rule.ts';
import { sentTransaction, transactions } from './requests.ts';

export const aucunDepot = defineRule({
  id: 'dmp.aucun-depot',
  version: '1',
  title: 'Rien n’a été déposé au DMP pour cette personne',
  source: 'Opposition du patient, document retenu (faits DMP §8 règle 5) ; toute la fenêtre du journal est examinée',
  appliesTo: 'echanges',
  parameters: z.object({ transactions: z.array(z.enum(transactions)).min(1).default(['TD2.1']) }),
  check(inputs, { transactions: wanted }) {
    // What cannot be attributed or read could be a deposit of the person: it counts, another person's does not.
    const suspect = observedExchanges(inputs).filter((exchange) => {
      if (exchange.attribution === 'autre') return false;
      const sent = sentTransaction(inputs, exchange);
      return sent === null || wanted.includes(sent);
    });
    return unless(suspect.length === 0, {
      code: 'depot-parti',
      where: 'echanges',
      expected: `aucune ${wanted.join(', ')}`,
      got: `${suspect.length} échange(s) : n° ${suspect.map(({ n }) => n).join(', ')}`,
      message: 'Un échange est parti vers le DMP alors qu’il devait être bloqué.',
      remedy:
        'Contrôlez, avant tout envoi (manuel, automatique ou remis à plus tard), l’opposition du patient et le refus de l’auteur de partager le document ; rien ne doit partir, pas même une soumission que le DMP refuserait.',
    });
  },
});

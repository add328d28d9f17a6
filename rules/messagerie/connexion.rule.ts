import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { type ObservedExchange, observedExchanges } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const connexion = defineRule({
  id: 'messagerie.connexion',
  version: '1',
  title: 'Le produit se connecte à un opérateur de confiance, et à lui seul',
  source: 'MSS/va1.06 (ECO 1.1.4) et MSS/va1.04 (ECO 1.1.5), faits MSS §2.1 et §9.4',
  appliesTo: 'echanges',
  parameters: z.object({ etablie: z.boolean(), ecoute: z.string() }),
  check(inputs, { etablie, ecoute }) {
    // A test of connection names nobody: what came by that listener in the window is the product's.
    const sessions = observedExchanges(inputs).filter(({ request }) => request?.path === ecoute);
    const refused = observedExchanges(inputs).filter(({ outcome }) => outcome === 'refus_tls');
    return etablie ? established(sessions) : notTrusted(sessions, refused);
  },
});

function established(sessions: ObservedExchange[]): Finding[] {
  return unless(
    sessions.some(({ tls }) => tls !== null && tls.version !== ''),
    {
      code: 'connexion-non-etablie',
      where: 'echanges',
      expected: 'une session en TLS',
      got: sessions.map(({ outcome }) => outcome),
      message: 'Le produit n’a pas établi de connexion avec un opérateur au certificat de l’IGC-Santé.',
      remedy:
        'Ajoutez les autorités de l’IGC-Santé (branche de test pour l’essai) au magasin de confiance de la messagerie, et envoyez STARTTLS.',
    },
  );
}

function notTrusted(sessions: ObservedExchange[], refused: ObservedExchange[]): Finding[] {
  const trusted = sessions.filter(({ outcome, tls }) => outcome !== 'refus_tls' && tls !== null && tls.version !== '');
  return [
    ...unless(sessions.length + refused.length > 0, {
      code: 'aucun-essai',
      where: 'echanges',
      expected: 'un essai de connexion',
      got: null,
      message: 'Le produit n’a pas essayé de se connecter : rien ne dit qu’il refuserait.',
      remedy: 'Faites appeler l’écoute indiquée par la fonction de test de connexion, et rejouez.',
    }),
    ...unless(trusted.length === 0, {
      code: 'certificat-accepte',
      where: 'echanges · TLS',
      expected: 'une connexion refusée par le produit',
      got: trusted.map(({ n }) => `échange n° ${n}`),
      message: 'Le produit a accepté un certificat qu’il devait refuser.',
      remedy:
        'Vérifiez la chaîne, les dates et le nom du certificat de l’opérateur, et coupez la connexion avant la première commande s’il n’est pas admis ; n’offrez aucun moyen de passer outre.',
    }),
  ];
}

import { z } from 'zod';
import { unless } from '../findings.ts';
import { type ObservedExchange, observedExchanges } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const sessionFermee = defineRule({
  id: 'mss.session-fermee',
  version: '1',
  title: 'Le produit ferme la session de messagerie, et ne la rouvre pas',
  source:
    'ECO.1.2.6, SC.MSS/CONF.10 : dès que le jeton de rafraîchissement de Pro Santé Connect n’est plus valide, fermer les sessions IMAP et SMTP. Une session se ferme par LOGOUT, ou par la coupure de la connexion (déduit)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    const own = observedExchanges(inputs).filter(({ attribution }) => attribution === 'personne');
    const end = own.findIndex(ends);
    const opened = own.slice(end + 1).filter(({ request }) => /^(?:AUTHENTICATE|LOGIN)$/i.test(request?.method ?? ''));
    return [
      ...unless(end >= 0, {
        code: 'session-gardee',
        where: 'echanges',
        expected: 'LOGOUT, ou une connexion que le produit coupe',
        got: own.map(({ request }) => request?.method),
        message: 'La session de messagerie reste ouverte alors que Pro Santé Connect n’atteste plus de l’utilisateur.',
        remedy:
          'Renouvelez le jeton d’accès avant qu’il expire ; au premier refus du jeton de rafraîchissement, fermez les sessions IMAP et SMTP ouvertes et demandez à l’utilisateur de se reconnecter.',
      }),
      ...unless(end < 0 || opened.length === 0, {
        code: 'session-rouverte',
        where: 'echanges',
        expected: 'aucune nouvelle session',
        got: opened.map(({ n, request }) => `échange n° ${n} · ${request?.method}`),
        message: 'Le produit rouvre une session alors que Pro Santé Connect n’atteste plus de l’utilisateur.',
        remedy:
          'Ne rouvrez une session que si Pro Santé Connect vient de donner un jeton ; sinon attendez que l’utilisateur se reconnecte.',
      }),
    ];
  },
});

function ends({ outcome, request }: ObservedExchange): boolean {
  return outcome === 'interrompu' || /^LOGOUT$/i.test(request?.method ?? '');
}

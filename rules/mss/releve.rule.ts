import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { type ObservedExchange, observedExchanges } from '../observed.ts';
import { nothing } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';

export const releve = defineRule({
  id: 'mss.releve',
  version: '1',
  title: 'La boîte est relevée en IMAP sous TLS, par la méthode de l’interface, et rien n’y est effacé d’office',
  source:
    'ECO.1.0.2, SC.MSS/CONF.06 (IMAP4 et STARTTLS) ; ECO.1.2.1, CONF.07 (PER, ORG : AUTHENTICATE XOAUTH2) ; ECO.1.3.1, CONF.12 (APP : certificat et PLAIN). Aucun texte n’interdit d’effacer : simple avertissement (inféré)',
  appliesTo: 'echanges',
  parameters: z.object({ mecanisme: z.enum(['XOAUTH2', 'PLAIN']).optional() }),
  check(inputs, { mecanisme }) {
    // One exchange a command, its name as method: what is not SMTP.
    const commands = observedExchanges(inputs).filter(
      ({ attribution, request }) => attribution !== 'autre' && !['', 'DATA', 'SESSION'].includes(request?.method ?? ''),
    );
    if (commands.length === 0) return [nothing(inputs, 'aucun-echange', 'une session IMAP')];
    const signIns = commands.filter(({ request }) => /^(?:AUTHENTICATE|LOGIN)$/i.test(request?.method ?? ''));
    return [
      ...unless(signIns.length > 0, {
        code: 'authentification-absente',
        where: 'echanges',
        expected: 'AUTHENTICATE XOAUTH2, ou PLAIN sous certificat',
        got: null,
        message: 'Le produit ne s’est pas authentifié : la boîte n’a pas été relevée.',
        remedy: 'Après STARTTLS, authentifiez-vous par AUTHENTICATE, attendez OK, puis ouvrez INBOX.',
      }),
      ...signIns.flatMap((exchange) => signIn(exchange, mecanisme)),
      ...erased(commands),
    ];
  },
});

function signIn(exchange: ObservedExchange, due: string | undefined): Finding[] {
  const { n, tls, request } = exchange;
  const where = `commande n° ${n} · ${request?.method ?? ''}`;
  const mechanism = request?.headers.find(([name]) => name === 'AUTH')?.[1].toUpperCase() ?? '';
  return [
    ...unless(tls !== null, {
      code: 'en-clair',
      where,
      expected: 'STARTTLS d’abord',
      got: 'une connexion en clair',
      message: 'Le produit s’authentifie avant que la connexion soit chiffrée.',
      remedy:
        'Envoyez STARTTLS dès l’accueil du serveur, et ne donnez ni jeton ni mot de passe avant la fin de la négociation.',
    }),
    ...unless((due === undefined ? ['XOAUTH2', 'PLAIN'] : [due]).includes(mechanism), {
      code: 'mecanisme',
      where,
      expected: due ?? 'XOAUTH2, ou PLAIN pour une boîte APP',
      got: mechanism,
      message: 'La méthode d’authentification n’est pas celle de l’interface.',
      remedy:
        'Envoyez AUTHENTICATE XOAUTH2 avec le jeton Pro Santé Connect pour une boîte PER ou ORG, AUTHENTICATE PLAIN sous certificat pour une boîte APP ; jamais LOGIN.',
    }),
    ...unless(mechanism !== 'PLAIN' || (tls?.authorized === true && tls.peer !== undefined), {
      code: 'certificat',
      where,
      expected: 'un certificat ORG AUTH_CLI d’une autorité admise',
      got: tls?.peer?.subject,
      message: 'L’interface des boîtes applicatives veut un certificat client.',
      remedy: 'Présentez à la négociation TLS le certificat ORG AUTH_CLI de la structure, avec sa chaîne IGC-Santé.',
    }),
  ];
}

function erased(commands: ObservedExchange[]): Finding[] {
  const erasing = commands.filter(({ request }) =>
    /^(?:UID )?(?:EXPUNGE|STORE\b.*\\Deleted)/i.test(`${request?.method ?? ''} ${request?.path ?? ''}`.trim()),
  );
  const [first] = erasing;
  if (first === undefined) return [];
  return [
    discrepancy({
      code: 'suppression',
      severity: 'avertissement',
      where: `commande n° ${first.n} · ${first.request?.method ?? ''}`,
      expected: 'des courriels laissés dans la boîte',
      got: `${erasing.length} commande(s) d’effacement`,
      message: 'La relève efface des courriels de la boîte : un autre poste ne les verra plus.',
      remedy:
        'Marquez les courriels relevés comme lus (\\Seen) ou retenez leur UID, et n’effacez que ce que l’utilisateur efface.',
    }),
  ];
}

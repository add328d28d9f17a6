import { z } from 'zod';
import { unlessEqual } from '../findings.ts';
import { eachMail, mailsOf } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { addressesIn, recipientsOf } from './text.ts';

const sorted = (addresses: string[]): string[] =>
  [...new Set(addresses.map((address) => address.toLowerCase()))].sort();

export const destinataires = defineRule({
  id: 'mss.destinataires',
  version: '1',
  title: 'Les courriels vont aux destinataires attendus, et à eux seuls',
  source: 'MSS/va1.01, MSS/va1.17, MSS/va1.36 et 37 ; RFC 5321 §2.3.1 (enveloppe) et RFC 5322 §3.6.3 (To, Cc)',
  appliesTo: 'echanges',
  parameters: z.object({ destinataires: z.array(z.string()).min(1) }),
  async check(inputs, { destinataires: expected }) {
    const own = await eachMail(inputs, (mail) =>
      // Whoever is in the headers is in the envelope, and the other way round: no hidden recipient.
      unlessEqual({
        code: 'enveloppe',
        where: mail.at('To, Cc'),
        expected: sorted(recipientsOf(mail)),
        got: sorted(addressesIn(mail, 'to', 'cc', 'bcc')),
        message: 'Les destinataires des en-têtes ne sont pas ceux de l’enveloppe.',
        remedy:
          'Bâtissez RCPT TO et To, Cc de la même liste de destinataires : ni destinataire caché, ni adresse montrée à qui rien n’est envoyé.',
      }),
    );
    const all = sorted(mailsOf(inputs).pieces.flatMap(recipientsOf));
    const missed = unlessEqual({
      code: 'destinataires',
      where: inputs['echanges'] === undefined ? 'document' : 'echanges',
      expected: sorted(expected),
      got: all,
      message: 'Les courriels ne vont pas aux destinataires attendus.',
      remedy: 'Envoyez un courriel à chacun des correspondants enregistrés au dossier, et à aucun autre.',
    });
    return all.length === 0 ? own : [...own, ...missed];
  },
});

import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { eachMail, type Mail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { addressesIn, domainOf, recipientsOf } from './text.ts';

/** Headers whose addresses somebody writes to. */
const fields = ['From', 'Sender', 'Reply-To', 'To', 'Cc', 'Disposition-Notification-To', 'Return-Receipt-To'];

/** More than this is told as a number: a hostile mail has as many addresses as it likes. */
const mostTold = 20;

export const espaceDeConfiance = defineRule({
  id: 'mss.espace-de-confiance',
  version: '1',
  title: 'Toutes les adresses du courriel sont dans l’espace de confiance MSSanté',
  source:
    'Faits MSS §3.6 : relayage entre domaines de la liste blanche seulement. Sans la liste, le domaine doit être mssante.fr ou l’un des siens (inféré : simple avertissement)',
  appliesTo: 'echanges',
  parameters: z.object({
    /** Domains of the white list. */
    domaines: z.array(z.string()).optional(),
  }),
  check: (inputs, { domaines }) =>
    eachMail(inputs, (mail) => {
      const listed = domaines?.map((domain) => domain.toLowerCase());
      const trusted = (address: string): boolean => listed?.includes(domainOf(address)) ?? isMssante(domainOf(address));
      const strangers = places(mail).filter(({ address }) => !trusted(address));
      return strangers.slice(0, mostTold).map((place) => stranger(place, listed));
    }),
});

function isMssante(domain: string): boolean {
  return domain === 'mssante.fr' || domain.endsWith('.mssante.fr');
}

/** Each address once, where it is first seen. */
function places(mail: Mail): Array<{ address: string; where: string }> {
  const inHeaders = fields.flatMap((field) =>
    addressesIn(mail, field).map((address) => ({ address, where: mail.at(field) })),
  );
  const inEnvelope = recipientsOf(mail).map((address) => ({ address, where: mail.at('RCPT TO') }));
  const all = new Map([...inHeaders, ...inEnvelope].toReversed().map(({ address, where }) => [address, where]));
  return [...all].map(([address, where]) => ({ address, where })).toReversed();
}

function stranger({ address, where }: { address: string; where: string }, listed: string[] | undefined): Finding {
  return discrepancy({
    code: 'hors-espace',
    severity: listed === undefined ? 'avertissement' : 'bloquant',
    where,
    expected: listed === undefined ? 'un domaine de mssante.fr' : 'un domaine de la liste blanche',
    got: address,
    message: 'Cette adresse n’est pas de l’espace de confiance : ce qu’on y envoie est refusé, ou sort de MSSanté.',
    remedy:
      'Contrôlez chaque adresse (destinataires, réponse, accusés) sur la liste blanche des domaines avant l’envoi, et refusez à la saisie une adresse de messagerie ordinaire.',
  });
}

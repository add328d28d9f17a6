import { z } from 'zod';
import { discrepancy } from '../findings.ts';
import { eachMail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { domainOf, patientDomain, recipientsOf } from './text.ts';

const mega = 1024 ** 2;

/** What Mon espace santé takes, whole message (facts, MSS §3.7, second hand). */
const patientMaximum = 25 * mega;

/** The least that operators usually take (facts, MSS §3.7, second hand). */
const usualMaximum = 10 * mega;

export const taille = defineRule({
  id: 'mss.taille',
  version: '1',
  title: 'Le courriel n’est pas plus gros que ce que son destinataire reçoit',
  source:
    'Faits MSS §3.7 (seconde main) : 25 Mo au total vers Mon espace santé ; vers un professionnel, la taille est fixée par l’opérateur (SIZE), 10 à 25 Mo usuels : au-delà de 10 Mo, avertissement',
  appliesTo: 'echanges',
  parameters: z.object({
    /** Bytes that the operator announces by SIZE. */
    maximum: z.number().int().positive().optional(),
  }),
  check: (inputs, { maximum }) =>
    eachMail(inputs, (mail) => {
      const toUsager = recipientsOf(mail).some((address) => domainOf(address) === patientDomain);
      const refused = Math.min(maximum ?? Infinity, toUsager ? patientMaximum : Infinity);
      const size = mail.bytes.length;
      const bound = size > refused ? refused : (maximum ?? usualMaximum);
      if (size <= bound) return [];
      return [
        discrepancy({
          code: 'trop-gros',
          severity: size > refused ? 'bloquant' : 'avertissement',
          where: mail.at('message'),
          expected: `${bound} octets au plus`,
          got: `${size} octets`,
          message: size > refused ? 'Le courriel sera refusé.' : 'Le courriel peut être refusé par des opérateurs.',
          remedy:
            'Lisez SIZE dans la réponse à EHLO, comptez les pièces encodées (base64 ajoute un tiers), et dites à l’utilisateur avant l’envoi que le document est trop gros.',
        }),
      ];
    }),
});

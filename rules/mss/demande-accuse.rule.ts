import { z } from 'zod';
import { type Finding, headersNamed } from '../../core/index.ts';
import { discrepancy } from '../findings.ts';
import { eachMail, type Mail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { addressesIn } from './text.ts';

const requests = { 'Return-Receipt-To': 'de réception', 'Disposition-Notification-To': 'de lecture' } as const;

export const demandeAccuse = defineRule({
  id: 'mss.demande-accuse',
  version: '1',
  title: 'Un accusé demandé l’est pour une adresse, celle de la boîte qui envoie',
  source:
    'ECO.2.3.1, ECO.2.3.2, RFC 8098 §2.1 : une adresse ; volet « Transmission au LPS » (structure du MDN) : pas d’accusé automatique si elle diffère de Return-Path (avertissement). Un courriel sans demande n’a rien à y redire',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachMail(inputs, (mail) =>
      Object.entries(requests).flatMap(([header, what]) =>
        headersNamed(mail.message, header).length === 0 ? [] : asked(mail, header, what),
      ),
    ),
});

function asked(mail: Mail, header: string, what: string): Finding[] {
  const [got, ...others] = addressesIn(mail, header);
  const details = { where: mail.at(header), got: [got, ...others] };
  if (got === undefined || !/^[^\s@]+@[^\s@]+$/.test(got)) {
    return [
      discrepancy({
        ...details,
        code: 'adresse',
        expected: 'une adresse',
        message: `La demande d’accusé ${what} ne désigne pas une adresse.`,
        remedy: `Écrivez dans ${header} l’adresse de la boîte qui envoie (« <boite@domaine> »), ou ôtez l’en-tête si aucun accusé n’est demandé.`,
      }),
    ];
  }
  const senders =
    mail.envelope === null ? addressesIn(mail, 'return-path', 'from') : [mail.envelope.from.toLowerCase()];
  if (senders.includes(got) && others.length === 0) return [];
  return [
    discrepancy({
      ...details,
      code: 'autre-boite',
      severity: 'avertissement',
      expected: senders,
      message: `L’accusé ${what} n’ira pas à la boîte qui envoie : un destinataire ne le renverra pas de lui-même.`,
      remedy: `Mettez dans ${header} l’adresse de MAIL FROM : c’est à elle que le produit relève les accusés.`,
    }),
  ];
}

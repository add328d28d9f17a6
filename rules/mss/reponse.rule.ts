import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { headerOf, type Mail } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { eachSuchMail, isReply } from './nature.ts';

const idsOf = (value: string | null): string[] => value?.match(/<[^<>\s]+>/g) ?? [];

const asId = (text: string): string => `<${text.replaceAll(/[<>]/g, '')}>`;

/** Who tells the answered mail has but its answer looked at. */
const mails = { such: () => true, expected: 'un courriel' };
const replies = { such: isReply, expected: 'une réponse' };

export const reponse = defineRule({
  id: 'mss.reponse',
  version: '2',
  title: 'La réponse désigne le courriel auquel elle répond',
  source:
    'ECO.2.2.2, MSS/va1.08 : Message-ID, In-Reply-To et References ; RFC 5322 §3.6.4. Sans le courriel reçu, seul l’accord des trois en-têtes entre eux est jugé',
  appliesTo: 'echanges',
  parameters: z.object({ messageId: z.string().optional(), references: z.array(z.string()).default([]) }),
  check: (inputs, { messageId, references }) =>
    eachSuchMail(inputs, messageId === undefined ? replies : mails, (mail) => {
      const [own, parent] = [headerOf(mail, 'message-id'), headerOf(mail, 'in-reply-to')];
      const answered = messageId === undefined ? (idsOf(parent)[0] ?? null) : asId(messageId);
      return [
        ...unless(idsOf(own).length === 1, {
          code: 'message-id',
          where: mail.at('Message-ID'),
          expected: 'un identifiant',
          got: own,
          message: 'La réponse doit porter un Message-ID.',
          remedy: 'Posez un Message-ID neuf sur la réponse, comme sur tout nouveau courriel.',
        }),
        ...unless(answered !== null && idsOf(parent).includes(answered), {
          code: 'in-reply-to',
          where: mail.at('In-Reply-To'),
          expected: answered ?? 'le Message-ID du courriel reçu',
          got: parent,
          message: 'In-Reply-To ne désigne pas le courriel reçu.',
          remedy: 'Recopiez dans In-Reply-To le Message-ID du courriel auquel l’utilisateur répond, chevrons compris.',
        }),
        // The references of the answered message, then itself: what threads a conversation.
        ...(answered === null ? [] : threaded(mail, [...references.map(asId), answered])),
      ];
    }),
});

function threaded(mail: Mail, thread: string[]): Finding[] {
  const references = headerOf(mail, 'references');
  const found = idsOf(references);
  return unless(thread.every((id) => found.includes(id)) && found.at(-1) === thread.at(-1), {
    code: 'references',
    where: mail.at('References'),
    expected: thread.join(' '),
    got: references,
    message: 'References ne reprend pas le fil du courriel reçu.',
    remedy: 'Écrivez dans References les identifiants du References du courriel reçu, puis son Message-ID en dernier.',
  });
}

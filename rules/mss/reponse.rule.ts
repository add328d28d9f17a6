import { z } from 'zod';
import { unless } from '../findings.ts';
import { eachMail, headerOf } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';

const idsOf = (value: string | null): string[] => value?.match(/<[^<>\s]+>/g) ?? [];

export const reponse = defineRule({
  id: 'mss.reponse',
  version: '1',
  title: 'La réponse désigne le courriel auquel elle répond',
  source: 'ECO.2.2.2, MSS/va1.08 : Message-ID, In-Reply-To et References ; RFC 5322 §3.6.4',
  appliesTo: 'echanges',
  parameters: z.object({ messageId: z.string(), references: z.array(z.string()).default([]) }),
  check: (inputs, parameters) =>
    eachMail(inputs, (mail) => {
      const answered = `<${parameters.messageId.replaceAll(/[<>]/g, '')}>`;
      const [replied, references] = [headerOf(mail, 'in-reply-to'), headerOf(mail, 'references')];
      // The references of the answered message, then itself: what threads a conversation.
      const thread = [...parameters.references.map((id) => `<${id.replaceAll(/[<>]/g, '')}>`), answered];
      return [
        ...unless(idsOf(headerOf(mail, 'message-id')).length === 1, {
          code: 'message-id',
          where: mail.at('Message-ID'),
          expected: 'un identifiant',
          got: headerOf(mail, 'message-id'),
          message: 'La réponse doit porter un Message-ID.',
        }),
        ...unless(idsOf(replied).includes(answered), {
          code: 'in-reply-to',
          where: mail.at('In-Reply-To'),
          expected: answered,
          got: replied,
          message: 'In-Reply-To ne désigne pas le courriel reçu.',
        }),
        ...unless(thread.every((id) => idsOf(references).includes(id)) && idsOf(references).at(-1) === answered, {
          code: 'references',
          where: mail.at('References'),
          expected: thread.join(' '),
          got: references,
          message: 'References ne reprend pas le fil du courriel reçu.',
        }),
      ];
    }),
});

import { z } from 'zod';
import { unless } from '../findings.ts';
import { decodedBase64 } from '../hl7/embedded.ts';
import { metadataOf } from '../hl7/observations.ts';
import { withFamily } from '../hl7/reading.ts';
import { defineRule } from '../rule.ts';

export const annuleEtRemplace = defineRule({
  id: 'pfi.annule-et-remplace',
  version: '1',
  title: 'Le texte du courriel d’une nouvelle version dit qu’elle annule et remplace',
  source:
    'SC.MSS/va1.13 (mention « annule et remplace ») ; CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1 : CORPSMAIL_PS est le corps du courriel (documenté). Que la mention y soit, quand la PFI écrit le courriel, est déduit',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    withFamily(inputs, ['ORU', 'MDM'], (message) => {
      const body = metadataOf(message).find(({ code }) => code === 'CORPSMAIL_PS');
      const text = decodedBase64(body?.obx.get(5, 5) ?? '')?.toString('utf8') ?? '';
      return unless(/annule\s+et\s+remplace/i.test(text), {
        code: 'mention-absente',
        where: body?.obx.at(5, { component: 5 }) ?? 'OBX-3.1 = CORPSMAIL_PS',
        expected: 'annule et remplace',
        got: text.slice(0, 200),
        message: 'Le corps du courriel ne dit pas que le document annule et remplace le précédent.',
        remedy:
          'À la transmission d’une nouvelle version, écrivez « annule et remplace » dans le texte de l’OBX CORPSMAIL_PS, que la PFI met dans le courriel.',
      });
    }),
});

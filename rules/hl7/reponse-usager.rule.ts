import { z } from 'zod';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { isOn, observationsOf } from './observations.ts';
import { withFamily } from './reading.ts';

export const reponseUsager = defineRule({
  id: 'hl7.reponse-usager',
  version: '1',
  title: 'NTE-4 vaut FIN, sous DESTMSSANTEPAT, quand le patient ne doit pas pouvoir répondre',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, « Échange MSSanté Patient » (documenté) ; faits MSS §4 (X-MSS-MES)',
  appliesTo: 'document',
  /** Whether the user wanted the exchange to end there; absent: not looked at. */
  parameters: z.object({ fin: z.boolean().optional() }),
  check: (inputs, { fin }) =>
    withFamily(inputs, ['ORU', 'MDM'], (message) => {
      const ends = observationsOf(message).flatMap(({ code, notes }) =>
        notes.filter((nte) => nte.raw(4) !== '').map((nte) => ({ code, nte })),
      );
      const under = ends.filter(({ code, nte }) => code === 'DESTMSSANTEPAT' && nte.get(4) === 'FIN');
      return [
        ...ends.flatMap(({ code, nte }) =>
          unless(code === 'DESTMSSANTEPAT' && nte.get(4) === 'FIN', {
            code: 'note',
            where: nte.at(4),
            expected: 'FIN, sous l’OBX DESTMSSANTEPAT',
            got: `${nte.get(4)}, sous ${code}`,
            message: 'NTE-4 ne sert ici qu’à FIN, aussitôt après l’OBX DESTMSSANTEPAT.',
            severity: nte.get(4) === 'FIN' ? 'bloquant' : 'avertissement',
          }),
        ),
        ...unless(under.length === 0 || isOn(message, 'DESTMSSANTEPAT'), {
          code: 'fin-sans-envoi',
          where: under[0]?.nte.at(4) ?? 'NTE-4',
          expected: 'DESTMSSANTEPAT à Y',
          got: 'N',
          message: 'FIN n’a de sens que si le document est envoyé au patient.',
          severity: 'avertissement',
        }),
        ...unless(fin === undefined || fin === under.length > 0, {
          code: fin === true ? 'fin-absente' : 'fin-presente',
          where: 'NTE-4',
          expected: fin === true ? 'FIN' : 'pas de FIN',
          got: under.length > 0 ? 'FIN' : null,
          message:
            fin === true
              ? 'L’utilisateur ne veut pas de réponse du patient : ajoutez NTE-4 = FIN après l’OBX DESTMSSANTEPAT.'
              : 'Le patient doit pouvoir répondre : retirez NTE-4 = FIN.',
        }),
      ];
    }),
});

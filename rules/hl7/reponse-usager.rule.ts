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
        notes.filter((nte) => nte.get(4) !== '').map((nte) => ({ code, nte })),
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
            remedy:
              'Déplacez le NTE de fin d’échange juste après l’OBX DESTMSSANTEPAT, avec FIN en NTE-4 ; écrivez tout autre commentaire en NTE-3.',
            severity: nte.get(4) === 'FIN' ? 'bloquant' : 'avertissement',
          }),
        ),
        ...unless(under.length === 0 || isOn(message, 'DESTMSSANTEPAT'), {
          code: 'fin-sans-envoi',
          where: under[0]?.nte.at(4) ?? 'NTE-4',
          expected: 'DESTMSSANTEPAT à Y',
          got: 'N',
          message: 'La fin d’échange est demandée alors que rien n’est envoyé au patient.',
          remedy: 'N’émettez NTE-4 = FIN que si DESTMSSANTEPAT est à Y.',
          severity: 'avertissement',
        }),
        ...unless(fin === undefined || fin === under.length > 0, {
          code: fin === true ? 'fin-absente' : 'fin-presente',
          where: 'NTE-4',
          expected: fin === true ? 'FIN' : 'pas de FIN',
          got: under.length > 0 ? 'FIN' : null,
          message:
            fin === true
              ? 'L’utilisateur ne veut pas de réponse du patient et le message ne le dit pas.'
              : 'Le message clôt l’échange alors que le patient doit pouvoir répondre.',
          remedy:
            fin === true
              ? 'Quand l’utilisateur choisit « pas de réponse », ajoutez NTE|1|||FIN juste après l’OBX DESTMSSANTEPAT : la PFI en fait X-MSS-MES.'
              : 'N’émettez le NTE de fin d’échange que sur un choix de l’utilisateur pour ce message, non par défaut.',
        }),
      ];
    }),
});

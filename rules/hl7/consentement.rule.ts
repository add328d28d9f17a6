import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { type Hl7Message, segmentsNamed } from './message.ts';
import { isInstant, withFamily } from './reading.ts';

/** Fields of ZFA that the published examples fill, and the codes that they have there. */
const fields = [
  { field: 9, parameter: 'alimentation', codes: ['INO', 'IO', 'NA'] },
  { field: 11, parameter: 'consultation', codes: ['IC', 'INC', 'NA'] },
] as const;

export const consentement = defineRule({
  id: 'hl7.consentement',
  version: '2',
  title: 'ZFA transmet l’opposition à l’alimentation du DMP et le consentement à sa consultation',
  source:
    'SC.DMP/ALI/PROG.10 ; PAM France 2.11.1, segment ZFA : champs et codes relevés dans les exemples publiés de l’ANS (la table n’est pas relue : un code inconnu n’est qu’un avertissement)',
  appliesTo: 'document',
  parameters: z.object({ alimentation: z.string().optional(), consultation: z.string().optional() }),
  check: (inputs, expected) =>
    withFamily(inputs, ['ADT'], (message) => {
      const [zfa] = segmentsNamed(message, 'ZFA');
      if (zfa === undefined) return absent(message, Object.values(expected).length > 0);
      return fields.flatMap(({ field, parameter, codes }) => {
        const [code, date] = [zfa.get(field), zfa.get(field + 1)];
        const wanted = expected[parameter];
        return [
          ...unless(wanted === undefined || code === wanted, {
            code: parameter,
            where: zfa.at(field),
            expected: wanted,
            got: code,
            message: `ZFA-${field} ne dit pas le choix du patient pour son DMP (${parameter}).`,
            remedy: `Transmettez en ZFA-${field} le choix tel qu’il a été recueilli, et sa date en ZFA-${field + 1}, dès l’admission et à chaque changement.`,
          }),
          ...unless(code === '' || (codes as readonly string[]).includes(code), {
            code: 'code-inconnu',
            where: zfa.at(field),
            expected: codes.join(', '),
            got: code,
            message: `ZFA-${field} a un code que les exemples publiés ne connaissent pas.`,
            remedy: `Écrivez en ZFA-${field} un des codes de PAM France : ${codes.join(', ')} ; NA quand le choix n’a pas été recueilli.`,
            severity: 'avertissement',
          }),
          ...unless(date === '' || isInstant(date), {
            code: 'date',
            where: zfa.at(field + 1),
            expected: 'une date HL7',
            got: date,
            message: `ZFA-${field + 1} n’est pas la date du recueil.`,
            remedy: `Écrivez en ZFA-${field + 1} la date et l’heure du recueil, en chiffres seulement (AAAAMMJJHHMMSS), ou laissez le champ vide.`,
          }),
        ];
      });
    }),
});

// A discharge (A03) has none in the published examples: only an admission must tell the choice, or whoever asks for it.
function absent({ header }: Hl7Message, asked: boolean): Finding[] {
  return unless(!asked && header.get(9, 2) !== 'A01', {
    code: 'segment-absent',
    where: 'ZFA',
    expected: 'un segment ZFA',
    got: null,
    message: 'L’admission ne dit pas le choix du patient pour son DMP.',
    remedy:
      'Ajoutez à ADT^A01 le segment ZFA : l’opposition à l’alimentation en ZFA-9, le consentement à la consultation en ZFA-11, et leurs dates ; NA quand le choix n’a pas été recueilli.',
    severity: asked ? 'bloquant' : 'avertissement',
  });
}

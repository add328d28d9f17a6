import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { patientDomain } from '../mss/text.ts';
import { headerOf } from '../pieces/index.ts';
import { defineRule } from '../rule.ts';
import { type Code, codesOf, type Described, eachEntry, entryScheme } from './entries.ts';

const basic = '2.16.840.1.113883.5.25';
const visibility = '1.2.250.1.213.1.1.4.13';
const restrictions = ['MASQUE_PS', 'INVISIBLE_PATIENT', 'INVISIBLE_REPRESENTANTS_LEGAUX'] as const;

const parametersSchema = z.object({
  /** The visibility codes that are expected, none for an open document; not judged when absent. */
  visibilite: z.array(z.enum(restrictions)).optional(),
  /** Parameter `cumul-invisible_patient-masque_ps` of the DMP. */
  cumul: z.boolean().default(false),
  sur: z
    .array(z.enum(['depot', 'xdm', 'mise_a_jour']))
    .min(1)
    .default(['depot', 'xdm']),
});
type Parameters = z.infer<typeof parametersSchema>;

export const confidentialite = defineRule({
  id: 'xds.confidentialite',
  version: '2',
  title: 'La fiche porte N (ou R, V) et les codes de visibilité attendus, trois au plus',
  source:
    'JDV_J58 ; EX_2.1-1050 ; faits DMP §5.6 (documenté) ; pas d’envoi au patient d’un document qui lui est caché : matrice de gestion MSSanté (faits MSS §4)',
  appliesTo: 'document',
  parameters: parametersSchema,
  check: (inputs, parameters) => eachEntry(inputs, (entry) => judged(entry, parameters), parameters.sur),
});

function judged(entry: Described, { visibilite, cumul }: Parameters): Finding[] {
  const found = codesOf(entry.element, entryScheme.confidentiality);
  const codes = found.map(({ code }) => code);
  const chosen = codes.filter((code) => (restrictions as readonly string[]).includes(code)).sort();
  const where = entry.at('confidentiality');
  return [
    ...unless(found.filter(isBasic).length === 1 && found.every((code) => isBasic(code) || isRestriction(code)), {
      code: 'codes',
      where,
      expected: `N, R ou V (${basic}) et des codes de visibilité (${visibility})`,
      got: found.map(({ code, scheme }) => `${code} (${scheme})`),
      message: 'La confidentialité n’est pas faite d’un niveau et de codes de visibilité.',
      remedy: `Écrivez une classification N (ou R, V) sous ${basic}, puis une par code de visibilité sous ${visibility} ; le niveau reste quand le document est masqué.`,
    }),
    ...unless(new Set(codes).size === codes.length && codes.length <= 4, {
      code: 'repetition',
      where,
      expected: 'un niveau et trois codes de visibilité au plus, chacun une fois',
      got: codes,
      message: 'Un code de confidentialité est répété ou en trop.',
      remedy: 'Écrivez chaque code de confidentialité une fois.',
    }),
    ...unless(cumul || !(chosen.includes('MASQUE_PS') && chosen.includes('INVISIBLE_PATIENT')), {
      code: 'cumul',
      where,
      expected: 'MASQUE_PS ou INVISIBLE_PATIENT, non les deux',
      got: chosen,
      message: 'Un document ne peut être à la fois masqué aux professionnels et invisible au patient.',
      remedy:
        'Empêchez ce choix à l’écran tant que le paramètre cumul-invisible_patient-masque_ps du DMP est à faux (EX_2.1-1050).',
    }),
    ...toPatient(entry, chosen),
    ...unless(visibilite === undefined || [...visibilite].sort().join() === chosen.join(), {
      code: 'visibilite',
      where,
      expected: visibilite,
      got: chosen,
      message: 'La visibilité du document n’est pas celle qui était demandée.',
      remedy:
        'Écrivez les codes de visibilité que l’utilisateur a choisis pour ce document (MASQUE_PS, INVISIBLE_PATIENT, INVISIBLE_REPRESENTANTS_LEGAUX), et aucun autre.',
    }),
  ];
}

// A mail to Mon espace santé shows the patient, and who represents him, what it carries.
function toPatient({ at, submission: { mail } }: Described, chosen: string[]): Finding[] {
  const hidden = chosen.filter((code) => code.startsWith('INVISIBLE_'));
  const recipients = mail === null ? [] : (mail.envelope?.to ?? [headerOf(mail, 'To') ?? '']);
  const patients = recipients.filter((recipient) => recipient.toLowerCase().includes(`@${patientDomain}`));
  return unless(hidden.length === 0 || patients.length === 0, {
    code: 'envoi-patient',
    where: at('confidentiality'),
    expected: 'un autre destinataire que le patient',
    got: `${hidden.join(', ')}, à ${patients.length} boîte(s) de ${patientDomain}`,
    message: 'Un document caché au patient ou à ses représentants lui est envoyé.',
    remedy: `N’envoyez à @${patientDomain} que des documents visibles de lui et de ses représentants ; refusez l’envoi à l’écran, en disant pourquoi.`,
  });
}

function isBasic({ code, scheme }: Code): boolean {
  return scheme === basic && ['N', 'R', 'V'].includes(code);
}

function isRestriction({ code, scheme }: Code): boolean {
  return scheme === visibility && (restrictions as readonly string[]).includes(code);
}

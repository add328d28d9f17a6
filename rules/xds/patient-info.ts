import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { type Described, slotValues } from './entries.ts';

/** How many values of each field of PID, and the form of each (facts, DMP §5.2). */
const fields = [
  {
    field: 'PID-5',
    min: 1,
    max: Number.POSITIVE_INFINITY,
    form: /^[^^|]+\^[^^|]+\^{5}[LDSU]$/,
    expected: 'NOM^Prénom^^^^^L',
    remedy:
      'Écrivez le nom et le premier prénom de naissance, type L ; le nom et le prénom utilisés en une autre valeur, type S.',
  },
  {
    field: 'PID-7',
    min: 1,
    max: 1,
    form: /^\d{4}(?:\d{2}(?:\d{2}(?:\d{6})?)?)?$/,
    expected: 'AAAAMMJJ',
    remedy: 'Écrivez la date de naissance sans séparateur, comme birthTime du document.',
  },
  {
    field: 'PID-8',
    min: 1,
    max: 1,
    form: /^[MFUO]$/,
    expected: 'M, F, U ou O',
    remedy: 'Écrivez le sexe en une lettre (table HL7 0001) : M ou F, U s’il est inconnu.',
  },
] as const;
const allowed = /^PID-(?:3|5|7|8|11|13|14|15|16|18|21)$/;

/** What is wrong in `sourcePatientInfo`, which an archive may do without (facts, MSS §5.2). */
export function patientInfo({ element, at, submission }: Described): Finding[] {
  const values = slotValues(element, 'sourcePatientInfo').map((value) => {
    const bar = value.indexOf('|');
    return { field: value.slice(0, Math.max(0, bar)), text: value.slice(bar + 1), value };
  });
  if (values.length === 0) return [absent(at('sourcePatientInfo'), submission.kind === 'xdm')];
  return [
    ...values
      .filter(({ field }) => !allowed.test(field))
      .slice(0, 20)
      .map(({ value }) =>
        discrepancy({
          code: 'source-patient-info',
          where: at('sourcePatientInfo'),
          expected: 'PID-3, 5, 7, 8, 11, 13, 14, 15, 16, 18 ou 21, une barre, la valeur',
          got: value,
          message: 'Cette valeur de sourcePatientInfo n’est pas un champ admis.',
          remedy: 'Écrivez une Value par champ, « PID-n|valeur » à une seule barre, et retirez les autres champs.',
        }),
      ),
    ...fields.flatMap(({ field, min, max, form, expected, remedy }) => {
      const found = values.filter((value) => value.field === field);
      return unless(found.length >= min && found.length <= max && found.every(({ text }) => form.test(text)), {
        code: `source-patient-info-${field.toLowerCase()}`,
        where: at(`sourcePatientInfo · ${field}`),
        expected: `${field}|${expected}`,
        got: found.map(({ value }) => value),
        message: `${field} manque, est répété ou n’a pas sa forme dans sourcePatientInfo.`,
        remedy,
      });
    }),
  ];
}

function absent(where: string, archived: boolean): Finding {
  return discrepancy({
    code: 'source-patient-info',
    severity: archived ? 'avertissement' : 'bloquant',
    where,
    expected: 'PID-5, PID-7 et PID-8',
    got: null,
    message: 'Les traits du patient manquent à la fiche.',
    remedy: 'Écrivez le Slot sourcePatientInfo : une Value PID-5 (nom), une PID-7 (naissance), une PID-8 (sexe).',
  });
}

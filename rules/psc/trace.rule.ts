import { z } from 'zod';
import { unless } from '../findings.ts';
import { dated, observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

const lines = z.object({
  lignes: z.array(
    z.object({ date: z.string(), service: z.string(), authentification: z.string(), identifiant: z.string() }),
  ),
});

export const trace = defineRule({
  id: 'psc.trace',
  version: '1',
  title: 'La trace d’un appel à un téléservice dit l’authentification par Pro Santé Connect et l’identité véhiculée',
  source: 'INS/PSC.01 et DMP/PSC.01 (« montrer le mode d’authentification et l’identité dans le journal », la trace)',
  appliesTo: 'lecture',
  parameters: z.object({
    service: z.string(),
    /** National id of the user. */
    identifiant: z.string(),
  }),
  check(inputs, { service, identifiant }) {
    const found = observed(inputs, 'lecture', lines).lignes.find((line) => line.service.includes(service));
    if (found === undefined) {
      return unless(false, {
        code: 'appel-non-trace',
        where: 'lignes',
        expected: service,
        got: null,
        message: `L’appel à ${service} ne figure pas dans la trace.`,
        remedy:
          'Écrivez une ligne à chaque appel d’un téléservice : date et heure, service, utilisateur, mode d’authentification, identifiant national.',
      });
    }
    return [
      ...unless(dated.test(found.date), {
        code: 'date-heure',
        where: 'lignes.date',
        expected: 'date et heure',
        got: found.date,
        message: 'La trace ne dit pas quand l’appel a été fait.',
        remedy: 'Montrez la date et l’heure de l’appel, à la minute au moins.',
      }),
      ...unless(/pro\s+sant[ée]\s+connect|\bpsc\b/i.test(found.authentification), {
        code: 'authentification',
        where: 'lignes.authentification',
        expected: 'Pro Santé Connect',
        got: found.authentification,
        message: 'La trace ne dit pas que l’appel est fait sous Pro Santé Connect.',
        remedy: 'Gardez avec l’appel le mode d’authentification réellement employé, et montrez-le.',
      }),
      ...unless(found.identifiant.replaceAll(/\s/g, '') === identifiant, {
        code: 'identifiant',
        where: 'lignes.identifiant',
        expected: identifiant,
        got: found.identifiant,
        message: 'La trace ne montre pas l’identité du professionnel connecté.',
        remedy: 'Gardez avec l’appel l’identifiant national qu’il véhicule (SubjectNameID), et montrez-le.',
      }),
    ];
  },
});

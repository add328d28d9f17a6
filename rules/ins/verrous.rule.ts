import { z } from 'zod';
import { unless } from '../findings.ts';
import { observed } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const verrous = defineRule({
  id: 'ins.verrous',
  version: '1',
  title: 'Traits stricts, matricule et OID sont montrés verrouillés, les traits complémentaires restent modifiables',
  source: 'INS/va1.18 et .48, règle 26',
  appliesTo: 'lecture',
  parameters: z.object({ verrouilles: z.array(z.string()), libres: z.array(z.string()) }),
  check(inputs, { verrouilles, libres }) {
    const fiche = observed(inputs, 'lecture', z.object({ verrouilles: z.array(z.string()) }));
    const shown = new Set(fiche.verrouilles);
    return [
      ...verrouilles.flatMap((field) =>
        unless(shown.has(field), {
          code: `non-verrouille-${field}`,
          where: `verrouilles.${field}`,
          expected: 'verrouillé et signalé',
          got: 'modifiable, ou verrou non signalé',
          message: `Le champ ${field} d’une identité venue d’INSi doit être verrouillé et signalé comme tel.`,
          remedy: `Verrouillez ${field} dès que l’identité est récupérée ou qualifiée, pour tous sauf le super-utilisateur, et montrez le verrou à l’écran.`,
        }),
      ),
      ...libres.flatMap((field) =>
        unless(!shown.has(field), {
          code: `verrouille-a-tort-${field}`,
          where: `verrouilles.${field}`,
          expected: 'modifiable',
          got: 'verrouillé',
          message: `Le trait complémentaire ${field} doit rester modifiable.`,
          remedy: `Laissez ${field} modifiable quel que soit le statut : seuls les traits stricts, le matricule et l’OID se verrouillent.`,
        }),
      ),
    ];
  },
});

import { z } from 'zod';
import { unless } from '../findings.ts';
import { observedExchanges } from '../observed.ts';
import { defineRule } from '../rule.ts';

export const aucunAppel = defineRule({
  id: 'insi.aucun-appel',
  version: '1',
  title: 'Aucun appel INSi n’est parti pour cette personne',
  source: 'INS/va1.20, règle 25 ; INSI-09 (EXI ID 26, seconde main) ; INS/va1.32, règle 4',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check(inputs) {
    // An exchange that cannot be attributed could be the person's: it counts, another person's does not.
    const suspect = observedExchanges(inputs).filter(({ attribution }) => attribution !== 'autre');
    return unless(suspect.length === 0, {
      code: 'appel-parti',
      where: 'echanges',
      expected: 'aucun appel',
      got: `${suspect.length} échange(s) : n° ${suspect.map(({ n }) => n).join(', ')}`,
      message: 'Un appel INSi est parti alors qu’il devait être bloqué.',
      remedy:
        'Contrôlez avant l’appel que l’identité n’est ni douteuse ni fictive et que l’utilisateur est habilité ; sinon n’envoyez rien, et dites pourquoi.',
    });
  },
});

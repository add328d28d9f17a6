import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { attributeTexts, eachVihf, vihfText } from './assertion.ts';

/** Life of a token in AIR mode, in seconds (EX_AIR-040). */
const airSeconds = 30;

export const fraicheur = defineRule({
  id: 'vihf.fraicheur',
  version: '1',
  title: 'Chaque VIHF est neuf : émis à l’heure de la requête, d’identifiant jamais repris',
  source:
    'VIHF-01 ; EX_AIR-040 : 30 s et usage unique en AIR (documenté, seconde main) ; ailleurs la durée n’est pas publiée : ' +
    '5 minutes par défaut (inféré), la reprise d’un identifiant reste bloquante (SAML 2.0 core §1.3.4)',
  appliesTo: 'echanges',
  parameters: z.object({ secondes: z.number().positive().default(300) }),
  check(inputs, { secondes }) {
    const seen = new Map<string, string>();
    return eachVihf(inputs, (vihf): Finding[] => {
      const id = vihfText(vihf, '@ID') ?? '';
      const instant = vihfText(vihf, '@IssueInstant') ?? '';
      const [mode] = attributeTexts(vihf, 'Authentification_Mode', 'Authentification_mode');
      const limit = mode === 'INDIRECTE_RENFORCEE' ? airSeconds : secondes;
      const gap = Math.abs(Date.parse(vihf.request.exchange.at) - Date.parse(instant)) / 1000;
      const first = seen.get(id);
      if (first === undefined) seen.set(id, vihf.at('/@ID'));
      return [
        ...unless(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/.test(instant) && gap <= limit, {
          code: 'emission',
          where: vihf.at('/@IssueInstant'),
          expected: `une heure UTC à ${limit} s au plus de ${vihf.request.exchange.at}`,
          got: instant,
          message: 'Le VIHF n’a pas été émis pour cette requête.',
        }),
        ...(first === undefined ? [] : [reused(vihf.at('/@ID'), id, first)]),
      ];
    });
  },
});

function reused(where: string, id: string, first: string): Finding {
  return discrepancy({
    code: 'identifiant-repris',
    where,
    expected: `un autre identifiant que celui de ${first}`,
    got: id,
    message: 'Le même VIHF a servi à deux requêtes.',
  });
}

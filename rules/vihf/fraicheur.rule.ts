import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { eachVihf, type Vihf, vihfText } from './assertion.ts';
import { modeOf } from './texts.ts';

/** Life of a token in AIR mode, in seconds (EX_AIR-040). */
const airSeconds = 30;

const utc = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

export const fraicheur = defineRule({
  id: 'vihf.fraicheur',
  version: '2',
  title: 'Chaque VIHF est neuf : émis à l’heure de la requête, dans ses bornes, d’identifiant jamais repris',
  source:
    'VIHF-01 ; EX_AIR-040 : 30 s et usage unique en AIR (documenté, seconde main) ; ailleurs la durée n’est pas publiée : ' +
    '5 minutes par défaut (inféré), la reprise d’un identifiant reste bloquante (SAML 2.0 core §1.3.4). NotBefore et ' +
    'NotOnOrAfter sont facultatifs : donnés, ils bornent l’usage (SAML 2.0 core §2.5.1), à l’écart des horloges près',
  appliesTo: 'echanges',
  parameters: z.object({ secondes: z.number().positive().default(300) }),
  check(inputs, { secondes }) {
    const seen = new Map<string, string>();
    return eachVihf(inputs, (vihf): Finding[] => {
      const limit = modeOf(vihf) === 'INDIRECTE_RENFORCEE' ? airSeconds : secondes;
      const id = vihfText(vihf, '@ID') ?? '';
      const first = seen.get(id);
      if (first === undefined) seen.set(id, vihf.at('/@ID'));
      return [
        ...issued(vihf, limit),
        ...bounds(vihf, limit),
        ...(first === undefined ? [] : [reused(vihf.at('/@ID'), id, first)]),
      ];
    });
  },
});

function issued(vihf: Vihf, limit: number): Finding[] {
  const { at } = vihf.request.exchange;
  const instant = vihfText(vihf, '@IssueInstant') ?? '';
  const gap = Math.abs(Date.parse(at) - Date.parse(instant)) / 1000;
  return unless(utc.test(instant) && gap <= limit, {
    code: 'emission',
    where: vihf.at('/@IssueInstant'),
    expected: `une heure UTC à ${limit} s au plus de ${at}`,
    got: instant,
    message: 'Le VIHF n’a pas été émis pour cette requête.',
    remedy:
      'Faites une assertion à chaque requête, IssueInstant à l’heure UTC (AAAA-MM-JJThh:mm:ssZ), et tenez l’horloge du poste à l’heure (NTP).',
  });
}

function bounds(vihf: Vihf, limit: number): Finding[] {
  const now = Date.parse(vihf.request.exchange.at);
  const read = (name: string): string | null => vihfText(vihf, `saml:Conditions/@${name}`);
  const from = read('NotBefore');
  const until = read('NotOnOrAfter');
  const begun = from === null || Date.parse(from) <= now + limit * 1000;
  const running = until === null || Date.parse(until) > now - limit * 1000;
  return unless(begun && running, {
    code: 'validite',
    where: vihf.at(begun ? '/saml:Conditions/@NotOnOrAfter' : '/saml:Conditions/@NotBefore'),
    expected: `des bornes qui contiennent ${vihf.request.exchange.at}`,
    got: `de ${from ?? '…'} à ${until ?? '…'}`,
    message: 'Le VIHF a servi hors des bornes de validité qu’il se donne.',
    remedy:
      'Écrivez NotBefore et NotOnOrAfter en UTC autour de l’heure d’émission, ou ne les écrivez pas ; ne réemployez pas une assertion échue.',
  });
}

function reused(where: string, id: string, first: string): Finding {
  return discrepancy({
    code: 'identifiant-repris',
    where,
    expected: `un autre identifiant que celui de ${first}`,
    got: id,
    message: 'Le même VIHF a servi à deux requêtes.',
    remedy: 'Faites une nouvelle assertion, d’un ID neuf (un UUID précédé de « _ »), à chaque requête.',
  });
}

import { escapeXml } from '../../core/index.ts';

/** Pages of the web access, and whether they are about a patient (PDT-INF-527; facts, DMP §9). */
export const webPages = {
  TableauDeBord: { title: 'Tableau de bord', patient: 'facultatif' },
  DossierPatient: { title: 'Dossier du patient', patient: 'exige' },
  GestionDMPPatient: { title: 'Gestion du DMP du patient', patient: 'exige' },
  Documents: { title: 'Documents', patient: 'exige' },
  ParcoursDeSoins: { title: 'Parcours de soins', patient: 'exige' },
  HistoriqueAcces: { title: 'Historique des accès', patient: 'exige' },
  Parametrages: { title: 'Paramétrages', patient: 'aucun' },
  VolontesEtDroits: { title: 'Volontés et droits', patient: 'exige' },
  CarnetVaccination: { title: 'Carnet de vaccination', patient: 'exige' },
} as const satisfies Record<string, { title: string; patient: 'exige' | 'facultatif' | 'aucun' }>;

export type WebPage = keyof typeof webPages;

/** What a page shows: its title, and lines of a name and a value. */
export interface PageContent {
  status: number;
  title: string;
  lines: ReadonlyArray<readonly [name: string, value: string]>;
}

/** A page, sober; it says that it is simulated, runs no script and loads nothing. */
export function pageResponse({ status, title, lines }: PageContent): Response {
  const list = lines.map(([name, value]) => `<dt>${escapeXml(name)}</dt><dd>${escapeXml(value)}</dd>`).join('');
  const body =
    '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">' +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeXml(title)} – DMP (page simulée)</title>` +
    `<style>${style}</style></head><body><p role="note">Page simulée : banc Probant, aucune donnée réelle.</p>` +
    `<main><h1>${escapeXml(title)}</h1><dl>${list}</dl></main></body></html>\n`;
  return new Response(body, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *",
    },
  });
}

const style =
  'body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:40rem;padding:0 1rem;color:#1b1b1b;background:#fff}' +
  'p[role=note]{border-left:4px solid #0a4a8f;padding-left:1rem}dt{font-weight:600}dd{margin:0 0 .5rem}';

import type { Cabinet } from '../cabinet.ts';
import { attachment } from '../documents/module.ts';
import { readForm, seeOther } from '../http.ts';
import type { Module, Route } from '../module.ts';
import { Activity } from './activity.ts';
import { Dashboard, type Query } from './dashboard.ts';
import { extractionOf } from './extraction.ts';
import { dashboardContent } from './screen.ts';

/** Dashboard of Cabinet Témoin: deposits and sendings, by FINESS and RPPS. */
export function dashboardModule(cabinet: Cabinet): Module {
  const { planted } = cabinet;
  const activity = new Activity(cabinet);
  const dashboard = new Dashboard(activity, planted);
  return {
    handlers: {
      genererActivite: (args) => ({ messages: activity.generate(args) }),
      lireTableauDeBord: (query) => dashboard.read(query),
      extraireTableauDeBord: ({ periode }) => {
        const query = { periode, finess: '', rpps: '' };
        const { nom, typeMime, contenu } = extractionOf(dashboard.byMonth(query), query, planted);
        return { nom, typeMime, contenu: contenu.toString('base64') };
      },
    },
    routes: routesOf(cabinet, activity, dashboard),
    menu: [{ path: '/tableau-de-bord', label: 'Tableau de bord' }],
  };
}

function routesOf({ planted }: Cabinet, activity: Activity, dashboard: Dashboard): Record<string, Route> {
  return {
    'GET /tableau-de-bord': ({ url, show }) => {
      const query = queryOf(url.searchParams);
      return show({ title: 'Tableau de bord', content: dashboardContent(query, dashboard.read(query)) });
    },
    'GET /tableau-de-bord/extraction': ({ url }) => {
      const query = queryOf(url.searchParams);
      return attachment(extractionOf(dashboard.byMonth(query), query, planted));
    },
    'POST /tableau-de-bord/essai': async ({ request, session }) => {
      const form = await readForm(request);
      const asked = (name: string): string => form.get(name)?.trim() ?? '';
      session.messages = activity.generate({
        ...queryOf(form),
        parMois: asked('parMois'),
        echecsDmp: asked('echecsDmp'),
        echecsMss: asked('echecsMss'),
      });
      return seeOther('/tableau-de-bord');
    },
  };
}

/** What a form asks for; the present year unless told. */
function queryOf(form: URLSearchParams): Query {
  const year = new Date().getFullYear();
  const text = (name: string): string => form.get(name)?.trim() ?? '';
  const periode = { debut: text('debut') || `${year}-01`, fin: text('fin') || `${year}-12` };
  return { periode, finess: text('finess'), rpps: text('rpps') };
}

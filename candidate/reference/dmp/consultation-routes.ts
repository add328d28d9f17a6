import type { Cabinet } from '../cabinet.ts';
import { attachment } from '../documents/module.ts';
import { type Reply, readForm, seeOther } from '../http.ts';
import { statusLabels } from '../model.ts';
import type { PatientRequest, PatientRoute } from '../patient-routes.ts';
import { isChoice } from './consents.ts';
import { integratedContent } from './consultation-screen.ts';
import { type Criteria, criteriaOf, type Search } from './messages.ts';
import { dmpFile } from './opened-file.ts';
import { openingContent } from './opening-screen.ts';
import type { DmpParts } from './parts.ts';
import { requestLabels } from './requests.ts';
import { dmpContent } from './screen.ts';

/** Screens and actions of the consultation of the DMP. */
export function consultationRoutes(cabinet: Cabinet, parts: DmpParts): Record<string, PatientRoute> {
  return { ...screens(cabinet, parts), ...consultationActions(parts), ...fileActions(parts) };
}

function screens(cabinet: Cabinet, parts: DmpParts): Record<string, PatientRoute> {
  const { planted } = cabinet;
  const { consultation, consents, feeding, integration, requests } = parts;
  return {
    'GET /accueil': ({ act, show }) => {
      const view = parts.opening.view(act);
      const statut = planted.has('statut-identite-non-affiche') ? '' : statusLabels[act.patient.statut];
      const content = openingContent({ dossier: act.patient.id, statut, view });
      return again(show({ title: 'Accueil du dossier', tab: 'accueil', content }), !view.done);
    },
    'GET /dmp': ({ act, session, url, show }) => {
      const dossier = act.patient.id;
      const filters = criteriaIn(url.searchParams);
      const filtered = Object.keys(filters).length > 0;
      const screen = {
        dossier,
        user: act.user,
        refusal: consultation.unavailable(act),
        view: filtered ? consultation.filtered(dossier, filters) : consultation.shown(dossier),
        types: consultation.shown(dossier)?.entries ?? [],
        filters,
        documents: feeding.documents(dossier),
        choix: consents.label(dossier),
        lignes: consents.lines(dossier),
        requests: requests.of(dossier),
        webPs: url.searchParams.get('web-ps'),
        planted,
      };
      const messages = [...session.messages.splice(0), ...requests.messages(dossier)];
      const reply = show({ title: 'Dossier médical partagé', tab: 'dmp', content: dmpContent(screen), messages });
      return again(reply, requests.running(dossier));
    },
    'GET /dmp/integres': ({ act, show }) => {
      const content = integratedContent(act.patient.id, integration.lines(act.patient.id));
      return show({ title: 'Documents intégrés du DMP', tab: 'dmp-integres', content });
    },
  };
}

function consultationActions({ consultation, consents, requests }: DmpParts): Record<string, PatientRoute> {
  const consult = async (asked: PatientRequest, search: Search): Promise<Reply> => {
    const work = async () => (await consultation.consult(asked.act, search)).messages;
    return back(asked, await requests.start(asked.act, requestLabels.consultation, work));
  };
  return {
    'POST /dmp/consulter': async (asked) =>
      consult(asked, { former: (await readForm(asked.request)).get('anciens') === 'oui' }),
    'POST /dmp/chercher': async (asked) => consult(asked, { criteria: criteriaIn(await readForm(asked.request)) }),
    'POST /dmp/autoriser': async (asked) => back(asked, await consultation.authorise(asked.act)),
    'POST /dmp/consentement': async (asked) => {
      const choice = (await readForm(asked.request)).get('choix');
      return back(asked, isChoice(choice) ? consents.record(asked.act, choice) : ['Choix inconnu.']);
    },
  };
}

function fileActions({ consultation, integration }: DmpParts): Record<string, PatientRoute> {
  return {
    'GET /dmp/document': async (asked) => {
      const opened = await consultation.open(asked.act, asked.url.searchParams.get('repere') ?? '');
      return opened.ok ? attachment(dmpFile(opened.value)) : back(asked, [opened.texte]);
    },
    'POST /dmp/integrer': async (asked) => {
      const chosen = (await readForm(asked.request)).getAll('repere');
      return back(asked, await integration.integrate(asked.act, chosen));
    },
  };
}

function criteriaIn(typed: URLSearchParams): Criteria {
  const months = Number(typed.get('depuisMois'));
  return criteriaOf({
    type: typed.get('type') ?? undefined,
    classe: typed.get('classe') ?? undefined,
    auteur: typed.get('auteur') ?? undefined,
    cadre: typed.get('cadre') ?? undefined,
    depuisMois: months > 0 ? months : undefined,
  });
}

/** Back to the screen of the DMP, with what to say. */
export function back({ session, act }: PatientRequest, messages: string[], query = ''): Reply {
  session.messages = messages;
  return seeOther(`/patients/${act.patient.id}/dmp${query}`);
}

/** The screen shows itself again while something goes on, without any script. */
function again(reply: Reply, going: boolean): Reply {
  return going ? { ...reply, headers: { ...reply.headers, Refresh: '1' } } : reply;
}

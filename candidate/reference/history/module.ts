import type { Cabinet } from '../cabinet.ts';
import { CabinetError } from '../cabinet-error.ts';
import type { DocumentKind } from '../documents/document.ts';
import { kinds, kindsOf } from '../documents/kinds.ts';
import { type Reply, readForm, seeOther } from '../http.ts';
import type { Act } from '../journals.ts';
import type { User } from '../model.ts';
import type { Handlers, Module } from '../module.ts';
import type { PatientRequest, PatientRoute } from '../patient-routes.ts';
import { type HistoryFilters, HistoryService } from './history-service.ts';
import { historyContent, indicatorContent } from './screen.ts';

/** The history of the patients: documents of before, taken over and deposited in the DMP by lots. */
export function historyModule(cabinet: Cabinet): Module {
  const service = new HistoryService(cabinet);
  return {
    handlers: handlersOf(cabinet, service),
    patientRoutes: routesOf(cabinet, service),
    tabs: [{ tab: 'anterieurs', path: '/anterieurs', label: 'Documents antérieurs' }],
    ...(cabinet.couloir === 'BIO-SGL' ? indicatorOf(service) : {}),
  };
}

function handlersOf(cabinet: Cabinet, service: HistoryService): Handlers {
  const act = (dossier: string, user: User): Act => ({ patient: cabinet.patient(dossier), user });
  return {
    reprendreDocument: ({ dossier, date, ...draft }, user) => {
      const former = { ...draft, date: dayAt(date, cabinet) };
      const { document, messages } = cabinet.documents.takeOver(act(dossier, user), former);
      return { document: document?.id ?? null, messages };
    },
    lireDocumentsAnterieurs: ({ dossier, ...filters }) => ({
      bandeau: cabinet.views.banner(cabinet.patient(dossier)),
      lignes: service.lines(dossier, filters),
    }),
    deposerHistorique: async ({ dossier, ...filters }, user) => ({
      messages: await service.deposit(act(dossier, user), filters),
    }),
    ...(cabinet.couloir === 'BIO-SGL' ? { lireIndicateurHistorique: () => ({ lignes: service.indicator() }) } : {}),
  };
}

function routesOf(cabinet: Cabinet, service: HistoryService): Record<string, PatientRoute> {
  return {
    'GET /anterieurs': ({ act, url, show }) => {
      const filters = filtersOf(url.searchParams);
      const content = historyContent({
        dossier: act.patient.id,
        filters,
        lines: service.lines(act.patient.id, filters),
        offered: kindsOf(cabinet.couloir),
      });
      return show({ title: 'Documents antérieurs', tab: 'anterieurs', content });
    },
    'POST /anterieurs/reprendre': async (asked) => {
      const form = await readForm(asked.request);
      const text = (name: string): string => form.get(name)?.trim() ?? '';
      const { document, messages } = cabinet.documents.takeOver(asked.act, {
        type: kindOf(text('type')) ?? 'courrier',
        titre: text('titre'),
        texte: text('texte').replaceAll('\r\n', '\n'),
        date: dayAt(text('date'), cabinet),
        auteur: { nom: text('auteurNom'), prenom: text('auteurPrenom'), rpps: text('auteurRpps') },
      });
      return back(asked, messages, document === null ? '' : `?document=${document.id}`);
    },
    'POST /anterieurs/deposer': async (asked) => {
      const filters = filtersOf(await readForm(asked.request));
      return back(asked, await service.deposit(asked.act, filters));
    },
  };
}

function indicatorOf(service: HistoryService): Pick<Module, 'menu' | 'routes'> {
  return {
    menu: [{ path: '/indicateur-historique', label: 'Reprise d’historique' }],
    routes: {
      'GET /indicateur-historique': ({ show }) =>
        show({ title: 'Indicateur mensuel du dépôt d’historique', content: indicatorContent(service.indicator()) }),
    },
  };
}

function filtersOf(form: URLSearchParams): HistoryFilters {
  const text = (name: string): string => form.get(name)?.trim() ?? '';
  const type = kindOf(text('type'));
  const filters = { debut: text('debut'), fin: text('fin'), auteur: text('auteur') };
  return type === undefined ? filters : { ...filters, type };
}

function kindOf(text: string): DocumentKind | undefined {
  if (text === '') return undefined;
  if (Object.hasOwn(kinds, text)) return text as DocumentKind;
  throw new CabinetError('requete_invalide', 'Type de document inconnu.');
}

/** A day of an act: what was written then had its hour, that nobody has kept. */
function dayAt(day: string, { planted }: Cabinet): Date {
  return planted.has('historique-date-du-jour') ? new Date() : new Date(`${day}T09:00:00`);
}

function back({ session, act }: PatientRequest, messages: string[], query = ''): Reply {
  session.messages = messages;
  return seeOther(`/patients/${act.patient.id}/anterieurs${query}`);
}

import type { Cabinet } from '../cabinet.ts';
import { CabinetError } from '../cabinet-error.ts';
import type { ProducedFile } from '../documents/document-files.ts';
import { attachment } from '../documents/module.ts';
import { type Reply, readForm, seeOther } from '../http.ts';
import type { Act } from '../journals.ts';
import type { User } from '../model.ts';
import type { Handlers, Module } from '../module.ts';
import type { PatientRequest, PatientRoute } from '../patient-routes.ts';
import { DmpService, type OpenedDocument } from './dmp-service.ts';
import { dmpContent, dmpLines } from './screen.ts';

/** The DMP of Cabinet Témoin: consultation, authorisation, deposit, deletion. */
export function dmpModule(cabinet: Cabinet): Module {
  const service = new DmpService(cabinet);
  cabinet.documents.onValidated((act, document) => service.afterValidation(act, document));
  return {
    handlers: handlersOf(cabinet, service),
    patientRoutes: routesOf(cabinet, service),
    tabs: [{ tab: 'dmp', path: '/dmp', label: 'DMP' }],
    close: () => service.close(),
  };
}

function handlersOf(cabinet: Cabinet, service: DmpService): Handlers {
  const act = (dossier: string, user: User): Act => ({ patient: cabinet.patient(dossier), user });
  return {
    consulterDmp: async ({ dossier }, user) => {
      const { messages, etat, autorisation, entries } = await service.consult(act(dossier, user));
      const bandeau = cabinet.views.banner(cabinet.patient(dossier));
      return { bandeau, messages, etat, autorisation, documents: dmpLines(entries, cabinet.planted) };
    },
    autoriserDmp: async ({ dossier }, user) => ({ messages: await service.authorise(act(dossier, user)) }),
    deposerDmp: async ({ dossier, document, ...visibility }, user) => ({
      messages: await service.deposit(act(dossier, user), document, visibility),
    }),
    supprimerDuDmp: async ({ dossier, document }, user) => ({
      messages: await service.remove(act(dossier, user), document),
    }),
    ouvrirWebPs: async ({ dossier, page }, user) => {
      const bandeau = cabinet.views.banner(cabinet.patient(dossier));
      return { bandeau, ...(await service.openWebPs(act(dossier, user), page)) };
    },
    ouvrirDocumentDmp: async ({ dossier, repere }, user) => {
      const opened = await service.open(act(dossier, user), repere);
      if (!opened.ok) throw new CabinetError('service_indisponible', opened.texte);
      const { nom, typeMime, contenu } = fileOf(opened.value);
      return { nom, typeMime, contenu: contenu.toString('base64') };
    },
  };
}

function routesOf({ planted }: Cabinet, service: DmpService): Record<string, PatientRoute> {
  return {
    'GET /dmp': ({ act, session, show, url }) => {
      const dossier = act.patient.id;
      const view = service.shown(dossier);
      const documents = service.documents(dossier);
      const content = dmpContent({
        dossier,
        refusal: service.unavailable(act),
        view,
        documents,
        webPs: url.searchParams.get('web-ps'),
        planted,
      });
      return show({ title: 'Dossier médical partagé', tab: 'dmp', content, messages: session.messages.splice(0) });
    },
    'POST /dmp/consulter': async (asked) => {
      const form = await readForm(asked.request);
      const { messages } = await service.consult(asked.act, form.get('anciens') === 'oui');
      return back(asked, messages);
    },
    'POST /dmp/autoriser': async (asked) => back(asked, await service.authorise(asked.act)),
    'POST /dmp/deposer': async (asked) => {
      const form = await readForm(asked.request);
      const chosen = (name: string): boolean => form.get(name) === 'oui';
      const visibility = {
        masquePs: chosen('masquePs'),
        invisiblePatient: chosen('invisiblePatient'),
        invisibleRepresentants: chosen('invisibleRepresentants'),
      };
      return back(asked, await service.deposit(asked.act, form.get('document') ?? '', visibility));
    },
    'POST /dmp/supprimer': async (asked) => {
      const document = (await readForm(asked.request)).get('document') ?? '';
      return back(asked, await service.remove(asked.act, document));
    },
    'POST /dmp/web-ps': async (asked) => {
      const page = (await readForm(asked.request)).get('page') === 'TableauDeBord' ? 'TableauDeBord' : 'DossierPatient';
      const { titre, messages } = await service.openWebPs(asked.act, page);
      const query = titre === null ? '' : `?web-ps=${encodeURIComponent(titre)}`;
      return back(asked, messages, query);
    },
    'GET /dmp/document': async (asked) => {
      const opened = await service.open(asked.act, asked.url.searchParams.get('repere') ?? '');
      return opened.ok ? attachment(fileOf(opened.value)) : back(asked, [opened.texte]);
    },
  };
}

function back({ session, act }: PatientRequest, messages: string[], query = ''): Reply {
  session.messages = messages;
  return seeOther(`/patients/${act.patient.id}/dmp${query}`);
}

function fileOf({ entry, bytes }: OpenedDocument): ProducedFile {
  const name = entry.titre.replaceAll(/[/\\:*?"<>|]/g, '-');
  return { nom: `${name}.xml`, typeMime: 'text/xml', contenu: bytes };
}

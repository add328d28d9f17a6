import type { Cabinet } from '../cabinet.ts';
import type { Written } from '../documents/document-service.ts';
import { reportKindsOf } from '../documents/kinds.ts';
import type { ReportForm } from '../documents/report.ts';
import { laboratorySheet } from '../documents/report-style-sheet.ts';
import { type Reply, readForm, seeOther } from '../http.ts';
import type { Act } from '../journals.ts';
import { formatted, sheet } from '../mail/style-sheet.ts';
import type { User } from '../model.ts';
import type { Handlers, Module } from '../module.ts';
import type { PatientRequest, PatientRoute } from '../patient-routes.ts';
import { completionOf, diffusionOf, draftOf } from './report-form.ts';
import { ReportService } from './report-service.ts';
import { completionContent, reportContent, reportsContent } from './screen.ts';

/** Reports of imaging and of biology: written with their correspondents, diffused, shown (RAD-RIS, BIO-SGL). */
export function reportsModule(cabinet: Cabinet): Module {
  const service = new ReportService(cabinet);
  return {
    handlers: handlersOf(cabinet, service),
    patientRoutes: routesOf(cabinet, service),
    tabs: [{ tab: 'comptes-rendus', path: '/comptes-rendus', label: 'Comptes rendus' }],
  };
}

function handlersOf(cabinet: Cabinet, service: ReportService): Handlers {
  const act = (dossier: string, user: User): Act => ({ patient: cabinet.patient(dossier), user });
  const answer = ({ document, messages }: Written) => ({ document: document?.id ?? null, messages });
  return {
    redigerCompteRendu: ({ dossier, ...draft }, user) => answer(service.write(act(dossier, user), draft)),
    completerCompteRendu: ({ dossier, document, ...completion }, user) =>
      answer(service.complete(act(dossier, user), document, completion)),
    reglerDiffusion: ({ dossier, document, ...diffusion }, user) => ({
      messages: service.diffuse(act(dossier, user), document, diffusion),
    }),
    lireCompteRendu: ({ dossier, document, forme }, user) => ({
      bandeau: cabinet.views.banner(cabinet.patient(dossier)),
      ...service.view(act(dossier, user), document, forme),
    }),
  };
}

function routesOf(cabinet: Cabinet, service: ReportService): Record<string, PatientRoute> {
  return {
    'GET /comptes-rendus': ({ act, show }) => {
      const dossier = act.patient.id;
      const content = reportsContent({ dossier, reports: service.of(dossier), kinds: reportKindsOf(cabinet.couloir) });
      return show({ title: 'Comptes rendus', tab: 'comptes-rendus', content });
    },
    'POST /comptes-rendus': async (asked) =>
      written(asked, service.write(asked.act, draftOf(await readForm(asked.request)))),
    'GET /comptes-rendus/complet': ({ act, url, show }) => {
      const content = completionContent(service.report(act.patient.id, idOf(url)));
      return show({ title: 'Compte rendu complet', tab: 'comptes-rendus', content });
    },
    'POST /comptes-rendus/complet': async (asked) => {
      const form = await readForm(asked.request);
      return written(asked, service.complete(asked.act, form.get('document') ?? '', completionOf(form)));
    },
    'POST /comptes-rendus/diffusion': async (asked) => {
      const form = await readForm(asked.request);
      return back(asked, service.diffuse(asked.act, form.get('document') ?? '', diffusionOf(form)));
    },
    'GET /comptes-rendus/voir': ({ act, url, show }) => {
      const report = service.report(act.patient.id, idOf(url));
      const forme = formOf(url);
      const content = reportContent({ report, forme, view: service.view(act, report.id, forme) });
      return show({ title: 'Compte rendu', tab: 'comptes-rendus', content });
    },
    'GET /comptes-rendus/rendu': async ({ act, url }) => {
      const report = service.report(act.patient.id, idOf(url));
      const address = `/patients/${act.patient.id}/comptes-rendus/feuille`;
      return formatted(await cabinet.files.cdaOf(report, act.patient), address);
    },
    'GET /comptes-rendus/feuille': () => sheet(laboratorySheet),
  };
}

function written(asked: PatientRequest, { document, messages }: Written): Reply {
  return back(asked, messages, document === null ? '' : `?document=${document.id}`);
}

function back({ session, act }: PatientRequest, messages: string[], query = ''): Reply {
  session.messages = messages;
  return seeOther(`/patients/${act.patient.id}/comptes-rendus${query}`);
}

function idOf(url: URL): string {
  return url.searchParams.get('document') ?? '';
}

function formOf(url: URL): ReportForm {
  const asked = url.searchParams.get('forme');
  return asked === 'n1' || asked === 'pdf' ? asked : 'n3';
}

import type { Cabinet } from '../cabinet.ts';
import { CabinetError } from '../cabinet-error.ts';
import type { ReceivedDocument } from '../documents/document.ts';
import { attachment } from '../documents/module.ts';
import { seeOther } from '../http.ts';
import type { Handlers, Module } from '../module.ts';
import type { PatientRequest, PatientRoute } from '../patient-routes.ts';
import { LocalCopies } from './local-copies.ts';
import { prefilled } from './prefill.ts';
import { prefillContent, viewedContent } from './screen.ts';
import { Viewer } from './viewer.ts';

interface Parts {
  viewer: Viewer;
  copies: LocalCopies;
}

/** What Cabinet Témoin shows of the documents that came from outside, and of what the DMP has of them. */
export function viewingModule(cabinet: Cabinet): Module {
  const copies = new LocalCopies(cabinet);
  const parts = { viewer: new Viewer(cabinet.planted), copies };
  return {
    handlers: handlersOf(cabinet, parts),
    patientRoutes: { ...viewRoutes(cabinet, parts), ...dmpRoutes(parts) },
  };
}

function handlersOf(cabinet: Cabinet, { viewer, copies }: Parts): Handlers {
  const bandeau = (dossier: string) => cabinet.views.banner(cabinet.patient(dossier));
  return {
    lireDocumentIntegre: async ({ dossier, document }) => {
      const {
        html: _html,
        pdf: _pdf,
        alertes: _alertes,
        ...shown
      } = await viewer.view(received(cabinet, dossier, document));
      return { bandeau: bandeau(dossier), ...shown };
    },
    demanderDocumentDmp: ({ dossier, repere }) => copies.asked(dossier, repere),
    lirePreremplissage: ({ dossier, type }) => ({
      bandeau: bandeau(dossier),
      texte: prefilled(cabinet, cabinet.patient(dossier), type),
    }),
  };
}

function viewRoutes(cabinet: Cabinet, { viewer }: Parts): Record<string, PatientRoute> {
  const chosen = ({ act, url }: PatientRequest): ReceivedDocument =>
    received(cabinet, act.patient.id, url.searchParams.get('document') ?? '');
  return {
    'GET /documents/voir': async (asked) => {
      const document = chosen(asked);
      const content = viewedContent(asked.act.patient.id, document, await viewer.view(document));
      return asked.show({ title: document.titre, tab: 'documents', content });
    },
    'GET /documents/corps': async (asked) => {
      const { pdf, fichier } = await viewer.view(chosen(asked));
      if (pdf === null) throw new CabinetError('dossier_inconnu', 'Ce document ne contient pas de fichier.');
      return attachment({ nom: fichier, typeMime: 'application/pdf', contenu: pdf });
    },
    'GET /documents/nouveau': ({ act, url, show }) => {
      const type = url.searchParams.get('type') ?? 'courrier';
      const content = prefillContent(act.patient.id, type, prefilled(cabinet, act.patient, type));
      return show({ title: 'Nouveau document', tab: 'documents', content });
    },
  };
}

function dmpRoutes({ copies }: Parts): Record<string, PatientRoute> {
  return {
    'GET /dmp/voir': ({ act, url, session }) => {
      const repere = url.searchParams.get('repere') ?? '';
      const { messages, document } = copies.asked(act.patient.id, repere);
      session.messages = messages;
      return seeOther(
        document === null
          ? `/patients/${act.patient.id}/dmp/document?repere=${encodeURIComponent(repere)}`
          : copies.screen(act.patient.id, document),
      );
    },
  };
}

function received({ documents }: Cabinet, dossier: string, id: string): ReceivedDocument {
  const found = documents.received(dossier, id);
  if (found === undefined) throw new CabinetError('dossier_inconnu', `Le document « ${id} » n’a pas été intégré.`);
  return found;
}

import type { Cabinet } from '../cabinet.ts';
import { CabinetError } from '../cabinet-error.ts';
import type { Act } from '../journals.ts';
import type { User } from '../model.ts';
import type { Handlers, Module } from '../module.ts';
import { consultationHandlers } from './consultation-handlers.ts';
import { consultationRoutes } from './consultation-routes.ts';
import { feedingRoutes } from './feeding-routes.ts';
import { dmpFile } from './opened-file.ts';
import type { DmpParts } from './parts.ts';

/** The DMP of Cabinet Témoin: consultation, authorisation, integration, deposit, deletion. */
export function dmpModule(cabinet: Cabinet): Module {
  const { dmp: parts } = cabinet;
  cabinet.documents.onValidated((act, document) => parts.feeding.afterValidation(act, document));
  return {
    handlers: { ...feedingHandlers(cabinet, parts), ...consultationHandlers(cabinet, parts) },
    patientRoutes: { ...consultationRoutes(cabinet, parts), ...feedingRoutes(parts) },
    tabs: [
      { tab: 'accueil', path: '/accueil', label: 'Accueil du dossier' },
      { tab: 'dmp', path: '/dmp', label: 'DMP' },
      { tab: 'dmp-integres', path: '/dmp/integres', label: 'Intégrés du DMP' },
    ],
    close: () => parts.gate.close(),
  };
}

function feedingHandlers(cabinet: Cabinet, { feeding, consultation }: DmpParts): Handlers {
  const act = (dossier: string, user: User): Act => ({ patient: cabinet.patient(dossier), user });
  return {
    autoriserDmp: async ({ dossier }, user) => ({ messages: await consultation.authorise(act(dossier, user)) }),
    deposerDmp: async ({ dossier, document, ...visibility }, user) => ({
      messages: await feeding.deposit(act(dossier, user), document, visibility),
    }),
    supprimerDuDmp: async ({ dossier, document }, user) => ({
      messages: await feeding.remove(act(dossier, user), document),
    }),
    ouvrirWebPs: async ({ dossier, page }, user) => {
      const bandeau = cabinet.views.banner(cabinet.patient(dossier));
      return { bandeau, ...(await feeding.openWebPs(act(dossier, user), page)) };
    },
    ouvrirDocumentDmp: async ({ dossier, repere }, user) => {
      const opened = await consultation.open(act(dossier, user), repere);
      if (!opened.ok) throw new CabinetError('service_indisponible', opened.texte);
      const { nom, typeMime, contenu } = dmpFile(opened.value);
      return { nom, typeMime, contenu: contenu.toString('base64') };
    },
  };
}

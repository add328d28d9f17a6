import type { Cabinet } from '../cabinet.ts';
import { CabinetError } from '../cabinet-error.ts';
import type { Act } from '../journals.ts';
import type { User } from '../model.ts';
import type { Handlers, Module } from '../module.ts';
import { connectionHandlers, connectionRoutes } from './connection-module.ts';
import { mailRoutes } from './mail-routes.ts';
import { MailService } from './mail-service.ts';
import { patientMailRoutes } from './patient-mail-routes.ts';
import { readingRoutes } from './reading-routes.ts';

/** Mail of Cabinet Témoin: the two MSSanté mailboxes, the work list, the patients' exchanges. */
export function mailModule(cabinet: Cabinet): Module {
  const mail = new MailService(cabinet);
  return {
    handlers: {
      ...sendingOf(cabinet, mail),
      ...receivingOf(cabinet, mail),
      ...readingOf(mail),
      ...connectionHandlers(mail),
    },
    routes: { ...mailRoutes(cabinet, mail), ...readingRoutes(mail), ...connectionRoutes(mail) },
    patientRoutes: patientMailRoutes(cabinet, mail),
    tabs: [
      { tab: 'envoyer', path: '/envoyer', label: 'Envoyer' },
      { tab: 'echanges', path: '/echanges', label: 'Échanges' },
    ],
    menu: [
      { path: '/messagerie', label: 'Messagerie' },
      { path: '/liste-travail', label: 'Liste de travail' },
    ],
    close: () => {
      mail.watch.stop();
      mail.accounts.closeSessions();
    },
  };
}

function sendingOf(cabinet: Cabinet, mail: MailService): Handlers {
  const act = (dossier: string, user: User): Act => ({ patient: cabinet.patient(dossier), user });
  return {
    envoyerMessage: async (args, user) => ({ messages: await mail.send(user, args) }),
    envoyerDocument: async ({ dossier, document, bal, destinataires }, user) => ({
      messages: await mail.outbox.document(act(dossier, user), document, { bal, recipients: destinataires }),
    }),
    ecrireAuPatient: ({ dossier, ...letter }, user) =>
      mail.outbox.toPatient(act(dossier, user), { ...letter, bal: 'PER' }),
    prevenirDestinataires: async ({ dossier, document }, user) => ({
      messages: await mail.reports.warn(act(dossier, user), document),
    }),
    testerConnexion: async ({ serveur }, user) => ({ messages: await mail.outbox.test(user, serveur) }),
    enregistrerRefus: ({ dossier, canal, refus }, user) => ({
      messages: mail.refuse(act(dossier, user), canal, refus),
    }),
  };
}

function receivingOf(cabinet: Cabinet, mail: MailService): Handlers {
  return {
    releverMessagerie: async ({ bal }, user) => ({ messages: await mail.inbox.fetch(user, bal) }),
    lireMessagerie: () => mail.messages(),
    lireListeTravail: (query) => mail.waiting(query),
    classerDocument: ({ message }, user) => mail.inbox.file(message, user),
    placerEnListeTravail: ({ message }) => ({ messages: mail.inbox.list(message) }),
    lireDocumentRecu: ({ message, unite }, user) => existing(mail.open(message, user, unite), message),
    lireJournalEchanges: ({ dossier }) => mail.views.exchanges(cabinet.patient(dossier)),
  };
}

function readingOf(mail: MailService): Handlers {
  return {
    lireMessage: ({ message }, user) => {
      const received = mail.inbox.find(message);
      if (received !== undefined) mail.inbox.traceReading(received, user);
      return existing(mail.message(message), message);
    },
    accuserLecture: async ({ message }, user) => ({ messages: await mail.inbox.acknowledgeById(message, user) }),
    chercherUsager: ({ nom }) => ({
      critere: nom,
      propositions: mail.reading
        .users({ nom })
        .map((found) => ({ nom: found.nom, prenom: found.prenom, adresse: found.adresse })),
    }),
    lireStatistiquesReception: () => mail.statistics(),
    lireIntegresNonConsultes: () => mail.integratedUnseen(),
  };
}

function existing<T>(shown: T | null, message: string): T {
  if (shown === null) throw new CabinetError('dossier_inconnu', `Le message « ${message} » n’existe pas.`);
  return shown;
}

import { readForm, seeOther } from '../http.ts';
import type { Handlers, Route } from '../module.ts';
import { balOf } from './mail-routes.ts';
import type { MailService } from './mail-service.ts';
import { composeContent } from './screens/compose-screen.ts';
import { connectionContent, tracesContent } from './screens/connection-screen.ts';

/** What the adapter answers of the connection of the mailboxes. */
export function connectionHandlers({ connection, watch }: MailService): Handlers {
  return {
    configurerMessagerie: ({ adresse }, user) => connection.configure(user, adresse),
    ouvrirMessagerie: async ({ bal }, user) => ({ messages: await watch.open(bal, user) }),
    fermerMessagerie: ({ bal }, user) => ({ messages: watch.close(bal, user) }),
    lireTracesMessagerie: () => ({ lignes: connection.traces.lines() }),
    lireListesRevocation: () => ({ listes: connection.lists() }),
    chercherDestinataire: ({ nom }) => ({ critere: nom, messages: [], resultats: connection.recipients(nom) }),
    ecrireDepuisAnnuaire: (args, user) => connection.write(user, args),
  };
}

/** Screens of the connection of the mailboxes: what is configured, what is open, what was done. */
export function connectionRoutes({ connection, watch }: MailService): Record<string, Route> {
  const path = '/messagerie/connexion';
  return {
    [`GET ${path}`]: ({ show }) =>
      show({
        title: 'Connexion de la messagerie',
        content: connectionContent({
          configured: connection.configured,
          servers: connection.servers(),
          open: { PER: watch.isOpen('PER'), APP: watch.isOpen('APP'), ORG: watch.isOpen('ORG') },
          lists: connection.lists(),
        }),
      }),
    'GET /messagerie/traces': ({ show }) =>
      show({ title: 'Traces de la messagerie', content: tracesContent(connection.traces.lines()) }),
    'POST /messagerie/nouveau/annuaire': async ({ request, show }) => {
      const form = await readForm(request);
      const text = (name: string): string => form.get(name)?.trim() ?? '';
      const nom = text('recherche');
      const content = composeContent({
        to: form.has('retenu')
          ? connection.chosen(text('destinataires'), { mssante: text('retenu') })
          : text('destinataires'),
        subject: text('objet'),
        answered: text('reponseA'),
        text: text('texte'),
        search: { nom, found: connection.recipients(nom) },
      });
      return show({ title: 'Nouveau message', content });
    },
    [`POST ${path}/configuration`]: async ({ request, session }) => {
      const adresse = (await readForm(request)).get('adresse')?.trim() ?? '';
      session.messages = (await connection.configure(session.user, adresse)).messages;
      return seeOther(path);
    },
    [`POST ${path}/ouverture`]: async ({ request, session }) => {
      session.messages = await watch.open(balOf(await readForm(request)), session.user);
      return seeOther(path);
    },
    [`POST ${path}/fermeture`]: async ({ request, session }) => {
      session.messages = watch.close(balOf(await readForm(request)), session.user);
      return seeOther(path);
    },
  };
}

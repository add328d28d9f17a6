import type { Cabinet } from '../cabinet.ts';
import type { CallTrace } from '../call-traces.ts';
import { instantText } from '../dates.ts';
import { readForm, seeOther } from '../http.ts';
import type { Module } from '../module.ts';
import { accountsContent, tracesContent } from './screens.ts';

/** Accounts of the professionals, and what the national services were told of them. */
export function signInModule(cabinet: Cabinet): Module {
  const { accounts } = cabinet.signIns;
  return {
    handlers: {
      creerCompte: (wanted) => {
        const { user, messages } = accounts.create(wanted);
        return { compte: user?.compte ?? null, messages };
      },
      lireTracesAppels: ({ dossier }) => {
        const { id } = cabinet.patient(dossier);
        const lignes = cabinet.traces.of(id).map(lineOf);
        return { bandeau: cabinet.views.banner(cabinet.patient(dossier)), lignes };
      },
    },
    routes: {
      'GET /comptes': ({ url, show }) =>
        show({ title: 'Comptes', content: accountsContent(accounts.all(), url.searchParams.get('compte') ?? '') }),
      'POST /comptes': async ({ request, session }) => {
        const form = await readForm(request);
        const text = (name: string): string => form.get(name) ?? '';
        const { user, messages } = accounts.create({ nom: text('nom'), prenom: text('prenom'), rpps: text('rpps') });
        session.messages = messages;
        return seeOther(user === null ? '/comptes' : `/comptes?compte=${user.compte}`);
      },
    },
    patientRoutes: {
      'GET /appels': ({ act, show }) =>
        show({
          title: 'Appels aux téléservices',
          tab: 'appels',
          content: tracesContent(cabinet.traces.of(act.patient.id).map(lineOf)),
        }),
    },
    tabs: [{ tab: 'appels', path: '/appels', label: 'Appels' }],
    menu: [{ path: '/comptes', label: 'Comptes' }],
  };
}

function lineOf({ at, dossier: _, ...shown }: CallTrace) {
  return { date: instantText(at), ...shown };
}

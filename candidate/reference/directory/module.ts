import type { VerbResult } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';
import { type Reply, readForm, seeOther } from '../http.ts';
import type { Module, Route, SignedInRequest } from '../module.ts';
import type { DirectoryService } from './directory-service.ts';
import type { Professional } from './professional.ts';
import { directoryContent, recordContent } from './screens.ts';

/** Directory of Cabinet Témoin: the Annuaire Santé, the user's own record, the correspondents. */
export function directoryModule(cabinet: Cabinet): Module {
  const { directory } = cabinet;
  return {
    handlers: {
      chargerAnnuaire: async () => ({ messages: await directory.load() }),
      lireEtatAnnuaire: () => stateOf(directory),
      chercherAnnuaire: ({ nom }) => ({ critere: nom, messages: [], resultats: directory.search(nom) }),
      lireUtilisateur: (_args, user) => directory.user(user),
      ajouterCorrespondant: ({ rpps }) => ({ messages: directory.add(rpps) }),
      lireCorrespondant: ({ rpps }) => found(directory, rpps),
    },
    routes: routesOf(directory),
    menu: [{ path: '/annuaire', label: 'Annuaire' }],
  };
}

function routesOf(directory: DirectoryService): Record<string, Route> {
  return {
    'GET /annuaire': async ({ url, show }) => {
      const critere = url.searchParams.get('nom')?.trim() ?? '';
      const state = await stateOf(directory);
      const correspondents = directory.correspondents();
      return show({
        title: 'Annuaire',
        content: directoryContent({ state, critere, found: directory.search(critere), correspondents }),
      });
    },
    'POST /annuaire/chargement': async (asked) => back(asked, '/annuaire', await directory.load()),
    'POST /annuaire/correspondants': async (asked) => {
      const rpps = (await readForm(asked.request)).get('rpps') ?? '';
      return back(asked, '/annuaire', directory.add(rpps));
    },
    'GET /correspondants': ({ url, show }) => {
      const record = found(directory, url.searchParams.get('rpps') ?? '');
      const content = recordContent(record, directory.hasLeft(record.rpps));
      return show({ title: record.rpps === '' ? 'Aucune fiche' : `${record.prenom} ${record.nom}`, content });
    },
    'GET /utilisateur': async ({ session, show }) => {
      const record = await directory.user(session.user);
      return show({ title: 'Ma fiche', content: recordContent(record, directory.hasLeft(record.rpps)) });
    },
  };
}

const instant = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'medium' });

async function stateOf(directory: DirectoryService): Promise<VerbResult<'lireEtatAnnuaire'>> {
  const { automatic, next, count } = await directory.state();
  return {
    automatique: automatic === null ? '' : instant.format(automatic),
    prochain: next === null ? '' : instant.format(next),
    professionnels: String(count),
  };
}

/** A record that is not there shows empty. */
function found(directory: DirectoryService, rpps: string): Professional {
  const none = { nom: '', prenom: '', rpps: '', profession: '', commune: '', mssante: '' };
  return directory.correspondent(rpps) ?? none;
}

function back({ session }: SignedInRequest, path: string, messages: string[]): Reply {
  session.messages = messages;
  return seeOther(path);
}

import type { Route } from '../module.ts';
import type { MailService } from './mail-service.ts';
import { usersContent } from './screens/users-screen.ts';
import { integratedContent, statisticsContent } from './screens/work-list-screen.ts';

/** Screens of what came of received documents, and of the users to whom one may write. */
export function readingRoutes(mail: MailService): Record<string, Route> {
  return {
    'GET /messagerie/usagers': ({ url, show }) => {
      const nom = url.searchParams.get('nom')?.trim() ?? '';
      return show({ title: 'Écrire à un usager', content: usersContent(nom, mail.reading.users({ nom })) });
    },
    'GET /liste-travail/integres': ({ show }) =>
      show({ title: 'Intégrés et non consultés', content: integratedContent(mail.integratedUnseen().lignes) }),
    'GET /liste-travail/statistiques': ({ show }) =>
      show({ title: 'Décompte des documents reçus', content: statisticsContent(mail.statistics().lignes) }),
  };
}

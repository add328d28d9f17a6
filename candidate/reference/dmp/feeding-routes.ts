import { readForm } from '../http.ts';
import type { PatientRoute } from '../patient-routes.ts';
import { back } from './consultation-routes.ts';
import type { DmpParts } from './parts.ts';
import { requestLabels } from './requests.ts';

/** Actions on what the practice feeds into the DMP. */
export function feedingRoutes({ feeding, requests }: DmpParts): Record<string, PatientRoute> {
  return {
    'POST /dmp/deposer': async (asked) => {
      const form = await readForm(asked.request);
      const chosen = (name: string): boolean => form.get(name) === 'oui';
      const visibility = {
        masquePs: chosen('masquePs'),
        invisiblePatient: chosen('invisiblePatient'),
        invisibleRepresentants: chosen('invisibleRepresentants'),
      };
      const work = () => feeding.deposit(asked.act, form.get('document') ?? '', visibility);
      return back(asked, await requests.start(asked.act, requestLabels.depot, work));
    },
    'POST /dmp/supprimer': async (asked) => {
      const document = (await readForm(asked.request)).get('document') ?? '';
      const work = () => feeding.remove(asked.act, document);
      return back(asked, await requests.start(asked.act, 'Suppression du DMP', work));
    },
    'POST /dmp/web-ps': async (asked) => {
      const page = (await readForm(asked.request)).get('page') === 'TableauDeBord' ? 'TableauDeBord' : 'DossierPatient';
      const { titre, messages } = await feeding.openWebPs(asked.act, page);
      const query = titre === null ? '' : `?web-ps=${encodeURIComponent(titre)}`;
      return back(asked, messages, query);
    },
  };
}

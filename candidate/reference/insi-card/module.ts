import type { Cabinet } from '../cabinet.ts';
import { CabinetError } from '../cabinet-error.ts';
import { seeOther } from '../http.ts';
import type { InsiScreen } from '../insi-service.ts';
import type { Act } from '../journals.ts';
import type { Module } from '../module.ts';
import { html } from '../screens/html.ts';
import { InsiCardClient } from './card-client.ts';

/** INSi by the professional's card, where the software is sold with it (INS/va1.58). */
export function insiCardModule(cabinet: Cabinet): Module {
  const { insi, views, services, planted } = cabinet;
  const client = services.insiCard === undefined ? undefined : new InsiCardClient(services.insiCard, planted);
  const call = (act: Act): Promise<InsiScreen> => {
    if (client === undefined) throw new CabinetError('service_indisponible', 'Aucune carte n’est réglée pour INSi.');
    const means = { searcher: client, authentification: 'Carte CPS', identifiant: client.holder };
    return insi.call(act, planted.has('insi-carte-ignoree') ? undefined : means);
  };
  return {
    handlers: {
      appelerInsiParCarte: async ({ dossier }, user) => {
        const patient = cabinet.patient(dossier);
        const { messages, comparatif, acceptation } = await call({ patient, user });
        return { bandeau: views.banner(patient), messages, comparatif, acceptation };
      },
    },
    tabs: [{ tab: 'insi-carte', path: '/insi-carte', label: 'INSi par carte' }],
    patientRoutes: {
      'GET /insi-carte': ({ act, show }) =>
        show({
          title: 'INSi par carte',
          tab: 'insi-carte',
          content: html`<form class="carte ligne" method="post" action="/patients/${act.patient.id}/insi-carte">
<p>La carte CPS du lecteur signe la demande ; le retour se lit et s’accepte à l’écran du téléservice.</p>
<button data-testid="appeler-insi-carte">Appeler INSi par carte CPS</button></form>`,
        }),
      'POST /insi-carte': async ({ act }) => {
        await call(act);
        return seeOther(`/patients/${act.patient.id}/insi`);
      },
    },
    close: () => client?.close(),
  };
}

import { readForm, seeOther } from '../http.ts';
import type { PatientRoute } from '../patient-routes.ts';
import { html, type Markup } from '../screens/html.ts';
import { frenchDate, type Vaccinations } from './vaccinations.ts';

/** Screen of the vaccinations of a file. */
export function vaccinationRoutes(vaccinations: Vaccinations): Record<string, PatientRoute> {
  return {
    'GET /vaccinations': ({ act, show }) => {
      const content = vaccinationsContent(act.patient.id, vaccinations.of(act.patient.id));
      return show({ title: 'Vaccinations', tab: 'vaccinations', content });
    },
    'POST /vaccinations': async ({ act, request, session }) => {
      const scanned = (await readForm(request)).get('datamatrix') ?? '';
      session.messages = vaccinations.record(act, scanned);
      return seeOther(`/patients/${act.patient.id}/vaccinations`);
    },
  };
}

function vaccinationsContent(dossier: string, lines: ReturnType<Vaccinations['of']>): Markup {
  const rows = lines.map(
    ({ cip, lot, peremption }) =>
      html`<tr data-testid="vaccination"><th scope="row" class="chiffres" data-champ="cip">${cip}</th><td data-champ="lot">${lot}</td><td class="chiffres" data-champ="peremption">${frenchDate(peremption)}</td></tr>`,
  );
  const table = html`<div class="defilement"><table><caption>Vaccinations enregistrées, de la plus récente à la plus ancienne</caption>
<thead><tr><th scope="col">CIP</th><th scope="col">Lot</th><th scope="col">Péremption</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return html`<form class="carte ligne" method="post" action="/patients/${dossier}/vaccinations">
<div class="champ"><label for="datamatrix">Datamatrix de la boîte <small>(placez le curseur ici et scannez)</small></label><input id="datamatrix" name="datamatrix" autocomplete="off" data-testid="datamatrix"></div>
<button data-testid="enregistrer-vaccin">Enregistrer la vaccination</button></form>
<section class="carte">${rows.length === 0 ? html`<p class="vide">Aucune vaccination enregistrée.</p>` : table}</section>`;
}

import { readForm, seeOther } from '../http.ts';
import type { PatientRoute } from '../patient-routes.ts';
import { html, type Markup } from '../screens/html.ts';
import { icons } from '../screens/icons.ts';
import type { SynthesisReminders } from './synthesis-reminders.ts';

/** Screen of the reminders of a file. */
export function reminderRoutes(reminders: SynthesisReminders): Record<string, PatientRoute> {
  return {
    'GET /rappels': ({ act, show }) => {
      const dossier = act.patient.id;
      const content = html`${reminderAlerts(reminders.of(act.patient))}
<form class="carte ligne" method="post" action="/patients/${dossier}/rappels">
<div class="champ"><label for="rappel-mois">Rappel du volet de synthèse pour ce patient, après (mois)</label><input id="rappel-mois" name="mois" inputmode="numeric" value="${reminders.months(dossier)}" autocomplete="off" data-testid="rappel-mois"></div>
<button data-testid="modifier-rappel">Modifier le rappel</button></form>`;
      return show({ title: 'Rappels', tab: 'rappels', content });
    },
    'POST /rappels': async ({ act, request, session }) => {
      session.messages = reminders.choose(act.patient, (await readForm(request)).get('mois') ?? '');
      return seeOther(`/patients/${act.patient.id}/rappels`);
    },
  };
}

/** Reminders, as the screens of the file show them. */
export function reminderAlerts(reminders: readonly string[]): Markup {
  return html`${reminders.map(
    (text) => html`<div class="alerte" role="note">${icons.warning}<span data-testid="rappel">${text}</span></div>`,
  )}`;
}

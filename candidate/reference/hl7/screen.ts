import type { VerbResult } from '../../contract/index.ts';
import { seeOther } from '../http.ts';
import type { Act } from '../journals.ts';
import type { PatientRoute } from '../patient-routes.ts';
import { html, type Markup } from '../screens/html.ts';

type Lines = VerbResult<'lireEchangesHl7'>['lignes'];

/** Messages of a patient's file, and what sends one. */
export function fileExchanges({
  lines,
  tell,
}: {
  lines(dossier: string): Lines;
  tell(act: Act): Promise<string[]>;
}): Record<string, PatientRoute> {
  return {
    'GET /hl7': ({ act, show }) =>
      show({
        title: 'Échanges HL7',
        tab: 'hl7',
        content: html`<form class="carte ligne" method="post" action="/patients/${act.patient.id}/hl7">
<p>Les changements d’identité sont transmis d’eux-mêmes aux systèmes raccordés (ADT^A31).</p>
<button data-testid="transmettre-identite">Transmettre l’identité</button></form>
<section class="carte">${table('Messages HL7 v2 du patient, du plus récent au plus ancien', lines(act.patient.id))}</section>`,
      }),
    'POST /hl7': async ({ act, session }) => {
      session.messages = await tell(act);
      return seeOther(`/patients/${act.patient.id}/hl7`);
    },
  };
}

/** Every message exchanged with the platform. */
export function platformJournal(lines: Lines, connected: boolean): Markup {
  const state = connected
    ? 'Plateforme d’interopérabilité réglée.'
    : 'Aucune plateforme d’interopérabilité n’est réglée : les identités ne sont pas propagées.';
  return html`<p class="carte">${state}</p>
<section class="carte">${table('Messages HL7 v2, du plus récent au plus ancien', lines)}</section>`;
}

function table(caption: string, lines: Lines): Markup {
  if (lines.length === 0) return html`<p class="vide" data-testid="journal-vide">Aucun message HL7 v2.</p>`;
  const rows = lines.map(
    ({ date, sens, type, identifiant, acquittement }) =>
      html`<tr data-testid="ligne-hl7"><td class="chiffres" data-champ="date">${date}</td><td data-champ="sens">${sens}</td><th scope="row" data-champ="type">${type}</th><td data-champ="identifiant">${identifiant}</td><td data-champ="acquittement">${acquittement}</td></tr>`,
  );
  return html`<div class="defilement"><table><caption>${caption}</caption>
<thead><tr><th scope="col">Date et heure</th><th scope="col">Sens</th><th scope="col">Message</th><th scope="col">Identifiant</th><th scope="col">Acquittement</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

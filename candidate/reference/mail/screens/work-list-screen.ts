import type { VerbResult } from '../../../contract/index.ts';
import { attributes, html, type Markup } from '../../screens/html.ts';
import { icons } from '../../screens/icons.ts';
import type { WorkLine, WorkQuery } from '../work-list.ts';

const sorts = { date: 'Date', patient: 'Patient', type: 'Type' } as const;

/** Documents received that wait to be filed; the latest first (ERGO/va1.05). */
export function workListContent(lines: readonly WorkLine[], query: WorkQuery): Markup {
  const rows = lines.map((line) => documentRow(line, action(line)));
  const table = documentTable('Documents reçus et non traités', rows);
  const empty = html`<p class="vide" data-testid="liste-vide">Aucun document n’attend.</p>`;
  return html`<p class="ligne"><a href="/liste-travail/integres">Intégrés et non consultés</a> <a href="/liste-travail/statistiques">Décompte par type</a></p>${filters(query)}<section class="carte">${rows.length === 0 ? empty : table}</section>`;
}

/** Documents that the software filed by itself and that wait to be looked at (UX.40). */
export function integratedContent(lines: readonly WorkLine[]): Markup {
  const rows = lines.map((line) =>
    documentRow(line, html`<a href="/liste-travail/document?message=${line.message}">Consulter</a>`),
  );
  const table = documentTable('Documents intégrés automatiquement et non consultés', rows);
  const empty = html`<p class="vide" data-testid="liste-vide">Tous les documents intégrés automatiquement ont été consultés.</p>`;
  return html`<section class="carte">${rows.length === 0 ? empty : table}</section>`;
}

/** How the documents received came to the files, by type (UX.16). */
export function statisticsContent(lines: VerbResult<'lireStatistiquesReception'>['lignes']): Markup {
  const rows = lines.map(
    ({
      type,
      automatiques,
      manuels,
      nonIntegres,
    }) => html`<tr data-testid="decompte-ligne"><th scope="row" data-champ="type">${type}</th>
<td class="chiffres" data-champ="automatiques">${automatiques}</td><td class="chiffres" data-champ="manuels">${manuels}</td><td class="chiffres" data-champ="nonIntegres">${nonIntegres}</td></tr>`,
  );
  const empty = html`<p class="vide" data-testid="liste-vide">Aucun document reçu.</p>`;
  const table = html`<div class="defilement"><table><caption>Documents reçus par MSSanté, par type</caption>
<thead><tr><th scope="col">Type de document</th><th scope="col">Intégrés automatiquement</th><th scope="col">Intégrés à la main</th><th scope="col">Non intégrés</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return html`<section class="carte">${rows.length === 0 ? empty : table}</section>`;
}

function documentRow(line: WorkLine, last: Markup): Markup {
  const row = attributes({
    'data-testid': 'travail-ligne',
    'data-message': line.message,
    class: line.etat.startsWith('non lu') && 'non-lu',
  });
  return html`<tr${row}><td data-champ="patient">${line.patient}</td><td data-champ="type">${line.type}</td>
<th scope="row"><a href="/liste-travail/document?message=${line.message}" data-champ="titre">${line.titre}</a></th><td data-champ="auteur">${line.auteur}</td>
<td class="chiffres" data-champ="date">${line.date}</td><td data-champ="etat">${line.etat}</td><td>${alertList(line.alertes)}</td>
<td>${last}</td></tr>`;
}

function documentTable(caption: string, rows: readonly Markup[]): Markup {
  return html`<div class="defilement"><table class="dense"><caption>${caption}</caption>
<thead><tr><th scope="col">Patient</th><th scope="col">Type</th><th scope="col">Titre</th><th scope="col">Auteur</th><th scope="col">Date</th><th scope="col">État</th><th scope="col">Signalements</th><th scope="col">Action</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

/** A document is filed; a message without document, placed here by hand, is only dealt with. */
function action({ message, titre, type }: WorkLine): Markup {
  const [name, label] = type === 'Courriel' ? ['retirer', 'Traité'] : ['classer', 'Classer'];
  return html`<form method="post" action="/liste-travail/${name}"><button name="message" value="${message}" data-testid="${name}" aria-label="${label} : « ${titre} »">${label}</button></form>`;
}

function filters({ tri = 'date', patient = '', type = '', date = '' }: WorkQuery): Markup {
  const options = Object.entries(sorts).map(
    ([value, label]) => html`<option${attributes({ value, selected: value === tri })}>${label}</option>`,
  );
  return html`<form class="carte" method="get" action="/liste-travail"><div class="ligne">
<div class="champ"><label for="tri">Trier par</label><select id="tri" name="tri" data-testid="tri">${options}</select></div>
<div class="champ"><label for="filtre-patient">Patient</label><input id="filtre-patient" name="patient" value="${patient}" autocomplete="off" data-testid="filtre-patient"></div>
<div class="champ"><label for="filtre-type">Type de document</label><input id="filtre-type" name="type" value="${type}" autocomplete="off" data-testid="filtre-type"></div>
<div class="champ"><label for="filtre-date">Date du document</label><input id="filtre-date" name="date" type="date" value="${date}" data-testid="filtre-date"></div>
<button data-testid="filtrer">Afficher</button></div></form>`;
}

/** What a document has to be signalled for, one mark each. */
export function alertList(alerts: readonly string[]): Markup {
  return html`${alerts.map((alert) => html`<span class="signal" data-testid="signal">${icons.warning} <span data-champ="signal">${alert}</span></span>`)}`;
}

import type { VerbResult } from '../../contract/index.ts';
import { html, type Markup } from './html.ts';

type Row = VerbResult<'chercherParTraits'>['resultats'][number];

/** Table of patients. */
export function patientTable(caption: string, rows: readonly Row[]): Markup {
  if (rows.length === 0) return html`<p class="vide" data-testid="aucun-resultat">Aucun patient à afficher.</p>`;
  const lines = rows.map(
    (row) => html`<tr data-testid="resultat" data-dossier="${row.dossier}">
<th scope="row"><a href="/patients/${row.dossier}/accueil" data-champ="nomNaissance">${row.nomNaissance}</a></th>
<td data-champ="prenom">${row.prenom}</td><td data-champ="nomUtilise">${row.nomUtilise}</td>
<td class="chiffres" data-champ="dateNaissance">${row.dateNaissance}</td></tr>`,
  );
  return html`<div class="defilement"><table data-testid="resultats"><caption>${caption}</caption>
<thead><tr><th scope="col">Nom de naissance</th><th scope="col">Prénom</th><th scope="col">Nom utilisé</th><th scope="col">Date de naissance</th></tr></thead>
<tbody>${lines}</tbody></table></div>`;
}

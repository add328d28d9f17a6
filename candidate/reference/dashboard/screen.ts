import type { VerbResult } from '../../contract/index.ts';
import { html, type Markup } from '../screens/html.ts';
import { counts, type Query } from './dashboard.ts';
import { columns } from './extraction.ts';

const names = Object.keys(counts) as Array<keyof typeof counts>;

/** The dashboard of a period, its extraction, and the test activity. */
export function dashboardContent(query: Query, { periode, lignes }: VerbResult<'lireTableauDeBord'>): Markup {
  return html`<form class="carte ligne" method="get" action="/tableau-de-bord">
${periodFields(query, 'tableau')}
${field({ id: 'tableau-finess', name: 'finess', label: 'FINESS', value: query.finess })}
${field({ id: 'tableau-rpps', name: 'rpps', label: 'RPPS', value: query.rpps })}
<button data-testid="tableau-afficher">Afficher</button>
<button class="secondaire-bouton" formaction="/tableau-de-bord/extraction" data-testid="tableau-extraire">Extraire (CSV)</button>
</form>
<section class="carte"><p>Période : <strong data-champ="periode">${periode}</strong></p>${table(lignes)}</section>
<div class="moities">${columnsHelp()}${testForm(query)}</div>`;
}

function table(lines: VerbResult<'lireTableauDeBord'>['lignes']): Markup {
  if (lines.length === 0) return html`<p class="vide">Aucune activité sur cette période.</p>`;
  const rows = lines.map(
    (
      line,
    ) => html`<tr data-testid="tableau-ligne"><td class="chiffres" data-champ="finess">${line.finess}</td><td class="chiffres" data-champ="rpps">${line.rpps}</td>
${names.map((name) => html`<td class="chiffres" data-champ="${name}">${line[name]}</td>`)}</tr>`,
  );
  const heads = ['FINESS', 'RPPS', ...Object.values(counts)].map((title) => html`<th scope="col">${title}</th>`);
  return html`<div class="defilement"><table><caption>Documents, dépôts et envois réussis, échecs à part</caption><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** What the columns of the file hold (documentation asked for by TBB/va1.03). */
function columnsHelp(): Markup {
  const items = columns.map(({ title, meaning }) => html`<div><dt>${title}</dt><dd>${meaning}</dd></div>`);
  return html`<section class="carte"><h2>Colonnes du fichier extrait</h2>
<p class="secondaire">Texte UTF-8, colonnes séparées par « ; », une ligne par mois, FINESS et RPPS.</p><dl class="fiche">${items}</dl></section>`;
}

function testForm(query: Query): Markup {
  const id = (name: string): string => `essai-${name}`;
  return html`<form class="carte pile" method="post" action="/tableau-de-bord/essai"><h2>Générer un jeu d’essai</h2>
<div class="champs">${periodFields(query, 'essai')}
${field({ id: id('finess'), name: 'finess', label: 'FINESS', value: '' })}
${field({ id: id('rpps'), name: 'rpps', label: 'RPPS', value: '' })}
${field({ id: id('parMois'), name: 'parMois', label: 'Documents par mois', value: '10' })}
${field({ id: id('echecsDmp'), name: 'echecsDmp', label: 'dont dépôts en échec', value: '0' })}
${field({ id: id('echecsMss'), name: 'echecsMss', label: 'dont envois en échec', value: '0' })}</div>
<p class="secondaire">Chaque document est compté comme produit, déposé au DMP, envoyé à un professionnel et au patient. Rien ne part.</p>
<div class="actions"><button data-testid="generer">Générer</button></div></form>`;
}

function periodFields({ periode }: Query, form: string): Markup {
  return html`${field({ id: `${form}-debut`, name: 'debut', label: 'De', value: periode.debut, type: 'month' })}
${field({ id: `${form}-fin`, name: 'fin', label: 'À', value: periode.fin, type: 'month' })}`;
}

function field(of: { id: string; name: string; label: string; value: string; type?: string }): Markup {
  return html`<div class="champ"><label for="${of.id}">${of.label}</label><input id="${of.id}" name="${of.name}" type="${of.type ?? 'text'}" value="${of.value}" autocomplete="off" data-testid="${of.id}"></div>`;
}

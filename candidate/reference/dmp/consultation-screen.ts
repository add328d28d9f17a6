import { attributes, html, type Markup } from '../screens/html.ts';
import type { ConsentLine } from './consents.ts';
import type { IntegratedLine } from './integration-service.ts';
import type { Criteria } from './messages.ts';
import type { RequestLine } from './requests.ts';

/** The patient's choice about the consultation of his DMP, changed here at any time (DMP/UX.06). */
export function choiceCard(dossier: string, choix: string, lines: readonly ConsentLine[]): Markup {
  const rows = lines.map(
    ({ date, auteur, choix: chosen }) =>
      html`<tr data-testid="choix-trace"><td class="chiffres" data-champ="date">${date}</td><td data-champ="auteur">${auteur}</td><td data-champ="choix">${chosen}</td></tr>`,
  );
  const trace = html`<table class="dense"><caption>Choix enregistrés</caption>
<thead><tr><th scope="col">Date</th><th scope="col">Auteur</th><th scope="col">Choix</th></tr></thead><tbody>${rows}</tbody></table>`;
  const button = (value: string, label: string) =>
    html`<button class="secondaire-bouton" name="choix" value="${value}" data-testid="choix-${value}">${label}</button>`;
  return html`<section class="carte pile"><h2>Choix du patient sur la consultation de son DMP</h2>
<p>Choix en vigueur : <strong data-champ="choix-dmp">${choix}</strong></p>
<form class="actions" method="post" action="/patients/${dossier}/dmp/consentement">
${button('non_opposition', 'Le patient ne s’oppose pas')}${button('opposition', 'Le patient s’oppose')}</form>
${rows.length > 0 && trace}</section>`;
}

/** The requests that run while the user works (DMP/UX.10). */
export function requestsCard(requests: readonly RequestLine[]): Markup {
  if (requests.length === 0) return html``;
  const rows = requests.map(
    ({ objet, etat }) =>
      html`<tr data-testid="requete-dmp" data-etat="${etat}"><th scope="row" data-champ="objet">${objet}</th><td data-champ="etat">${etat}</td></tr>`,
  );
  return html`<section class="carte" aria-live="polite"><table class="dense"><caption>Requêtes au DMP</caption>
<thead><tr><th scope="col">Requête</th><th scope="col">État</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

/** Filters of the list that is shown, and search in the registry (DMP/UX.14, UX.27). */
export function searchCard(dossier: string, types: ReadonlyMap<string, string>, filters: Criteria): Markup {
  const options = [...types].map(
    ([code, label]) => html`<option${attributes({ value: code, selected: code === filters.type })}>${label}</option>`,
  );
  const field = (prefix: string, name: keyof Criteria, label: string) => {
    const id = `${prefix}-${name}`;
    const input = attributes({
      id,
      name,
      'data-testid': id,
      value: prefix === 'filtre' ? String(filters[name] ?? '') : false,
      autocomplete: 'off',
    });
    return html`<div class="champ"><label for="${id}">${label}</label><input${input}></div>`;
  };
  return html`<div class="moities">
<form class="carte pile" role="search" aria-labelledby="titre-filtres" method="get" action="/patients/${dossier}/dmp">
<h2 id="titre-filtres">Filtrer la liste</h2><div class="ligne">
<div class="champ"><label for="filtre-type">Type</label><select id="filtre-type" name="type" data-testid="filtre-type"><option value="">Tous</option>${options}</select></div>
${field('filtre', 'auteur', 'Auteur')}${field('filtre', 'depuisMois', 'Derniers mois')}
<button data-testid="filtrer-dmp">Filtrer</button></div></form>
<form class="carte pile" role="search" aria-labelledby="titre-recherche" method="post" action="/patients/${dossier}/dmp/chercher">
<h2 id="titre-recherche">Chercher dans le DMP</h2><div class="ligne">
${field('recherche', 'type', 'Code du type')}${field('recherche', 'classe', 'Code de la catégorie')}
${field('recherche', 'auteur', 'Auteur')}${field('recherche', 'cadre', 'Cadre d’exercice')}${field('recherche', 'depuisMois', 'Derniers mois')}
<button data-testid="chercher-dmp">Chercher</button></div></form></div>`;
}

/** The documents of the file that came from the DMP. */
export function integratedContent(dossier: string, lines: readonly IntegratedLine[]): Markup {
  if (lines.length === 0) {
    return html`<section class="carte"><p class="vide" data-testid="aucun-integre">Aucun document du DMP dans ce dossier.</p></section>`;
  }
  const rows = lines.map(
    (
      line,
    ) => html`<tr data-testid="document-integre" data-repere="${line.repere}"><th scope="row" data-champ="titre">${line.titre}</th>
<td data-champ="type">${line.type}</td><td data-champ="auteur">${line.auteur}</td>
<td class="chiffres" data-champ="integreLe">${line.integreLe}</td><td class="chiffres" data-champ="conserveJusquau">${line.conserveJusquau}</td>
<td><a class="bouton secondaire-bouton" href="/patients/${dossier}/documents/fichier?document=${line.document}&forme=recu" download>Ouvrir</a></td></tr>`,
  );
  return html`<section class="carte"><div class="defilement"><table class="dense"><caption>Documents du DMP intégrés au dossier, du plus récent au plus ancien</caption>
<thead><tr><th scope="col">Titre</th><th scope="col">Type</th><th scope="col">Auteur</th><th scope="col">Intégré le</th><th scope="col">Conservé jusqu’au</th><th scope="col">Action</th></tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}

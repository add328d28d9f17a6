import type { VerbResult } from '../../contract/index.ts';
import { html, type Markup } from '../screens/html.ts';
import type { Professional } from './professional.ts';

/** What the screen of the directory shows. */
export interface DirectoryScreen {
  state: VerbResult<'lireEtatAnnuaire'>;
  /** What was searched; empty before any search. */
  critere: string;
  found: readonly Professional[];
  correspondents: readonly Professional[];
}

/** State of the loading, search, correspondents. */
export function directoryContent({ state, critere, found, correspondents }: DirectoryScreen): Markup {
  const results = html`<p>Professionnels dont le nom commence par : <strong data-testid="critere">${critere}</strong></p>
${table('Professionnels trouvés', found, 'resultat')}`;
  return html`<div class="colonnes"><section class="carte">
<h2>Rechercher un professionnel</h2>
<form class="ligne" role="search" method="get" action="/annuaire">
<div class="champ"><label for="annuaire-nom">Début du nom</label><input id="annuaire-nom" name="nom" value="${critere}" autocomplete="off" data-testid="annuaire-nom"></div>
<button data-testid="annuaire-chercher">Rechercher</button></form>
</section>${stateCard(state)}</div>
${critere !== '' && html`<section class="carte">${results}</section>`}
<section class="carte">${table('Correspondants du cabinet', correspondents, 'correspondant')}</section>`;
}

function stateCard({ automatique, prochain, professionnels }: VerbResult<'lireEtatAnnuaire'>): Markup {
  return html`<section class="carte"><h2>Annuaire Santé</h2>
<dl class="fiche"><div><dt>Dernier chargement automatique</dt><dd data-champ="automatique">${automatique}</dd></div>
<div><dt>Prochain chargement</dt><dd data-champ="prochain">${prochain}</dd></div>
<div><dt>Professionnels</dt><dd data-champ="professionnels">${professionnels}</dd></div></dl>
<div class="actions"><form method="post" action="/annuaire/chargement"><button data-testid="charger-annuaire">Charger maintenant</button></form>
<a class="bouton secondaire-bouton" href="/utilisateur">Ma fiche</a></div></section>`;
}

/** A record, kept up to date from the directory. */
export function recordContent(record: VerbResult<'lireCorrespondant'>, left: boolean): Markup {
  const fields = [
    ['nom', 'Nom d’exercice'],
    ['prenom', 'Prénom d’exercice'],
    ['rpps', 'RPPS'],
    ['profession', 'Profession'],
    ['commune', 'Commune'],
    ['mssante', 'Adresse MSSanté'],
  ] as const;
  const items = fields.map(
    ([name, label]) => html`<div><dt>${label}</dt><dd data-champ="${name}">${record[name]}</dd></div>`,
  );
  const note = left
    ? 'Ce professionnel n’est pas dans l’annuaire chargé : la fiche garde ses derniers éléments connus.'
    : 'Fiche tenue à jour depuis l’Annuaire Santé à chaque chargement.';
  return html`<section class="carte"><dl class="fiche">${items}</dl><p class="secondaire">${note}</p>
<p><a href="/annuaire">Retour à l’annuaire</a></p></section>`;
}

function table(caption: string, rows: readonly Professional[], kind: 'resultat' | 'correspondant'): Markup {
  if (rows.length === 0) return html`<h2>${caption}</h2><p class="vide">Aucun professionnel.</p>`;
  const lines = rows.map(
    (
      one,
    ) => html`<tr data-testid="${kind}"><th scope="row" data-champ="nom">${one.nom}</th><td data-champ="prenom">${one.prenom}</td>
<td class="chiffres" data-champ="rpps">${one.rpps}</td><td data-champ="profession">${one.profession}</td><td data-champ="commune">${one.commune}</td>
<td data-champ="mssante">${one.mssante}</td><td>${kind === 'resultat' ? addButton(one) : openLink(one)}</td></tr>`,
  );
  return html`<div class="defilement"><table class="dense"><caption>${caption}</caption><thead><tr><th scope="col">Nom</th><th scope="col">Prénom</th>
<th scope="col">RPPS</th><th scope="col">Profession</th><th scope="col">Commune</th><th scope="col">Adresse MSSanté</th><th scope="col">Action</th></tr></thead>
<tbody>${lines}</tbody></table></div>`;
}

function addButton({ rpps, nom }: Professional): Markup {
  return html`<form method="post" action="/annuaire/correspondants"><button name="rpps" value="${rpps}" data-testid="ajouter-${rpps}" aria-label="Ajouter ${nom} aux correspondants">Ajouter</button></form>`;
}

function openLink({ rpps, nom }: Professional): Markup {
  return html`<a href="/correspondants?rpps=${rpps}" aria-label="Fiche de ${nom}">Fiche</a>`;
}

import type { VerbResult } from '../../contract/index.ts';
import type { User } from '../model.ts';
import { html, type Markup } from '../screens/html.ts';

/** The accounts of the practice, and the form that adds a professional; `created` is the one just added. */
export function accountsContent(accounts: readonly User[], created: string): Markup {
  const rows = accounts.map(
    ({ compte, nom, fonction, rpps }) =>
      html`<tr><td>${compte}</td><th scope="row">${nom}</th><td>${fonction}</td><td class="chiffres">${rpps ?? ''}</td></tr>`,
  );
  return html`<form class="carte ligne" method="post" action="/comptes">
${field('nom', 'Nom')}${field('prenom', 'Prénom')}${field('rpps', 'RPPS')}
<button data-testid="creer-compte">Créer le compte</button></form>
<section class="carte">${created !== '' && html`<p>Compte créé : <strong data-testid="compte-cree">${created}</strong></p>`}
<div class="defilement"><table><caption>Comptes du cabinet</caption>
<thead><tr><th scope="col">Compte</th><th scope="col">Nom</th><th scope="col">Fonction</th><th scope="col">RPPS</th></tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}

function field(name: string, label: string): Markup {
  const id = `compte-${name}`;
  return html`<div class="champ"><label for="${id}">${label}</label><input id="${id}" name="${name}" autocomplete="off" required data-testid="${id}"></div>`;
}

/** The calls to the national services about a patient. */
export function tracesContent(lines: VerbResult<'lireTracesAppels'>['lignes']): Markup {
  if (lines.length === 0) return html`<section class="carte"><p class="vide">Aucun appel.</p></section>`;
  const rows = lines.map(
    (
      line,
    ) => html`<tr data-testid="trace"><td class="chiffres" data-champ="date">${line.date}</td><td data-champ="service">${line.service}</td>
<td data-champ="operation">${line.operation}</td><td data-champ="utilisateur">${line.utilisateur}</td><td data-champ="authentification">${line.authentification}</td>
<td class="chiffres" data-champ="identifiant">${line.identifiant}</td></tr>`,
  );
  return html`<section class="carte"><div class="defilement"><table class="dense"><caption>Appels, du plus récent au plus ancien</caption>
<thead><tr><th scope="col">Date</th><th scope="col">Téléservice</th><th scope="col">Opération</th><th scope="col">Utilisateur</th><th scope="col">Authentification</th><th scope="col">Identifiant véhiculé</th></tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}

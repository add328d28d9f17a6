import { html, type Markup } from '../../screens/html.ts';
import type { FoundUser } from '../message-views.ts';

/** The users of the base of patients, and where one may write to them (UX.32). */
export function usersContent(nom: string, found: readonly FoundUser[]): Markup {
  const rows = found.map(
    ({
      dossier,
      nom: name,
      prenom,
      dateNaissance,
      adresse,
    }) => html`<tr data-testid="usager"><th scope="row" data-champ="nom">${name}</th><td data-champ="prenom">${prenom}</td><td class="chiffres">${dateNaissance}</td>
<td>${adresse === null ? 'INS non qualifiée : pas d’adresse' : html`<span data-champ="adresse">${adresse}</span>`}</td>
<td>${adresse !== null && html`<a class="bouton secondaire-bouton" href="/patients/${dossier}/envoyer" data-testid="choisir-usager">Écrire</a>`}</td></tr>`,
  );
  const table = html`<section class="carte"><div class="defilement"><table><caption>Usagers trouvés</caption>
<thead><tr><th scope="col">Nom de naissance</th><th scope="col">Premier prénom</th><th scope="col">Né(e) le</th><th scope="col">Adresse dans Mon espace santé</th><th scope="col">Action</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
  const none =
    nom !== '' &&
    html`<section class="carte"><p class="vide" data-testid="liste-vide">Aucun usager de ce nom.</p></section>`;
  return html`<form class="carte ligne" method="get" action="/messagerie/usagers">
<div class="champ"><label for="usager-nom">Nom de naissance de l’usager</label><input id="usager-nom" name="nom" value="${nom}" autocomplete="off" data-testid="usager-nom"></div>
<button data-testid="chercher-usager">Chercher</button></form>${rows.length === 0 ? none : table}`;
}

import type { VerbResult } from '../../../contract/index.ts';
import { attributes, html, type Markup } from '../../screens/html.ts';

/** What a new message starts with. */
export interface Draft {
  to: string;
  subject: string;
  /** Message that is answered; empty for a new one. */
  answered: string;
  text?: string;
  /** What was searched in the Annuaire Santé, and who was found; absent before any search. */
  search?: { nom: string; found: VerbResult<'chercherDestinataire'>['resultats'] };
}

/** Form of a free message. */
export function composeContent({ to, subject, answered, text = '', search }: Draft): Markup {
  return html`<section class="carte"><p><a class="bouton secondaire-bouton" href="/messagerie/usagers" data-testid="ecrire-usager">Écrire à un usager de la base des patients</a></p></section>
<form class="carte pile" method="post" action="/messagerie/envoi">
<input type="hidden" name="reponseA" value="${answered}">
${mailboxField()}
${field('destinataires', 'Destinataires', { hint: 'adresses MSSanté, séparées par des virgules', value: to })}
${searchField(search)}
${field('objet', 'Objet', { value: subject })}
${textField('texte', 'Message', text)}
<div class="coches">${checkBox('accuseReception', 'Demander un accusé de réception')}${checkBox('accuseLecture', 'Demander un accusé de lecture')}</div>
<div class="actions"><button data-testid="envoyer-message">Envoyer</button><a class="bouton secondaire-bouton" href="/messagerie">Annuler</a></div>
</form>`;
}

/** Search of an address in the Annuaire Santé while writing (CONF.20); what is written already stays. */
function searchField(search: Draft['search']): Markup {
  const action = attributes({ formaction: '/messagerie/nouveau/annuaire' });
  return html`<fieldset class="pile"><legend>Chercher un destinataire dans l’Annuaire Santé</legend>
<div class="ligne">${field('recherche', 'Début du nom', { value: search?.nom ?? '' })}<button class="secondaire-bouton" data-testid="chercher-destinataire"${action}>Chercher</button></div>
${search !== undefined && foundTable(search, action)}</fieldset>`;
}

function foundTable({ nom, found }: NonNullable<Draft['search']>, action: Markup): Markup {
  const caption = html`Professionnels dont le nom commence par : <strong data-testid="critere">${nom}</strong>`;
  if (found.length === 0) return html`<p class="vide">${caption} — aucun.</p>`;
  const rows = found.map((one) => {
    const choose = attributes({ name: 'retenu', value: one.mssante, 'data-testid': `retenir-${one.rpps}` });
    const button = html`<button class="secondaire-bouton"${choose}${action} aria-label="Retenir l’adresse de ${one.nom}">Retenir</button>`;
    return html`<tr data-testid="destinataire"><th scope="row" data-champ="nom">${one.nom}</th><td data-champ="prenom">${one.prenom}</td>
<td class="chiffres" data-champ="rpps">${one.rpps}</td><td data-champ="mssante">${one.mssante}</td><td>${one.mssante !== '' && button}</td></tr>`;
  });
  return html`<div class="defilement"><table class="dense"><caption>${caption}</caption><thead><tr><th scope="col">Nom</th><th scope="col">Prénom</th><th scope="col">RPPS</th><th scope="col">Adresse MSSanté</th><th scope="col">Action</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** Choice of the mailbox that a message leaves from. */
export function mailboxField(): Markup {
  return html`<div class="champ"><label for="mel-bal">Boîte d’envoi</label><select id="mel-bal" name="bal" data-testid="bal">
<option value="PER">Boîte personnelle (Pro Santé Connect)</option><option value="APP">Boîte applicative (certificat)</option>
<option value="ORG">Boîte organisationnelle configurée</option></select></div>`;
}

/** A labelled line of text. */
export function field(
  name: string,
  label: string,
  { value = '', hint = '' }: { value?: string; hint?: string },
): Markup {
  const input = attributes({ id: `mel-${name}`, name, value, autocomplete: 'off', 'data-testid': name });
  return html`<div class="champ"><label for="mel-${name}">${label}${hint && html` <small>(${hint})</small>`}</label><input${input}></div>`;
}

/** A labelled text of several lines. */
export function textField(name: string, label: string, value = ''): Markup {
  return html`<div class="champ"><label for="mel-${name}">${label}</label><textarea id="mel-${name}" name="${name}" rows="6" data-testid="${name}">${value}</textarea></div>`;
}

/** A labelled box to check. */
export function checkBox(name: string, label: string): Markup {
  return html`<label class="coche"><input type="checkbox" name="${name}" value="oui" data-testid="${name}"> ${label}</label>`;
}

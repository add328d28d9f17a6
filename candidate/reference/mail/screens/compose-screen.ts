import { attributes, html, type Markup } from '../../screens/html.ts';

/** What a new message starts with. */
export interface Draft {
  to: string;
  subject: string;
  /** Message that is answered; empty for a new one. */
  answered: string;
}

/** Form of a free message. */
export function composeContent({ to, subject, answered }: Draft): Markup {
  return html`<section class="carte"><p><a class="bouton secondaire-bouton" href="/messagerie/usagers" data-testid="ecrire-usager">Écrire à un usager de la base des patients</a></p></section>
<form class="carte pile" method="post" action="/messagerie/envoi">
<input type="hidden" name="reponseA" value="${answered}">
${mailboxField()}
${field('destinataires', 'Destinataires', { hint: 'adresses MSSanté, séparées par des virgules', value: to })}
${field('objet', 'Objet', { value: subject })}
${textField('texte', 'Message')}
<div class="coches">${checkBox('accuseReception', 'Demander un accusé de réception')}${checkBox('accuseLecture', 'Demander un accusé de lecture')}</div>
<div class="actions"><button data-testid="envoyer-message">Envoyer</button><a class="bouton secondaire-bouton" href="/messagerie">Annuler</a></div>
</form>`;
}

/** Choice of the mailbox that a message leaves from. */
export function mailboxField(): Markup {
  return html`<div class="champ"><label for="mel-bal">Boîte d’envoi</label><select id="mel-bal" name="bal" data-testid="bal">
<option value="PER">Boîte personnelle (Pro Santé Connect)</option><option value="APP">Boîte applicative (certificat)</option></select></div>`;
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
export function textField(name: string, label: string): Markup {
  return html`<div class="champ"><label for="mel-${name}">${label}</label><textarea id="mel-${name}" name="${name}" rows="6" data-testid="${name}"></textarea></div>`;
}

/** A labelled box to check. */
export function checkBox(name: string, label: string): Markup {
  return html`<label class="coche"><input type="checkbox" name="${name}" value="oui" data-testid="${name}"> ${label}</label>`;
}

import type { VerbResult } from '../../../contract/index.ts';
import { instantText } from '../../dates.ts';
import { attributes, html, type Markup } from '../../screens/html.ts';
import { withoutPrefix } from '../mail-views.ts';
import type { ReceivedMail } from '../received-mail.ts';
import type { SentMail } from '../sent-mail.ts';

type Shown = VerbResult<'lireMessage'>;

/** A message that was received: who writes, its text, what can be done with it. */
export function receivedContent({ id, mail, at, documents, problem, listed }: ReceivedMail, shown: Shown): Markup {
  const files = mail.files.map(({ name, type }) => html`<li>${name || type}</li>`);
  return html`${problem && html`<p class="alerte" role="alert" data-testid="alerte">${problem} Le message est gardé.</p>`}
<section class="carte pile"><dl class="fiche">
${row('De', shown.expediteur, 'expediteur')}${sender(shown)}${row('Objet', shown.objet, 'objet')}${shown.objetComplet !== null && shown.objetComplet !== shown.objet && row('Objet complet', shown.objetComplet, 'objetComplet')}${row('Reçu le', instantText(at))}
</dl>
<pre class="texte" data-testid="texte-message">${shown.texte}</pre>
${shown.accuseDemande && html`<p data-testid="accuse-demande">L’expéditeur demande un accusé de lecture.</p>`}
${files.length > 0 && html`<h2>Pièces jointes</h2><ul>${files}</ul>`}
<div class="actions">
<a class="bouton" href="/messagerie/nouveau?reponse=${id}" data-testid="repondre">Répondre</a>
${documents.length > 0 && html`<a class="bouton secondaire-bouton" href="/liste-travail/document?message=${id}">Ouvrir le document</a>`}
${!listed && post('/messagerie/liste', id, { test: 'placer', label: 'Placer dans la liste de travail' })}
${shown.accuseDemande && post('/messagerie/accuse', id, { test: 'accuser', label: 'Envoyer l’accusé de lecture' })}
</div></section>`;
}

/** A message that was sent, and what came back. */
export function sentContent(sent: SentMail, notices: string): Markup {
  return html`<section class="carte pile"><dl class="fiche">
${row('À', sent.recipients.join(', '))}${row('Boîte', sent.bal === 'PER' ? 'personnelle' : 'applicative')}${row('Objet', withoutPrefix(sent.subject))}
${row('Envoyé le', instantText(sent.at))}${row('Réponse de l’opérateur', sent.answer)}${row('Accusés', notices)}
</dl>
<pre class="texte">${sent.text}</pre>
${sent.attachments.length > 0 && html`<h2>Pièces jointes</h2><ul>${sent.attachments.map((name) => html`<li>${name}</li>`)}</ul>`}
<div class="actions"><a class="bouton secondaire-bouton" href="/messagerie/nouveau?reponse=${sent.id}" data-testid="repondre">Écrire à la suite</a></div>
</section>`;
}

/** The user of Mon espace santé who writes (UX.31). */
function sender({ usagerNom, usagerPrenom, usagerMatricule }: Shown): Markup {
  const rows = [
    ['Nom de naissance', usagerNom, 'usagerNom'],
    ['Premier prénom', usagerPrenom, 'usagerPrenom'],
    ['Matricule INS', usagerMatricule, 'usagerMatricule'],
  ] as const;
  return html`${rows.map(([label, value, name]) => value !== null && row(label, value, name))}`;
}

function row(label: string, value: string, name?: string): Markup {
  return html`<div><dt>${label}</dt><dd${attributes({ 'data-champ': name })}>${value}</dd></div>`;
}

/** A button that acts on a message. */
export function post(action: string, message: string, { test, label }: { test: string; label: string }): Markup {
  return html`<form method="post" action="${action}"><button class="secondaire-bouton" name="message" value="${message}" data-testid="${test}">${label}</button></form>`;
}

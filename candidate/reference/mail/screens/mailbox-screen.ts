import type { VerbResult } from '../../../contract/index.ts';
import { attributes, html, type Markup } from '../../screens/html.ts';
import type { WorkLine } from '../work-list.ts';
import { alertList } from './work-list-screen.ts';

type MailLine = VerbResult<'lireMessagerie'>['lignes'][number];

/** What the first screen of the mail shows. */
export interface Mailbox {
  unread: readonly WorkLine[];
  messages: readonly MailLine[];
  /** Addresses of the two mailboxes; null when no operator is set up. */
  addresses: { PER: string; APP: string } | null;
  /** Who is signed in by Pro Santé Connect. */
  signedIn: string | null;
}

/** The mail: what nobody has read first (ERGO/va1.06), then the messages. */
export function mailboxContent({ unread, messages, addresses, signedIn }: Mailbox): Markup {
  if (addresses === null)
    return html`<section class="carte"><p class="vide">La messagerie n’est pas configurée.</p></section>`;
  return html`<div class="moities">
<section class="carte pile"><h2>Boîte personnelle</h2>
<p><strong>${addresses.PER}</strong><br><span class="secondaire">${signedIn === null ? 'Pro Santé Connect : non connecté' : html`Pro Santé Connect : connecté, <span data-testid="psc">${signedIn}</span>`}</span></p>
<div class="actions">${fetchButton('PER')}${pscButton(signedIn)}</div></section>
<section class="carte pile"><h2>Boîte applicative</h2>
<p><strong>${addresses.APP}</strong><br><span class="secondaire">Ouverte par le certificat de la structure</span></p>
<div class="actions">${fetchButton('APP')}</div></section>
</div>
<section class="carte"><h2>Documents non lus</h2>${unreadTable(unread)}<p><a href="/liste-travail">Trier et filtrer dans la liste de travail</a></p></section>
<section class="carte"><p><a class="bouton" href="/messagerie/nouveau" data-testid="nouveau-message">Nouveau message</a></p>
${messageTable(messages)}</section>
<section class="carte pile"><h2>Serveurs d’envoi</h2><div class="actions">
${testButton('operateur', 'Tester la connexion à l’opérateur')}
${testButton('certificat_expire', 'Tester le serveur au certificat expiré')}
${testButton('autorite_etrangere', 'Tester le serveur d’une autre autorité')}
${testButton('certificat_revoque', 'Tester le serveur au certificat révoqué')}
${testButton('tls11', 'Tester le serveur en TLS 1.1')}
${testButton('suite_interdite', 'Tester le serveur à la suite interdite')}
${testButton('ecdh_224', 'Tester le serveur à la courbe courte')}
</div><p><a href="/messagerie/connexion">Connexion : boîte organisationnelle, sessions, listes de révocation</a> · <a href="/messagerie/traces">Traces</a></p></section>`;
}

function fetchButton(bal: 'PER' | 'APP'): Markup {
  return html`<form method="post" action="/messagerie/releve"><button name="bal" value="${bal}" data-testid="relever-${bal}">Relever</button></form>`;
}

function pscButton(signedIn: string | null): Markup {
  if (signedIn === null) {
    return html`<a class="bouton secondaire-bouton" href="/psc/connexion" data-testid="psc-connexion">Se connecter avec Pro Santé Connect</a>`;
  }
  return html`<form method="post" action="/psc/deconnexion"><button class="secondaire-bouton" data-testid="psc-deconnexion">Quitter Pro Santé Connect</button></form>`;
}

function testButton(server: string, label: string): Markup {
  return html`<form method="post" action="/messagerie/test"><button class="secondaire-bouton" name="serveur" value="${server}" data-testid="tester-${server}">${label}</button></form>`;
}

function unreadTable(lines: readonly WorkLine[]): Markup {
  if (lines.length === 0) return html`<p class="vide">Aucun document non lu.</p>`;
  const rows = lines.map(
    ({
      message,
      patient,
      titre,
      auteur,
      date,
      alertes,
    }) => html`<tr><th scope="row"><a href="/liste-travail/document?message=${message}">${titre}</a></th>
<td>${patient}</td><td>${auteur}</td><td class="chiffres">${date}</td><td>${alertList(alertes)}</td></tr>`,
  );
  return html`<div class="defilement"><table><thead><tr><th scope="col">Document</th><th scope="col">Patient</th><th scope="col">Auteur</th><th scope="col">Date</th><th scope="col">Signalements</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function messageTable(lines: readonly MailLine[]): Markup {
  if (lines.length === 0) return html`<p class="vide">Aucun message.</p>`;
  const rows = lines.map((line) => {
    const row = attributes({ 'data-testid': 'message-ligne', 'data-message': line.message });
    const sens = line.sens === 'recu' ? 'reçu' : 'envoyé';
    return html`<tr${row}><td data-champ="sens">${sens}</td><td data-champ="correspondant">${line.correspondant}</td><td data-champ="nature">${line.nature}</td>
<th scope="row"><a href="/messagerie/message?message=${line.message}" data-champ="objet">${line.objet}</a></th><td>${line.documents && html`<span class="attribut piece" data-testid="document-joint">Document joint</span>`}</td>
<td class="chiffres" data-champ="date">${line.date}</td><td data-champ="accuse">${line.accuse}</td></tr>`;
  });
  return html`<div class="defilement"><table class="dense"><caption>Messages, du plus récent au plus ancien</caption>
<thead><tr><th scope="col">Sens</th><th scope="col">Correspondant</th><th scope="col">Nature</th><th scope="col">Objet</th><th scope="col">Document</th><th scope="col">Date</th><th scope="col">Accusé</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

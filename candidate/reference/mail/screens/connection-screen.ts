import type { VerbResult } from '../../../contract/index.ts';
import { attributes, html, type Markup } from '../../screens/html.ts';
import type { Bal } from '../tls.ts';

/** What the screen of the connection shows. */
export interface ConnectionScreen {
  /** Address of the practice's mailbox that was configured last; null before any. */
  configured: string | null;
  servers: VerbResult<'configurerMessagerie'>['serveurs'];
  open: Record<Bal, boolean>;
  lists: VerbResult<'lireListesRevocation'>['listes'];
}

const names: Record<Bal, string> = {
  PER: 'Boîte personnelle',
  APP: 'Boîte applicative',
  ORG: 'Boîte organisationnelle',
};

/** Configuration by the address alone, sessions kept open, revocation lists. */
export function connectionContent({ configured, servers, open, lists }: ConnectionScreen): Markup {
  const boxes: Bal[] = configured === null ? ['PER', 'APP'] : ['PER', 'APP', 'ORG'];
  return html`<div class="moities">
<section class="carte pile"><h2>Configurer une boîte organisationnelle</h2>
<form class="ligne" method="post" action="/messagerie/connexion/configuration">
<div class="champ"><label for="boite-adresse">Adresse de la boîte</label><input id="boite-adresse" name="adresse" value="${configured ?? ''}" autocomplete="off" data-testid="boite-adresse"></div>
<button data-testid="configurer">Configurer</button></form>
<p class="secondaire">Les serveurs sont ceux que l’opérateur publie pour le domaine de l’adresse.</p>
${serverList(servers)}</section>
<section class="carte pile"><h2>Sessions</h2>${boxes.map((bal) => sessionForm(bal, open[bal]))}
<p class="secondaire">Une session que l’opérateur termine se rouvre seule, tant que Pro Santé Connect atteste de l’utilisateur.</p></section>
</div>
<section class="carte">${listTable(lists)}</section>
<p><a href="/messagerie/traces">Traces de la messagerie</a></p>`;
}

function serverList(servers: ConnectionScreen['servers']): Markup {
  if (servers.length === 0) return html`<p class="vide">Aucune boîte configurée.</p>`;
  const rows = servers.map(
    ({ role, adresse }) =>
      html`<div data-testid="serveur"><dt data-champ="role">${role}</dt><dd class="chiffres" data-champ="adresse">${adresse}</dd></div>`,
  );
  return html`<dl class="fiche">${rows}</dl>`;
}

function sessionForm(bal: Bal, isOpen: boolean): Markup {
  const [path, test, label] = isOpen ? ['fermeture', 'fermer', 'Se déconnecter'] : ['ouverture', 'ouvrir', 'Ouvrir'];
  const button = attributes({ name: 'bal', value: bal, 'data-testid': `${test}-${bal}` });
  return html`<form class="actions" method="post" action="/messagerie/connexion/${path}">
<span>${names[bal]} : <strong data-testid="session-${bal}">${isOpen ? 'ouverte' : 'fermée'}</strong></span><button class="secondaire-bouton"${button}>${label}</button></form>`;
}

function listTable(lists: ConnectionScreen['lists']): Markup {
  if (lists.length === 0) return html`<h2>Listes de révocation</h2><p class="vide">Aucune liste gardée.</p>`;
  const rows = lists.map(
    ({ autorite, fin }) =>
      html`<tr data-testid="liste-revocation"><th scope="row" data-champ="autorite">${autorite}</th><td class="chiffres" data-champ="fin">${fin}</td></tr>`,
  );
  return html`<h2>Listes de révocation</h2><div class="defilement"><table><caption>Dernières listes valables, gardées pour contrôler le certificat de l’opérateur</caption>
<thead><tr><th scope="col">Autorité</th><th scope="col">Valable jusqu’au</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** What was done with the mailboxes, the latest first. */
export function tracesContent(lines: VerbResult<'lireTracesMessagerie'>['lignes']): Markup {
  if (lines.length === 0) return html`<section class="carte"><p class="vide">Aucune trace.</p></section>`;
  const rows = lines.map(
    ({ date, auteur, action, demande, reponse }) =>
      html`<tr data-testid="trace"><td class="chiffres" data-champ="date">${date}</td><td data-champ="auteur">${auteur}</td>
<th scope="row" data-champ="action">${action}</th><td data-champ="demande">${demande}</td><td data-champ="reponse">${reponse}</td></tr>`,
  );
  return html`<section class="carte"><div class="defilement"><table class="dense" data-testid="traces"><caption>Traitements sur les boîtes aux lettres, du plus récent au plus ancien</caption>
<thead><tr><th scope="col">Date et heure</th><th scope="col">Auteur</th><th scope="col">Action</th><th scope="col">Demande</th><th scope="col">Réponse</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

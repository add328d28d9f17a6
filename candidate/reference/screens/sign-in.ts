import type { DefectSet } from '../defects.ts';
import type { User } from '../model.ts';
import { attributes, html, type Markup } from './html.ts';

/** What the sign-in screen offers. */
export interface SignInScreen {
  accounts: readonly User[];
  /** True when the software was given Pro Santé Connect. */
  psc: boolean;
  planted: DefectSet;
}

const pscLabel = 'S’identifier avec Pro Santé Connect';

/** The means that the sign-in screen offers, by their labels. */
export function meansOf(psc: boolean, planted: DefectSet): string[] {
  const own = ['Ouvrir la session'];
  if (!psc || planted.has('psc-bouton-absent')) return own;
  return [pscLabel, 'Pro Santé Connect dans un autre navigateur', 'Pro Santé Connect sans navigateur', ...own];
}

/** Pro Santé Connect first; then the practice's own accounts, which a demonstration station opens without a password. */
export function signInContent({ accounts, psc, planted }: SignInScreen): Markup {
  const choices = accounts.map(({ compte, nom, fonction }, index) => {
    const radio = attributes({ type: 'radio', name: 'profil', value: compte, checked: index === 0 });
    return html`<label><input${radio}><span><strong>${nom}</strong><small>${fonction}</small></span></label>`;
  });
  return html`${psc && !planted.has('psc-bouton-absent') && pscForms()}
<form class="carte connexion" method="post" action="/connexion">
<h2>Compte du cabinet</h2>
<p>Poste de démonstration : choisissez l’utilisateur, aucun mot de passe n’est demandé.</p>
<fieldset><legend>Utilisateur</legend><div class="choix">${choices}</div></fieldset>
<button data-testid="connexion" data-moyen>Ouvrir la session</button>
</form>
<p class="connexion"><a href="/conditions" data-testid="conditions">Conditions générales d’utilisation</a></p>`;
}

function pscForms(): Markup {
  return html`<section class="carte connexion pile"><h2>Pro Santé Connect</h2>
<p><a class="bouton" href="/connexion/psc" data-testid="psc" data-moyen>${pscLabel}</a></p>
<details><summary>Autres façons</summary>
<form method="post" action="/connexion/externe"><button class="secondaire-bouton" data-testid="psc-externe" data-moyen>Pro Santé Connect dans un autre navigateur</button></form>
<form class="ligne" method="post" action="/connexion/ciba">
<div class="champ"><label for="ciba-id">Identifiant national <small>(8 et le RPPS)</small></label><input id="ciba-id" name="identifiant" inputmode="numeric" autocomplete="off" required data-testid="ciba-identifiant"></div>
<div class="champ"><label for="ciba-moyen">Moyen</label><select id="ciba-moyen" name="moyen" data-testid="ciba-moyen"><option>e-CPS</option><option>CPS</option></select></div>
<button class="secondaire-bouton" data-testid="psc-ciba" data-moyen>Pro Santé Connect sans navigateur</button></form>
</details></section>`;
}

/** What the screen shows while a user signs in on his own device, or in another browser. */
export function waitingContent({ message, address }: { message: string; address: string | null }): Markup {
  return html`<section class="carte connexion"><p class="attente" data-testid="attente" aria-live="polite">${message}</p>
${address !== null && html`<p><a href="${address}" target="_blank" rel="noopener" data-testid="adresse-externe">Ouvrir Pro Santé Connect</a></p>`}
<p><a href="/connexion">Annuler</a></p></section>`;
}

const general =
  'Cabinet Témoin est un logiciel de démonstration, réservé aux professionnels du cabinet et à leurs collaborateurs. Chacun y a son propre compte, qu’il ne prête à personne.';
const proSanteConnect =
  'Connexion par Pro Santé Connect : le professionnel de santé peut s’identifier par Pro Santé Connect, le service de l’Agence du numérique en santé, avec sa carte CPS ou son application e-CPS. Pro Santé Connect transmet au logiciel son identifiant national, son nom, sa profession et ses activités, qui servent à retrouver son compte par son RPPS et à appeler les téléservices en son nom. Se déconnecter du logiciel déconnecte aussi de Pro Santé Connect.';

/** The terms of use: what they say of Pro Santé Connect included. */
export function conditionsText(planted: DefectSet): string {
  return (planted.has('psc-conditions-muettes') ? [general] : [general, proSanteConnect]).join('\n');
}

/** The terms of use, as a screen. */
export function conditionsContent(planted: DefectSet): Markup {
  const paragraphs = conditionsText(planted)
    .split('\n')
    .map((text) => html`<p>${text}</p>`);
  return html`<section class="carte"><div data-testid="conditions-texte">${paragraphs}</div>
<p><a href="/connexion">Retour à la connexion</a></p></section>`;
}

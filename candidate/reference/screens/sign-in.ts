import { users } from '../model.ts';
import { attributes, html, type Markup } from './html.ts';

/** Choice of the user: a demonstration station has no password. */
export function signInContent(): Markup {
  const choices = users.map(({ profil, nom, fonction }, index) => {
    const radio = attributes({ type: 'radio', name: 'profil', value: profil, checked: index === 0 });
    return html`<label><input${radio}><span><strong>${nom}</strong><small>${fonction}</small></span></label>`;
  });
  return html`<form class="carte connexion" method="post" action="/connexion">
<p>Poste de démonstration : choisissez l’utilisateur, aucun mot de passe n’est demandé.</p>
<fieldset><legend>Utilisateur</legend><div class="choix">${choices}</div></fieldset>
<button data-testid="connexion">Ouvrir la session</button>
</form>`;
}

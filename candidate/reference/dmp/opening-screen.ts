import { html, type Markup } from '../screens/html.ts';
import type { OpeningView } from './dossier-opening.ts';

/** What the front page of a file shows. */
export interface OpeningScreen {
  dossier: string;
  /** Status of the identity, in words. */
  statut: string;
  view: OpeningView;
}

/** The front page of a file: what the user has to know before anything else, without a click (DMP/UX.11, 12, 15). */
export function openingContent({ dossier, statut, view }: OpeningScreen): Markup {
  return html`<div class="moities">
<section class="carte pile"><h2>Identité</h2>
<p>Statut de l’identité : <strong data-champ="statut-identite">${statut}</strong></p>
<p><a class="bouton secondaire-bouton" href="/patients/${dossier}">Fiche d’identité</a></p></section>
<section class="carte pile" aria-live="polite"><h2>DMP du patient</h2>
${view.done ? stateOf(view) : html`<p class="vide" data-testid="dmp-en-cours">Vérification du DMP en cours…</p>`}
<p><a class="bouton secondaire-bouton" href="/patients/${dossier}/dmp">Ouvrir l’écran du DMP</a></p></section>
</div>
${view.done && noveltiesOf(view)}`;
}

function stateOf({ etat, autorisation }: OpeningView): Markup {
  return html`<p>État du DMP : <strong data-champ="etat-dmp">${etat}</strong></p>
${autorisation !== null && html`<p>Votre autorisation d’accès : <strong data-champ="autorisation">${autorisation}</strong></p>`}`;
}

function noveltiesOf({ mention, nouveautes }: OpeningView): Markup {
  if (mention === '' && nouveautes.length === 0) return html``;
  const rows = nouveautes.map(
    ({ type, nombre }) =>
      html`<tr data-testid="nouveaute"><th scope="row" data-champ="type">${type}</th><td class="chiffres" data-champ="nombre">${nombre}</td></tr>`,
  );
  const table = html`<table><caption>Documents nouveaux, par type</caption>
<thead><tr><th scope="col">Type</th><th scope="col">Nombre</th></tr></thead><tbody>${rows}</tbody></table>`;
  return html`<section class="carte pile" role="status"><h2>Nouveautés du DMP</h2>
<p data-champ="mention">${mention}</p>${rows.length > 0 && table}</section>`;
}

import { complementaryTraits, requiredTraits, strictTraits, type Traits } from '../model.ts';
import { type FormState, traitField } from './fields.ts';
import { html, type Markup } from './html.ts';

/** Creation form; after a refusal it comes back with what was typed. */
export function creationContent(traits: Traits, invalid: readonly string[]): Markup {
  const form: FormState = { traits, invalid, locked: [] };
  const required: readonly string[] = requiredTraits;
  return html`<form class="carte" method="post" action="/patients" novalidate data-testid="formulaire-creation">
<fieldset><legend>Traits stricts</legend>
<p class="secondaire">Les champs marqués d’un * sont obligatoires. L’identité est créée au statut « provisoire ».</p>
<div class="champs">${strictTraits.map((name) => traitField(name, form, required.includes(name)))}</div></fieldset>
<fieldset><legend>Traits complémentaires</legend>
<div class="champs">${complementaryTraits.map((name) => traitField(name, form))}</div></fieldset>
<div class="actions"><button data-testid="enregistrer">Créer l’identité</button><a class="bouton secondaire-bouton" href="/">Annuler</a></div>
</form>`;
}

import type { Attribut, VerbResult } from '../../contract/index.ts';
import {
  complementaryTraits,
  documentLabels,
  type Justificatif,
  natureOf,
  type Patient,
  strictTraits,
  type Traits,
} from '../model.ts';
import { reminderAlerts } from '../practice/reminders-screen.ts';
import { type FormState, textField, traitField } from './fields.ts';
import { attributes, html, type Markup } from './html.ts';
import { icons } from './icons.ts';
import { insiButton } from './insi.ts';

/** What the file screen shows. */
export interface FileScreen {
  patient: Patient;
  view: VerbResult<'lireFiche'>;
  /** What was typed, when a modification was refused. */
  typed?: Traits;
  invalid: readonly string[];
  /** Why INSi can't be called; null when it can. */
  insiRefusal: string | null;
  /** The user has the right to call INSi. */
  insiRight: boolean;
  /** Reminders about the medical synthesis (DOC/va1.11). */
  reminders: readonly string[];
}

/** Identity file: traits, INS, and what can be done with them. */
export function fileContent(screen: FileScreen): Markup {
  const alerts = screen.view.alertes.map(
    (alert) => html`<div class="alerte" role="alert">${icons.warning}<span data-testid="alerte">${alert}</span></div>`,
  );
  return html`${alerts}${reminderAlerts(screen.reminders)}
<div class="colonnes">
${identityForm(screen)}
<div>
${insiCard(screen)}
${documentCard(screen)}
${attributeCard(screen)}
</div>
</div>
${screen.view.matricule !== null && formerCard(screen.patient)}`;
}

function identityForm({ patient, view, typed, invalid }: FileScreen): Markup {
  const form: FormState = { traits: typed ?? view.traits, locked: view.verrouilles, invalid };
  const nature = natureOf(view.oid);
  const ins = (name: 'matricule' | 'oid') =>
    textField(name, { value: view[name], locked: view.verrouilles.includes(name) });
  return html`<form class="carte" method="post" action="/patients/${patient.id}" novalidate data-testid="formulaire-identite">
<fieldset><legend>Traits stricts</legend><div class="champs">${strictTraits.map((name) => traitField(name, form))}</div></fieldset>
<fieldset><legend>Identité nationale de santé</legend>
<div class="champs">${ins('matricule')}${ins('oid')}</div>
<p class="secondaire">Nature du matricule : <strong data-champ="nature">${nature ?? 'aucun matricule'}</strong></p></fieldset>
<fieldset><legend>Traits complémentaires</legend><div class="champs">${complementaryTraits.map((name) => traitField(name, form))}</div></fieldset>
<div class="actions"><button data-testid="enregistrer">Enregistrer les modifications</button></div>
</form>`;
}

function insiCard({ patient, insiRefusal, insiRight }: FileScreen): Markup {
  if (!insiRight) return html``;
  return html`<section class="carte pile"><h2>Téléservice INSi</h2>${insiButton(patient, insiRefusal)}</section>`;
}

function documentCard({ patient, view }: FileScreen): Markup {
  const recorded = view.justificatif;
  const label = recorded === null ? 'aucun' : (documentLabels[recorded as Justificatif] ?? '');
  const options = Object.entries(documentLabels).map(
    ([value, text]) => html`<option value="${value}">${value} — ${text}</option>`,
  );
  return html`<section class="carte pile"><h2>Contrôle de l’identité</h2>
<p>Statut : <strong data-champ="statut">${view.statut}</strong></p>
<p>Justificatif enregistré : <strong data-champ="justificatif">${recorded}</strong> <span class="secondaire">${label}</span></p>
<form method="post" action="/patients/${patient.id}/validation" class="ligne">
<div class="champ"><label for="justificatif">Nature du justificatif présenté</label><select id="justificatif" name="justificatif" data-testid="justificatif">${options}</select></div>
<div class="actions"><button data-testid="valider">Valider l’identité</button>
<button class="secondaire-bouton" formaction="/patients/${patient.id}/justificatif" data-testid="enregistrer-justificatif">Enregistrer le justificatif</button></div>
</form></section>`;
}

function attributeCard({ patient, view }: FileScreen): Markup {
  const names: readonly Attribut[] = ['homonyme', 'douteuse', 'fictive'];
  return html`<section class="carte pile"><h2>Attributs de l’identité</h2>
<p>Attributs posés : <strong data-champ="attributs">${view.attributs.length === 0 ? 'aucun' : view.attributs.join(', ')}</strong></p>
<div class="actions">${names.map((name) => attributeButton(patient, name, view.attributs.includes(name)))}</div>
<p class="secondaire">« Douteuse » et « fictive » ramènent l’identité à « provisoire », effacent le matricule et bloquent INSi.</p>
</section>`;
}

function attributeButton(patient: Patient, name: Attribut, held: boolean): Markup {
  const action = held ? 'retirer' : 'poser';
  const button = attributes({
    class: held ? false : 'secondaire-bouton',
    name: 'attribut',
    value: name,
    'data-testid': `${action}-${name}`,
  });
  return html`<form method="post" action="/patients/${patient.id}/attributs/${action}"><button${button}>${held ? `Retirer « ${name} »` : `Marquer « ${name} »`}</button></form>`;
}

function formerCard({ historiqueIns }: Patient): Markup {
  if (historiqueIns.length === 0) return html``;
  const rows = historiqueIns.map(
    ({ numero, cle, oid, debut, fin }) =>
      html`<tr data-testid="matricule-historique"><td class="chiffres" data-champ="matricule">${numero + cle}</td><td>${oid}</td><td>${debut}</td><td>${fin}</td></tr>`,
  );
  return html`<section class="carte"><div class="defilement"><table><caption>Matricules historiques</caption>
<thead><tr><th scope="col">Matricule et clé</th><th scope="col">OID</th><th scope="col">Début</th><th scope="col">Fin</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

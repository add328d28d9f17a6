import type { VerbResult } from '../../../contract/index.ts';
import type { Patient } from '../../model.ts';
import { attributes, html, type Markup } from '../../screens/html.ts';
import { icons } from '../../screens/icons.ts';
import type { Match } from '../matching.ts';
import type { ReceivedMail } from '../received-mail.ts';
import { narrative } from './narrative.ts';

type Shown = VerbResult<'lireDocumentRecu'>;
type ResultLine = Shown['resultats'][number];

/** What the screen of a received document is made of. */
export interface DocumentScreen {
  received: ReceivedMail;
  shown: Shown;
  match: Match;
  units: readonly string[];
  unit: string;
}

/** A received document: whose it is, what has to be seen, its results, its text, where to file it. */
export function receivedDocumentContent(screen: DocumentScreen): Markup {
  const { received, shown } = screen;
  const sections = received.documents.flatMap(({ cda }) => cda.sections);
  return html`${shown.alertes.map((alert) => html`<p class="alerte" role="alert">${icons.warning}<span data-testid="alerte">${alert}</span></p>`)}
<div class="colonnes"><div>
<section class="carte pile"><dl class="fiche">
${row('Patient', 'patient', shown.patient)}${row('Titre', 'titre', shown.titre)}${row('Type', 'type', shown.type)}${row('Auteur', 'auteur', shown.auteur)}
${shown.feuilleDeStyle !== null && row('Feuille de style', 'feuilleDeStyle', shown.feuilleDeStyle)}
${identity(received)}
</dl></section>
${shown.resultats.length > 0 && results(screen)}
${sections.length > 0 && html`<section class="carte recit">${formatted(received)}${sections.map(narrative)}</section>`}
${received.documents.map((piece, n) => piece.cda.pdf !== null && pdf(received, n))}
</div>${filing(screen)}</div>`;
}

function row(label: string, name: string, value: string): Markup {
  return html`<div><dt>${label}</dt><dd data-champ="${name}">${value}</dd></div>`;
}

/** Birth name, first name and matricule of the user (UX.31), as the document gives them. */
function identity({ documents: [first] }: ReceivedMail): Markup {
  if (first === undefined) return html``;
  const { ins, oid, dateNaissance, sexe } = first.cda.patient;
  return html`<div><dt>Né(e) le</dt><dd>${dateNaissance}</dd></div><div><dt>Sexe</dt><dd>${sexe}</dd></div><div><dt>Matricule INS</dt><dd>${ins}</dd></div><div><dt>OID</dt><dd>${oid}</dd></div>`;
}

function results({ received, shown, units, unit }: DocumentScreen): Markup {
  const options = units.map(
    (one) => html`<option${attributes({ value: one, selected: one === unit })}>${one}</option>`,
  );
  const choice = html`<form class="ligne" method="get" action="/liste-travail/document"><input type="hidden" name="message" value="${received.id}">
<div class="champ"><label for="unite">Unité d’affichage</label><select id="unite" name="unite" data-testid="unite"><option value="">Unité du document</option>${options}</select></div><button class="secondaire-bouton" data-testid="changer-unite">Afficher</button></form>`;
  return html`<section class="carte pile">${choice}<div class="defilement"><table class="dense" data-testid="resultats"><caption>Résultats</caption>
<thead><tr><th scope="col">Analyse</th><th scope="col">Valeur</th><th scope="col">Unité</th><th scope="col">Référence</th><th scope="col">Interprétation</th><th scope="col">Ancienne valeur</th></tr></thead>
<tbody>${shown.resultats.map(resultRow)}</tbody></table></div></section>`;
}

function resultRow(line: ResultLine): Markup {
  const tone = line.interpretation.startsWith('critique')
    ? 'critique'
    : line.interpretation.startsWith('anormal') && 'ecart';
  return html`<tr${attributes({ 'data-testid': 'resultat-bio', class: tone })}><th scope="row" data-champ="analyse">${line.analyse}</th><td class="chiffres" data-champ="valeur">${line.valeur}</td>
<td data-champ="unite">${line.unite}</td><td data-champ="reference">${line.reference}</td><td data-champ="interpretation">${line.interpretation}</td><td data-champ="historique">${line.historique}</td></tr>`;
}

/** The documents as their style sheet formats them, in a page apart. */
function formatted({ id, documents }: ReceivedMail): Markup[] {
  return documents.map(
    (_, n) =>
      html`<p><a class="bouton secondaire-bouton" href="/liste-travail/rendu?message=${id}&n=${n}" target="_blank" rel="noopener" data-testid="rendu">Voir mis en forme</a></p>`,
  );
}

function pdf({ id }: ReceivedMail, n: number): Markup {
  const href = `/liste-travail/piece?message=${id}&n=${n}`;
  return html`<section class="carte"><a class="bouton secondaire-bouton" href="${href}" download>Télécharger le PDF</a></section>`;
}

/** One click where the software is sure; otherwise the files of the same traits, to be confirmed (UX.02). */
function filing({ received, match }: DocumentScreen): Markup {
  if (received.filed !== null) {
    return html`<section class="carte"><h2>Classement</h2><p>Classé dans le dossier <a href="/patients/${received.filed}/documents">${received.filed}</a>.</p></section>`;
  }
  if (received.documents.length === 0) return html``;
  const proposed = match.kind === 'sûr' ? [match.patient] : match.kind === 'proposé' ? match.patients : [];
  const lines = proposed.map((patient) => proposal(received, patient, match.kind === 'sûr'));
  const reason = {
    sûr: 'L’INS et les traits sont ceux de ce dossier.',
    proposé: 'Les traits se ressemblent : vérifiez avant de rattacher.',
    inconnu: 'Aucun dossier n’a cette identité.',
  };
  return html`<section class="carte pile"><h2>Classement</h2><p>${reason[match.kind]}</p>${lines}
${match.kind === 'inconnu' && html`<p><a class="bouton secondaire-bouton" href="/patients/nouveau">Créer le dossier</a></p>`}</section>`;
}

function proposal(received: ReceivedMail, { id, traits, statut }: Patient, sure: boolean): Markup {
  const action = sure ? '/liste-travail/classer' : '/liste-travail/rattacher';
  return html`<form method="post" action="${action}"><p><strong>${traits.nomNaissance} ${traits.prenom}</strong>, né(e) le ${traits.dateNaissance}<br><span class="secondaire">dossier ${id}, identité ${statut}</span></p>
<input type="hidden" name="dossier" value="${id}"><button name="message" value="${received.id}" data-testid="${sure ? 'classer' : 'rattacher'}">${sure ? 'Classer dans ce dossier' : 'Rattacher à ce dossier'}</button></form>`;
}

import type { ReportKind } from '../documents/document.ts';
import { kinds } from '../documents/kinds.ts';
import type { Diffusion, ReportDocument, ReportForm, ReportResult, ReportView } from '../documents/report.ts';
import { attributes, html, type Markup, type Slot } from '../screens/html.ts';
import { recipientFields, resultFields, rowCounts } from './report-form.ts';

/** What the screen of the reports shows. */
export interface ReportsScreen {
  dossier: string;
  reports: readonly ReportDocument[];
  kinds: readonly ReportKind[];
}

/** The reports of a file, and the form of a new one. */
export function reportsContent({ dossier, reports, kinds: offered }: ReportsScreen): Markup {
  const list = reports.length === 0 ? html`<p class="vide">Aucun compte rendu dans ce dossier.</p>` : reports.map(card);
  return html`<section class="carte pile"><h2>Comptes rendus du dossier</h2>${list}</section>
${offered.map((kind) => draftForm(dossier, kind))}`;
}

function card(report: ReportDocument): Markup {
  const { id, dossier, titre, version, etat, type, partages, compteRendu } = report;
  const partial = compteRendu.partiel ? ' (partiel)' : '';
  return html`<div class="element pile" data-testid="compte-rendu" data-document="${id}">
<p><strong>${kinds[type].label} « ${titre} », version ${version}${partial}</strong><br><span class="secondaire">${etat}${partages.length > 0 && html` ; ${partages.join(' ; ')}`}</span></p>
${etat === 'brouillon' && diffusionForm(dossier, id, compteRendu.diffusion)}
<div class="actions">${actions(report)}</div></div>`;
}

function actions({ id, dossier, type, etat, compteRendu }: ReportDocument): Slot {
  const link = (path: string, name: string, label: string): Markup =>
    html`<a class="bouton secondaire-bouton" href="/patients/${dossier}/comptes-rendus/${path}document=${id}" data-testid="${name}">${label}</a>`;
  if (etat === 'supprimé') {
    return html`<form method="post" action="/patients/${dossier}/prevenir"><button name="document" value="${id}" data-testid="prevenir">Prévenir les destinataires</button></form>`;
  }
  const structured = kinds[type].compteRendu?.n3 !== undefined;
  return [
    structured && link('voir?forme=n3&', 'voir-n3', 'Voir le CDA N3'),
    link('voir?forme=n1&', 'voir-n1', 'Voir le CDA N1'),
    link('voir?forme=pdf&', 'voir-pdf', 'Voir le PDF/A-1'),
    compteRendu.partiel && etat === 'validé' && link('complet?', 'completer', 'Compléter'),
  ];
}

const choices: Record<keyof Diffusion, string> = {
  bloquerDmp: 'Ne pas déposer au DMP',
  masquePs: 'Masquer aux professionnels de santé',
  invisiblePatient: 'Ne pas rendre visible au patient',
  invisibleRepresentants: 'Ne pas rendre visible aux représentants légaux',
};

function diffusionForm(dossier: string, document: string, chosen: Diffusion): Markup {
  const boxes = (Object.keys(choices) as Array<keyof Diffusion>).map((name) => {
    const box = attributes({ type: 'checkbox', name, 'data-testid': name, checked: chosen[name] });
    return html`<label><input${box}> ${choices[name]}</label>`;
  });
  return html`<form method="post" action="/patients/${dossier}/comptes-rendus/diffusion" class="pile">
<fieldset class="choix"><legend>Diffusion</legend><input type="hidden" name="document" value="${document}">${boxes}</fieldset>
<div><button class="secondaire-bouton" data-testid="regler-diffusion">Enregistrer la diffusion</button></div></form>`;
}

function draftForm(dossier: string, kind: ReportKind): Markup {
  const recipients = Array.from({ length: rowCounts.destinataires }, (_, row) => `destinataire-${row + 1}`);
  return html`<form class="carte pile" method="post" action="/patients/${dossier}/comptes-rendus" data-testid="nouveau-${kind}">
<h2>Nouveau ${kinds[kind].label.replace(/^C/, 'c')}</h2>
<input type="hidden" name="type" value="${kind}">
<div class="champ"><label for="cr-titre">Titre</label><input id="cr-titre" name="titre" maxlength="128" autocomplete="off" data-testid="cr-titre"></div>
${grid({ caption: 'Demandeur', rows: ['demandeur'], fields: recipientFields })}
${grid({ caption: 'Autres destinataires', rows: recipients, fields: recipientFields })}
${kind === 'cr_biologie' && results([])}
${textArea('Conclusion')}
<div class="actions"><button data-testid="enregistrer-cr">Enregistrer le brouillon</button></div></form>`;
}

/** Form of the version that completes a partial report. */
export function completionContent({ id, dossier, titre, version, compteRendu, texte }: ReportDocument): Markup {
  return html`<form class="carte pile" method="post" action="/patients/${dossier}/comptes-rendus/complet">
<h2>« ${titre} » : version ${version + 1}</h2>
<input type="hidden" name="document" value="${id}">
${results(compteRendu.resultats)}
${textArea('Conclusion', texte)}
<div class="actions"><button data-testid="enregistrer-cr">Enregistrer la nouvelle version</button></div></form>`;
}

function results(known: readonly ReportResult[]): Markup {
  const rows = Array.from({ length: rowCounts.resultats }, (_, row) => `resultat-${row + 1}`);
  const value = (row: number, field: string): string => {
    const found = known[row]?.[field as keyof typeof resultFields];
    return found ?? '';
  };
  return html`${grid({ caption: 'Résultats', rows, fields: resultFields, value, box: 'automatique' })}
<label><input type="checkbox" name="partiel" data-testid="partiel"> Compte rendu partiel : d’autres résultats sont attendus</label>`;
}

interface Grid {
  caption: string;
  rows: readonly string[];
  fields: Readonly<Record<string, string>>;
  value?: (row: number, field: string) => string;
  /** A box at the end of each row: the result was validated automatically. */
  box?: string;
}

function grid({ caption, rows, fields, value = () => '', box }: Grid): Markup {
  const names = Object.keys(fields);
  const head = names.map((name) => html`<th scope="col">${fields[name]}</th>`);
  const lines = rows.map((row, rank) => {
    const cells = names.map((name) => {
      const id = `${row}-${name}`;
      const label = `${caption} ${rank + 1} : ${fields[name]}`;
      const input = attributes({ name: id, 'data-testid': id, 'aria-label': label, value: value(rank, name) });
      return html`<td><input${input} autocomplete="off"></td>`;
    });
    const last =
      box !== undefined &&
      html`<td><input${attributes({ type: 'checkbox', name: `${row}-${box}`, 'data-testid': `${row}-${box}`, 'aria-label': `Résultat ${rank + 1} : validé automatiquement` })}></td>`;
    return html`<tr>${cells}${last}</tr>`;
  });
  return html`<div class="defilement"><table class="dense"><caption>${caption}</caption>
<thead><tr>${head}${box !== undefined && html`<th scope="col">Validé auto.</th>`}</tr></thead><tbody>${lines}</tbody></table></div>`;
}

function textArea(label: string, value = ''): Markup {
  return html`<div class="champ"><label for="cr-texte">${label}</label><textarea id="cr-texte" name="texte" data-testid="cr-texte">
${value}</textarea></div>`;
}

/** A report as it is shown in one of its forms. */
export function reportContent({
  report,
  forme,
  view,
}: {
  report: ReportDocument;
  forme: ReportForm;
  view: ReportView;
}): Markup {
  const list = (name: string, texts: readonly string[]): Markup =>
    html`<ul>${texts.map((text) => html`<li data-testid="${name}">${text}</li>`)}</ul>`;
  const rows = view.resultats.map(
    ({ analyse, valeur, unite }) =>
      html`<tr data-testid="cr-resultat"><td data-champ="analyse">${analyse}</td><td data-champ="valeur">${valeur}</td><td data-champ="unite">${unite}</td></tr>`,
  );
  return html`<section class="carte pile"><h2 data-champ="titre">${view.titre}</h2>
<p>Forme : <strong data-champ="forme">${view.forme}</strong>${view.feuilleDeStyle !== null && html`, mis en forme par <span data-champ="feuille">${view.feuilleDeStyle}</span>`}</p>
${rows.length > 0 && html`<table class="dense"><thead><tr><th scope="col">Analyse</th><th scope="col">Valeur</th><th scope="col">Unité</th></tr></thead><tbody>${rows}</tbody></table>`}
<h3>Destinataires</h3>${list('cr-destinataire', view.destinataires)}
${view.mentions.length > 0 && html`<h3>Mentions</h3>${list('cr-mention', view.mentions)}`}
${file(report, forme)}</section>`;
}

// The structured form is formatted by the laboratory's own sheet; the others are files to open.
function file({ dossier, id }: ReportDocument, forme: ReportForm): Markup {
  if (forme === 'n3') {
    return html`<iframe class="apercu" title="Compte rendu mis en forme" src="/patients/${dossier}/comptes-rendus/rendu?document=${id}"></iframe>`;
  }
  const asked = forme === 'n1' ? 'cda_n1' : 'pdf';
  return html`<p><a class="bouton" href="/patients/${dossier}/documents/fichier?document=${id}&forme=${asked}" download>Ouvrir le fichier</a></p>`;
}

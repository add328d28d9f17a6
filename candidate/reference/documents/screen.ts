import type { DefectSet } from '../defects.ts';
import { attributes, html, type Markup, type Slot } from '../screens/html.ts';
import type { DocumentKind, MedicalDocument } from './document.ts';
import { type DocumentLine, displayed } from './document-views.ts';
import { kinds } from './kinds.ts';

interface Row extends DocumentLine {
  dossier: string;
  /** What is displayed of it. */
  shown: DocumentLine;
}

/** What the screen of the documents shows. */
export interface DocumentsScreen {
  dossier: string;
  lines: readonly DocumentLine[];
  /** Kinds that can be written. */
  offered: readonly DocumentKind[];
  planted: DefectSet;
}

/** The documents of a file, and the form of a new one. */
export function documentsContent({ dossier, lines, offered, planted }: DocumentsScreen): Markup {
  return html`${table(lines.map((line) => ({ ...line, dossier, shown: displayed(line, planted) })))}
${draftForm(dossier, offered)}`;
}

/** Form of the next version of a document. */
export function replacementContent({ id, dossier, titre, texte, version, type }: MedicalDocument): Markup {
  return html`<form class="carte pile" method="post" action="/patients/${dossier}/documents/remplacer">
<h2>${kinds[type].label} « ${titre} » : version ${version + 1}</h2>
<p class="secondaire">La nouvelle version annule et remplace la version ${version} dès que vous l’aurez validée.</p>
<input type="hidden" name="document" value="${id}">
${textArea('texte', texte)}
<div class="actions"><button data-testid="enregistrer-version">Enregistrer la nouvelle version</button>
<a class="bouton secondaire-bouton" href="/patients/${dossier}/documents">Annuler</a></div>
</form>`;
}

function table(lines: readonly Row[]): Markup {
  if (lines.length === 0)
    return html`<section class="carte"><p class="vide">Aucun document dans ce dossier.</p></section>`;
  const rows = lines.map(
    (line) => html`<tr data-testid="document" data-document="${line.document}">
<th scope="row" data-champ="titre">${line.titre}</th><td data-champ="type">${line.type}</td>
<td class="chiffres" data-champ="date">${line.date}</td><td class="chiffres" data-champ="version">${line.shown.version}</td><td data-champ="etat">${line.shown.etat}</td>
<td><span class="pastille" data-champ="origine">${line.origine}</span></td><td data-champ="partages">${line.partages}</td>
<td><div class="actions">${actions(line)}</div></td></tr>`,
  );
  return html`<section class="carte"><div class="defilement"><table class="dense"><caption>Documents du dossier</caption>
<thead><tr><th scope="col">Titre</th><th scope="col"><a href="?tri=type" data-testid="trier-type">Type</a></th><th scope="col"><a href="?tri=date" data-testid="trier-date">Date</a></th><th scope="col">Version</th><th scope="col">État</th><th scope="col">Origine</th><th scope="col">Envois et dépôts</th><th scope="col">Actions</th></tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}

// The draft and the version in force differ in what can be done with them, whatever the screen says of their state.
function actions(line: Row): Slot {
  if (line.origine !== 'cabinet') {
    const to = `/patients/${line.dossier}/documents/voir?document=${line.document}`;
    const view = html`<a class="bouton secondaire-bouton" href="${to}" data-testid="voir">Voir</a>`;
    return line.etat === 'supprimé'
      ? null
      : [view, fileLink(line, 'recu', 'Télécharger'), action(line, 'supprimer', 'Supprimer')];
  }
  if (line.etat === 'supprimé') return null;
  if (line.etat === 'brouillon') {
    const to = `/patients/${line.dossier}/documents/destinataires?document=${line.document}`;
    const recipients = html`<a class="bouton secondaire-bouton" href="${to}" data-testid="destinataires">Destinataires</a>`;
    return [action(line, 'valider', 'Valider'), recipients, action(line, 'supprimer', 'Supprimer')];
  }
  const structured = Object.values(kinds).some(({ label, compteRendu }) => label === line.type && compteRendu?.n3);
  const files = [
    fileLink(line, 'pdf', 'PDF'),
    fileLink(line, 'cda', 'CDA'),
    structured && fileLink(line, 'cda_n1', 'CDA N1'),
    fileLink(line, 'xdm', 'Archive XDM'),
  ];
  if (line.etat === 'remplacé') return files;
  const href = `/patients/${line.dossier}/documents/version?document=${line.document}`;
  const next = html`<a class="bouton secondaire-bouton" href="${href}" data-testid="nouvelle-version">Nouvelle version</a>`;
  return [...files, next, action(line, 'supprimer', 'Supprimer')];
}

function action({ dossier, document, titre }: Row, name: string, label: string): Markup {
  const button = attributes({
    name: 'document',
    value: document,
    'data-testid': name,
    class: name === 'supprimer' && 'secondaire-bouton',
    'aria-label': `${label} « ${titre} »`,
  });
  return html`<form method="post" action="/patients/${dossier}/documents/${name}"><button${button}>${label}</button></form>`;
}

function fileLink({ dossier, document, titre }: Row, forme: string, label: string): Markup {
  const link = attributes({
    class: 'bouton secondaire-bouton',
    href: `/patients/${dossier}/documents/fichier?document=${document}&forme=${forme}`,
    download: true,
    'data-testid': `fichier-${forme}`,
    'aria-label': `${label} de « ${titre} »`,
  });
  return html`<a${link}>${label}</a>`;
}

function draftForm(dossier: string, offered: readonly DocumentKind[]): Markup {
  const options = offered.map((kind) => html`<option value="${kind}">${kinds[kind].label}</option>`);
  return html`<form class="carte pile" method="post" action="/patients/${dossier}/documents">
<h2>Nouveau document</h2>
<div class="champs">
<div class="champ"><label for="doc-type">Type</label><select id="doc-type" name="type" data-testid="document-type">${options}</select></div>
<div class="champ"><label for="doc-titre">Titre</label><input id="doc-titre" name="titre" maxlength="128" autocomplete="off" data-testid="document-titre"></div>
</div>
${textArea('texte', '')}
<div class="actions"><button data-testid="enregistrer-document">Enregistrer le brouillon</button><a class="bouton secondaire-bouton" href="/patients/${dossier}/documents/nouveau" data-testid="preremplir">Préremplir depuis le dossier</a></div>
</form>`;
}

function textArea(name: string, value: string): Markup {
  return html`<div class="champ"><label for="doc-${name}">Texte</label><textarea id="doc-${name}" name="${name}" data-testid="document-texte">
${value}</textarea></div>`;
}

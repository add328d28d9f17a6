import type { MedicalDocument } from '../documents/document.ts';
import { kinds } from '../documents/kinds.ts';
import { html, type Markup } from '../screens/html.ts';
import type { TransmissionLine } from './pfi-service.ts';

/** What the screen of the platform shows of a file. */
export interface PfiScreen {
  dossier: string;
  lines: readonly TransmissionLine[];
  documents: readonly MedicalDocument[];
}

const columns: ReadonlyArray<[name: keyof TransmissionLine, title: string]> = [
  ['titre', 'Document'],
  ['date', 'Transmis le'],
  ['destinations', 'Destinations'],
  ['acquittement', 'Plateforme'],
  ['dmp', 'DMP'],
  ['mssante', 'MSSanté'],
];

/** What was given to the platform and what came back, then what can be given to it. */
export function pfiContent({ dossier, lines, documents }: PfiScreen): Markup {
  const forms = documents.map((document) => form(dossier, document));
  const none = html`<p class="vide">Aucun document validé dans ce dossier.</p>`;
  return html`<section class="carte">${table(lines)}</section>
<section class="carte pile"><h2>Transmettre un document à la plateforme d’interopérabilité</h2>${forms.length === 0 ? none : forms}</section>`;
}

function table(lines: readonly TransmissionLine[]): Markup {
  if (lines.length === 0) return html`<p class="vide">Aucun document de ce dossier n’a été transmis.</p>`;
  const heads = columns.map(([, title]) => html`<th scope="col">${title}</th>`);
  const rows = lines.map(
    (line) =>
      html`<tr data-testid="transmission">${columns.map(([name]) => html`<td data-champ="${name}">${line[name]}</td>`)}</tr>`,
  );
  return html`<div class="defilement"><table class="dense"><caption>Transmissions à la plateforme, de la plus récente à la plus ancienne</caption>
<thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function form(dossier: string, { id, type, titre, version, destinataires }: MedicalDocument): Markup {
  const field = `pfi-${id}-destinataires`;
  const known = destinataires.map(({ mssante }) => mssante).filter((address) => address !== '');
  return html`<form class="element" method="post" action="/patients/${dossier}/pfi" data-testid="a-transmettre" data-document="${id}">
<fieldset class="choix"><legend>${kinds[type].label} « ${titre} », version ${version}</legend>
<input type="hidden" name="document" value="${id}">
${box('dmp', 'Déposer au DMP')}
${box('patient', 'Envoyer au patient (Mon espace santé)')}
${box('masquePs', 'Masquer aux professionnels de santé')}
${box('invisiblePatient', 'Ne pas rendre visible au patient')}
${box('invisibleRepresentants', 'Ne pas rendre visible aux représentants légaux')}
</fieldset>
<div class="champ"><label for="${field}">Envoyer aux professionnels (adresses MSSanté, séparées par des virgules)</label>
<input id="${field}" name="destinataires" value="${known.join(', ')}" autocomplete="off" data-testid="pfi-destinataires"></div>
<div><button data-testid="transmettre">Transmettre</button></div></form>`;
}

function box(name: string, label: string): Markup {
  return html`<label><input type="checkbox" name="${name}" value="oui" data-testid="pfi-${name}"> ${label}</label>`;
}

import type { VerbResult } from '../../../contract/index.ts';
import type { MedicalDocument } from '../../documents/document.ts';
import { attributes, html, type Markup } from '../../screens/html.ts';
import { canalLabels } from '../mail-service.ts';
import { checkBox, field, mailboxField, textField } from './compose-screen.ts';

type Canal = keyof typeof canalLabels;

/** What the screen from which a patient's documents leave is made of. */
export interface SendScreen {
  dossier: string;
  /** Address of the patient in Mon espace santé; null when the software proposes none. */
  address: string | null;
  documents: readonly MedicalDocument[];
  refused(canal: Canal): boolean;
}

/** Sending of documents, to professionals and to the patient, and what the patient refuses. */
export function sendContent(screen: SendScreen): Markup {
  return html`${refusals(screen)}
<div class="moities">${toProfessionals(screen)}${toPatient(screen)}</div>`;
}

/** Journal of the exchanges about a patient (INS/va1.46, MSS CONF.17). */
export function exchangesContent({ lignes }: VerbResult<'lireJournalEchanges'>): Markup {
  if (lignes.length === 0)
    return html`<section class="carte"><p class="vide" data-testid="journal-vide">Aucune ligne.</p></section>`;
  const rows = lignes.map(
    ({ date, auteur, action, detail }) =>
      html`<tr data-testid="ligne"><td data-champ="date">${date}</td><td data-champ="auteur">${auteur}</td><td data-champ="action">${action}</td><td data-champ="detail">${detail}</td></tr>`,
  );
  return html`<section class="carte"><div class="defilement"><table data-testid="journal"><caption>Échanges du dossier, du plus récent au plus ancien</caption>
<thead><tr><th scope="col">Date et heure</th><th scope="col">Auteur</th><th scope="col">Action</th><th scope="col">Détail</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function toProfessionals({ dossier, documents }: SendScreen): Markup {
  return html`<form class="carte pile" method="post" action="/patients/${dossier}/envoyer"><h2>À des professionnels</h2>
${documentField('pro', documents, false)}${mailboxField()}
${field('destinataires', 'Destinataires', { hint: 'adresses MSSanté, séparées par des virgules' })}
<div class="actions"><button data-testid="envoyer-document">Envoyer le document</button></div></form>`;
}

function toPatient({ dossier, documents, address }: SendScreen): Markup {
  const to =
    address === null
      ? html`<p class="vide">Aucune adresse : l’INS n’est pas qualifiée.</p>`
      : html`<p>À : <strong data-testid="adresse-patient">${address}</strong></p>`;
  return html`<form class="carte pile" method="post" action="/patients/${dossier}/ecrire"><h2>Au patient, dans Mon espace santé</h2>${to}
${documentField('patient', documents, true)}${textField('texte', 'Message')}
<div class="coches">${checkBox('finEchange', 'Empêcher le patient de répondre')}</div>
<div class="actions"><button data-testid="ecrire-patient">Envoyer au patient</button></div></form>`;
}

function documentField(name: string, documents: readonly MedicalDocument[], optional: boolean): Markup {
  const options = documents.map(
    ({ id, titre, version, etat }) => html`<option value="${id}">${titre}, version ${version} (${etat})</option>`,
  );
  const none = optional && html`<option value="">Aucun document</option>`;
  return html`<div class="champ"><label for="doc-${name}">Document</label><select id="doc-${name}" name="document" data-testid="document-${name}">${none}${options}</select></div>`;
}

function refusals({ dossier, refused }: SendScreen): Markup {
  const rows = (Object.keys(canalLabels) as Canal[]).map((canal) => {
    const refus = refused(canal);
    const label = refus ? 'Lever le refus' : 'Enregistrer le refus';
    const button = attributes({
      name: 'canal',
      value: canal,
      class: 'secondaire-bouton',
      'data-testid': `${refus ? 'lever' : 'refuser'}-${canal}`,
    });
    return html`<tr><th scope="row">${canalLabels[canal]}</th><td data-testid="refus-${canal}">${refus ? 'refusé par le patient' : 'admis'}</td>
<td><form method="post" action="/patients/${dossier}/refus"><input type="hidden" name="refus" value="${refus ? 'non' : 'oui'}"><button${button} aria-label="${label} : ${canalLabels[canal]}">${label}</button></form></td></tr>`;
  });
  return html`<section class="carte"><table><caption>Volonté du patient</caption><tbody>${rows}</tbody></table></section>`;
}

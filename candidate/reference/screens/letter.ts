import type { Letter } from '../letter.ts';
import type { Patient } from '../model.ts';
import { html, type Markup } from './html.ts';

/** Letter for a correspondent: produced on demand, previewed, then fetched. */
export function letterContent(patient: Patient, letter: Letter | undefined): Markup {
  const href = `/patients/${patient.id}/courrier/document`;
  const produced = html`<section class="carte pile"><h2>Courrier produit</h2>
<p><a class="bouton secondaire-bouton" href="${href}" download="${letter?.nom}" data-testid="telecharger">Télécharger <span data-testid="nom-document">${letter?.nom}</span></a></p>
<iframe class="apercu" title="Aperçu du courrier" src="${href}" sandbox></iframe></section>`;
  return html`<section class="carte"><p>Le courrier porte le matricule INS et son OID seulement si l’identité est qualifiée.</p>
<form method="post" action="/patients/${patient.id}/courrier"><button data-testid="produire-courrier">Produire le courrier</button></form></section>
${letter && produced}`;
}

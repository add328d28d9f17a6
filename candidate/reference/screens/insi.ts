import type { InsiScreen } from '../insi-service.ts';
import { labelOf, type Patient } from '../model.ts';
import { attributes, html, type Markup } from './html.ts';

/** Button of the INSi call; disabled, it says why. No patient: the user has no right to it, and no button. */
export function insiButton(patient: Patient | null, refusal: string | null): Markup {
  const reason = refusal && html`<p class="champ-erreur" id="insi-refus" data-testid="insi-refus">${refusal}</p>`;
  if (patient === null) return html`${reason}`;
  const button = attributes({
    'data-testid': 'appeler-insi',
    disabled: refusal !== null,
    'aria-describedby': refusal === null ? null : 'insi-refus',
  });
  return html`<form method="post" action="/patients/${patient.id}/insi"><button${button}>Appeler INSi (recherche par traits)</button></form>
${reason}`;
}

/** Comparison of the traits, and the user's decision. */
export function insiContent(patient: Patient, screen: InsiScreen | undefined, button: Markup): Markup {
  const none = html`<p class="vide">Aucun retour INSi en attente pour ce dossier.</p>`;
  return html`${screen?.comparatif.length ? comparison(screen) : none}
${screen?.acceptation && decision(patient)}
<section class="carte">${button}</section>`;
}

function comparison(screen: InsiScreen): Markup {
  const rows = screen.comparatif.map(({ trait, local, insi, signale }) => {
    const row = attributes({
      'data-testid': 'ligne-comparatif',
      'data-trait': trait,
      'data-signale': String(signale),
      class: signale && 'ecart',
    });
    return html`<tr${row}><th scope="row">${labelOf(trait)}</th><td data-champ="local">${local}</td><td data-champ="insi">${insi}</td>
<td>${signale ? html`<span class="marque-ecart" data-testid="ecart">≠ écart</span>` : html`<span class="vide">identique</span>`}</td></tr>`;
  });
  const { identity } = screen;
  const ins =
    identity &&
    html`<p>Matricule retourné : <strong data-testid="matricule-retourne">${identity.actif.numero + identity.actif.cle}</strong>
— OID <strong data-testid="oid-retourne">${identity.actif.oid}</strong></p>`;
  return html`<section class="carte"><div class="defilement"><table data-testid="comparatif"><caption>Traits locaux et traits d’INSi</caption>
<thead><tr><th scope="col">Trait</th><th scope="col">Dossier local</th><th scope="col">Retour INSi</th><th scope="col">Comparaison</th></tr></thead>
<tbody>${rows}</tbody></table></div>${ins}</section>`;
}

function decision(patient: Patient): Markup {
  return html`<section class="carte" aria-labelledby="decision"><h2 id="decision">Votre décision</h2>
<p>Comparez avec un justificatif d’identité avant d’accepter.</p>
<div class="actions">
<form method="post" action="/patients/${patient.id}/insi/accepter"><button data-testid="accepter-insi">Accepter le retour INSi</button></form>
<form method="post" action="/patients/${patient.id}/insi/refuser"><button class="secondaire-bouton" data-testid="refuser-insi">Refuser</button></form>
</div></section>`;
}

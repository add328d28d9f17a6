import type { VerbResult } from '../../contract/index.ts';
import { html, type Markup } from './html.ts';
import { patientTable } from './patient-list.ts';

type Search = VerbResult<'chercherParTraits'>;

/** Search forms, and the latest files. */
export function homeContent(latest: Search['resultats']): Markup {
  return html`${searchForms()}
<section class="carte">${patientTable('Derniers dossiers créés', latest)}</section>`;
}

/** Result of a search; the criterion is displayed back. */
export function searchContent(search: Search): Markup {
  return html`<p>Critère de recherche : <strong data-testid="critere">${search.critere}</strong></p>
<section class="carte">${patientTable('Patients trouvés', search.resultats)}</section>
${searchForms()}`;
}

function searchForms(): Markup {
  return html`<div class="moities">
<form class="carte" role="search" aria-labelledby="recherche-traits" method="get" action="/recherche/traits">
<h2 id="recherche-traits">Rechercher par traits</h2>
<div class="ligne">
<div class="champ"><label for="r-nom">Nom de naissance</label><input id="r-nom" name="nomNaissance" autocomplete="off" data-testid="recherche-nom"></div>
<div class="champ"><label for="r-prenom">Prénom</label><input id="r-prenom" name="prenom" autocomplete="off" data-testid="recherche-prenom"></div>
<div class="champ"><label for="r-date">Date de naissance <small>(AAAA-MM-JJ)</small></label><input id="r-date" name="dateNaissance" autocomplete="off" data-testid="recherche-date"></div>
<button data-testid="recherche-traits">Rechercher</button>
</div></form>
<form class="carte" role="search" aria-labelledby="recherche-ins" method="get" action="/recherche/matricule">
<h2 id="recherche-ins">Rechercher par matricule INS</h2>
<div class="ligne">
<div class="champ"><label for="r-ins">Matricule <small>(15 caractères, clé comprise)</small></label><input id="r-ins" name="matricule" autocomplete="off" data-testid="recherche-matricule"></div>
<button data-testid="recherche-ins">Rechercher</button>
</div></form>
</div>`;
}

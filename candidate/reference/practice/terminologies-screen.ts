import type { VerbResult } from '../../contract/index.ts';
import type { DefectSet } from '../defects.ts';
import type { Reply } from '../http.ts';
import type { Route } from '../module.ts';
import { attributes, html, type Markup } from '../screens/html.ts';
import { propose, type Terminology, terminologies } from './terminologies.ts';

/** Asks for the terms again at each character typed; without it the button does the same. */
const script = `const form = document.querySelector('form[role=search]');
let last = '';
form.addEventListener('input', async () => {
  const query = new URLSearchParams(new FormData(form)).toString();
  last = query;
  const response = await fetch('/nomenclatures/propositions?' + query);
  const text = await response.text();
  if (last === query) document.getElementById('propositions').innerHTML = text;
});
`;

/** Screens of the terminologies (ERGO/va1.01, va1.02). */
export function terminologyRoutes(planted: DefectSet): Record<string, Route> {
  return {
    'GET /nomenclatures': ({ url, show }) => {
      const asked = askedOf(url);
      return scripted(show({ title: 'Nomenclatures', content: content(asked, foundBy(asked, planted)) }));
    },
    'GET /nomenclatures/propositions': ({ url }) => {
      const body = proposals(foundBy(askedOf(url), planted)).toString();
      return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
    },
    'GET /nomenclatures.js': () => {
      return { status: 200, headers: { 'Content-Type': 'text/javascript; charset=utf-8' }, body: script };
    },
  };
}

interface Asked {
  nomenclature: Terminology;
  debut: string;
}

function askedOf({ searchParams }: URL): Asked {
  const nomenclature = terminologies.find((name) => name === searchParams.get('nomenclature')) ?? 'CIM-10';
  return { nomenclature, debut: searchParams.get('debut')?.trim() ?? '' };
}

function foundBy({ nomenclature, debut }: Asked, planted: DefectSet): VerbResult<'chercherNomenclature'> {
  return { critere: debut, propositions: propose(nomenclature, debut, planted) };
}

/** This screen alone runs a script, its own. */
function scripted(reply: Reply): Reply {
  const policy = `${reply.headers?.['Content-Security-Policy']}; script-src 'self'; connect-src 'self'`;
  return { ...reply, headers: { ...reply.headers, 'Content-Security-Policy': policy } };
}

function content({ nomenclature, debut }: Asked, found: VerbResult<'chercherNomenclature'>): Markup {
  const options = terminologies.map(
    (name) => html`<option${attributes({ value: name, selected: name === nomenclature })}>${name}</option>`,
  );
  return html`<form class="carte ligne" role="search" method="get" action="/nomenclatures">
<div class="champ"><label for="nomenclature">Nomenclature</label><select id="nomenclature" name="nomenclature" data-testid="nomenclature">${options}</select></div>
<div class="champ"><label for="debut">Début du code ou d’un mot du libellé</label><input id="debut" name="debut" value="${debut}" autocomplete="off" aria-controls="propositions" data-testid="nomenclature-debut"></div>
<button data-testid="nomenclature-chercher">Rechercher</button></form>
<section class="carte" id="propositions" aria-live="polite">${proposals(found)}</section>
<script src="/nomenclatures.js" defer></script>`;
}

function proposals({ critere, propositions }: VerbResult<'chercherNomenclature'>): Markup {
  if (critere === '')
    return html`<p class="vide">Commencez la saisie : les termes sont proposés dès le premier caractère.</p>`;
  const rows = propositions.map(
    ({ code, libelle }) =>
      html`<tr data-testid="proposition"><th scope="row" class="chiffres" data-champ="code">${code}</th><td data-champ="libelle">${libelle}</td></tr>`,
  );
  const table = html`<div class="defilement"><table><caption>Termes proposés</caption><thead><tr><th scope="col">Code</th><th scope="col">Libellé</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return html`<p>Saisie : <strong data-testid="critere">${critere}</strong></p>${rows.length === 0 ? html`<p class="vide">Aucun terme.</p>` : table}`;
}

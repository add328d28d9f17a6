import type { DocumentKind } from '../documents/document.ts';
import { kinds } from '../documents/kinds.ts';
import { attributes, html, type Markup } from '../screens/html.ts';
import type { HistoryFilters, HistoryLine, IndicatorLine } from './history-service.ts';

/** What the screen of a file's former documents is made of. */
export interface HistoryScreen {
  dossier: string;
  filters: HistoryFilters;
  lines: readonly HistoryLine[];
  /** Kinds that the software of this lane writes. */
  offered: readonly DocumentKind[];
}

/** The former documents of a file, what of them goes into the DMP, and how one is taken over. */
export function historyContent(screen: HistoryScreen): Markup {
  return html`${filterForm(screen)}${table(screen.lines)}${takeOverForm(screen)}`;
}

/** How many documents of before went into the DMP, month by month. */
export function indicatorContent(lines: readonly IndicatorLine[]): Markup {
  if (lines.length === 0) {
    return html`<section class="carte"><p class="vide">Aucun document antérieur n’a encore été déposé.</p></section>`;
  }
  const rows = lines.map(
    (
      line,
    ) => html`<tr data-testid="indicateur-ligne"><td class="chiffres" data-champ="mois">${line.mois}</td><th scope="row" data-champ="auteur">${line.auteur}</th>
<td class="chiffres" data-champ="deposes">${line.deposes}</td><td class="chiffres" data-champ="patients">${line.patients}</td><td class="chiffres" data-champ="echecs">${line.echecs}</td></tr>`,
  );
  return html`<section class="carte"><div class="defilement"><table><caption>Documents antérieurs déposés au DMP, par mois et par auteur</caption>
<thead><tr><th scope="col">Mois</th><th scope="col">Auteur</th><th scope="col">Documents déposés</th><th scope="col">Patients</th><th scope="col">Échecs</th></tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}

function filterForm({ dossier, filters, offered }: HistoryScreen): Markup {
  const { debut = '', fin = '', type, auteur = '' } = filters;
  return html`<form class="carte pile" method="get" action="/patients/${dossier}/anterieurs"><h2>Documents à déposer dans le DMP</h2>
<div class="champs">${field('debut', 'Actes du', { value: debut, type: 'date' })}${field('fin', 'au', { value: fin, type: 'date' })}
<div class="champ"><label for="ant-type">Type</label><select id="ant-type" name="type" data-testid="filtre-type"><option value="">Tous les types</option>${options(offered, type)}</select></div>
${field('auteur', 'Auteur', { value: auteur })}</div>
<div class="actions"><button class="secondaire-bouton" data-testid="filtrer-anterieurs">Filtrer</button>
<button formmethod="post" formaction="/patients/${dossier}/anterieurs/deposer" data-testid="deposer-historique">Déposer en lot ce que les filtres retiennent</button></div>
<p class="secondaire">Ce qui est déjà dans le DMP n’y est pas déposé de nouveau. La vitesse se règle dans les réglages.</p></form>`;
}

function field(
  name: string,
  label: string,
  { value = '', type = 'text' }: { value?: string; type?: string } = {},
): Markup {
  const input = attributes({
    id: `ant-${name}`,
    name,
    type,
    value,
    autocomplete: 'off',
    'data-testid': `filtre-${name}`,
  });
  return html`<div class="champ"><label for="ant-${name}">${label}</label><input${input}></div>`;
}

function options(offered: readonly DocumentKind[], chosen?: DocumentKind): Markup[] {
  return offered.map(
    (kind) => html`<option${attributes({ value: kind, selected: kind === chosen })}>${kinds[kind].label}</option>`,
  );
}

function table(lines: readonly HistoryLine[]): Markup {
  if (lines.length === 0) {
    return html`<section class="carte"><p class="vide">Aucun document validé ne répond à ces filtres.</p></section>`;
  }
  const rows = lines.map(
    (
      line,
    ) => html`<tr data-testid="anterieur" data-document="${line.document}"><th scope="row" data-champ="titre">${line.titre}</th>
<td data-champ="type">${line.type}</td><td data-champ="auteur">${line.auteur}</td><td class="chiffres" data-champ="date">${line.date}</td><td data-champ="depot">${line.depot}</td></tr>`,
  );
  return html`<section class="carte"><div class="defilement"><table class="dense"><caption>Documents validés du dossier, du plus récent au plus ancien</caption>
<thead><tr><th scope="col">Titre</th><th scope="col">Type</th><th scope="col">Auteur</th><th scope="col">Date de l’acte</th><th scope="col">Dépôt au DMP</th></tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}

function takeOverForm({ dossier, offered }: HistoryScreen): Markup {
  const input = (name: string, label: string, type = 'text'): Markup =>
    html`<div class="champ"><label for="rep-${name}">${label}</label><input id="rep-${name}" name="${name}" type="${type}" autocomplete="off" data-testid="reprise-${name}"></div>`;
  return html`<form class="carte pile" method="post" action="/patients/${dossier}/anterieurs/reprendre"><h2>Reprendre un document d’un épisode antérieur</h2>
<div class="champs"><div class="champ"><label for="rep-type">Type</label><select id="rep-type" name="type" data-testid="reprise-type">${options(offered)}</select></div>
${input('titre', 'Titre')}${input('date', 'Date de l’acte', 'date')}
${input('auteurNom', 'Nom de l’auteur')}${input('auteurPrenom', 'Prénom de l’auteur')}${input('auteurRpps', 'RPPS de l’auteur')}</div>
<div class="champ"><label for="rep-texte">Texte</label><textarea id="rep-texte" name="texte" data-testid="reprise-texte"></textarea></div>
<div class="actions"><button data-testid="reprendre">Reprendre le document</button></div></form>`;
}

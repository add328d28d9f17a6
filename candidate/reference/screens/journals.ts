import type { VerbResult } from '../../contract/index.ts';
import { labelOf } from '../model.ts';
import { html, type Markup } from './html.ts';

interface Column {
  key: string;
  label: string;
}

/** History of the identity. */
export function historyContent({ lignes }: VerbResult<'lireHistorique'>): Markup {
  const columns = [
    { key: 'date', label: 'Date et heure' },
    { key: 'auteur', label: 'Auteur' },
    { key: 'champ', label: 'Champ' },
    { key: 'ancien', label: 'Ancienne valeur' },
    { key: 'nouveau', label: 'Nouvelle valeur' },
  ];
  const rows = lignes.map((line) => row(columns, { ...line, champ: labelOf(line.champ) }, line.champ));
  return table('Statuts et modifications de l’identité, du plus récent au plus ancien', columns, rows);
}

/** Access journal. */
export function accessContent({ lignes }: VerbResult<'lireJournalAcces'>): Markup {
  const columns = [
    { key: 'date', label: 'Date et heure' },
    { key: 'auteur', label: 'Utilisateur' },
    { key: 'action', label: 'Action' },
    { key: 'detail', label: 'Détail' },
  ];
  return table(
    'Accès à l’identité, du plus récent au plus ancien',
    columns,
    lignes.map((line) => row(columns, line)),
  );
}

/** INSi journal. */
export function insiJournalContent({ lignes }: VerbResult<'lireJournalInsi'>): Markup {
  const columns = [
    { key: 'date', label: 'Date et heure' },
    { key: 'auteur', label: 'Auteur' },
    { key: 'operation', label: 'Opération et critères' },
    { key: 'codeRetour', label: 'Code retour' },
    { key: 'erreur', label: 'Erreur' },
    { key: 'matricule', label: 'Matricule' },
    { key: 'oid', label: 'OID' },
    { key: 'historique', label: 'Historique' },
    { key: 'traits', label: 'Traits retournés' },
  ];
  const rows = lignes.map((line) => row(columns, { ...line, historique: line.historique.join(' ') }));
  return table('Appels du téléservice INSi, du plus récent au plus ancien', columns, rows);
}

function row(columns: Column[], values: Record<string, string | null>, code?: string): Markup {
  const cells = columns.map(({ key }) => {
    const named = key === 'champ' && code !== undefined ? html` data-code="${code}"` : html``;
    return html`<td data-champ="${key}"${named}>${values[key]}</td>`;
  });
  return html`<tr data-testid="ligne">${cells}</tr>`;
}

function table(caption: string, columns: Column[], rows: Markup[]): Markup {
  const heads = columns.map(({ label }) => html`<th scope="col">${label}</th>`);
  const empty = html`<p class="vide" data-testid="journal-vide">Aucune ligne.</p>`;
  const body = html`<div class="defilement"><table class="${columns.length > 6 ? 'dense' : ''}" data-testid="journal"><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
  return html`<section class="carte">${rows.length === 0 ? empty : body}</section>`;
}
